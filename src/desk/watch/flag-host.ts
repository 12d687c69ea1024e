import { WATCH } from '#domain/desk/actors.ts'
import type { HostState } from '#domain/watch/host-states.ts'
import { hostWords } from '#domain/watch/watch-words.ts'
import { closeFlag, openFlagOnce, readFlags } from '#store/desk/flags.ts'
import type { WatchDesk } from './watch-desk.ts'

/**
 * After a run: raises one flag for a site that is down, however many sources it has; settles it once the site
 * responds.
 */
export async function flagHost({ req, clock }: WatchDesk, state: HostState): Promise<void> {
  const about = `hosts/${state.host}`
  const open = await readFlags(req, { about, kind: 'host-down', open: true })
  if (!state.brokenAt) {
    for (const { key } of open) await closeFlag(req, key, { how: 'works', at: clock.now(), by: WATCH.name })
    return
  }
  if (open.length > 0) return
  await openFlagOnce(req, {
    kind: 'host-down',
    entry: '',
    about,
    detail: hostWords(state),
    claims: [],
    liveN: null,
    at: new Date(state.brokenAt),
    by: WATCH.name,
  })
}
