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
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`law_change_proposals\`;`)
  await db.run(sql`DROP TABLE \`register_readings\`;`)
}
