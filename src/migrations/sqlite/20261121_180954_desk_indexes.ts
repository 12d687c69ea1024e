import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE INDEX \`dueOn_entry_idx\` ON \`heads\` (\`due_on\`,\`entry\`);`)
  await db.run(sql`CREATE INDEX \`openState_openAt_idx\` ON \`heads\` (\`open_state\`,\`open_at\`);`)
  await db.run(sql`CREATE INDEX \`openState_openGoesLiveOn_idx\` ON \`heads\` (\`open_state\`,\`open_goes_live_on\`);`)
  await db.run(sql`CREATE INDEX \`savedBy_draft_idx\` ON \`heads\` (\`saved_by\`,\`draft\`);`)
  await db.run(sql`CREATE INDEX \`savedBy_openState_idx\` ON \`heads\` (\`saved_by\`,\`open_state\`);`)
  await db.run(sql`CREATE INDEX \`kind_closedAt_at_idx\` ON \`flags\` (\`kind\`,\`closed_at\`,\`at\`);`)
  await db.run(sql`CREATE INDEX \`about_closedAt_idx\` ON \`flags\` (\`about\`,\`closed_at\`);`)
  await db.run(sql`CREATE INDEX \`entry_closedAt_idx\` ON \`flags\` (\`entry\`,\`closed_at\`);`)
  await db.run(sql`CREATE INDEX \`kind_state_askedAt_idx\` ON \`work\` (\`kind\`,\`state\`,\`asked_at\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`dueOn_entry_idx\`;`)
  await db.run(sql`DROP INDEX \`openState_openAt_idx\`;`)
  await db.run(sql`DROP INDEX \`openState_openGoesLiveOn_idx\`;`)
  await db.run(sql`DROP INDEX \`savedBy_draft_idx\`;`)
  await db.run(sql`DROP INDEX \`savedBy_openState_idx\`;`)
  await db.run(sql`DROP INDEX \`kind_closedAt_at_idx\`;`)
  await db.run(sql`DROP INDEX \`about_closedAt_idx\`;`)
  await db.run(sql`DROP INDEX \`entry_closedAt_idx\`;`)
  await db.run(sql`DROP INDEX \`kind_state_askedAt_idx\`;`)
}
