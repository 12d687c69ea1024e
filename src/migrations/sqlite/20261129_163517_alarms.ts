import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`alarms\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text,
  	\`since\` text,
  	\`told_at\` text,
  	\`words\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`alarms_name_idx\` ON \`alarms\` (\`name\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`alarms\`;`)
}
