import { COMMAND } from '#domain/desk/accounts.ts'
import type { Actor } from '#domain/desk/actors.ts'
import type { ImportReport } from '#domain/content/import-report.ts'
import { importContent } from '#exchange/import.ts'
import { actingAs } from '#lib/actor.ts'
import { isEmpty } from '#store/content/emptiness.ts'
import { corpusFiles, readCorpus } from '../corpus-files.ts'
import { loadCorpus } from '../load-corpus.ts'
import type { Context } from '#worker/context.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import type { Report } from './report.ts'

/** Anyone who can run a command on the server already has the data. */
const IMPORTER: Actor = { ...COMMAND, roles: ['editor', 'administrator'] }

interface ImportArgs {
  /** A folder, a ZIP file, or one file. */
  path: string
  dryRun: boolean
  overwrite: boolean
  /** As working copies, also into an empty database. */
  drafts: boolean
  /** Slug of the place of which the file is a guide page; null for files of a corpus. */
  guidePage?: string | null
}

/** Loads a corpus into an empty database and makes it live, or imports it as working copies beside what is there. */
export async function importWork(
  context: Context,
  { path, dryRun, overwrite, drafts, guidePage = null }: ImportArgs,
  report: Report,
): Promise<{ loaded: number } | { report: ImportReport }> {
  const { payload, env, clock } = context
  const progress = (done: number, total: number): void => report('load', done, total)
  if (!drafts && !dryRun && guidePage === null && (await isEmpty({ payload }))) {
    const corpus = await readCorpus(path, clock.now())
    const loaded = await loadCorpus({ payload, corpus, clock, timeZone: env.siteTimeZone, progress })
    await makeDueLive(context)
    return { loaded }
  }
  const done = await importContent(
    { payload, context: actingAs(IMPORTER) },
    {
      files: await corpusFiles(path),
      guidePage: guidePage ?? undefined,
      actor: IMPORTER,
      now: clock.now(),
      overwrite,
      dryRun,
      progress,
    },
  )
  return { report: done }
}
