import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`sign_in_tries\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`until\` numeric
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`sign_in_tries_key_idx\` ON \`sign_in_tries\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`sign_in_tries_until_idx\` ON \`sign_in_tries\` (\`until\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`sign_in_tries\`;`)
}
