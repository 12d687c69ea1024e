import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { OPT_OUTS, optOutsIn } from '#lib/opt-outs.ts'
import { openAt } from '#store/transfer/open-at.ts'
import { restoreBackup, type Restored } from '#worker/backup/restore.ts'
import { readFolder, seenAt } from '#worker/backup/seen.ts'
import { openedWith, type KeyOptions } from '#worker/backup/keys.ts'
import { EXIT } from './exit-codes.ts'
import { listBeside } from './opt-out-lists.ts'
import { shown } from './shown.ts'
import { progressTo } from './terminal.ts'

interface Options extends KeyOptions {
  optOuts?: string
  json: boolean
}

/** Restores a backup into the place that the settings name. */
export async function restore(archive: string, { optOuts, json, ...keys }: Options): Promise<void> {
  const { dataDir, database, siteTimeZone: timeZone, publishTo } = env()
  const key = await openedWith(keys)
  const list = await listBeside(archive, optOuts)
  const report = progressTo(process.stderr, { json })
  const seen = await seenAt(publishTo, readFolder)
  const restored = await restoreBackup({
    archive,
    key,
    dataDir,
    database,
    clock: systemClock,
    timeZone,
    // Opened once the secrets are there: otherwise new ones would be made.
    open: async () => openAt((await import('#config')).default, database),
    optOuts: optOutsIn(list ?? ''),
    seen,
    report,
  })
  report.end()
  if (restored.problems.length + (restored.settled?.lost.length ?? 0) > 0) process.exitCode = EXIT.attention
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...restored, unread: seen.unread, list: list !== null })}\n`
      : `${linesOf(restored, seen.unread, list !== null)
          .map(shown)
          .join('\n')}\n`,
  )
}

function linesOf({ manifest, settled, problems }: Restored, unread: string[], hasList: boolean): string[] {
  if (!settled) return []
  const { left, held, after, lost } = settled
  return [
    `Restored from the backup of ${manifest.made}: the same in every part, row count, event chain and in what is live.`,
    hasList
      ? `${left} subscribers had left since, and are not written to.`
      : `There is no list of who has left since (${OPT_OUTS}): some may be written to who unsubscribed after the backup.`,
    held.length === 0
      ? 'No digest waits for a decision.'
      : `These digests may have been sent after the backup, and wait for your decision under “Mail to subscribers”: ${held.join(', ')}.`,
    'Other unsent mails were let go, and everybody must sign in again.',
    `The next release has a number above ${after}. Run “recourse publish”.`,
    ...unread.map((address) => `${address} could not be read: what its readers saw is not known.`),
    ...lost.map(({ seq, title }) => `Lost: readers have seen change ${seq}, “${title}”. Enter it again.`),
    ...problems.map(
      ({ about, problem }) => `The record had this fault when it was backed up: ${about}: ${problem}`,
    ),
  ]
}
