import { WATCH } from '#domain/desk/actors.ts'
import type { DueEntry } from '#domain/desk/due.ts'
import { aboutDue } from '#domain/desk/flags.ts'
import { dueWords } from '#domain/watch/watch-words.ts'
import { closeFlag, openFlagOnce, readFlags } from '#store/desk/flags.ts'
import type { WatchDesk } from './watch-desk.ts'

/** Flags an entry that must be verified; settles flags for days on which it is no longer due. */
export async function flagDue(
  { req, clock }: WatchDesk,
  entry: string,
  { wanted, liveN }: { wanted: DueEntry | null; liveN: number | null },
): Promise<void> {
  const about = wanted && aboutDue(wanted.dueOn)
  const open = await readFlags(req, { entry, kind: 'due', open: true })
  for (const flag of open)
    if (flag.about !== about)
      await closeFlag(req, flag.key, { how: 'redated', at: clock.now(), by: WATCH.name })
  if (!wanted || about === null || open.some((flag) => flag.about === about)) return
  await openFlagOnce(req, {
    kind: 'due',
    entry,
    about,
    detail: dueWords(wanted.dueOn, wanted.sooner),
    // The risk of harm determines its place in the list.
    claims: wanted.risk === 'other' ? [] : [wanted.risk],
    liveN,
    at: clock.now(),
    by: WATCH.name,
  })
}
