import { WATCH } from '#domain/desk/actors.ts'
import type { LegalDate } from '#domain/dates.ts'
import { LINK_FLAGS, linkFlagOf, type SourceState } from '#domain/watch/source-states.ts'
import { linkWords } from '#domain/watch/watch-words.ts'
import { closeFlag, openFlagOnce, readFlags } from '#store/desk/flags.ts'
import type { WatchDesk } from './watch-desk.ts'

/** After a check of a source: settles link flags that no longer apply, and raises the one that does. */
export async function flagLink(
  { req, clock }: WatchDesk,
  { id, title }: { id: string; title: string },
  state: SourceState,
  day: LegalDate,
): Promise<void> {
  const about = `sources/${id}`
  const wanted = linkFlagOf(state, day)
  const open = (await readFlags(req, { about, open: true })).filter(({ kind }) =>
    (LINK_FLAGS as readonly string[]).includes(kind),
  )
  for (const flag of open)
    if (flag.kind !== wanted?.kind)
      await closeFlag(req, flag.key, { how: 'works', at: clock.now(), by: WATCH.name })
  if (!wanted || open.some(({ kind }) => kind === wanted.kind)) return
  await openFlagOnce(req, {
    kind: wanted.kind,
    entry: '',
    about,
    detail: linkWords(wanted.kind, title, state),
    claims: [],
    liveN: null,
    at: new Date(wanted.since),
    by: WATCH.name,
  })
}
