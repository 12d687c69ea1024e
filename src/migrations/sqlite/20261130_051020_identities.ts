import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`identities\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`identity\` text,
  	\`account\` text,
  	\`linked_at\` text,
  	\`used_at\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`identities_identity_idx\` ON \`identities\` (\`identity\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`identities_account_idx\` ON \`identities\` (\`account\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`identities\`;`)
}
