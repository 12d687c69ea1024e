import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`sign_ins\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`session\` text,
  	\`account\` text,
  	\`device\` text,
  	\`created_at\` text,
  	\`used_at\` text,
  	\`proved_at\` text,
  	\`challenge\` text,
  	\`challenge_at\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`sign_ins_session_idx\` ON \`sign_ins\` (\`session\`);`)
  await db.run(sql`CREATE INDEX \`sign_ins_account_idx\` ON \`sign_ins\` (\`account\`);`)
  await db.run(sql`CREATE TABLE \`second_factors\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`account\` text,
  	\`kind\` text,
  	\`name\` text,
  	\`secret\` text,
  	\`credential\` text,
  	\`transports\` text,
  	\`counter\` numeric,
  	\`created_at\` text,
  	\`confirmed_at\` text,
  	\`used_at\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`second_factors_account_idx\` ON \`second_factors\` (\`account\`);`)
  await db.run(sql`CREATE INDEX \`second_factors_credential_idx\` ON \`second_factors\` (\`credential\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`sign_ins\`;`)
  await db.run(sql`DROP TABLE \`second_factors\`;`)
}
