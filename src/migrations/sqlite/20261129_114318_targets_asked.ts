import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`targets\` ADD \`asked_at\` text;`)
  await db.run(sql`ALTER TABLE \`targets\` ADD \`alarmed_for\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`targets\` DROP COLUMN \`asked_at\`;`)
  await db.run(sql`ALTER TABLE \`targets\` DROP COLUMN \`alarmed_for\`;`)
}
