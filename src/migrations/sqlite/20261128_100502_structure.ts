import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`jurisdictions\` ADD \`revision\` numeric DEFAULT 0;`)
  await db.run(sql`ALTER TABLE \`jurisdictions\` ADD \`desk_state\` text DEFAULT 'never-live';`)
  await db.run(sql`CREATE INDEX \`jurisdictions_desk_state_idx\` ON \`jurisdictions\` (\`desk_state\`);`)
  await db.run(sql`ALTER TABLE \`_jurisdictions_v\` ADD \`version_revision\` numeric DEFAULT 0;`)
  await db.run(sql`ALTER TABLE \`_jurisdictions_v\` ADD \`version_desk_state\` text DEFAULT 'never-live';`)
  await db.run(sql`CREATE INDEX \`_jurisdictions_v_version_version_desk_state_idx\` ON \`_jurisdictions_v\` (\`version_desk_state\`);`)
  await db.run(sql`ALTER TABLE \`site\` ADD \`revision\` numeric DEFAULT 0;`)
  await db.run(sql`ALTER TABLE \`_site_v\` ADD \`version_revision\` numeric DEFAULT 0;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`jurisdictions_desk_state_idx\`;`)
  await db.run(sql`ALTER TABLE \`jurisdictions\` DROP COLUMN \`revision\`;`)
  await db.run(sql`ALTER TABLE \`jurisdictions\` DROP COLUMN \`desk_state\`;`)
  await db.run(sql`DROP INDEX \`_jurisdictions_v_version_version_desk_state_idx\`;`)
  await db.run(sql`ALTER TABLE \`_jurisdictions_v\` DROP COLUMN \`version_revision\`;`)
  await db.run(sql`ALTER TABLE \`_jurisdictions_v\` DROP COLUMN \`version_desk_state\`;`)
  await db.run(sql`ALTER TABLE \`site\` DROP COLUMN \`revision\`;`)
  await db.run(sql`ALTER TABLE \`_site_v\` DROP COLUMN \`version_revision\`;`)
}
