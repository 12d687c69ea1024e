import { copyFile } from 'node:fs/promises'
import type { Client } from '@libsql/client'
import type { MigrateUpArgs } from '@payloadcms/db-sqlite'
import { createLocalReq, type Payload } from 'payload'
import { textOf } from '#domain/values.ts'
import { loadMigration, MigrationFailed, pendingOf } from './migration-files.ts'
import { checkpoint } from './one-file.ts'

interface Migration {
  up(args: MigrateUpArgs): Promise<void>
  /** Tables this migration deletes rows from on purpose. A loss in any other table aborts it. */
  mayLoseRows?: readonly string[]
}

interface Run {
  payload: Payload
  client: Client
  db: unknown
  /** Path of the database file. */
  file: string
  /** Folder of the migrations, ordered by name. */
  folder: string
}

async function namesDone(client: Client): Promise<Set<string>> {
  const table = await client.execute(
    `select 1 from sqlite_master where type = 'table' and name = 'payload_migrations'`,
  )
  if (table.rows.length === 0) return new Set()
  const done = await client.execute('select name from payload_migrations')
  return new Set(done.rows.map((row) => textOf(row.name)))
}

/**
 * Names of the migrations that a database does not have yet, oldest first.
 * @throws {DatabaseIsNewer} if a newer version has used it.
 */
export const pendingMigrations = async (client: Client, folder: string): Promise<string[]> =>
  pendingOf(folder, await namesDone(client))

async function rowCounts(client: Client): Promise<Map<string, number>> {
  const tables = await client.execute(
    `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`,
  )
  const counts = new Map<string, number>()
  for (const { name } of tables.rows) {
    const count = await client.execute(`select count(*) as n from "${textOf(name)}"`)
    counts.set(textOf(name), Number(count.rows[0]?.n))
  }
  return counts
}

/**
 * Migrates the embedded database. With foreign keys on, rebuilding a table deletes its array rows, and they cannot
 * be switched off inside a transaction: so they are off before it begins, the file is copied first, and the rows of
 * every table are counted before and after.
 * @throws {MigrationFailed} naming the migration; the database is then as it was before that one.
 * @throws {DatabaseIsNewer} if a newer version has used it.
 */
export async function runMigrations({ payload, client, db, file, folder }: Run): Promise<string[]> {
  const pending = await pendingMigrations(client, folder)
  if (pending.length === 0) return []
  if ((await namesDone(client)).size > 0) await backUp(client, file, pending[0] ?? '')
  await client.execute('PRAGMA foreign_keys = OFF')
  try {
    for (const name of pending) await runOne({ payload, client, db, folder, name })
  } finally {
    await client.execute('PRAGMA foreign_keys = ON')
  }
  return pending
}

async function backUp(client: Client, file: string, before: string): Promise<void> {
  await checkpoint(client, file)
  await copyFile(file, `${file}.before-${before}`)
}

async function runOne({
  payload,
  client,
  db,
  folder,
  name,
}: Omit<Run, 'file'> & { name: string }): Promise<void> {
  const migration = await loadMigration<Migration>(folder, name)
  const before = await rowCounts(client)
  const req = await createLocalReq({}, payload)
  await client.execute('BEGIN IMMEDIATE')
  try {
    await migration.up({ db: db as MigrateUpArgs['db'], payload, req })
    const now = new Date().toISOString()
    await client.execute({
      sql: `insert into payload_migrations (id, name, batch, updated_at, created_at) values (lower(hex(randomblob(16))), ?, 1, ?, ?)`,
      args: [name, now, now],
    })
    await assertNothingLost(client, before, migration.mayLoseRows ?? [])
    await client.execute('COMMIT')
  } catch (error) {
    await client.execute('ROLLBACK').catch(() => undefined)
    throw new MigrationFailed(
      `Migration ${name} failed, and the database is as it was: ${(error as Error).message}`,
      { cause: error },
    )
  }
}

async function assertNothingLost(
  client: Client,
  before: Map<string, number>,
  mayLoseRows: readonly string[],
): Promise<void> {
  const broken = await client.execute('PRAGMA foreign_key_check')
  if (broken.rows.length > 0)
    throw new Error(
      `${broken.rows.length} rows point to rows that are gone (first in ${textOf(broken.rows[0]?.table)}).`,
    )
  const after = await rowCounts(client)
  for (const [table, count] of before) {
    const left = after.get(table)
    if (left !== undefined && left < count && !mayLoseRows.includes(table))
      throw new Error(`it would take ${count - left} of ${count} rows of ${table}.`)
  }
}
