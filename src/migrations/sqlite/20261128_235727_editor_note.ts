import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`profiles\` ADD \`editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`_profiles_v\` ADD \`version_editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`channels\` ADD \`editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`_channels_v\` ADD \`version_editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`offences\` ADD \`editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`_offences_v\` ADD \`version_editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`ladders\` ADD \`editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`_ladders_v\` ADD \`version_editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`routes\` ADD \`editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`_routes_v\` ADD \`version_editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`essentials_sections\` ADD \`editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`essentials\` ADD \`editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`_essentials_v_version_sections\` ADD \`editor_note\` text;`)
  await db.run(sql`ALTER TABLE \`_essentials_v\` ADD \`version_editor_note\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`profiles\` DROP COLUMN \`editor_note\`;`)
  await db.run(sql`ALTER TABLE \`_profiles_v\` DROP COLUMN \`version_editor_note\`;`)
  await db.run(sql`ALTER TABLE \`channels\` DROP COLUMN \`editor_note\`;`)
  await db.run(sql`ALTER TABLE \`_channels_v\` DROP COLUMN \`version_editor_note\`;`)
  await db.run(sql`ALTER TABLE \`offences\` DROP COLUMN \`editor_note\`;`)
  await db.run(sql`ALTER TABLE \`_offences_v\` DROP COLUMN \`version_editor_note\`;`)
  await db.run(sql`ALTER TABLE \`ladders\` DROP COLUMN \`editor_note\`;`)
  await db.run(sql`ALTER TABLE \`_ladders_v\` DROP COLUMN \`version_editor_note\`;`)
  await db.run(sql`ALTER TABLE \`routes\` DROP COLUMN \`editor_note\`;`)
  await db.run(sql`ALTER TABLE \`_routes_v\` DROP COLUMN \`version_editor_note\`;`)
  await db.run(sql`ALTER TABLE \`essentials_sections\` DROP COLUMN \`editor_note\`;`)
  await db.run(sql`ALTER TABLE \`essentials\` DROP COLUMN \`editor_note\`;`)
  await db.run(sql`ALTER TABLE \`_essentials_v_version_sections\` DROP COLUMN \`editor_note\`;`)
  await db.run(sql`ALTER TABLE \`_essentials_v\` DROP COLUMN \`version_editor_note\`;`)
}
