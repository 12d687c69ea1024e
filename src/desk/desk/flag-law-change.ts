import type { Reach } from '#domain/content/pinpoints.ts'
import type { Decision } from '#domain/desk/decision.ts'
import { decide } from '#domain/desk/decide.ts'
import type { Actor } from '#domain/desk/actors.ts'
import { newHead } from '#domain/desk/heads.ts'
import { readHead } from '#store/desk/heads.ts'
import { openFlag, readFlags } from '#store/desk/flags.ts'
import { entriesNear } from '#store/desk/impact.ts'
import { markLawChange, readLawChange } from '#store/desk/law-changes.ts'
import { Refused, type Desk } from '../desk.ts'
import { take } from '../entry.ts'

/** Whether an actor may flag entries. It does not depend on the entry: anyone who may flag one may flag any. */
export const decideFlagging = (actor: Actor): Decision =>
  decide(actor, { action: 'flag' }, newHead('', 'profile'), null, [])

const refused = (message: string): Refused => new Refused({ allowed: false, because: 'state', message })

/** Why nothing was flagged. */
function nothing(near: readonly { reach: Reach }[], provisions: string | null): Refused {
  if (near.length === 0) return refused('No entry rests on this instrument yet, so there is nothing to flag.')
  if (near.some(({ reach }) => reach === 'met') || provisions === null)
    return refused('Every entry that rests on this instrument is flagged already.')
  return refused(
    `No entry cites “${provisions}” of this instrument. Choose those to flag among the ones to check.`,
  )
}

/**
 * Flags every entry that rests on what a law change changes, or those that a person chose, once each. A repeated
 * call flags entries that depend on it by then.
 * @param chosen keys of those to flag, if a person chose them; otherwise all that rest on what changes.
 * @returns keys of the newly flagged entries.
 */
export async function flagLawChange(
  desk: Desk,
  id: string,
  chosen: readonly string[] = [],
): Promise<string[]> {
  const { req, actor, clock } = desk
  const decision = decideFlagging(actor)
  if (!decision.allowed) throw new Refused(decision)
  const change = await readLawChange(req, id)
  if (!change) throw refused('This law change is not there any more.')
  const near = await entriesNear(req, change.instrument, change.provisions)
  // The flag of a deleted working copy does not count: a new one with the same key is another entry.
  const known = new Set(
    (await readFlags(req, { about: id }))
      // Who chooses an entry that was left out takes that back.
      .filter(({ how }) => how !== 'deleted' && !(how === 'left-out' && chosen.length > 0))
      .map(({ entry }) => entry),
  )
  const flagged: string[] = []
  for (const { entry, reach, claims } of near) {
    if (known.has(entry) || !(chosen.length > 0 ? chosen.includes(entry) : reach === 'met')) continue
    const head = await readHead(req, entry)
    if (!head) continue
    await openFlag(req, {
      kind: 'law-change',
      entry,
      about: id,
      detail: change.title,
      claims,
      liveN: head.live?.n ?? null,
      at: clock.now(),
      by: actor.name,
    })
    await take(desk, { head, action: 'flag', details: { lawChange: id, title: change.title, claims } })
    flagged.push(entry)
  }
  if (flagged.length === 0) throw nothing(near, change.provisions)
  await markLawChange(req, id)
  return flagged
}
