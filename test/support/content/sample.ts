import { resolve } from 'node:path'
import type { Payload } from 'payload'
import { readCorpus } from '#cli/corpus-files.ts'
import { loadCorpus } from '#cli/load-corpus.ts'
import { fixedClock, type Clock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { makeDueLive } from '#worker/publish/live.ts'

export const SAMPLE = resolve('src/corpus/sample')

/** Loads the sample corpus, and makes live what was approved with it. */
export async function loadSample(
  payload: Payload,
  clock: Clock = fixedClock('2026-11-21T10:00:00Z'),
): Promise<void> {
  const corpus = await readCorpus(SAMPLE, clock.now())
  await loadCorpus({ payload, corpus, clock, timeZone: 'UTC' })
  await makeDueLive({ payload, clock, env: { ...env(), siteTimeZone: 'UTC' } })
}
