import { decideWatch } from '#domain/watch/watch-rules.ts'
import { readSources } from '#store/content/sources.ts'
import { askWork } from '#store/work.ts'
import { Refused, type Desk } from '../desk.ts'

/** Sources that one person may have checked at once: more is what the night is for. */
export const AT_ONCE = 50

/**
 * Asks the worker to look at sources now: their links, and the words that are quoted from them.
 * @returns the key to ask after it by.
 * @throws {Refused} where somebody may not, or none of them is there.
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
