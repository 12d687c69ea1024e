import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`notices\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`person\` text,
  	\`kind\` text,
  	\`entry\` text,
  	\`flag\` text,
  	\`at\` text,
  	\`read_at\` text,
  	\`mail\` text,
  	\`mail_at\` text,
  	\`mail_key\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`notices_key_idx\` ON \`notices\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`notices_at_idx\` ON \`notices\` (\`at\`);`)
  await db.run(sql`CREATE INDEX \`notices_mail_key_idx\` ON \`notices\` (\`mail_key\`);`)
  await db.run(sql`CREATE INDEX \`person_at_idx\` ON \`notices\` (\`person\`,\`at\`);`)
  await db.run(sql`CREATE INDEX \`person_readAt_idx\` ON \`notices\` (\`person\`,\`read_at\`);`)
  await db.run(sql`CREATE INDEX \`person_mail_idx\` ON \`notices\` (\`person\`,\`mail\`);`)
  await db.run(sql`CREATE INDEX \`entry_kind_idx\` ON \`notices\` (\`entry\`,\`kind\`);`)
  await db.run(sql`CREATE INDEX \`mail_mailAt_idx\` ON \`notices\` (\`mail\`,\`mail_at\`);`)
  await db.run(sql`ALTER TABLE \`users\` ADD \`told_waiting\` text DEFAULT 'soon';`)
  await db.run(sql`ALTER TABLE \`users\` ADD \`told_done\` text DEFAULT 'daily';`)
  await db.run(sql`ALTER TABLE \`users\` ADD \`told_trouble\` text DEFAULT 'daily';`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`notices\`;`)
  await db.run(sql`ALTER TABLE \`users\` DROP COLUMN \`told_waiting\`;`)
  await db.run(sql`ALTER TABLE \`users\` DROP COLUMN \`told_done\`;`)
  await db.run(sql`ALTER TABLE \`users\` DROP COLUMN \`told_trouble\`;`)
}
