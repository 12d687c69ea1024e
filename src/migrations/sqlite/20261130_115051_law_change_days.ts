import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE INDEX \`law_changes_effective_on_idx\` ON \`law_changes\` (\`effective_on\`);`)
  await db.run(sql`CREATE INDEX \`_law_changes_v_version_version_effective_on_idx\` ON \`_law_changes_v\` (\`version_effective_on\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`law_changes_effective_on_idx\`;`)
  await db.run(sql`DROP INDEX \`_law_changes_v_version_version_effective_on_idx\`;`)
}
