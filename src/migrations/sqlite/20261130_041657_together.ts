import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`heads\` ADD \`open_together\` text;`)
  await db.run(sql`CREATE INDEX \`heads_open_together_idx\` ON \`heads\` (\`open_together\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`heads_open_together_idx\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`open_together\`;`)
}
