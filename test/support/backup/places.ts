import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Env } from '#lib/env.ts'
import { dropDatabase } from '../drop-database.ts'

type Settings = Env['database']

export interface Place {
  dataDir: string
  database: Settings
  remove(): Promise<void>
}

/** Kinds of databases that can be restored into here. */
export const KINDS: readonly Settings['kind'][] =
  process.env.TEST_MONGODB_URI === undefined ? ['sqlite'] : ['sqlite', 'mongodb']

/** An empty data folder and an empty database beside that of the test. */
export function emptyPlace(kind: Settings['kind']): Place {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'recourse-place-')), 'data')
  const removeFolder = (): void => rmSync(join(dataDir, '..'), { recursive: true, force: true })
  if (kind === 'sqlite') {
    const database = { kind, url: `file:${join(dataDir, 'recourse.db')}` } as const
    return { dataDir, database, remove: async () => removeFolder() }
  }
  const url = new URL(process.env.TEST_MONGODB_URI ?? '')
  url.pathname = `/recourse-test-${randomBytes(6).toString('hex')}`
  return {
    dataDir,
    database: { kind, url: url.href, transactions: false },
    remove: async () => {
      await dropDatabase(url.href)
      removeFolder()
    },
  }
}
