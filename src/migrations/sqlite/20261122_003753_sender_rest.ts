import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`mailing\` ADD \`rest_since\` text;`)
  await db.run(sql`ALTER TABLE \`mailing\` ADD \`rest_until\` text;`)
  await db.run(sql`ALTER TABLE \`mailing\` ADD \`rest_answer\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`mailing\` DROP COLUMN \`rest_since\`;`)
  await db.run(sql`ALTER TABLE \`mailing\` DROP COLUMN \`rest_until\`;`)
  await db.run(sql`ALTER TABLE \`mailing\` DROP COLUMN \`rest_answer\`;`)
}
