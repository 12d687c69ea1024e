import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { sqliteAdapter, type SQLiteAdapter } from '@payloadcms/db-sqlite'
import { drizzle } from '@payloadcms/db-sqlite/drizzle/libsql'
import type { BaseDatabaseAdapter, DatabaseAdapterObj } from 'payload'
import { runMigrations } from './migrate.ts'
import { MIGRATIONS } from './migration-files.ts'
import { Mutex } from './mutex.ts'
import { databaseProblem } from './problem.ts'
import { textsByParent } from './texts-by-parent.ts'
import { openWriter, type Writer } from './writer.ts'

/** Page cache of the writer, in KiB: the default of 2,000 is less than writes to many rows and their indexes touch. */
const CACHE = 16_000

type WriterDatabase = SQLiteAdapter['sessions'][string]['db']

/** Writes Payload makes without a transaction of its own (sessions, preferences, locks). */
const LONE_WRITES = [
  'create',
  'createGlobal',
  'createGlobalVersion',
  'createVersion',
  'deleteMany',
  'deleteOne',
  'deleteVersions',
  'updateGlobal',
  'updateGlobalVersion',
  'updateMany',
  'updateOne',
  'updateVersion',
  'upsert',
] as const satisfies (keyof BaseDatabaseAdapter)[]

/**
 * The embedded database: one file, one process, one writer.
 *
 * Payload's own transactions open a connection each and swallow a failing COMMIT. Here they all share one
 * connection, one after the other, and a failing COMMIT (a full disk) fails the operation.
 */
export function sqlite(url: string): DatabaseAdapterObj {
  const base = sqliteAdapter({
    client: { url },
    idType: 'uuid',
    push: false,
    wal: true,
    busyTimeout: 5_000,
    transactionOptions: { behavior: 'immediate' },
    migrationDir: MIGRATIONS.sqlite,
    afterSchemaInit: [textsByParent],
  })
  return { ...base, init: (args) => oneWriter(base.init(args), url) }
}

type LoneWrite = { req?: { transactionID?: unknown } }

// eslint-disable-next-line max-lines-per-function -- one lock, whose turns and transactions only its closure may see
function oneWriter(adapter: SQLiteAdapter, url: string): SQLiteAdapter {
  const mutex = new Mutex()
  const insideLoneWrite = new AsyncLocalStorage<true>()
  let writer: (Writer & { db: WriterDatabase }) | null = null
  const { connect, destroy } = adapter

  // The adapter's own sessions are Drizzle transactions; these are connections with the same methods.
  const drizzleOf = (client: Writer['client']) =>
    drizzle(client, {
      schema: adapter.schema,
      logger: adapter.logger || false,
    }) as unknown as WriterDatabase

  const theWriter = async () => {
    if (writer) return writer
    const opened = openWriter(url)
    const { client } = opened
    await client.execute('PRAGMA busy_timeout = 5000')
    await client.execute(`PRAGMA cache_size = -${CACHE}`)
    const db = drizzleOf(client)
    writer = { ...opened, db }
    return writer
  }

  Object.assign(adapter, {
    bulkOperationsSingleTransaction: true,

    async connect(this: SQLiteAdapter, args: Parameters<NonNullable<typeof connect>>[0]) {
      const file = url.slice('file:'.length)
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        // Payload would log the error with a stack, and hide the reason from its caller.
        await mutex.run(async () => {
          const { client } = await theWriter()
          await client.execute('BEGIN IMMEDIATE')
          await client.execute('ROLLBACK')
        })
      } catch (error) {
        closeWriter()
        throw databaseProblem(error, file) ?? error
      }
      await connect?.call(this, args)
    },

    async beginTransaction(options?: object) {
      if (options && 'readOnly' in options) return beginReading()
      const release = await mutex.acquire()
      try {
        const { client, db, commit } = await theWriter()
        await client.execute('BEGIN IMMEDIATE')
        const id = randomUUID()
        const rollback = () => client.execute('ROLLBACK')
        const end = (how: () => Promise<unknown>) => async () => {
          try {
            await how()
          } catch (error) {
            if (how === commit) await rollback().catch(() => closeWriter())
            throw error
          } finally {
            release()
          }
        }
        adapter.sessions[id] = { db, resolve: end(commit), reject: end(rollback) }
        return id
      } catch (error) {
        release()
        throw error
      }
    },

    async commitTransaction(incoming: string | Promise<string> = '') {
      await endSession(await incoming, 'resolve')
    },

    async rollbackTransaction(incoming: string | Promise<string> = '') {
      await endSession(await incoming, 'reject')
    },

    async migrate() {
      await mutex.run(async () => {
        const { client, db } = await theWriter()
        const names = await runMigrations({
          payload: adapter.payload,
          client,
          db,
          file: url.slice('file:'.length),
          folder: MIGRATIONS.sqlite,
        })
        for (const name of names) adapter.payload.logger.info({ migration: name }, 'migrated')
      })
    },

    async destroy(this: SQLiteAdapter) {
      await mutex.run(async () => closeWriter())
      await destroy?.call(this)
    },
  })

  /** A snapshot of the file, on its own connection: writers need not wait. */
  async function beginReading(): Promise<string> {
    const { client } = openWriter(url)
    const end = (how: string) => async () => {
      try {
        await client.execute(how)
      } finally {
        client.close()
      }
    }
    try {
      for (const statement of ['PRAGMA busy_timeout = 5000', 'PRAGMA query_only = ON', 'BEGIN'])
        await client.execute(statement)
    } catch (error) {
      client.close()
      throw error
    }
    const db = drizzleOf(client)
    const id = randomUUID()
    adapter.sessions[id] = { db, resolve: end('COMMIT'), reject: end('ROLLBACK') }
    return id
  }

  async function endSession(id: string, how: 'resolve' | 'reject'): Promise<void> {
    const session = adapter.sessions[id]
    if (!session) return
    delete adapter.sessions[id]
    await session[how]()
  }

  function closeWriter(): void {
    writer?.client.close()
    writer = null
  }

  for (const name of LONE_WRITES) {
    const write = adapter[name] as (this: SQLiteAdapter, args: LoneWrite) => Promise<unknown>
    // These may be nested: the inner call is part of the outer one, which already holds the mutex.
    const alone = (args: LoneWrite) =>
      mutex.run(() => insideLoneWrite.run(true, () => write.call(adapter, args)))
    Object.assign(adapter, {
      [name]: (args: LoneWrite) =>
        args.req?.transactionID || insideLoneWrite.getStore() ? write.call(adapter, args) : alone(args),
    })
  }
  return adapter
}
