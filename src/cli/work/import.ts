import { resolve } from 'node:path'
import { readCorpus } from '../corpus-files.ts'
import { loadCorpus } from '../load-corpus.ts'
import type { Context } from '#worker/context.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import type { Report } from './report.ts'

/** Loads a folder of corpus files into an empty database, and makes its approved entries live. */
export async function importWork(
  context: Context,
  { folder }: { folder: string },
  report: Report,
): Promise<{ records: number }> {
  const { payload, env, clock } = context
  const corpus = await readCorpus(resolve(folder), clock.now())
  const records = await loadCorpus({
    payload,
    corpus,
    clock,
    timeZone: env.siteTimeZone,
    progress: (done, total) => report('load', done, total),
  })
  await makeDueLive(context)
  return { records }
}
