import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_profiles_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`profiles\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_profiles_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`profiles_instruments\`;`)
  await db.run(sql`DROP TABLE \`profiles_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_profiles_instruments\` RENAME TO \`profiles_instruments\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`profiles_instruments_order_idx\` ON \`profiles_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`profiles_instruments_parent_id_idx\` ON \`profiles_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`profiles_instruments_instrument_idx\` ON \`profiles_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_profiles\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`emergency_use_when\` text,
  	\`emergency_say\` text,
  	\`emergency_note\` text,
  	\`doxxing_status\` text,
  	\`doxxing_text\` text,
  	\`doxxing_say\` text,
  	\`recording_rule\` text,
  	\`recording_text\` text,
  	\`budapest\` text,
  	\`own_offences\` numeric,
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_profiles\`("id", "emergency_use_when", "emergency_say", "emergency_note", "doxxing_status", "doxxing_text", "doxxing_say", "recording_rule", "recording_text", "budapest", "own_offences", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "emergency_use_when", "emergency_say", "emergency_note", "doxxing_status", "doxxing_text", "doxxing_say", "recording_rule", "recording_text", "budapest", "own_offences", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`profiles\`;`)
  await db.run(sql`DROP TABLE \`profiles\`;`)
  await db.run(sql`ALTER TABLE \`__new_profiles\` RENAME TO \`profiles\`;`)
  await db.run(sql`CREATE INDEX \`profiles_jurisdiction_idx\` ON \`profiles\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`profiles_key_idx\` ON \`profiles\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`profiles_desk_state_idx\` ON \`profiles\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`profiles_label_idx\` ON \`profiles\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`profiles_place_idx\` ON \`profiles\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`profiles_updated_at_idx\` ON \`profiles\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`profiles_created_at_idx\` ON \`profiles\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__profiles_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_profiles_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__profiles_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_profiles_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_profiles_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__profiles_v_version_instruments\` RENAME TO \`_profiles_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_instruments_order_idx\` ON \`_profiles_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_instruments_parent_id_idx\` ON \`_profiles_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_instruments_instrument_idx\` ON \`_profiles_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__profiles_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_emergency_use_when\` text,
  	\`version_emergency_say\` text,
  	\`version_emergency_note\` text,
  	\`version_doxxing_status\` text,
  	\`version_doxxing_text\` text,
  	\`version_doxxing_say\` text,
  	\`version_recording_rule\` text,
  	\`version_recording_text\` text,
  	\`version_budapest\` text,
  	\`version_own_offences\` numeric,
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`profiles\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__profiles_v\`("id", "parent_id", "version_emergency_use_when", "version_emergency_say", "version_emergency_note", "version_doxxing_status", "version_doxxing_text", "version_doxxing_say", "version_recording_rule", "version_recording_text", "version_budapest", "version_own_offences", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_emergency_use_when", "version_emergency_say", "version_emergency_note", "version_doxxing_status", "version_doxxing_text", "version_doxxing_say", "version_recording_rule", "version_recording_text", "version_budapest", "version_own_offences", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_profiles_v\`;`)
  await db.run(sql`DROP TABLE \`_profiles_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__profiles_v\` RENAME TO \`_profiles_v\`;`)
  await db.run(sql`CREATE INDEX \`_profiles_v_parent_idx\` ON \`_profiles_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_jurisdiction_idx\` ON \`_profiles_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_key_idx\` ON \`_profiles_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_desk_state_idx\` ON \`_profiles_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_label_idx\` ON \`_profiles_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_place_idx\` ON \`_profiles_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_updated_at_idx\` ON \`_profiles_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_created_at_idx\` ON \`_profiles_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_created_at_idx\` ON \`_profiles_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_updated_at_idx\` ON \`_profiles_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_channels_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`channels\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_channels_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`channels_instruments\`;`)
  await db.run(sql`DROP TABLE \`channels_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_channels_instruments\` RENAME TO \`channels_instruments\`;`)
  await db.run(sql`CREATE INDEX \`channels_instruments_order_idx\` ON \`channels_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`channels_instruments_parent_id_idx\` ON \`channels_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`channels_instruments_instrument_idx\` ON \`channels_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_channels\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`stage\` text DEFAULT 'record' NOT NULL,
  	\`role\` text,
  	\`reach\` text DEFAULT 'public' NOT NULL,
  	\`body_id\` text(36),
  	\`does\` text,
  	\`ask\` text,
  	\`instead\` text,
  	\`url\` text,
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_channels\`("id", "title", "stage", "role", "reach", "body_id", "does", "ask", "instead", "url", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "title", "stage", "role", "reach", "body_id", "does", "ask", "instead", "url", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`channels\`;`)
  await db.run(sql`DROP TABLE \`channels\`;`)
  await db.run(sql`ALTER TABLE \`__new_channels\` RENAME TO \`channels\`;`)
  await db.run(sql`CREATE INDEX \`channels_body_idx\` ON \`channels\` (\`body_id\`);`)
  await db.run(sql`CREATE INDEX \`channels_jurisdiction_idx\` ON \`channels\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`channels_key_idx\` ON \`channels\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`channels_desk_state_idx\` ON \`channels\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`channels_label_idx\` ON \`channels\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`channels_place_idx\` ON \`channels\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`channels_updated_at_idx\` ON \`channels\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`channels_created_at_idx\` ON \`channels\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__channels_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_channels_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__channels_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_channels_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_channels_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__channels_v_version_instruments\` RENAME TO \`_channels_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_instruments_order_idx\` ON \`_channels_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_instruments_parent_id_idx\` ON \`_channels_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_instruments_instrument_idx\` ON \`_channels_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__channels_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_stage\` text DEFAULT 'record' NOT NULL,
  	\`version_role\` text,
  	\`version_reach\` text DEFAULT 'public' NOT NULL,
  	\`version_body_id\` text(36),
  	\`version_does\` text,
  	\`version_ask\` text,
  	\`version_instead\` text,
  	\`version_url\` text,
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`channels\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__channels_v\`("id", "parent_id", "version_title", "version_stage", "version_role", "version_reach", "version_body_id", "version_does", "version_ask", "version_instead", "version_url", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_title", "version_stage", "version_role", "version_reach", "version_body_id", "version_does", "version_ask", "version_instead", "version_url", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_channels_v\`;`)
  await db.run(sql`DROP TABLE \`_channels_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__channels_v\` RENAME TO \`_channels_v\`;`)
  await db.run(sql`CREATE INDEX \`_channels_v_parent_idx\` ON \`_channels_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_body_idx\` ON \`_channels_v\` (\`version_body_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_jurisdiction_idx\` ON \`_channels_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_key_idx\` ON \`_channels_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_desk_state_idx\` ON \`_channels_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_label_idx\` ON \`_channels_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_place_idx\` ON \`_channels_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_updated_at_idx\` ON \`_channels_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_created_at_idx\` ON \`_channels_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_created_at_idx\` ON \`_channels_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_updated_at_idx\` ON \`_channels_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_offences_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_offences_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`offences_instruments\`;`)
  await db.run(sql`DROP TABLE \`offences_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_offences_instruments\` RENAME TO \`offences_instruments\`;`)
  await db.run(sql`CREATE INDEX \`offences_instruments_order_idx\` ON \`offences_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`offences_instruments_parent_id_idx\` ON \`offences_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`offences_instruments_instrument_idx\` ON \`offences_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_offences\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`report_as\` text,
  	\`standing\` text,
  	\`say\` text,
  	\`penalty\` text,
  	\`time_limit\` text,
  	\`covers\` text,
  	\`section\` text,
  	\`nature\` text,
  	\`classification\` text,
  	\`elements_note\` text,
  	\`official_source_id\` text(36),
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`official_source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_offences\`("id", "title", "report_as", "standing", "say", "penalty", "time_limit", "covers", "section", "nature", "classification", "elements_note", "official_source_id", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "title", "report_as", "standing", "say", "penalty", "time_limit", "covers", "section", "nature", "classification", "elements_note", "official_source_id", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`offences\`;`)
  await db.run(sql`DROP TABLE \`offences\`;`)
  await db.run(sql`ALTER TABLE \`__new_offences\` RENAME TO \`offences\`;`)
  await db.run(sql`CREATE INDEX \`offences_official_source_idx\` ON \`offences\` (\`official_source_id\`);`)
  await db.run(sql`CREATE INDEX \`offences_jurisdiction_idx\` ON \`offences\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`offences_key_idx\` ON \`offences\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`offences_desk_state_idx\` ON \`offences\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`offences_label_idx\` ON \`offences\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`offences_place_idx\` ON \`offences\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`offences_updated_at_idx\` ON \`offences\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`offences_created_at_idx\` ON \`offences\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__offences_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_offences_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__offences_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_offences_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_offences_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__offences_v_version_instruments\` RENAME TO \`_offences_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_instruments_order_idx\` ON \`_offences_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_instruments_parent_id_idx\` ON \`_offences_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_instruments_instrument_idx\` ON \`_offences_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__offences_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_report_as\` text,
  	\`version_standing\` text,
  	\`version_say\` text,
  	\`version_penalty\` text,
  	\`version_time_limit\` text,
  	\`version_covers\` text,
  	\`version_section\` text,
  	\`version_nature\` text,
  	\`version_classification\` text,
  	\`version_elements_note\` text,
  	\`version_official_source_id\` text(36),
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_official_source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__offences_v\`("id", "parent_id", "version_title", "version_report_as", "version_standing", "version_say", "version_penalty", "version_time_limit", "version_covers", "version_section", "version_nature", "version_classification", "version_elements_note", "version_official_source_id", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_title", "version_report_as", "version_standing", "version_say", "version_penalty", "version_time_limit", "version_covers", "version_section", "version_nature", "version_classification", "version_elements_note", "version_official_source_id", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_offences_v\`;`)
  await db.run(sql`DROP TABLE \`_offences_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__offences_v\` RENAME TO \`_offences_v\`;`)
  await db.run(sql`CREATE INDEX \`_offences_v_parent_idx\` ON \`_offences_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_official_source_idx\` ON \`_offences_v\` (\`version_official_source_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_jurisdiction_idx\` ON \`_offences_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_key_idx\` ON \`_offences_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_desk_state_idx\` ON \`_offences_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_label_idx\` ON \`_offences_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_place_idx\` ON \`_offences_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_updated_at_idx\` ON \`_offences_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_created_at_idx\` ON \`_offences_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_created_at_idx\` ON \`_offences_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_updated_at_idx\` ON \`_offences_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_ladders_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`ladders\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_ladders_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`ladders_instruments\`;`)
  await db.run(sql`DROP TABLE \`ladders_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_ladders_instruments\` RENAME TO \`ladders_instruments\`;`)
  await db.run(sql`CREATE INDEX \`ladders_instruments_order_idx\` ON \`ladders_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`ladders_instruments_parent_id_idx\` ON \`ladders_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`ladders_instruments_instrument_idx\` ON \`ladders_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_ladders\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_ladders\`("id", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`ladders\`;`)
  await db.run(sql`DROP TABLE \`ladders\`;`)
  await db.run(sql`ALTER TABLE \`__new_ladders\` RENAME TO \`ladders\`;`)
  await db.run(sql`CREATE INDEX \`ladders_jurisdiction_idx\` ON \`ladders\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`ladders_key_idx\` ON \`ladders\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`ladders_desk_state_idx\` ON \`ladders\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`ladders_label_idx\` ON \`ladders\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`ladders_place_idx\` ON \`ladders\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`ladders_updated_at_idx\` ON \`ladders\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`ladders_created_at_idx\` ON \`ladders\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__ladders_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_ladders_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__ladders_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_ladders_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__ladders_v_version_instruments\` RENAME TO \`_ladders_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_instruments_order_idx\` ON \`_ladders_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_instruments_parent_id_idx\` ON \`_ladders_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_instruments_instrument_idx\` ON \`_ladders_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__ladders_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`ladders\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__ladders_v\`("id", "parent_id", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_ladders_v\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__ladders_v\` RENAME TO \`_ladders_v\`;`)
  await db.run(sql`CREATE INDEX \`_ladders_v_parent_idx\` ON \`_ladders_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_jurisdiction_idx\` ON \`_ladders_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_key_idx\` ON \`_ladders_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_desk_state_idx\` ON \`_ladders_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_label_idx\` ON \`_ladders_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_place_idx\` ON \`_ladders_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_updated_at_idx\` ON \`_ladders_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_created_at_idx\` ON \`_ladders_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_created_at_idx\` ON \`_ladders_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_updated_at_idx\` ON \`_ladders_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_routes_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_routes_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`routes_instruments\`;`)
  await db.run(sql`DROP TABLE \`routes_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_routes_instruments\` RENAME TO \`routes_instruments\`;`)
  await db.run(sql`CREATE INDEX \`routes_instruments_order_idx\` ON \`routes_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`routes_instruments_parent_id_idx\` ON \`routes_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`routes_instruments_instrument_idx\` ON \`routes_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_routes\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`lever\` text,
  	\`mechanism\` text,
  	\`caveat\` text,
  	\`see_nations\` integer,
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_routes\`("id", "lever", "mechanism", "caveat", "see_nations", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "lever", "mechanism", "caveat", "see_nations", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`routes\`;`)
  await db.run(sql`DROP TABLE \`routes\`;`)
  await db.run(sql`ALTER TABLE \`__new_routes\` RENAME TO \`routes\`;`)
  await db.run(sql`CREATE INDEX \`routes_jurisdiction_idx\` ON \`routes\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`routes_key_idx\` ON \`routes\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`routes_desk_state_idx\` ON \`routes\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`routes_label_idx\` ON \`routes\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`routes_place_idx\` ON \`routes\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`routes_updated_at_idx\` ON \`routes\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`routes_created_at_idx\` ON \`routes\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__routes_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_routes_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__routes_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_routes_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_routes_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__routes_v_version_instruments\` RENAME TO \`_routes_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_instruments_order_idx\` ON \`_routes_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_instruments_parent_id_idx\` ON \`_routes_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_instruments_instrument_idx\` ON \`_routes_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__routes_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_lever\` text,
  	\`version_mechanism\` text,
  	\`version_caveat\` text,
  	\`version_see_nations\` integer,
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__routes_v\`("id", "parent_id", "version_lever", "version_mechanism", "version_caveat", "version_see_nations", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_lever", "version_mechanism", "version_caveat", "version_see_nations", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_routes_v\`;`)
  await db.run(sql`DROP TABLE \`_routes_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__routes_v\` RENAME TO \`_routes_v\`;`)
  await db.run(sql`CREATE INDEX \`_routes_v_parent_idx\` ON \`_routes_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_jurisdiction_idx\` ON \`_routes_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_key_idx\` ON \`_routes_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_desk_state_idx\` ON \`_routes_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_label_idx\` ON \`_routes_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_place_idx\` ON \`_routes_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_updated_at_idx\` ON \`_routes_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_created_at_idx\` ON \`_routes_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_created_at_idx\` ON \`_routes_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_updated_at_idx\` ON \`_routes_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_essentials_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`essentials\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_essentials_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`essentials_instruments\`;`)
  await db.run(sql`DROP TABLE \`essentials_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_essentials_instruments\` RENAME TO \`essentials_instruments\`;`)
  await db.run(sql`CREATE INDEX \`essentials_instruments_order_idx\` ON \`essentials_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`essentials_instruments_parent_id_idx\` ON \`essentials_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`essentials_instruments_instrument_idx\` ON \`essentials_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_essentials\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`slug\` text NOT NULL,
  	\`summary\` text,
  	\`cross_border\` integer,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`INSERT INTO \`__new_essentials\`("id", "title", "slug", "summary", "cross_border", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "title", "slug", "summary", "cross_border", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`essentials\`;`)
  await db.run(sql`DROP TABLE \`essentials\`;`)
  await db.run(sql`ALTER TABLE \`__new_essentials\` RENAME TO \`essentials\`;`)
  await db.run(sql`CREATE UNIQUE INDEX \`essentials_slug_idx\` ON \`essentials\` (\`slug\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`essentials_key_idx\` ON \`essentials\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`essentials_desk_state_idx\` ON \`essentials\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`essentials_label_idx\` ON \`essentials\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`essentials_place_idx\` ON \`essentials\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`essentials_updated_at_idx\` ON \`essentials\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`essentials_created_at_idx\` ON \`essentials\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__essentials_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text NOT NULL,
  	\`standing\` text NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_essentials_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__essentials_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_essentials_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_essentials_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__essentials_v_version_instruments\` RENAME TO \`_essentials_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_instruments_order_idx\` ON \`_essentials_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_instruments_parent_id_idx\` ON \`_essentials_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_instruments_instrument_idx\` ON \`_essentials_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__essentials_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_slug\` text NOT NULL,
  	\`version_summary\` text,
  	\`version_cross_border\` integer,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`essentials\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__essentials_v\`("id", "parent_id", "version_title", "version_slug", "version_summary", "version_cross_border", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_title", "version_slug", "version_summary", "version_cross_border", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_essentials_v\`;`)
  await db.run(sql`DROP TABLE \`_essentials_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__essentials_v\` RENAME TO \`_essentials_v\`;`)
  await db.run(sql`CREATE INDEX \`_essentials_v_parent_idx\` ON \`_essentials_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_slug_idx\` ON \`_essentials_v\` (\`version_slug\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_key_idx\` ON \`_essentials_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_desk_state_idx\` ON \`_essentials_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_label_idx\` ON \`_essentials_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_place_idx\` ON \`_essentials_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_updated_at_idx\` ON \`_essentials_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_created_at_idx\` ON \`_essentials_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_created_at_idx\` ON \`_essentials_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_updated_at_idx\` ON \`_essentials_v\` (\`updated_at\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_profiles_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`profiles\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_profiles_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`profiles_instruments\`;`)
  await db.run(sql`DROP TABLE \`profiles_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_profiles_instruments\` RENAME TO \`profiles_instruments\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`profiles_instruments_order_idx\` ON \`profiles_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`profiles_instruments_parent_id_idx\` ON \`profiles_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`profiles_instruments_instrument_idx\` ON \`profiles_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_profiles\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`emergency_use_when\` text,
  	\`emergency_say\` text,
  	\`emergency_note\` text,
  	\`doxxing_status\` text,
  	\`doxxing_text\` text,
  	\`doxxing_say\` text,
  	\`recording_rule\` text,
  	\`recording_text\` text,
  	\`budapest\` text,
  	\`own_offences\` numeric,
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text DEFAULT 'high' NOT NULL,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_profiles\`("id", "emergency_use_when", "emergency_say", "emergency_note", "doxxing_status", "doxxing_text", "doxxing_say", "recording_rule", "recording_text", "budapest", "own_offences", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "emergency_use_when", "emergency_say", "emergency_note", "doxxing_status", "doxxing_text", "doxxing_say", "recording_rule", "recording_text", "budapest", "own_offences", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`profiles\`;`)
  await db.run(sql`DROP TABLE \`profiles\`;`)
  await db.run(sql`ALTER TABLE \`__new_profiles\` RENAME TO \`profiles\`;`)
  await db.run(sql`CREATE INDEX \`profiles_jurisdiction_idx\` ON \`profiles\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`profiles_key_idx\` ON \`profiles\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`profiles_desk_state_idx\` ON \`profiles\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`profiles_label_idx\` ON \`profiles\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`profiles_place_idx\` ON \`profiles\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`profiles_updated_at_idx\` ON \`profiles\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`profiles_created_at_idx\` ON \`profiles\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__profiles_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_profiles_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__profiles_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_profiles_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_profiles_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__profiles_v_version_instruments\` RENAME TO \`_profiles_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_instruments_order_idx\` ON \`_profiles_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_instruments_parent_id_idx\` ON \`_profiles_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_instruments_instrument_idx\` ON \`_profiles_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__profiles_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_emergency_use_when\` text,
  	\`version_emergency_say\` text,
  	\`version_emergency_note\` text,
  	\`version_doxxing_status\` text,
  	\`version_doxxing_text\` text,
  	\`version_doxxing_say\` text,
  	\`version_recording_rule\` text,
  	\`version_recording_text\` text,
  	\`version_budapest\` text,
  	\`version_own_offences\` numeric,
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text DEFAULT 'high' NOT NULL,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`profiles\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__profiles_v\`("id", "parent_id", "version_emergency_use_when", "version_emergency_say", "version_emergency_note", "version_doxxing_status", "version_doxxing_text", "version_doxxing_say", "version_recording_rule", "version_recording_text", "version_budapest", "version_own_offences", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_emergency_use_when", "version_emergency_say", "version_emergency_note", "version_doxxing_status", "version_doxxing_text", "version_doxxing_say", "version_recording_rule", "version_recording_text", "version_budapest", "version_own_offences", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_profiles_v\`;`)
  await db.run(sql`DROP TABLE \`_profiles_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__profiles_v\` RENAME TO \`_profiles_v\`;`)
  await db.run(sql`CREATE INDEX \`_profiles_v_parent_idx\` ON \`_profiles_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_jurisdiction_idx\` ON \`_profiles_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_key_idx\` ON \`_profiles_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_desk_state_idx\` ON \`_profiles_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_label_idx\` ON \`_profiles_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_place_idx\` ON \`_profiles_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_updated_at_idx\` ON \`_profiles_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_version_created_at_idx\` ON \`_profiles_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_created_at_idx\` ON \`_profiles_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_updated_at_idx\` ON \`_profiles_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_channels_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`channels\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_channels_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`channels_instruments\`;`)
  await db.run(sql`DROP TABLE \`channels_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_channels_instruments\` RENAME TO \`channels_instruments\`;`)
  await db.run(sql`CREATE INDEX \`channels_instruments_order_idx\` ON \`channels_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`channels_instruments_parent_id_idx\` ON \`channels_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`channels_instruments_instrument_idx\` ON \`channels_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_channels\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`stage\` text DEFAULT 'record' NOT NULL,
  	\`role\` text DEFAULT 'police-intake' NOT NULL,
  	\`reach\` text DEFAULT 'public' NOT NULL,
  	\`body_id\` text(36),
  	\`does\` text,
  	\`ask\` text,
  	\`instead\` text,
  	\`url\` text,
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text DEFAULT 'high' NOT NULL,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_channels\`("id", "title", "stage", "role", "reach", "body_id", "does", "ask", "instead", "url", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "title", "stage", "role", "reach", "body_id", "does", "ask", "instead", "url", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`channels\`;`)
  await db.run(sql`DROP TABLE \`channels\`;`)
  await db.run(sql`ALTER TABLE \`__new_channels\` RENAME TO \`channels\`;`)
  await db.run(sql`CREATE INDEX \`channels_body_idx\` ON \`channels\` (\`body_id\`);`)
  await db.run(sql`CREATE INDEX \`channels_jurisdiction_idx\` ON \`channels\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`channels_key_idx\` ON \`channels\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`channels_desk_state_idx\` ON \`channels\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`channels_label_idx\` ON \`channels\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`channels_place_idx\` ON \`channels\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`channels_updated_at_idx\` ON \`channels\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`channels_created_at_idx\` ON \`channels\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__channels_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_channels_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__channels_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_channels_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_channels_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__channels_v_version_instruments\` RENAME TO \`_channels_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_instruments_order_idx\` ON \`_channels_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_instruments_parent_id_idx\` ON \`_channels_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_instruments_instrument_idx\` ON \`_channels_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__channels_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_stage\` text DEFAULT 'record' NOT NULL,
  	\`version_role\` text DEFAULT 'police-intake' NOT NULL,
  	\`version_reach\` text DEFAULT 'public' NOT NULL,
  	\`version_body_id\` text(36),
  	\`version_does\` text,
  	\`version_ask\` text,
  	\`version_instead\` text,
  	\`version_url\` text,
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text DEFAULT 'high' NOT NULL,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`channels\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__channels_v\`("id", "parent_id", "version_title", "version_stage", "version_role", "version_reach", "version_body_id", "version_does", "version_ask", "version_instead", "version_url", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_title", "version_stage", "version_role", "version_reach", "version_body_id", "version_does", "version_ask", "version_instead", "version_url", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_channels_v\`;`)
  await db.run(sql`DROP TABLE \`_channels_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__channels_v\` RENAME TO \`_channels_v\`;`)
  await db.run(sql`CREATE INDEX \`_channels_v_parent_idx\` ON \`_channels_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_body_idx\` ON \`_channels_v\` (\`version_body_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_jurisdiction_idx\` ON \`_channels_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_key_idx\` ON \`_channels_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_desk_state_idx\` ON \`_channels_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_label_idx\` ON \`_channels_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_place_idx\` ON \`_channels_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_updated_at_idx\` ON \`_channels_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_version_created_at_idx\` ON \`_channels_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_created_at_idx\` ON \`_channels_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_updated_at_idx\` ON \`_channels_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_offences_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_offences_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`offences_instruments\`;`)
  await db.run(sql`DROP TABLE \`offences_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_offences_instruments\` RENAME TO \`offences_instruments\`;`)
  await db.run(sql`CREATE INDEX \`offences_instruments_order_idx\` ON \`offences_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`offences_instruments_parent_id_idx\` ON \`offences_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`offences_instruments_instrument_idx\` ON \`offences_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_offences\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`report_as\` text,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	\`say\` text,
  	\`penalty\` text,
  	\`time_limit\` text,
  	\`covers\` text,
  	\`section\` text,
  	\`nature\` text,
  	\`classification\` text,
  	\`elements_note\` text,
  	\`official_source_id\` text(36),
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text DEFAULT 'high' NOT NULL,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`official_source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_offences\`("id", "title", "report_as", "standing", "say", "penalty", "time_limit", "covers", "section", "nature", "classification", "elements_note", "official_source_id", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "title", "report_as", "standing", "say", "penalty", "time_limit", "covers", "section", "nature", "classification", "elements_note", "official_source_id", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`offences\`;`)
  await db.run(sql`DROP TABLE \`offences\`;`)
  await db.run(sql`ALTER TABLE \`__new_offences\` RENAME TO \`offences\`;`)
  await db.run(sql`CREATE INDEX \`offences_official_source_idx\` ON \`offences\` (\`official_source_id\`);`)
  await db.run(sql`CREATE INDEX \`offences_jurisdiction_idx\` ON \`offences\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`offences_key_idx\` ON \`offences\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`offences_desk_state_idx\` ON \`offences\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`offences_label_idx\` ON \`offences\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`offences_place_idx\` ON \`offences\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`offences_updated_at_idx\` ON \`offences\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`offences_created_at_idx\` ON \`offences\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__offences_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_offences_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__offences_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_offences_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_offences_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__offences_v_version_instruments\` RENAME TO \`_offences_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_instruments_order_idx\` ON \`_offences_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_instruments_parent_id_idx\` ON \`_offences_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_instruments_instrument_idx\` ON \`_offences_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__offences_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_report_as\` text,
  	\`version_standing\` text DEFAULT 'in-force' NOT NULL,
  	\`version_say\` text,
  	\`version_penalty\` text,
  	\`version_time_limit\` text,
  	\`version_covers\` text,
  	\`version_section\` text,
  	\`version_nature\` text,
  	\`version_classification\` text,
  	\`version_elements_note\` text,
  	\`version_official_source_id\` text(36),
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text DEFAULT 'high' NOT NULL,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_official_source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__offences_v\`("id", "parent_id", "version_title", "version_report_as", "version_standing", "version_say", "version_penalty", "version_time_limit", "version_covers", "version_section", "version_nature", "version_classification", "version_elements_note", "version_official_source_id", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_title", "version_report_as", "version_standing", "version_say", "version_penalty", "version_time_limit", "version_covers", "version_section", "version_nature", "version_classification", "version_elements_note", "version_official_source_id", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_offences_v\`;`)
  await db.run(sql`DROP TABLE \`_offences_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__offences_v\` RENAME TO \`_offences_v\`;`)
  await db.run(sql`CREATE INDEX \`_offences_v_parent_idx\` ON \`_offences_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_official_source_idx\` ON \`_offences_v\` (\`version_official_source_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_jurisdiction_idx\` ON \`_offences_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_key_idx\` ON \`_offences_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_desk_state_idx\` ON \`_offences_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_label_idx\` ON \`_offences_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_place_idx\` ON \`_offences_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_updated_at_idx\` ON \`_offences_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_version_created_at_idx\` ON \`_offences_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_created_at_idx\` ON \`_offences_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_updated_at_idx\` ON \`_offences_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_ladders_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`ladders\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_ladders_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`ladders_instruments\`;`)
  await db.run(sql`DROP TABLE \`ladders_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_ladders_instruments\` RENAME TO \`ladders_instruments\`;`)
  await db.run(sql`CREATE INDEX \`ladders_instruments_order_idx\` ON \`ladders_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`ladders_instruments_parent_id_idx\` ON \`ladders_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`ladders_instruments_instrument_idx\` ON \`ladders_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_ladders\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text DEFAULT 'high' NOT NULL,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_ladders\`("id", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`ladders\`;`)
  await db.run(sql`DROP TABLE \`ladders\`;`)
  await db.run(sql`ALTER TABLE \`__new_ladders\` RENAME TO \`ladders\`;`)
  await db.run(sql`CREATE INDEX \`ladders_jurisdiction_idx\` ON \`ladders\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`ladders_key_idx\` ON \`ladders\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`ladders_desk_state_idx\` ON \`ladders\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`ladders_label_idx\` ON \`ladders\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`ladders_place_idx\` ON \`ladders\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`ladders_updated_at_idx\` ON \`ladders\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`ladders_created_at_idx\` ON \`ladders\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__ladders_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_ladders_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__ladders_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_ladders_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__ladders_v_version_instruments\` RENAME TO \`_ladders_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_instruments_order_idx\` ON \`_ladders_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_instruments_parent_id_idx\` ON \`_ladders_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_instruments_instrument_idx\` ON \`_ladders_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__ladders_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text DEFAULT 'high' NOT NULL,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`ladders\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__ladders_v\`("id", "parent_id", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_ladders_v\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__ladders_v\` RENAME TO \`_ladders_v\`;`)
  await db.run(sql`CREATE INDEX \`_ladders_v_parent_idx\` ON \`_ladders_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_jurisdiction_idx\` ON \`_ladders_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_key_idx\` ON \`_ladders_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_desk_state_idx\` ON \`_ladders_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_label_idx\` ON \`_ladders_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_place_idx\` ON \`_ladders_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_updated_at_idx\` ON \`_ladders_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_version_created_at_idx\` ON \`_ladders_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_created_at_idx\` ON \`_ladders_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_updated_at_idx\` ON \`_ladders_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_routes_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_routes_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`routes_instruments\`;`)
  await db.run(sql`DROP TABLE \`routes_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_routes_instruments\` RENAME TO \`routes_instruments\`;`)
  await db.run(sql`CREATE INDEX \`routes_instruments_order_idx\` ON \`routes_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`routes_instruments_parent_id_idx\` ON \`routes_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`routes_instruments_instrument_idx\` ON \`routes_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_routes\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`lever\` text,
  	\`mechanism\` text,
  	\`caveat\` text,
  	\`see_nations\` integer,
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text DEFAULT 'high' NOT NULL,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_routes\`("id", "lever", "mechanism", "caveat", "see_nations", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "lever", "mechanism", "caveat", "see_nations", "jurisdiction_id", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`routes\`;`)
  await db.run(sql`DROP TABLE \`routes\`;`)
  await db.run(sql`ALTER TABLE \`__new_routes\` RENAME TO \`routes\`;`)
  await db.run(sql`CREATE INDEX \`routes_jurisdiction_idx\` ON \`routes\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`routes_key_idx\` ON \`routes\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`routes_desk_state_idx\` ON \`routes\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`routes_label_idx\` ON \`routes\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`routes_place_idx\` ON \`routes\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`routes_updated_at_idx\` ON \`routes\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`routes_created_at_idx\` ON \`routes\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__routes_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_routes_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__routes_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_routes_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_routes_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__routes_v_version_instruments\` RENAME TO \`_routes_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_instruments_order_idx\` ON \`_routes_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_instruments_parent_id_idx\` ON \`_routes_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_instruments_instrument_idx\` ON \`_routes_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__routes_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_lever\` text,
  	\`version_mechanism\` text,
  	\`version_caveat\` text,
  	\`version_see_nations\` integer,
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text DEFAULT 'high' NOT NULL,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__routes_v\`("id", "parent_id", "version_lever", "version_mechanism", "version_caveat", "version_see_nations", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_lever", "version_mechanism", "version_caveat", "version_see_nations", "version_jurisdiction_id", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_routes_v\`;`)
  await db.run(sql`DROP TABLE \`_routes_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__routes_v\` RENAME TO \`_routes_v\`;`)
  await db.run(sql`CREATE INDEX \`_routes_v_parent_idx\` ON \`_routes_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_jurisdiction_idx\` ON \`_routes_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_key_idx\` ON \`_routes_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_desk_state_idx\` ON \`_routes_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_label_idx\` ON \`_routes_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_place_idx\` ON \`_routes_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_updated_at_idx\` ON \`_routes_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_version_created_at_idx\` ON \`_routes_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_created_at_idx\` ON \`_routes_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_updated_at_idx\` ON \`_routes_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_essentials_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`essentials\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_essentials_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing" FROM \`essentials_instruments\`;`)
  await db.run(sql`DROP TABLE \`essentials_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new_essentials_instruments\` RENAME TO \`essentials_instruments\`;`)
  await db.run(sql`CREATE INDEX \`essentials_instruments_order_idx\` ON \`essentials_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`essentials_instruments_parent_id_idx\` ON \`essentials_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`essentials_instruments_instrument_idx\` ON \`essentials_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_essentials\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`slug\` text NOT NULL,
  	\`summary\` text,
  	\`cross_border\` integer,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text DEFAULT 'high' NOT NULL,
  	\`confidence_note\` text,
  	\`editor_note\` text,
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`INSERT INTO \`__new_essentials\`("id", "title", "slug", "summary", "cross_border", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at") SELECT "id", "title", "slug", "summary", "cross_border", "order", "in_force_as_of", "reverify_every", "confidence", "confidence_note", "editor_note", "key", "revision", "desk_state", "label", "place", "updated_at", "created_at" FROM \`essentials\`;`)
  await db.run(sql`DROP TABLE \`essentials\`;`)
  await db.run(sql`ALTER TABLE \`__new_essentials\` RENAME TO \`essentials\`;`)
  await db.run(sql`CREATE UNIQUE INDEX \`essentials_slug_idx\` ON \`essentials\` (\`slug\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`essentials_key_idx\` ON \`essentials\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`essentials_desk_state_idx\` ON \`essentials\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`essentials_label_idx\` ON \`essentials\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`essentials_place_idx\` ON \`essentials\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`essentials_updated_at_idx\` ON \`essentials\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`essentials_created_at_idx\` ON \`essentials\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new__essentials_v_version_instruments\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`provision\` text,
  	\`relation\` text DEFAULT 'creates' NOT NULL,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_essentials_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new__essentials_v_version_instruments\`("_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid") SELECT "_order", "_parent_id", "id", "instrument_id", "provision", "relation", "standing", "_uuid" FROM \`_essentials_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_essentials_v_version_instruments\`;`)
  await db.run(sql`ALTER TABLE \`__new__essentials_v_version_instruments\` RENAME TO \`_essentials_v_version_instruments\`;`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_instruments_order_idx\` ON \`_essentials_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_instruments_parent_id_idx\` ON \`_essentials_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_instruments_instrument_idx\` ON \`_essentials_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`__new__essentials_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_slug\` text NOT NULL,
  	\`version_summary\` text,
  	\`version_cross_border\` integer,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text DEFAULT 'high' NOT NULL,
  	\`version_confidence_note\` text,
  	\`version_editor_note\` text,
  	\`version_key\` text,
  	\`version_revision\` numeric DEFAULT 0,
  	\`version_desk_state\` text DEFAULT 'never-live',
  	\`version_label\` text,
  	\`version_place\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`essentials\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__essentials_v\`("id", "parent_id", "version_title", "version_slug", "version_summary", "version_cross_border", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at") SELECT "id", "parent_id", "version_title", "version_slug", "version_summary", "version_cross_border", "version_order", "version_in_force_as_of", "version_reverify_every", "version_confidence", "version_confidence_note", "version_editor_note", "version_key", "version_revision", "version_desk_state", "version_label", "version_place", "version_updated_at", "version_created_at", "created_at", "updated_at" FROM \`_essentials_v\`;`)
  await db.run(sql`DROP TABLE \`_essentials_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__essentials_v\` RENAME TO \`_essentials_v\`;`)
  await db.run(sql`CREATE INDEX \`_essentials_v_parent_idx\` ON \`_essentials_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_slug_idx\` ON \`_essentials_v\` (\`version_slug\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_key_idx\` ON \`_essentials_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_desk_state_idx\` ON \`_essentials_v\` (\`version_desk_state\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_label_idx\` ON \`_essentials_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_place_idx\` ON \`_essentials_v\` (\`version_place\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_updated_at_idx\` ON \`_essentials_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_version_created_at_idx\` ON \`_essentials_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_created_at_idx\` ON \`_essentials_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_updated_at_idx\` ON \`_essentials_v\` (\`updated_at\`);`)
}
