import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`law_change_proposals\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`effect\` text,
  	\`instrument\` text,
  	\`what\` text,
  	\`title\` text,
  	\`provisions\` text,
  	\`by\` text,
  	\`effective_on\` text,
  	\`days\` text,
  	\`url\` text,
  	\`modified\` text,
  	\`at\` text,
  	\`state\` text,
  	\`decided_at\` text,
  	\`decided_by\` text,
  	\`reason\` text,
  	\`law_change\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`law_change_proposals_key_idx\` ON \`law_change_proposals\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`law_change_proposals_effect_idx\` ON \`law_change_proposals\` (\`effect\`);`)
  await db.run(sql`CREATE INDEX \`law_change_proposals_instrument_idx\` ON \`law_change_proposals\` (\`instrument\`);`)
  await db.run(sql`CREATE INDEX \`law_change_proposals_effective_on_idx\` ON \`law_change_proposals\` (\`effective_on\`);`)
  await db.run(sql`CREATE INDEX \`law_change_proposals_at_idx\` ON \`law_change_proposals\` (\`at\`);`)
  await db.run(sql`CREATE INDEX \`law_change_proposals_state_idx\` ON \`law_change_proposals\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`state_instrument_idx\` ON \`law_change_proposals\` (\`state\`,\`instrument\`);`)
  await db.run(sql`CREATE TABLE \`register_readings\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`feed\` text,
  	\`about\` text,
  	\`read_at\` text,
  	\`read_up_to\` text,
  	\`etag\` text,
  	\`last_modified\` text,
  	\`problem\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`register_readings_feed_idx\` ON \`register_readings\` (\`feed\`);`)
  await db.run(sql`CREATE TABLE \`source_states\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`source\` text,
  	\`url\` text,
  	\`host\` text,
  	\`keys\` text,
  	\`verdict\` text,
  	\`because\` text,
  	\`since\` text,
  	\`since_day\` text,
  	\`times\` numeric,
  	\`checked_at\` text,
  	\`slot\` text,
  	\`status\` numeric,
  	\`moved_to\` text,
  	\`certificate_ends_on\` text,
  	\`etag\` text,
  	\`last_modified\` text,
  	\`failures\` numeric,
  	\`failing_since\` text,
  	\`broken_at\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`source_states_source_idx\` ON \`source_states\` (\`source\`);`)
  await db.run(sql`CREATE INDEX \`source_states_host_idx\` ON \`source_states\` (\`host\`);`)
  await db.run(sql`CREATE INDEX \`source_states_verdict_idx\` ON \`source_states\` (\`verdict\`);`)
  await db.run(sql`CREATE INDEX \`source_states_broken_at_idx\` ON \`source_states\` (\`broken_at\`);`)
  await db.run(sql`CREATE TABLE \`source_checks\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`source\` text,
  	\`kind\` text,
  	\`slot\` text,
  	\`url\` text,
  	\`host\` text,
  	\`at\` text,
  	\`ended_at\` text,
  	\`verdict\` text,
  	\`because\` text,
  	\`status\` numeric,
  	\`moved_to\` text,
  	\`hops\` numeric,
  	\`milliseconds\` numeric,
  	\`certificate_ends_on\` text,
  	\`etag\` text,
  	\`last_modified\` text,
  	\`found\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`source_checks_source_idx\` ON \`source_checks\` (\`source\`);`)
  await db.run(sql`CREATE INDEX \`source_checks_at_idx\` ON \`source_checks\` (\`at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`source_kind_slot_idx\` ON \`source_checks\` (\`source\`,\`kind\`,\`slot\`);`)
  await db.run(sql`CREATE INDEX \`kind_slot_idx\` ON \`source_checks\` (\`kind\`,\`slot\`);`)
  await db.run(sql`CREATE INDEX \`source_kind_at_idx\` ON \`source_checks\` (\`source\`,\`kind\`,\`at\`);`)
  await db.run(sql`CREATE TABLE \`quote_states\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`source\` text,
  	\`what\` text,
  	\`exact\` text,
  	\`quoted\` text,
  	\`verdict\` text,
  	\`because\` text,
  	\`since\` text,
  	\`times\` numeric,
  	\`checked_at\` text,
  	\`slot\` text,
  	\`stood\` text,
  	\`stood_hash\` text,
  	\`stood_on\` text,
  	\`now\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`quote_states_key_idx\` ON \`quote_states\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`quote_states_source_idx\` ON \`quote_states\` (\`source\`);`)
  await db.run(sql`CREATE INDEX \`quote_states_verdict_idx\` ON \`quote_states\` (\`verdict\`);`)
  await db.run(sql`CREATE TABLE \`host_states\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`host\` text,
  	\`checked_at\` text,
  	\`slot\` text,
  	\`failing\` numeric,
  	\`sources\` numeric,
  	\`failures\` numeric,
  	\`failing_since\` text,
  	\`broken_at\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`host_states_host_idx\` ON \`host_states\` (\`host\`);`)
  await db.run(sql`CREATE INDEX \`host_states_broken_at_idx\` ON \`host_states\` (\`broken_at\`);`)
  await db.run(sql`CREATE TABLE \`watch_passes\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`kind\` text,
  	\`slot\` text,
  	\`state\` text,
  	\`done\` numeric,
  	\`total\` numeric,
  	\`started_at\` text,
  	\`ended_at\` text,
  	\`found\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`watch_passes_key_idx\` ON \`watch_passes\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`watch_passes_kind_idx\` ON \`watch_passes\` (\`kind\`);`)
  await db.run(sql`CREATE INDEX \`watch_passes_started_at_idx\` ON \`watch_passes\` (\`started_at\`);`)
  await db.run(sql`ALTER TABLE \`flags\` ADD \`note\` text;`)
  await db.run(sql`ALTER TABLE \`flags\` ADD \`rung\` numeric;`)
  await db.run(sql`ALTER TABLE \`mailing\` ADD \`rest_since\` text;`)
  await db.run(sql`ALTER TABLE \`mailing\` ADD \`rest_until\` text;`)
  await db.run(sql`ALTER TABLE \`mailing\` ADD \`rest_answer\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`law_change_proposals\`;`)
  await db.run(sql`DROP TABLE \`register_readings\`;`)
  await db.run(sql`DROP TABLE \`source_states\`;`)
  await db.run(sql`DROP TABLE \`source_checks\`;`)
  await db.run(sql`DROP TABLE \`quote_states\`;`)
  await db.run(sql`DROP TABLE \`host_states\`;`)
  await db.run(sql`DROP TABLE \`watch_passes\`;`)
  await db.run(sql`ALTER TABLE \`flags\` DROP COLUMN \`note\`;`)
  await db.run(sql`ALTER TABLE \`flags\` DROP COLUMN \`rung\`;`)
  await db.run(sql`ALTER TABLE \`mailing\` DROP COLUMN \`rest_since\`;`)
  await db.run(sql`ALTER TABLE \`mailing\` DROP COLUMN \`rest_until\`;`)
  await db.run(sql`ALTER TABLE \`mailing\` DROP COLUMN \`rest_answer\`;`)
}
