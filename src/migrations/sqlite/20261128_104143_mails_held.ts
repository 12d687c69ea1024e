import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  // What was held until an instant is held by nobody, and given back.
  await db.run(sql`ALTER TABLE \`outbox\` DROP COLUMN \`until\`;`)
  await db.run(sql`ALTER TABLE \`outbox\` ADD \`holder\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`outbox\` DROP COLUMN \`holder\`;`)
  await db.run(sql`ALTER TABLE \`outbox\` ADD \`until\` text;`)
}
