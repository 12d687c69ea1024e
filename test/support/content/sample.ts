import { resolve } from 'node:path'
import { readCorpus } from '#cli/corpus-files.ts'
import { loadCorpus } from '#cli/load-corpus.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import { databaseName, type TestDatabase } from '../database.ts'
import { madeOnce } from '../made-once.ts'
import { rowsOf } from '../rows-of-database.ts'

export const SAMPLE = resolve('src/corpus/sample')
export const SAMPLE_LOADED = '2026-11-21T10:00:00Z'

/**
 * The sample corpus in a fresh database, with its approved entries live. The first call in a run loads it the
 * normal way; later ones get the same rows.
 */
export async function loadSample({ payload, dataDir }: TestDatabase): Promise<void> {
  const rows = rowsOf(payload, dataDir)
  let loaded = false
  const folder = await madeOnce(`sample-${databaseName}`, async (making) => {
    const clock = fixedClock(SAMPLE_LOADED)
    const corpus = await readCorpus(SAMPLE, clock.now())
    await loadCorpus({ payload, corpus, clock, timeZone: 'UTC' })
    await makeDueLive({ payload, clock, env: { ...env(), siteTimeZone: 'UTC' } })
    await rows.keep(making)
    loaded = true
  })
  if (!loaded) await rows.putBack(folder)
}
