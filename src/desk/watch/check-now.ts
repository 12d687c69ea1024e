import { decideWatch } from '#domain/watch/watch-rules.ts'
import { readSources } from '#store/content/sources.ts'
import { askWork } from '#store/work.ts'
import { Refused, type Desk } from '../desk.ts'

/** Maximum number of sources one person may have checked at once; larger checks belong in the nightly run. */
export const AT_ONCE = 50

/**
 * Asks the worker to check sources now: their links, and the words quoted from them.
 * @returns the key under which to query its progress.
 * @throws {Refused} if the actor may not, or none of the sources exists.
 */
export async function checkNow({ req, actor, clock }: Desk, sources: readonly string[]): Promise<string> {
  const decision = decideWatch(actor, { action: 'check' })
  if (!decision.allowed) throw new Refused(decision)
  const found = await readSources(req, sources)
  if (found.length === 0)
    throw new Refused({ allowed: false, because: 'state', message: 'No such source is there any more.' })
  if (found.length > AT_ONCE)
    throw new Refused({
      allowed: false,
      because: 'content',
      message: `Choose at most ${AT_ONCE} sources; all of them are checked every night.`,
    })
  const ids = found.map(({ id }) => id)
  return askWork(req, {
    kind: 'check-source',
    entry: found.length === 1 ? `sources/${ids[0] ?? ''}` : null,
    args: { sources: ids },
    by: actor.name,
    at: clock.now(),
  })
}
