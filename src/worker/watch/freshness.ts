import { dayIn } from '#domain/dates.ts'
import type { DueEntry } from '#domain/desk/due.ts'
import { thawEntry } from '#domain/content/editions.ts'
import { byRisk, dueLevel, dueRung, riskOf } from '#domain/content/freshness.ts'
import { aboutDue } from '#domain/desk/flags.ts'
import { dueOn } from '#domain/desk/heads.ts'
import { printedOn } from '#domain/publish/printed-on.ts'
import type { WatchRun } from '#domain/watch/watch.ts'
import { flagDue } from '#desk/watch/flag-due.ts'
import { readEditions } from '#store/desk/editions.ts'
import { readFlags } from '#store/desk/flags.ts'
import { readHeads } from '#store/desk/heads.ts'
import { readOpenLawChanges } from '#store/desk/open-law-changes.ts'
import { readPublished } from '#store/publish/published.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'
import { escalateDue } from './escalate-due.ts'
import { beginRun, endRun, tally, type RunRequest } from './watch-run.ts'

/** Every live entry that is due or will be within a month, most dangerous first. */
export async function readDue({ payload, clock, env }: Context): Promise<DueEntry[]> {
  const today = dayIn(env.siteTimeZone, clock.now())
  const changes = await readOpenLawChanges({ payload }, env.siteTimeZone)
  const heads = await readHeads({ payload }, { liveHash: { exists: true } })
  const due = heads.flatMap((head) => {
    const day = dueOn(head, changes.get(head.entry))
    const level = day && dueLevel(day, today)
    return day && level && head.live
      ? [{ entry: head.entry, hash: head.live.hash, dueOn: day, level, sooner: day !== dueOn(head) }]
      : []
  })
  const editions = await readEditions(
    { payload },
    due.map(({ hash }) => hash),
  )
  const { places, guides, targets } = await readPublished({ payload })
  const copies = await findWorkingCopies(
    { payload },
    due.map(({ entry }) => entry),
  )
  return due
    .flatMap(({ hash, ...each }) => {
      const edition = editions.get(hash)
      if (!edition) return []
      const entry = thawEntry(edition)
      const { pages, documents } = printedOn(entry, places, guides, targets)
      return [
        {
          ...each,
          label: copies.get(each.entry)?.label ?? each.entry,
          risk: riskOf(entry),
          reach: pages.length + documents.length,
        },
      ]
    })
    .sort(byRisk)
}

/**
 * Flags each live entry that must be verified, settles the flags of those that no longer need it, and mails the
 * next person responsible about overdue ones. Idempotent.
 */
export async function checkDates(
  context: Context,
  { slot, signal, report }: Omit<RunRequest, 'sources'>,
): Promise<WatchRun | null> {
  const { payload, clock, env } = context
  const due = await readDue(context)
  const byEntry = new Map(due.map((each) => [each.entry, each]))
  const heads = await readHeads({ payload }, { liveHash: { exists: true } })
  const total = heads.length
  const run = await beginRun(context, 'freshness', slot, { done: 0, total })
  if (run.endedAt) return run
  const today = dayIn(env.siteTimeZone, clock.now())
  const open = await readFlags({ payload }, { kind: 'due', open: true })
  let done = 0
  for (const { entry, live } of heads) {
    if (signal?.aborted) return null
    const mine = open.filter((flag) => flag.entry === entry)
    const wanted = byEntry.get(entry) ?? null
    if (wanted ? mine.length !== 1 || mine[0]?.about !== aboutDue(wanted.dueOn) : mine.length > 0)
      await writing(context, (req) => flagDue({ req, clock }, entry, { wanted, liveN: live?.n ?? null }))
    done += 1
    report?.(done, total)
  }
  await escalateDue(context, slot, (dueDay) => dueRung(dueDay, today))
  return endRun(context, run, tally(due.map(({ level }) => level)))
}
