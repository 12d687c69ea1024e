import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`digest_runs\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`kind\` text,
  	\`from_seq\` numeric,
  	\`to_seq\` numeric,
  	\`state\` text,
  	\`mails\` numeric,
  	\`started_at\` text,
  	\`planned_at\` text,
  	\`note\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`digest_runs_key_idx\` ON \`digest_runs\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`digest_runs_kind_idx\` ON \`digest_runs\` (\`kind\`);`)
  await db.run(sql`CREATE INDEX \`digest_runs_to_seq_idx\` ON \`digest_runs\` (\`to_seq\`);`)
  await db.run(sql`CREATE INDEX \`digest_runs_state_idx\` ON \`digest_runs\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`digest_runs_started_at_idx\` ON \`digest_runs\` (\`started_at\`);`)
  await db.run(sql`CREATE TABLE \`subscribers\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`lookup\` text,
  	\`address\` text,
  	\`state\` text,
  	\`follows\` text,
  	\`cadence\` text,
  	\`at_once\` integer,
  	\`format\` text,
  	\`covered_to\` numeric,
  	\`created_at\` text,
  	\`confirmed_at\` text,
  	\`ended_at\` text,
  	\`why\` text,
  	\`asked_since\` text,
  	\`asked\` numeric
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`subscribers_lookup_idx\` ON \`subscribers\` (\`lookup\`);`)
  await db.run(sql`CREATE INDEX \`subscribers_ended_at_idx\` ON \`subscribers\` (\`ended_at\`);`)
  await db.run(sql`CREATE INDEX \`state_cadence_idx\` ON \`subscribers\` (\`state\`,\`cadence\`);`)
  await db.run(sql`CREATE TABLE \`mail_tokens\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`hash\` text,
  	\`subscriber\` text,
  	\`purpose\` text,
  	\`created_at\` text,
  	\`expires_at\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`mail_tokens_hash_idx\` ON \`mail_tokens\` (\`hash\`);`)
  await db.run(sql`CREATE INDEX \`mail_tokens_subscriber_idx\` ON \`mail_tokens\` (\`subscriber\`);`)
  await db.run(sql`CREATE INDEX \`mail_tokens_expires_at_idx\` ON \`mail_tokens\` (\`expires_at\`);`)
  await db.run(sql`CREATE TABLE \`mailed_changes\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`subscriber\` text,
  	\`change\` numeric,
  	\`mail\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`mailed_changes_change_idx\` ON \`mailed_changes\` (\`change\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`subscriber_change_idx\` ON \`mailed_changes\` (\`subscriber\`,\`change\`);`)
  await db.run(sql`CREATE TABLE \`outbox\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`kind\` text,
  	\`recipient\` text,
  	\`run\` text,
  	\`args\` text,
  	\`message_id\` text,
  	\`state\` text,
  	\`priority\` numeric,
  	\`tries\` numeric,
  	\`created_at\` text,
  	\`not_before\` text,
  	\`until\` text,
  	\`token\` numeric,
  	\`attempted_at\` text,
  	\`ended_at\` text,
  	\`answer\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`outbox_key_idx\` ON \`outbox\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`outbox_recipient_idx\` ON \`outbox\` (\`recipient\`);`)
  await db.run(sql`CREATE INDEX \`outbox_message_id_idx\` ON \`outbox\` (\`message_id\`);`)
  await db.run(sql`CREATE INDEX \`outbox_ended_at_idx\` ON \`outbox\` (\`ended_at\`);`)
  await db.run(sql`CREATE INDEX \`state_priority_notBefore_idx\` ON \`outbox\` (\`state\`,\`priority\`,\`not_before\`);`)
  await db.run(sql`CREATE INDEX \`run_state_idx\` ON \`outbox\` (\`run\`,\`state\`);`)
  await db.run(sql`CREATE TABLE \`mailing\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`paused\` integer,
  	\`paused_at\` text,
  	\`paused_by\` text,
  	\`updated_at\` text,
  	\`created_at\` text
  );
  `)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`digest_runs\`;`)
  await db.run(sql`DROP TABLE \`subscribers\`;`)
  await db.run(sql`DROP TABLE \`mail_tokens\`;`)
  await db.run(sql`DROP TABLE \`mailed_changes\`;`)
  await db.run(sql`DROP TABLE \`outbox\`;`)
  await db.run(sql`DROP TABLE \`mailing\`;`)
}
