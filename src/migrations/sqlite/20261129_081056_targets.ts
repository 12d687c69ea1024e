import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`targets\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`address\` text,
  	\`release\` text,
  	\`pushed_at\` text,
  	\`behind_since\` text,
  	\`tries\` numeric,
  	\`problem\` text,
  	\`not_before\` text,
  	\`sent_files\` numeric,
  	\`sent_bytes\` numeric
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`targets_address_idx\` ON \`targets\` (\`address\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`targets\`;`)
}
