import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`offences_situations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`group\` text NOT NULL,
  	\`text\` text NOT NULL,
  	\`key\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`offences_situations_order_idx\` ON \`offences_situations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`offences_situations_parent_id_idx\` ON \`offences_situations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_offences_v_version_situations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`group\` text NOT NULL,
  	\`text\` text NOT NULL,
  	\`key\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_offences_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_offences_v_version_situations_order_idx\` ON \`_offences_v_version_situations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_situations_parent_id_idx\` ON \`_offences_v_version_situations\` (\`_parent_id\`);`)
  await db.run(sql`ALTER TABLE \`profiles\` ADD \`doxxing_say\` text;`)
  await db.run(sql`ALTER TABLE \`_profiles_v\` ADD \`version_doxxing_say\` text;`)
  await db.run(sql`ALTER TABLE \`offences\` ADD \`say\` text;`)
  await db.run(sql`ALTER TABLE \`offences\` ADD \`time_limit\` text;`)
  await db.run(sql`ALTER TABLE \`_offences_v\` ADD \`version_say\` text;`)
  await db.run(sql`ALTER TABLE \`_offences_v\` ADD \`version_time_limit\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`offences_situations\`;`)
  await db.run(sql`DROP TABLE \`_offences_v_version_situations\`;`)
  await db.run(sql`ALTER TABLE \`profiles\` DROP COLUMN \`doxxing_say\`;`)
  await db.run(sql`ALTER TABLE \`_profiles_v\` DROP COLUMN \`version_doxxing_say\`;`)
  await db.run(sql`ALTER TABLE \`offences\` DROP COLUMN \`say\`;`)
  await db.run(sql`ALTER TABLE \`offences\` DROP COLUMN \`time_limit\`;`)
  await db.run(sql`ALTER TABLE \`_offences_v\` DROP COLUMN \`version_say\`;`)
  await db.run(sql`ALTER TABLE \`_offences_v\` DROP COLUMN \`version_time_limit\`;`)
}
