import { resolve } from 'node:path'
import { readCorpus } from '../corpus-files.ts'
import { loadCorpus } from '../load-corpus.ts'
import type { Context } from '#worker/context.ts'
import type { Report } from './index.ts'

/** Loads a folder of corpus files into an empty database. */
export async function importWork(
  { payload, env, clock }: Context,
  { folder }: { folder: string },
  report: Report,
): Promise<{ records: number }> {
  const corpus = await readCorpus(resolve(folder), clock.now())
  const records = await loadCorpus({
    payload,
    corpus,
    clock,
    timeZone: env.siteTimeZone,
    progress: (done, total) => report('load', done, total),
  })
  return { records }
}
