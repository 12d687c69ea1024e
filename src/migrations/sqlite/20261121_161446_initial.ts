import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`profiles_emergency_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`profiles\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`profiles_emergency_contacts_order_idx\` ON \`profiles_emergency_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`profiles_emergency_contacts_parent_id_idx\` ON \`profiles_emergency_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`profiles_instruments\` (
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
  await db.run(sql`CREATE INDEX \`profiles_instruments_order_idx\` ON \`profiles_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`profiles_instruments_parent_id_idx\` ON \`profiles_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`profiles_instruments_instrument_idx\` ON \`profiles_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`profiles_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`profiles\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`profiles_citations_order_idx\` ON \`profiles_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`profiles_citations_parent_id_idx\` ON \`profiles_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`profiles_citations_source_idx\` ON \`profiles_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`profiles\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`emergency_use_when\` text,
  	\`emergency_say\` text,
  	\`emergency_note\` text,
  	\`doxxing_status\` text,
  	\`doxxing_text\` text,
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
  await db.run(sql`CREATE INDEX \`profiles_jurisdiction_idx\` ON \`profiles\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`profiles_key_idx\` ON \`profiles\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`profiles_desk_state_idx\` ON \`profiles\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`profiles_label_idx\` ON \`profiles\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`profiles_place_idx\` ON \`profiles\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`profiles_updated_at_idx\` ON \`profiles\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`profiles_created_at_idx\` ON \`profiles\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`profiles_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`profiles\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`profiles_texts_order_parent\` ON \`profiles_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_profiles_v_version_emergency_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_profiles_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_emergency_contacts_order_idx\` ON \`_profiles_v_version_emergency_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_emergency_contacts_parent_id_idx\` ON \`_profiles_v_version_emergency_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_profiles_v_version_instruments\` (
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
  await db.run(sql`CREATE INDEX \`_profiles_v_version_instruments_order_idx\` ON \`_profiles_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_instruments_parent_id_idx\` ON \`_profiles_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_instruments_instrument_idx\` ON \`_profiles_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`_profiles_v_version_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_profiles_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_citations_order_idx\` ON \`_profiles_v_version_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_citations_parent_id_idx\` ON \`_profiles_v_version_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_version_citations_source_idx\` ON \`_profiles_v_version_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`_profiles_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_emergency_use_when\` text,
  	\`version_emergency_say\` text,
  	\`version_emergency_note\` text,
  	\`version_doxxing_status\` text,
  	\`version_doxxing_text\` text,
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
  await db.run(sql`CREATE TABLE \`_profiles_v_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_profiles_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_profiles_v_texts_order_parent\` ON \`_profiles_v_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`channels_body_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`body_id\` text(36) NOT NULL,
  	\`contact\` text NOT NULL,
  	FOREIGN KEY (\`body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`channels\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`channels_body_contacts_order_idx\` ON \`channels_body_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`channels_body_contacts_parent_id_idx\` ON \`channels_body_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`channels_body_contacts_body_idx\` ON \`channels_body_contacts\` (\`body_id\`);`)
  await db.run(sql`CREATE TABLE \`channels_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`channels\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`channels_contacts_order_idx\` ON \`channels_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`channels_contacts_parent_id_idx\` ON \`channels_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`channels_instruments\` (
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
  await db.run(sql`CREATE INDEX \`channels_instruments_order_idx\` ON \`channels_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`channels_instruments_parent_id_idx\` ON \`channels_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`channels_instruments_instrument_idx\` ON \`channels_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`channels_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`channels\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`channels_citations_order_idx\` ON \`channels_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`channels_citations_parent_id_idx\` ON \`channels_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`channels_citations_source_idx\` ON \`channels_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`channels\` (
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
  await db.run(sql`CREATE INDEX \`channels_body_idx\` ON \`channels\` (\`body_id\`);`)
  await db.run(sql`CREATE INDEX \`channels_jurisdiction_idx\` ON \`channels\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`channels_key_idx\` ON \`channels\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`channels_desk_state_idx\` ON \`channels\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`channels_label_idx\` ON \`channels\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`channels_place_idx\` ON \`channels\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`channels_updated_at_idx\` ON \`channels\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`channels_created_at_idx\` ON \`channels\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`channels_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`channels\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`channels_texts_order_parent\` ON \`channels_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_channels_v_version_body_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`body_id\` text(36) NOT NULL,
  	\`contact\` text NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_channels_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_channels_v_version_body_contacts_order_idx\` ON \`_channels_v_version_body_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_body_contacts_parent_id_idx\` ON \`_channels_v_version_body_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_body_contacts_body_idx\` ON \`_channels_v_version_body_contacts\` (\`body_id\`);`)
  await db.run(sql`CREATE TABLE \`_channels_v_version_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_channels_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_channels_v_version_contacts_order_idx\` ON \`_channels_v_version_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_contacts_parent_id_idx\` ON \`_channels_v_version_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_channels_v_version_instruments\` (
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
  await db.run(sql`CREATE INDEX \`_channels_v_version_instruments_order_idx\` ON \`_channels_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_instruments_parent_id_idx\` ON \`_channels_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_instruments_instrument_idx\` ON \`_channels_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`_channels_v_version_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_channels_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_channels_v_version_citations_order_idx\` ON \`_channels_v_version_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_citations_parent_id_idx\` ON \`_channels_v_version_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_version_citations_source_idx\` ON \`_channels_v_version_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`_channels_v\` (
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
  await db.run(sql`CREATE TABLE \`_channels_v_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_channels_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_channels_v_texts_order_parent\` ON \`_channels_v_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`offences_elements\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`text\` text NOT NULL,
  	\`key\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`offences_elements_order_idx\` ON \`offences_elements\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`offences_elements_parent_id_idx\` ON \`offences_elements\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`offences_instruments\` (
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
  await db.run(sql`CREATE INDEX \`offences_instruments_order_idx\` ON \`offences_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`offences_instruments_parent_id_idx\` ON \`offences_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`offences_instruments_instrument_idx\` ON \`offences_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`offences_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`offences_citations_order_idx\` ON \`offences_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`offences_citations_parent_id_idx\` ON \`offences_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`offences_citations_source_idx\` ON \`offences_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`offences\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`report_as\` text,
  	\`standing\` text DEFAULT 'in-force' NOT NULL,
  	\`penalty\` text,
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
  await db.run(sql`CREATE INDEX \`offences_official_source_idx\` ON \`offences\` (\`official_source_id\`);`)
  await db.run(sql`CREATE INDEX \`offences_jurisdiction_idx\` ON \`offences\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`offences_key_idx\` ON \`offences\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`offences_desk_state_idx\` ON \`offences\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`offences_label_idx\` ON \`offences\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`offences_place_idx\` ON \`offences\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`offences_updated_at_idx\` ON \`offences\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`offences_created_at_idx\` ON \`offences\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`offences_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`offences_texts_order_parent\` ON \`offences_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`offences_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`offences_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`offences_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`offences_rels_order_idx\` ON \`offences_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`offences_rels_parent_idx\` ON \`offences_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`offences_rels_path_idx\` ON \`offences_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`offences_rels_offences_id_idx\` ON \`offences_rels\` (\`offences_id\`);`)
  await db.run(sql`CREATE TABLE \`_offences_v_version_elements\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`text\` text NOT NULL,
  	\`key\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_offences_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_offences_v_version_elements_order_idx\` ON \`_offences_v_version_elements\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_elements_parent_id_idx\` ON \`_offences_v_version_elements\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_offences_v_version_instruments\` (
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
  await db.run(sql`CREATE INDEX \`_offences_v_version_instruments_order_idx\` ON \`_offences_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_instruments_parent_id_idx\` ON \`_offences_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_instruments_instrument_idx\` ON \`_offences_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`_offences_v_version_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_offences_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_offences_v_version_citations_order_idx\` ON \`_offences_v_version_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_citations_parent_id_idx\` ON \`_offences_v_version_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_version_citations_source_idx\` ON \`_offences_v_version_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`_offences_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_report_as\` text,
  	\`version_standing\` text DEFAULT 'in-force' NOT NULL,
  	\`version_penalty\` text,
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
  await db.run(sql`CREATE TABLE \`_offences_v_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_offences_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_offences_v_texts_order_parent\` ON \`_offences_v_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_offences_v_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`offences_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_offences_v\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`offences_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_offences_v_rels_order_idx\` ON \`_offences_v_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_rels_parent_idx\` ON \`_offences_v_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_rels_path_idx\` ON \`_offences_v_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_rels_offences_id_idx\` ON \`_offences_v_rels\` (\`offences_id\`);`)
  await db.run(sql`CREATE TABLE \`ladders_steps_body_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`body_id\` text(36) NOT NULL,
  	\`contact\` text NOT NULL,
  	FOREIGN KEY (\`body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`ladders_steps\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`ladders_steps_body_contacts_order_idx\` ON \`ladders_steps_body_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`ladders_steps_body_contacts_parent_id_idx\` ON \`ladders_steps_body_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`ladders_steps_body_contacts_body_idx\` ON \`ladders_steps_body_contacts\` (\`body_id\`);`)
  await db.run(sql`CREATE TABLE \`ladders_steps_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`ladders_steps\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`ladders_steps_contacts_order_idx\` ON \`ladders_steps_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`ladders_steps_contacts_parent_id_idx\` ON \`ladders_steps_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`ladders_steps_links\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`label\` text NOT NULL,
  	\`url\` text NOT NULL,
  	\`key\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`ladders_steps\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`ladders_steps_links_order_idx\` ON \`ladders_steps_links\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`ladders_steps_links_parent_id_idx\` ON \`ladders_steps_links\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`ladders_steps\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`key\` text,
  	\`text\` text NOT NULL,
  	\`names_right\` integer,
  	\`cross_border\` integer,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`ladders\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`ladders_steps_order_idx\` ON \`ladders_steps\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`ladders_steps_parent_id_idx\` ON \`ladders_steps\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`ladders_instruments\` (
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
  await db.run(sql`CREATE INDEX \`ladders_instruments_order_idx\` ON \`ladders_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`ladders_instruments_parent_id_idx\` ON \`ladders_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`ladders_instruments_instrument_idx\` ON \`ladders_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`ladders_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`ladders\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`ladders_citations_order_idx\` ON \`ladders_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`ladders_citations_parent_id_idx\` ON \`ladders_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`ladders_citations_source_idx\` ON \`ladders_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`ladders\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`jurisdiction_id\` text(36) NOT NULL,
  	\`order\` numeric DEFAULT 100 NOT NULL,
  	\`in_force_as_of\` text,
  	\`reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`confidence\` text DEFAULT 'high' NOT NULL,
  	\`confidence_note\` text,
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
  await db.run(sql`CREATE INDEX \`ladders_jurisdiction_idx\` ON \`ladders\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`ladders_key_idx\` ON \`ladders\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`ladders_desk_state_idx\` ON \`ladders\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`ladders_label_idx\` ON \`ladders\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`ladders_place_idx\` ON \`ladders\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`ladders_updated_at_idx\` ON \`ladders\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`ladders_created_at_idx\` ON \`ladders\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`ladders_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`ladders\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`ladders_texts_order_parent\` ON \`ladders_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_ladders_v_version_steps_body_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`body_id\` text(36) NOT NULL,
  	\`contact\` text NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_ladders_v_version_steps\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_steps_body_contacts_order_idx\` ON \`_ladders_v_version_steps_body_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_steps_body_contacts_parent_id_idx\` ON \`_ladders_v_version_steps_body_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_steps_body_contacts_body_idx\` ON \`_ladders_v_version_steps_body_contacts\` (\`body_id\`);`)
  await db.run(sql`CREATE TABLE \`_ladders_v_version_steps_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_ladders_v_version_steps\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_steps_contacts_order_idx\` ON \`_ladders_v_version_steps_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_steps_contacts_parent_id_idx\` ON \`_ladders_v_version_steps_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_ladders_v_version_steps_links\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`label\` text NOT NULL,
  	\`url\` text NOT NULL,
  	\`key\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_ladders_v_version_steps\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_steps_links_order_idx\` ON \`_ladders_v_version_steps_links\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_steps_links_parent_id_idx\` ON \`_ladders_v_version_steps_links\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_ladders_v_version_steps\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`key\` text,
  	\`text\` text NOT NULL,
  	\`names_right\` integer,
  	\`cross_border\` integer,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_ladders_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_steps_order_idx\` ON \`_ladders_v_version_steps\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_steps_parent_id_idx\` ON \`_ladders_v_version_steps\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_ladders_v_version_instruments\` (
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
  await db.run(sql`CREATE INDEX \`_ladders_v_version_instruments_order_idx\` ON \`_ladders_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_instruments_parent_id_idx\` ON \`_ladders_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_instruments_instrument_idx\` ON \`_ladders_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`_ladders_v_version_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_ladders_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_citations_order_idx\` ON \`_ladders_v_version_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_citations_parent_id_idx\` ON \`_ladders_v_version_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_version_citations_source_idx\` ON \`_ladders_v_version_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`_ladders_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_jurisdiction_id\` text(36) NOT NULL,
  	\`version_order\` numeric DEFAULT 100 NOT NULL,
  	\`version_in_force_as_of\` text,
  	\`version_reverify_every\` numeric DEFAULT 180 NOT NULL,
  	\`version_confidence\` text DEFAULT 'high' NOT NULL,
  	\`version_confidence_note\` text,
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
  await db.run(sql`CREATE TABLE \`_ladders_v_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_ladders_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_ladders_v_texts_order_parent\` ON \`_ladders_v_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`routes_body_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`body_id\` text(36) NOT NULL,
  	\`contact\` text NOT NULL,
  	FOREIGN KEY (\`body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`routes_body_contacts_order_idx\` ON \`routes_body_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`routes_body_contacts_parent_id_idx\` ON \`routes_body_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`routes_body_contacts_body_idx\` ON \`routes_body_contacts\` (\`body_id\`);`)
  await db.run(sql`CREATE TABLE \`routes_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`routes_contacts_order_idx\` ON \`routes_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`routes_contacts_parent_id_idx\` ON \`routes_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`routes_links\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`label\` text NOT NULL,
  	\`url\` text NOT NULL,
  	\`key\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`routes_links_order_idx\` ON \`routes_links\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`routes_links_parent_id_idx\` ON \`routes_links\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`routes_instruments\` (
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
  await db.run(sql`CREATE INDEX \`routes_instruments_order_idx\` ON \`routes_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`routes_instruments_parent_id_idx\` ON \`routes_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`routes_instruments_instrument_idx\` ON \`routes_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`routes_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`routes_citations_order_idx\` ON \`routes_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`routes_citations_parent_id_idx\` ON \`routes_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`routes_citations_source_idx\` ON \`routes_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`routes\` (
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
  await db.run(sql`CREATE INDEX \`routes_jurisdiction_idx\` ON \`routes\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`routes_key_idx\` ON \`routes\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`routes_desk_state_idx\` ON \`routes\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`routes_label_idx\` ON \`routes\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`routes_place_idx\` ON \`routes\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`routes_updated_at_idx\` ON \`routes\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`routes_created_at_idx\` ON \`routes\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`routes_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`routes_texts_order_parent\` ON \`routes_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_routes_v_version_body_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`body_id\` text(36) NOT NULL,
  	\`contact\` text NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`body_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_routes_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_routes_v_version_body_contacts_order_idx\` ON \`_routes_v_version_body_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_body_contacts_parent_id_idx\` ON \`_routes_v_version_body_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_body_contacts_body_idx\` ON \`_routes_v_version_body_contacts\` (\`body_id\`);`)
  await db.run(sql`CREATE TABLE \`_routes_v_version_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_routes_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_routes_v_version_contacts_order_idx\` ON \`_routes_v_version_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_contacts_parent_id_idx\` ON \`_routes_v_version_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_routes_v_version_links\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`label\` text NOT NULL,
  	\`url\` text NOT NULL,
  	\`key\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_routes_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_routes_v_version_links_order_idx\` ON \`_routes_v_version_links\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_links_parent_id_idx\` ON \`_routes_v_version_links\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_routes_v_version_instruments\` (
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
  await db.run(sql`CREATE INDEX \`_routes_v_version_instruments_order_idx\` ON \`_routes_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_instruments_parent_id_idx\` ON \`_routes_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_instruments_instrument_idx\` ON \`_routes_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`_routes_v_version_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_routes_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_routes_v_version_citations_order_idx\` ON \`_routes_v_version_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_citations_parent_id_idx\` ON \`_routes_v_version_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_version_citations_source_idx\` ON \`_routes_v_version_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`_routes_v\` (
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
  await db.run(sql`CREATE TABLE \`_routes_v_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_routes_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_routes_v_texts_order_parent\` ON \`_routes_v_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`essentials_sections\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`heading\` text NOT NULL,
  	\`key\` text,
  	\`body\` text,
  	\`confidence_note\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`essentials\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`essentials_sections_order_idx\` ON \`essentials_sections\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`essentials_sections_parent_id_idx\` ON \`essentials_sections\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`essentials_instruments\` (
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
  await db.run(sql`CREATE INDEX \`essentials_instruments_order_idx\` ON \`essentials_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`essentials_instruments_parent_id_idx\` ON \`essentials_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`essentials_instruments_instrument_idx\` ON \`essentials_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`essentials_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`essentials\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`essentials_citations_order_idx\` ON \`essentials_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`essentials_citations_parent_id_idx\` ON \`essentials_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`essentials_citations_source_idx\` ON \`essentials_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`essentials\` (
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
  	\`key\` text,
  	\`revision\` numeric DEFAULT 0,
  	\`desk_state\` text DEFAULT 'never-live',
  	\`label\` text,
  	\`place\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`essentials_slug_idx\` ON \`essentials\` (\`slug\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`essentials_key_idx\` ON \`essentials\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`essentials_desk_state_idx\` ON \`essentials\` (\`desk_state\`);`)
  await db.run(sql`CREATE INDEX \`essentials_label_idx\` ON \`essentials\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`essentials_place_idx\` ON \`essentials\` (\`place\`);`)
  await db.run(sql`CREATE INDEX \`essentials_updated_at_idx\` ON \`essentials\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`essentials_created_at_idx\` ON \`essentials\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`essentials_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`essentials\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`essentials_texts_order_parent\` ON \`essentials_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_essentials_v_version_sections\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`heading\` text NOT NULL,
  	\`key\` text,
  	\`body\` text,
  	\`confidence_note\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_essentials_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_sections_order_idx\` ON \`_essentials_v_version_sections\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_sections_parent_id_idx\` ON \`_essentials_v_version_sections\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_essentials_v_version_instruments\` (
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
  await db.run(sql`CREATE INDEX \`_essentials_v_version_instruments_order_idx\` ON \`_essentials_v_version_instruments\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_instruments_parent_id_idx\` ON \`_essentials_v_version_instruments\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_instruments_instrument_idx\` ON \`_essentials_v_version_instruments\` (\`instrument_id\`);`)
  await db.run(sql`CREATE TABLE \`_essentials_v_version_citations\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`source_id\` text(36) NOT NULL,
  	\`pinpoint\` text,
  	\`retrieved_on\` text,
  	\`quote\` text,
  	\`quote_prefix\` text,
  	\`quote_suffix\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_essentials_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_citations_order_idx\` ON \`_essentials_v_version_citations\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_citations_parent_id_idx\` ON \`_essentials_v_version_citations\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_version_citations_source_idx\` ON \`_essentials_v_version_citations\` (\`source_id\`);`)
  await db.run(sql`CREATE TABLE \`_essentials_v\` (
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
  await db.run(sql`CREATE TABLE \`_essentials_v_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_essentials_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_essentials_v_texts_order_parent\` ON \`_essentials_v_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`bodies_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`bodies_contacts_order_idx\` ON \`bodies_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`bodies_contacts_parent_id_idx\` ON \`bodies_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`bodies\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text NOT NULL,
  	\`key\` text,
  	\`jurisdiction_id\` text(36),
  	\`url\` text,
  	\`label\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`bodies_key_idx\` ON \`bodies\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`bodies_jurisdiction_idx\` ON \`bodies\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`bodies_label_idx\` ON \`bodies\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`bodies_updated_at_idx\` ON \`bodies\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`bodies_created_at_idx\` ON \`bodies\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`_bodies_v_version_contacts\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'phone' NOT NULL,
  	\`value\` text,
  	\`printed\` text NOT NULL,
  	\`hours\` text,
  	\`note\` text,
  	\`key\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_bodies_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_bodies_v_version_contacts_order_idx\` ON \`_bodies_v_version_contacts\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_bodies_v_version_contacts_parent_id_idx\` ON \`_bodies_v_version_contacts\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_bodies_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_name\` text NOT NULL,
  	\`version_key\` text,
  	\`version_jurisdiction_id\` text(36),
  	\`version_url\` text,
  	\`version_label\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`_bodies_v_parent_idx\` ON \`_bodies_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_bodies_v_version_version_key_idx\` ON \`_bodies_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_bodies_v_version_version_jurisdiction_idx\` ON \`_bodies_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_bodies_v_version_version_label_idx\` ON \`_bodies_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_bodies_v_version_version_updated_at_idx\` ON \`_bodies_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_bodies_v_version_version_created_at_idx\` ON \`_bodies_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_bodies_v_created_at_idx\` ON \`_bodies_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_bodies_v_updated_at_idx\` ON \`_bodies_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`instruments\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`kind\` text DEFAULT 'act' NOT NULL,
  	\`year\` numeric,
  	\`number\` text,
  	\`jurisdiction_id\` text(36),
  	\`extent\` text,
  	\`key\` text,
  	\`label\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`instruments_jurisdiction_idx\` ON \`instruments\` (\`jurisdiction_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`instruments_key_idx\` ON \`instruments\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`instruments_label_idx\` ON \`instruments\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`instruments_updated_at_idx\` ON \`instruments\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`instruments_created_at_idx\` ON \`instruments\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`_instruments_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_kind\` text DEFAULT 'act' NOT NULL,
  	\`version_year\` numeric,
  	\`version_number\` text,
  	\`version_jurisdiction_id\` text(36),
  	\`version_extent\` text,
  	\`version_key\` text,
  	\`version_label\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_jurisdiction_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`_instruments_v_parent_idx\` ON \`_instruments_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_instruments_v_version_version_jurisdiction_idx\` ON \`_instruments_v\` (\`version_jurisdiction_id\`);`)
  await db.run(sql`CREATE INDEX \`_instruments_v_version_version_key_idx\` ON \`_instruments_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_instruments_v_version_version_label_idx\` ON \`_instruments_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_instruments_v_version_version_updated_at_idx\` ON \`_instruments_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_instruments_v_version_version_created_at_idx\` ON \`_instruments_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_instruments_v_created_at_idx\` ON \`_instruments_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_instruments_v_updated_at_idx\` ON \`_instruments_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`sources\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`url\` text NOT NULL,
  	\`precision\` text DEFAULT 'page' NOT NULL,
  	\`host\` text,
  	\`key\` text,
  	\`label\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`sources_host_idx\` ON \`sources\` (\`host\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`sources_key_idx\` ON \`sources\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`sources_label_idx\` ON \`sources\` (\`label\`);`)
  await db.run(sql`CREATE INDEX \`sources_updated_at_idx\` ON \`sources\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`sources_created_at_idx\` ON \`sources\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`_sources_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_url\` text NOT NULL,
  	\`version_precision\` text DEFAULT 'page' NOT NULL,
  	\`version_host\` text,
  	\`version_key\` text,
  	\`version_label\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`_sources_v_parent_idx\` ON \`_sources_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_sources_v_version_version_host_idx\` ON \`_sources_v\` (\`version_host\`);`)
  await db.run(sql`CREATE INDEX \`_sources_v_version_version_key_idx\` ON \`_sources_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_sources_v_version_version_label_idx\` ON \`_sources_v\` (\`version_label\`);`)
  await db.run(sql`CREATE INDEX \`_sources_v_version_version_updated_at_idx\` ON \`_sources_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_sources_v_version_version_created_at_idx\` ON \`_sources_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_sources_v_created_at_idx\` ON \`_sources_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_sources_v_updated_at_idx\` ON \`_sources_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`law_changes\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`instrument_id\` text(36) NOT NULL,
  	\`what\` text NOT NULL,
  	\`effective_on\` text NOT NULL,
  	\`provisions\` text,
  	\`source_id\` text(36),
  	\`note\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`law_changes_instrument_idx\` ON \`law_changes\` (\`instrument_id\`);`)
  await db.run(sql`CREATE INDEX \`law_changes_source_idx\` ON \`law_changes\` (\`source_id\`);`)
  await db.run(sql`CREATE INDEX \`law_changes_updated_at_idx\` ON \`law_changes\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`law_changes_created_at_idx\` ON \`law_changes\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`_law_changes_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_title\` text NOT NULL,
  	\`version_instrument_id\` text(36) NOT NULL,
  	\`version_what\` text NOT NULL,
  	\`version_effective_on\` text NOT NULL,
  	\`version_provisions\` text,
  	\`version_source_id\` text(36),
  	\`version_note\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`law_changes\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_instrument_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_source_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`_law_changes_v_parent_idx\` ON \`_law_changes_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_law_changes_v_version_version_instrument_idx\` ON \`_law_changes_v\` (\`version_instrument_id\`);`)
  await db.run(sql`CREATE INDEX \`_law_changes_v_version_version_source_idx\` ON \`_law_changes_v\` (\`version_source_id\`);`)
  await db.run(sql`CREATE INDEX \`_law_changes_v_version_version_updated_at_idx\` ON \`_law_changes_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_law_changes_v_version_version_created_at_idx\` ON \`_law_changes_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_law_changes_v_created_at_idx\` ON \`_law_changes_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_law_changes_v_updated_at_idx\` ON \`_law_changes_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`jurisdictions\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text NOT NULL,
  	\`in_sentence\` text NOT NULL,
  	\`abbreviation\` text,
  	\`slug\` text NOT NULL,
  	\`iso\` text NOT NULL,
  	\`kind\` text NOT NULL,
  	\`guide\` text NOT NULL,
  	\`parent_id\` text(36),
  	\`key\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`jurisdictions_slug_idx\` ON \`jurisdictions\` (\`slug\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`jurisdictions_iso_idx\` ON \`jurisdictions\` (\`iso\`);`)
  await db.run(sql`CREATE INDEX \`jurisdictions_parent_idx\` ON \`jurisdictions\` (\`parent_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`jurisdictions_key_idx\` ON \`jurisdictions\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`jurisdictions_updated_at_idx\` ON \`jurisdictions\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`jurisdictions_created_at_idx\` ON \`jurisdictions\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`jurisdictions_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`users_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`users_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`jurisdictions_rels_order_idx\` ON \`jurisdictions_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`jurisdictions_rels_parent_idx\` ON \`jurisdictions_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`jurisdictions_rels_path_idx\` ON \`jurisdictions_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`jurisdictions_rels_users_id_idx\` ON \`jurisdictions_rels\` (\`users_id\`);`)
  await db.run(sql`CREATE TABLE \`_jurisdictions_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_name\` text NOT NULL,
  	\`version_in_sentence\` text NOT NULL,
  	\`version_abbreviation\` text,
  	\`version_slug\` text NOT NULL,
  	\`version_iso\` text NOT NULL,
  	\`version_kind\` text NOT NULL,
  	\`version_guide\` text NOT NULL,
  	\`version_parent_id\` text(36),
  	\`version_key\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_parent_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_parent_idx\` ON \`_jurisdictions_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_version_version_slug_idx\` ON \`_jurisdictions_v\` (\`version_slug\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_version_version_iso_idx\` ON \`_jurisdictions_v\` (\`version_iso\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_version_version_parent_idx\` ON \`_jurisdictions_v\` (\`version_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_version_version_key_idx\` ON \`_jurisdictions_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_version_version_updated_at_idx\` ON \`_jurisdictions_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_version_version_created_at_idx\` ON \`_jurisdictions_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_created_at_idx\` ON \`_jurisdictions_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_updated_at_idx\` ON \`_jurisdictions_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`_jurisdictions_v_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`users_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_jurisdictions_v\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`users_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_rels_order_idx\` ON \`_jurisdictions_v_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_rels_parent_idx\` ON \`_jurisdictions_v_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_rels_path_idx\` ON \`_jurisdictions_v_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_rels_users_id_idx\` ON \`_jurisdictions_v_rels\` (\`users_id\`);`)
  await db.run(sql`CREATE TABLE \`heads\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`entry\` text,
  	\`kind\` text,
  	\`revision\` numeric,
  	\`editions\` numeric,
  	\`open_n\` numeric,
  	\`open_hash\` text,
  	\`open_state\` text,
  	\`open_goes_live_on\` text,
  	\`live_n\` numeric,
  	\`live_hash\` text,
  	\`live_content_hash\` text,
  	\`live_revision\` numeric,
  	\`live_seq\` numeric,
  	\`live_since\` text,
  	\`verified_on\` text,
  	\`second_review_due\` text,
  	\`event_n\` numeric,
  	\`event_hash\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`heads_entry_idx\` ON \`heads\` (\`entry\`);`)
  await db.run(sql`CREATE INDEX \`heads_kind_idx\` ON \`heads\` (\`kind\`);`)
  await db.run(sql`CREATE INDEX \`heads_open_state_idx\` ON \`heads\` (\`open_state\`);`)
  await db.run(sql`CREATE INDEX \`heads_live_hash_idx\` ON \`heads\` (\`live_hash\`);`)
  await db.run(sql`CREATE TABLE \`editions\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`entry\` text,
  	\`kind\` text,
  	\`n\` numeric,
  	\`hash\` text,
  	\`revision\` numeric,
  	\`change_kind\` text,
  	\`change_note\` text,
  	\`effective_on\` text,
  	\`goes_live_on\` text,
  	\`corrects\` numeric,
  	\`content_hash\` text,
  	\`content\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`editions_entry_idx\` ON \`editions\` (\`entry\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`editions_hash_idx\` ON \`editions\` (\`hash\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`entry_n_idx\` ON \`editions\` (\`entry\`,\`n\`);`)
  await db.run(sql`CREATE TABLE \`editorial_events\` (
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
  await db.run(sql`CREATE INDEX \`editorial_events_entry_idx\` ON \`editorial_events\` (\`entry\`);`)
  await db.run(sql`CREATE INDEX \`editorial_events_at_idx\` ON \`editorial_events\` (\`at\`);`)
  await db.run(sql`CREATE INDEX \`editorial_events_action_idx\` ON \`editorial_events\` (\`action\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`entry_n_1_idx\` ON \`editorial_events\` (\`entry\`,\`n\`);`)
  await db.run(sql`CREATE TABLE \`changes\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`seq\` numeric,
  	\`entry\` text,
  	\`entry_kind\` text,
  	\`jurisdiction\` text,
  	\`kind\` text,
  	\`note\` text,
  	\`at\` text,
  	\`effective_on\` text,
  	\`edition\` text,
  	\`replaced\` text,
  	\`corrects\` numeric,
  	\`fields\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`changes_seq_idx\` ON \`changes\` (\`seq\`);`)
  await db.run(sql`CREATE INDEX \`changes_entry_idx\` ON \`changes\` (\`entry\`);`)
  await db.run(sql`CREATE INDEX \`changes_jurisdiction_idx\` ON \`changes\` (\`jurisdiction\`);`)
  await db.run(sql`CREATE TABLE \`releases\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`seq\` numeric,
  	\`name\` text,
  	\`at\` text,
  	\`day\` text,
  	\`snapshot_hash\` text,
  	\`manifest_hash\` text,
  	\`heads_hash\` text,
  	\`files\` numeric,
  	\`rendered\` numeric,
  	\`printed\` numeric
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`releases_seq_idx\` ON \`releases\` (\`seq\`);`)
  await db.run(sql`CREATE TABLE \`leases\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`token\` numeric,
  	\`holder\` text,
  	\`until\` text,
  	\`done_at\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`leases_key_idx\` ON \`leases\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`leases_until_idx\` ON \`leases\` (\`until\`);`)
  await db.run(sql`CREATE TABLE \`users_roles\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`users_roles_order_idx\` ON \`users_roles\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`users_roles_parent_idx\` ON \`users_roles\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`users_sessions\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`created_at\` text,
  	\`expires_at\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`users_sessions_order_idx\` ON \`users_sessions\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`users_sessions_parent_id_idx\` ON \`users_sessions\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`users\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`email\` text NOT NULL,
  	\`reset_password_token\` text,
  	\`reset_password_expiration\` text,
  	\`salt\` text,
  	\`hash\` text,
  	\`reset_password_requested_at\` text,
  	\`login_attempts\` numeric DEFAULT 0,
  	\`lock_until\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`users_updated_at_idx\` ON \`users\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`users_created_at_idx\` ON \`users\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`users_email_idx\` ON \`users\` (\`email\`);`)
  await db.run(sql`CREATE TABLE \`payload_kv\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`data\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`payload_kv_key_idx\` ON \`payload_kv\` (\`key\`);`)
  await db.run(sql`CREATE TABLE \`payload_locked_documents\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`global_slug\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_global_slug_idx\` ON \`payload_locked_documents\` (\`global_slug\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_updated_at_idx\` ON \`payload_locked_documents\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_created_at_idx\` ON \`payload_locked_documents\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_locked_documents_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`profiles_id\` text(36),
  	\`channels_id\` text(36),
  	\`offences_id\` text(36),
  	\`ladders_id\` text(36),
  	\`routes_id\` text(36),
  	\`essentials_id\` text(36),
  	\`bodies_id\` text(36),
  	\`instruments_id\` text(36),
  	\`sources_id\` text(36),
  	\`law_changes_id\` text(36),
  	\`jurisdictions_id\` text(36),
  	\`users_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_locked_documents\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`profiles_id\`) REFERENCES \`profiles\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`channels_id\`) REFERENCES \`channels\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`offences_id\`) REFERENCES \`offences\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`ladders_id\`) REFERENCES \`ladders\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`routes_id\`) REFERENCES \`routes\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`essentials_id\`) REFERENCES \`essentials\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`bodies_id\`) REFERENCES \`bodies\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`instruments_id\`) REFERENCES \`instruments\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`sources_id\`) REFERENCES \`sources\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`law_changes_id\`) REFERENCES \`law_changes\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`jurisdictions_id\`) REFERENCES \`jurisdictions\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`users_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_order_idx\` ON \`payload_locked_documents_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_parent_idx\` ON \`payload_locked_documents_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_path_idx\` ON \`payload_locked_documents_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_profiles_id_idx\` ON \`payload_locked_documents_rels\` (\`profiles_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_channels_id_idx\` ON \`payload_locked_documents_rels\` (\`channels_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_offences_id_idx\` ON \`payload_locked_documents_rels\` (\`offences_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_ladders_id_idx\` ON \`payload_locked_documents_rels\` (\`ladders_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_routes_id_idx\` ON \`payload_locked_documents_rels\` (\`routes_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_essentials_id_idx\` ON \`payload_locked_documents_rels\` (\`essentials_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_bodies_id_idx\` ON \`payload_locked_documents_rels\` (\`bodies_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_instruments_id_idx\` ON \`payload_locked_documents_rels\` (\`instruments_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_sources_id_idx\` ON \`payload_locked_documents_rels\` (\`sources_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_law_changes_id_idx\` ON \`payload_locked_documents_rels\` (\`law_changes_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_jurisdictions_id_idx\` ON \`payload_locked_documents_rels\` (\`jurisdictions_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_users_id_idx\` ON \`payload_locked_documents_rels\` (\`users_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_preferences\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`value\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_key_idx\` ON \`payload_preferences\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_updated_at_idx\` ON \`payload_preferences\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_created_at_idx\` ON \`payload_preferences\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_preferences_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`users_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_preferences\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`users_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_order_idx\` ON \`payload_preferences_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_parent_idx\` ON \`payload_preferences_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_path_idx\` ON \`payload_preferences_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_users_id_idx\` ON \`payload_preferences_rels\` (\`users_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_migrations\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text,
  	\`batch\` numeric,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_migrations_updated_at_idx\` ON \`payload_migrations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_migrations_created_at_idx\` ON \`payload_migrations\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`site\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`brand\` text NOT NULL,
  	\`strapline\` text NOT NULL,
  	\`disclaimer\` text NOT NULL,
  	\`sample\` integer,
  	\`sample_notice\` text,
  	\`exit_url\` text NOT NULL,
  	\`exit_label\` text NOT NULL,
  	\`corrections_email\` text,
  	\`about\` text NOT NULL,
  	\`elsewhere\` text NOT NULL,
  	\`guide_title\` text NOT NULL,
  	\`guide_intro\` text NOT NULL,
  	\`guide_emergency_heading\` text NOT NULL,
  	\`guide_emergency_after\` text NOT NULL,
  	\`guide_record_heading\` text NOT NULL,
  	\`guide_record_intro\` text NOT NULL,
  	\`guide_national_heading\` text NOT NULL,
  	\`guide_national_intro\` text NOT NULL,
  	\`guide_offences_heading\` text NOT NULL,
  	\`guide_offences_intro\` text NOT NULL,
  	\`guide_doxxing_heading\` text NOT NULL,
  	\`guide_recording_heading\` text NOT NULL,
  	\`guide_sections_heading\` text NOT NULL,
  	\`guide_sections_intro\` text NOT NULL,
  	\`guide_cross_border_heading\` text NOT NULL,
  	\`guide_cross_border_intro\` text NOT NULL,
  	\`guide_ladder_heading\` text NOT NULL,
  	\`guide_ladder_intro\` text NOT NULL,
  	\`guide_essentials_heading\` text NOT NULL,
  	\`guide_essentials_intro\` text NOT NULL,
  	\`route_closing\` text NOT NULL,
  	\`mail_sender\` text,
  	\`mail_footer\` text,
  	\`updated_at\` text,
  	\`created_at\` text
  );
  `)
  await db.run(sql`CREATE TABLE \`_site_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`version_brand\` text NOT NULL,
  	\`version_strapline\` text NOT NULL,
  	\`version_disclaimer\` text NOT NULL,
  	\`version_sample\` integer,
  	\`version_sample_notice\` text,
  	\`version_exit_url\` text NOT NULL,
  	\`version_exit_label\` text NOT NULL,
  	\`version_corrections_email\` text,
  	\`version_about\` text NOT NULL,
  	\`version_elsewhere\` text NOT NULL,
  	\`version_guide_title\` text NOT NULL,
  	\`version_guide_intro\` text NOT NULL,
  	\`version_guide_emergency_heading\` text NOT NULL,
  	\`version_guide_emergency_after\` text NOT NULL,
  	\`version_guide_record_heading\` text NOT NULL,
  	\`version_guide_record_intro\` text NOT NULL,
  	\`version_guide_national_heading\` text NOT NULL,
  	\`version_guide_national_intro\` text NOT NULL,
  	\`version_guide_offences_heading\` text NOT NULL,
  	\`version_guide_offences_intro\` text NOT NULL,
  	\`version_guide_doxxing_heading\` text NOT NULL,
  	\`version_guide_recording_heading\` text NOT NULL,
  	\`version_guide_sections_heading\` text NOT NULL,
  	\`version_guide_sections_intro\` text NOT NULL,
  	\`version_guide_cross_border_heading\` text NOT NULL,
  	\`version_guide_cross_border_intro\` text NOT NULL,
  	\`version_guide_ladder_heading\` text NOT NULL,
  	\`version_guide_ladder_intro\` text NOT NULL,
  	\`version_guide_essentials_heading\` text NOT NULL,
  	\`version_guide_essentials_intro\` text NOT NULL,
  	\`version_route_closing\` text NOT NULL,
  	\`version_mail_sender\` text,
  	\`version_mail_footer\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`_site_v_created_at_idx\` ON \`_site_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_site_v_updated_at_idx\` ON \`_site_v\` (\`updated_at\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`profiles_emergency_contacts\`;`)
  await db.run(sql`DROP TABLE \`profiles_instruments\`;`)
  await db.run(sql`DROP TABLE \`profiles_citations\`;`)
  await db.run(sql`DROP TABLE \`profiles\`;`)
  await db.run(sql`DROP TABLE \`profiles_texts\`;`)
  await db.run(sql`DROP TABLE \`_profiles_v_version_emergency_contacts\`;`)
  await db.run(sql`DROP TABLE \`_profiles_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_profiles_v_version_citations\`;`)
  await db.run(sql`DROP TABLE \`_profiles_v\`;`)
  await db.run(sql`DROP TABLE \`_profiles_v_texts\`;`)
  await db.run(sql`DROP TABLE \`channels_body_contacts\`;`)
  await db.run(sql`DROP TABLE \`channels_contacts\`;`)
  await db.run(sql`DROP TABLE \`channels_instruments\`;`)
  await db.run(sql`DROP TABLE \`channels_citations\`;`)
  await db.run(sql`DROP TABLE \`channels\`;`)
  await db.run(sql`DROP TABLE \`channels_texts\`;`)
  await db.run(sql`DROP TABLE \`_channels_v_version_body_contacts\`;`)
  await db.run(sql`DROP TABLE \`_channels_v_version_contacts\`;`)
  await db.run(sql`DROP TABLE \`_channels_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_channels_v_version_citations\`;`)
  await db.run(sql`DROP TABLE \`_channels_v\`;`)
  await db.run(sql`DROP TABLE \`_channels_v_texts\`;`)
  await db.run(sql`DROP TABLE \`offences_elements\`;`)
  await db.run(sql`DROP TABLE \`offences_instruments\`;`)
  await db.run(sql`DROP TABLE \`offences_citations\`;`)
  await db.run(sql`DROP TABLE \`offences\`;`)
  await db.run(sql`DROP TABLE \`offences_texts\`;`)
  await db.run(sql`DROP TABLE \`offences_rels\`;`)
  await db.run(sql`DROP TABLE \`_offences_v_version_elements\`;`)
  await db.run(sql`DROP TABLE \`_offences_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_offences_v_version_citations\`;`)
  await db.run(sql`DROP TABLE \`_offences_v\`;`)
  await db.run(sql`DROP TABLE \`_offences_v_texts\`;`)
  await db.run(sql`DROP TABLE \`_offences_v_rels\`;`)
  await db.run(sql`DROP TABLE \`ladders_steps_body_contacts\`;`)
  await db.run(sql`DROP TABLE \`ladders_steps_contacts\`;`)
  await db.run(sql`DROP TABLE \`ladders_steps_links\`;`)
  await db.run(sql`DROP TABLE \`ladders_steps\`;`)
  await db.run(sql`DROP TABLE \`ladders_instruments\`;`)
  await db.run(sql`DROP TABLE \`ladders_citations\`;`)
  await db.run(sql`DROP TABLE \`ladders\`;`)
  await db.run(sql`DROP TABLE \`ladders_texts\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v_version_steps_body_contacts\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v_version_steps_contacts\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v_version_steps_links\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v_version_steps\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v_version_citations\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v\`;`)
  await db.run(sql`DROP TABLE \`_ladders_v_texts\`;`)
  await db.run(sql`DROP TABLE \`routes_body_contacts\`;`)
  await db.run(sql`DROP TABLE \`routes_contacts\`;`)
  await db.run(sql`DROP TABLE \`routes_links\`;`)
  await db.run(sql`DROP TABLE \`routes_instruments\`;`)
  await db.run(sql`DROP TABLE \`routes_citations\`;`)
  await db.run(sql`DROP TABLE \`routes\`;`)
  await db.run(sql`DROP TABLE \`routes_texts\`;`)
  await db.run(sql`DROP TABLE \`_routes_v_version_body_contacts\`;`)
  await db.run(sql`DROP TABLE \`_routes_v_version_contacts\`;`)
  await db.run(sql`DROP TABLE \`_routes_v_version_links\`;`)
  await db.run(sql`DROP TABLE \`_routes_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_routes_v_version_citations\`;`)
  await db.run(sql`DROP TABLE \`_routes_v\`;`)
  await db.run(sql`DROP TABLE \`_routes_v_texts\`;`)
  await db.run(sql`DROP TABLE \`essentials_sections\`;`)
  await db.run(sql`DROP TABLE \`essentials_instruments\`;`)
  await db.run(sql`DROP TABLE \`essentials_citations\`;`)
  await db.run(sql`DROP TABLE \`essentials\`;`)
  await db.run(sql`DROP TABLE \`essentials_texts\`;`)
  await db.run(sql`DROP TABLE \`_essentials_v_version_sections\`;`)
  await db.run(sql`DROP TABLE \`_essentials_v_version_instruments\`;`)
  await db.run(sql`DROP TABLE \`_essentials_v_version_citations\`;`)
  await db.run(sql`DROP TABLE \`_essentials_v\`;`)
  await db.run(sql`DROP TABLE \`_essentials_v_texts\`;`)
  await db.run(sql`DROP TABLE \`bodies_contacts\`;`)
  await db.run(sql`DROP TABLE \`bodies\`;`)
  await db.run(sql`DROP TABLE \`_bodies_v_version_contacts\`;`)
  await db.run(sql`DROP TABLE \`_bodies_v\`;`)
  await db.run(sql`DROP TABLE \`instruments\`;`)
  await db.run(sql`DROP TABLE \`_instruments_v\`;`)
  await db.run(sql`DROP TABLE \`sources\`;`)
  await db.run(sql`DROP TABLE \`_sources_v\`;`)
  await db.run(sql`DROP TABLE \`law_changes\`;`)
  await db.run(sql`DROP TABLE \`_law_changes_v\`;`)
  await db.run(sql`DROP TABLE \`jurisdictions\`;`)
  await db.run(sql`DROP TABLE \`jurisdictions_rels\`;`)
  await db.run(sql`DROP TABLE \`_jurisdictions_v\`;`)
  await db.run(sql`DROP TABLE \`_jurisdictions_v_rels\`;`)
  await db.run(sql`DROP TABLE \`heads\`;`)
  await db.run(sql`DROP TABLE \`editions\`;`)
  await db.run(sql`DROP TABLE \`editorial_events\`;`)
  await db.run(sql`DROP TABLE \`changes\`;`)
  await db.run(sql`DROP TABLE \`releases\`;`)
  await db.run(sql`DROP TABLE \`leases\`;`)
  await db.run(sql`DROP TABLE \`users_roles\`;`)
  await db.run(sql`DROP TABLE \`users_sessions\`;`)
  await db.run(sql`DROP TABLE \`users\`;`)
  await db.run(sql`DROP TABLE \`payload_kv\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_migrations\`;`)
  await db.run(sql`DROP TABLE \`site\`;`)
  await db.run(sql`DROP TABLE \`_site_v\`;`)
}
