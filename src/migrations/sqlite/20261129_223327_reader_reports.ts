import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`reader_reports\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`at\` text,
  	\`page\` text,
  	\`version\` text,
  	\`words\` text,
  	\`address\` text,
  	\`answer\` text,
  	\`answered_at\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`reader_reports_key_idx\` ON \`reader_reports\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`reader_reports_at_idx\` ON \`reader_reports\` (\`at\`);`)
  await db.run(sql`CREATE INDEX \`reader_reports_answered_at_idx\` ON \`reader_reports\` (\`answered_at\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`reader_reports\`;`)
}
