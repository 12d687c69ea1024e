import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Payload } from 'payload'
import { bringUpToDate } from '#store/database/up-to-date.ts'
import { onTransactionEnd, type OpenTransaction } from '#store/database/watched.ts'
import { doubleTransactions } from './transactions.ts'
import { standIn } from './stand-in.ts'

const kind = process.env.TEST_DATABASE === 'mongodb' ? 'mongodb' : 'sqlite'
const uri = process.env.TEST_MONGODB_URI

/** Why this project's suites cannot run; null if they can. */
export const missing = kind === 'mongodb' && !uri ? 'TEST_MONGODB_URI names no server' : null

/** The transaction double for a server without transactions; null where they are real. It ends with this process. */
export const transactions =
  kind === 'mongodb' && uri && !/[?&]replicaSet=/.test(uri) ? doubleTransactions() : null

export const databaseName = kind

/**
 * Milliseconds a transaction may be idle while this process is idle too: it is then waiting for someone else, and
 * blocks all other writers.
 */
const MAY_WAIT = 500

/** Payload hashes a password inside its transaction: that is CPU work in another thread, not idle time. */
const HASHES = /\b(create|update\w*) users\b/

export interface TestDatabase {
  payload: Payload
  dataDir: string
  /** What ends before the database does. */
  before: (() => Promise<void>)[]
  close(): Promise<void>
}

/**
 * Opens a fresh database of the kind under test, with its own data folder.
 * @param via host and port through which MongoDB is reached.
 */
export async function openDatabase(via?: string): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'recourse-test-'))
  const name = `recourse-test-${randomBytes(6).toString('hex')}`
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    NODE_ENV: 'test',
    PUBLIC_URL: 'http://127.0.0.1:3000',
    ...(kind === 'mongodb' ? { DATABASE_URL: withName(uri ?? '', name, via) } : { DATABASE_URL: 'file:' }),
  })
  const [{ getPayload }, { default: config }] = await Promise.all([import('payload'), import('#config')])
  const payload = await getPayload({ config, disableOnInit: true })
  await bringUpToDate(payload)
  const waiting: OpenTransaction[] = []
  const stop = onTransactionEnd(payload, (ended) => {
    if (!ended.long && ended.waited > MAY_WAIT && !HASHES.test(ended.by)) waiting.push(ended)
  })
  const before: TestDatabase['before'] = []
  return {
    payload,
    dataDir,
    before,
    close: async () => {
      for (const end of before) await end()
      if (kind === 'mongodb')
        await standIn<{ connection: { dropDatabase(): Promise<unknown> } }>(
          payload.db,
        ).connection.dropDatabase()
      stop()
      await payload.destroy()
      rmSync(dataDir, { recursive: true, force: true })
      if (waiting.length > 0)
        throw new Error(
          `Transactions waited for something else than the database: ${JSON.stringify(waiting)}`,
        )
    },
  }
}

function withName(address: string, name: string, via?: string): string {
  const url = new URL(address)
  if (via !== undefined) url.host = via
  url.pathname = `/${name}`
  if (transactions) url.searchParams.set('replicaSet', 'rs0')
  return url.href
}
