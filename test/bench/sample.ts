// The sample in a database of its own, as it is after its first start.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Payload } from 'payload'
import type { Snapshot } from '#domain/publish/snapshot.ts'

/**
 * Data folder of this process, or of the one that started it to write rows. Importing this file sets it before anything
 * reads the settings.
 */
export const dataDir = process.env.BENCH_SEED_DIR ?? mkdtempSync(join(tmpdir(), 'recourse-bench-'))
if (!process.env.BENCH_SEED_DIR) process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }))
Object.assign(process.env, {
  DATA_DIR: dataDir,
  DATABASE_URL: process.env.BENCH_DATABASE_URL ?? 'file:',
  ...(process.env.BENCH_DATABASE_URL ? { DATABASE_TRANSACTIONS: 'none' } : {}),
  LOG_LEVEL: 'silent',
  NODE_ENV: 'production',
})

const { getPayload } = await import('payload')
const { default: config } = await import('#config')
const { readCorpus } = await import('#cli/corpus-files.ts')
const { loadCorpus } = await import('#cli/load-corpus.ts')
const { env } = await import('#lib/env.ts')
const { systemClock } = await import('#lib/clock.ts')
const { dayIn } = await import('#domain/dates.ts')
const { bringUpToDate } = await import('#store/database/up-to-date.ts')
const { readSnapshot } = await import('#store/publish/snapshot.ts')
const { makeDueLive } = await import('#worker/publish/live.ts')

export async function openDatabase(): Promise<Payload> {
  const payload = await getPayload({ config })
  await bringUpToDate(payload)
  return payload
}

/** Loads the sample, and makes it live. */
export async function openSample(): Promise<Payload> {
  const payload = await openDatabase()
  await loadCorpus({
    payload,
    corpus: await readCorpus(resolve('src/corpus/sample'), new Date()),
    clock: systemClock,
    timeZone: 'UTC',
  })
  await makeDueLive({ payload, env: env(), clock: systemClock })
  return payload
}

export async function sampleSnapshot(): Promise<Snapshot> {
  const payload = await openSample()
  const { snapshot } = await readSnapshot(payload, dayIn('UTC', systemClock.now()), 'UTC')
  await payload.destroy()
  return snapshot
}
