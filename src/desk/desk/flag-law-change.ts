import type { Decision } from '#domain/desk/decision.ts'
import { decide } from '#domain/desk/decide.ts'
import type { Actor } from '#domain/desk/actors.ts'
import { newHead } from '#domain/desk/heads.ts'
import { readHead } from '#store/desk/heads.ts'
import { openFlag, readFlags } from '#store/desk/flags.ts'
import { impactOfInstrument } from '#store/desk/impact.ts'
import { markLawChange, readLawChange } from '#store/desk/law-changes.ts'
import { Refused, type Desk } from '../desk.ts'
import { take } from '../entry.ts'

/** Whether an actor may flag entries. It does not depend on the entry: anyone who may flag one may flag any. */
export const decideFlagging = (actor: Actor): Decision =>
  decide(actor, { action: 'flag' }, newHead('', 'profile'), null, [])

/**
 * Flags every entry that depends on the instrument of a law change, once each. A repeated call flags entries
 * that depend on it by then.
 * @returns keys of the newly flagged entries.
 */
export async function flagLawChange(desk: Desk, id: string): Promise<string[]> {
  const { req, actor, clock } = desk
  const decision = decideFlagging(actor)
  if (!decision.allowed) throw new Refused(decision)
  const change = await readLawChange(req, id)
  if (!change)
    throw new Refused({ allowed: false, because: 'state', message: 'This law change is not there any more.' })
  const rests = await impactOfInstrument(req, change.instrument)
  if (rests.length === 0)
    throw new Refused({
      allowed: false,
      because: 'state',
      message: 'No entry rests on this instrument yet, so there is nothing to flag.',
    })
  // The flag of a deleted working copy does not count: a new one with the same key is another entry.
  const known = new Set(
    (await readFlags(req, { about: id })).filter(({ how }) => how !== 'deleted').map(({ entry }) => entry),
  )
  const flagged: string[] = []
  for (const entry of new Set(rests.map((dependent) => dependent.entry))) {
    if (known.has(entry)) continue
    const head = await readHead(req, entry)
    if (!head) continue
    const mine = rests.filter((dependent) => dependent.entry === entry)
    const claims = mine.some((dependent) => dependent.claims.length === 0)
      ? []
      : [...new Set(mine.flatMap((dependent) => dependent.claims))].sort()
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
  if (flagged.length === 0)
    throw new Refused({
      allowed: false,
      because: 'state',
      message: 'Every entry that rests on this instrument is flagged already.',
    })
  await markLawChange(req, id)
  return flagged
}
