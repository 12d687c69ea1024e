import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`heads\` ADD \`assigned_to\` text;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`assigned_due\` text;`)
  await db.run(sql`CREATE INDEX \`assignedTo_assignedDue_idx\` ON \`heads\` (\`assigned_to\`,\`assigned_due\`);`)
  await db.run(sql`ALTER TABLE \`users\` ADD \`away_from\` text;`)
  await db.run(sql`ALTER TABLE \`users\` ADD \`away_until\` text;`)
  await db.run(sql`ALTER TABLE \`users\` ADD \`away_deputy\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`assignedTo_assignedDue_idx\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`assigned_to\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`assigned_due\`;`)
  await db.run(sql`ALTER TABLE \`users\` DROP COLUMN \`away_from\`;`)
  await db.run(sql`ALTER TABLE \`users\` DROP COLUMN \`away_until\`;`)
  await db.run(sql`ALTER TABLE \`users\` DROP COLUMN \`away_deputy\`;`)
}
