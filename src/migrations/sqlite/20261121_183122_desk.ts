import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  // Before the desk, one reviewer made entries live alone. Chains of that time are no record of a review.
  const before = await db.all(sql`SELECT 1 FROM \`editorial_events\` WHERE \`action\` = 'make-live' LIMIT 1`)
  if (before.length > 0)
    throw new Error(
      'This database was filled by a trial version without review. Begin with an empty DATA_DIR, and import your content anew.',
    )
  await db.run(sql`CREATE TABLE \`flags\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`kind\` text,
  	\`entry\` text,
  	\`about\` text,
  	\`detail\` text,
  	\`claims\` text,
  	\`live_n\` numeric,
  	\`at\` text,
  	\`by\` text,
  	\`closed_at\` text,
  	\`closed_by\` text,
  	\`how\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`flags_key_idx\` ON \`flags\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`flags_kind_idx\` ON \`flags\` (\`kind\`);`)
  await db.run(sql`CREATE INDEX \`flags_entry_idx\` ON \`flags\` (\`entry\`);`)
  await db.run(sql`CREATE INDEX \`flags_about_idx\` ON \`flags\` (\`about\`);`)
  await db.run(sql`CREATE INDEX \`flags_closed_at_idx\` ON \`flags\` (\`closed_at\`);`)
  await db.run(sql`CREATE INDEX \`kind_closedAt_at_idx\` ON \`flags\` (\`kind\`,\`closed_at\`,\`at\`);`)
  await db.run(sql`CREATE INDEX \`about_closedAt_idx\` ON \`flags\` (\`about\`,\`closed_at\`);`)
  await db.run(sql`CREATE INDEX \`entry_closedAt_idx\` ON \`flags\` (\`entry\`,\`closed_at\`);`)
  await db.run(sql`CREATE TABLE \`work\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`kind\` text,
  	\`entry\` text,
  	\`args\` text,
  	\`asked_by\` text,
  	\`asked_at\` text,
  	\`state\` text,
  	\`step\` text,
  	\`done\` numeric,
  	\`total\` numeric,
  	\`problem\` text,
  	\`tries\` numeric,
  	\`not_before\` text,
  	\`ended_at\` text,
  	\`result\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`work_key_idx\` ON \`work\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`work_kind_idx\` ON \`work\` (\`kind\`);`)
  await db.run(sql`CREATE INDEX \`work_entry_idx\` ON \`work\` (\`entry\`);`)
  await db.run(sql`CREATE INDEX \`work_asked_at_idx\` ON \`work\` (\`asked_at\`);`)
  await db.run(sql`CREATE INDEX \`work_state_idx\` ON \`work\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`kind_state_askedAt_idx\` ON \`work\` (\`kind\`,\`state\`,\`asked_at\`);`)
  await db.run(sql`ALTER TABLE \`law_changes\` ADD \`state\` text DEFAULT 'recorded';`)
  await db.run(sql`CREATE INDEX \`law_changes_state_idx\` ON \`law_changes\` (\`state\`);`)
  await db.run(sql`ALTER TABLE \`_law_changes_v\` ADD \`version_state\` text DEFAULT 'recorded';`)
  await db.run(sql`CREATE INDEX \`_law_changes_v_version_version_state_idx\` ON \`_law_changes_v\` (\`version_state\`);`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`frozen_revision\` numeric;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`draft\` integer;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`saved_by\` text;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`open_at\` text;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`fix_n\` numeric;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`fix_hash\` text;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`fix_at\` text;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`withdrawal_state\` text;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`withdrawal_by\` text;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`withdrawal_at\` text;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`withdrawal_safety\` integer;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`live_in_force_as_of\` text;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`live_reverify_every\` numeric;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`last_seq\` numeric;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`verified_n\` numeric;`)
  await db.run(sql`ALTER TABLE \`heads\` ADD \`due_on\` text;`)
  await db.run(sql`CREATE INDEX \`heads_saved_by_idx\` ON \`heads\` (\`saved_by\`);`)
  await db.run(sql`CREATE INDEX \`heads_fix_hash_idx\` ON \`heads\` (\`fix_hash\`);`)
  await db.run(sql`CREATE INDEX \`heads_withdrawal_state_idx\` ON \`heads\` (\`withdrawal_state\`);`)
  await db.run(sql`CREATE INDEX \`heads_due_on_idx\` ON \`heads\` (\`due_on\`);`)
  await db.run(sql`CREATE INDEX \`heads_second_review_due_idx\` ON \`heads\` (\`second_review_due\`);`)
  await db.run(sql`CREATE INDEX \`dueOn_entry_idx\` ON \`heads\` (\`due_on\`,\`entry\`);`)
  await db.run(sql`CREATE INDEX \`openState_openAt_idx\` ON \`heads\` (\`open_state\`,\`open_at\`);`)
  await db.run(sql`CREATE INDEX \`openState_openGoesLiveOn_idx\` ON \`heads\` (\`open_state\`,\`open_goes_live_on\`);`)
  await db.run(sql`CREATE INDEX \`savedBy_draft_idx\` ON \`heads\` (\`saved_by\`,\`draft\`);`)
  await db.run(sql`CREATE INDEX \`savedBy_openState_idx\` ON \`heads\` (\`saved_by\`,\`open_state\`);`)
  await db.run(sql`ALTER TABLE \`changes\` ADD \`title\` text;`)
  await db.run(sql`ALTER TABLE \`changes\` ADD \`note_corrected_at\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`flags\`;`)
  await db.run(sql`DROP TABLE \`work\`;`)
  await db.run(sql`DROP INDEX \`law_changes_state_idx\`;`)
  await db.run(sql`ALTER TABLE \`law_changes\` DROP COLUMN \`state\`;`)
  await db.run(sql`DROP INDEX \`_law_changes_v_version_version_state_idx\`;`)
  await db.run(sql`ALTER TABLE \`_law_changes_v\` DROP COLUMN \`version_state\`;`)
  await db.run(sql`DROP INDEX \`heads_saved_by_idx\`;`)
  await db.run(sql`DROP INDEX \`heads_fix_hash_idx\`;`)
  await db.run(sql`DROP INDEX \`heads_withdrawal_state_idx\`;`)
  await db.run(sql`DROP INDEX \`heads_due_on_idx\`;`)
  await db.run(sql`DROP INDEX \`heads_second_review_due_idx\`;`)
  await db.run(sql`DROP INDEX \`dueOn_entry_idx\`;`)
  await db.run(sql`DROP INDEX \`openState_openAt_idx\`;`)
  await db.run(sql`DROP INDEX \`openState_openGoesLiveOn_idx\`;`)
  await db.run(sql`DROP INDEX \`savedBy_draft_idx\`;`)
  await db.run(sql`DROP INDEX \`savedBy_openState_idx\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`frozen_revision\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`draft\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`saved_by\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`open_at\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`fix_n\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`fix_hash\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`fix_at\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`withdrawal_state\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`withdrawal_by\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`withdrawal_at\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`withdrawal_safety\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`live_in_force_as_of\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`live_reverify_every\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`last_seq\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`verified_n\`;`)
  await db.run(sql`ALTER TABLE \`heads\` DROP COLUMN \`due_on\`;`)
  await db.run(sql`ALTER TABLE \`changes\` DROP COLUMN \`title\`;`)
  await db.run(sql`ALTER TABLE \`changes\` DROP COLUMN \`note_corrected_at\`;`)
}
