import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE INDEX \`profiles_texts_parent\` ON \`profiles_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`_profiles_v_texts_parent\` ON \`_profiles_v_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`channels_texts_parent\` ON \`channels_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`_channels_v_texts_parent\` ON \`_channels_v_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`offences_texts_parent\` ON \`offences_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`_offences_v_texts_parent\` ON \`_offences_v_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`ladders_texts_parent\` ON \`ladders_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`_ladders_v_texts_parent\` ON \`_ladders_v_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`routes_texts_parent\` ON \`routes_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`_routes_v_texts_parent\` ON \`_routes_v_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`essentials_texts_parent\` ON \`essentials_texts\` (\`parent_id\`,\`order\`);`)
  await db.run(sql`CREATE INDEX \`_essentials_v_texts_parent\` ON \`_essentials_v_texts\` (\`parent_id\`,\`order\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`profiles_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`_profiles_v_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`channels_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`_channels_v_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`offences_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`_offences_v_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`ladders_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`_ladders_v_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`routes_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`_routes_v_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`essentials_texts_parent\`;`)
  await db.run(sql`DROP INDEX \`_essentials_v_texts_parent\`;`)
}
