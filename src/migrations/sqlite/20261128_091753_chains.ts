import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`shared_events\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`entry\` text,
  	\`n\` numeric,
  	\`at\` text,
  	\`actor_id\` text,
  	\`actor_name\` text,
  	\`action\` text,
  	\`revision\` numeric,
  	\`edition\` text,
  	\`details\` text,
  	\`previous\` text,
  	\`hash\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`shared_events_entry_idx\` ON \`shared_events\` (\`entry\`);`)
  await db.run(sql`CREATE INDEX \`shared_events_at_idx\` ON \`shared_events\` (\`at\`);`)
  await db.run(sql`CREATE INDEX \`shared_events_action_idx\` ON \`shared_events\` (\`action\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`entry_n_2_idx\` ON \`shared_events\` (\`entry\`,\`n\`);`)
  await db.run(sql`CREATE TABLE \`account_events\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`entry\` text,
  	\`n\` numeric,
  	\`at\` text,
  	\`actor_id\` text,
  	\`actor_name\` text,
  	\`action\` text,
  	\`revision\` numeric,
  	\`edition\` text,
  	\`details\` text,
  	\`previous\` text,
  	\`hash\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`account_events_entry_idx\` ON \`account_events\` (\`entry\`);`)
  await db.run(sql`CREATE INDEX \`account_events_at_idx\` ON \`account_events\` (\`at\`);`)
  await db.run(sql`CREATE INDEX \`account_events_action_idx\` ON \`account_events\` (\`action\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`entry_n_3_idx\` ON \`account_events\` (\`entry\`,\`n\`);`)
  await db.run(sql`CREATE TABLE \`chain_ends\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`chain\` text,
  	\`n\` numeric,
  	\`hash\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`chain_ends_chain_idx\` ON \`chain_ends\` (\`chain\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`shared_events\`;`)
  await db.run(sql`DROP TABLE \`account_events\`;`)
  await db.run(sql`DROP TABLE \`chain_ends\`;`)
}
