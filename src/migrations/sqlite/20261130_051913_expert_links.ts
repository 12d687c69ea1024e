import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`expert_links\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`hash\` text,
  	\`entry\` text,
  	\`ask\` numeric,
  	\`until\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`expert_links_hash_idx\` ON \`expert_links\` (\`hash\`);`)
  await db.run(sql`CREATE INDEX \`expert_links_until_idx\` ON \`expert_links\` (\`until\`);`)
  await db.run(sql`CREATE INDEX \`entry_ask_idx\` ON \`expert_links\` (\`entry\`,\`ask\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`expert_links\`;`)
}
