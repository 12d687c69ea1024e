import type { LegalDate } from '#domain/dates.ts'
import type { Head } from '#domain/desk/heads.ts'
import type { LawAnswer } from '#domain/desk/law-answers.ts'
import { readEdition } from '#store/desk/editions.ts'
import { askPublish } from '#store/work.ts'
import { assertAllowed, todayOf, type Desk } from '../desk.ts'
import { openEntry, take, type About } from '../entry.ts'
import { answeringOf, keptIn, moveLawFlags, moveOfLawFlags, settleDue } from './law-flags.ts'

interface Verification extends About {
  hash: string
  on: LegalDate
  /** Keys of the sources that were opened. */
  opened: readonly string[]
  /** Answers for law changes that the entry is flagged for; the others stay open. */
  answers?: readonly LawAnswer[]
}

/** A reviewer confirms the live edition against each of its sources: the date changes, the words do not. */
export async function verify(
  desk: Desk,
  { hash, on, opened, answers, ...about }: Verification,
): Promise<Head> {
  const { req, actor, clock } = desk
  const { head, events } = await openEntry(req, about)
  const edition = await readEdition(req, hash)
  const answering = await answeringOf(desk, head, answers)
  const today = todayOf(desk)
  assertAllowed(actor, { action: 'verify', hash, on, opened, today, answering }, head, edition, events)
  const next = { action: 'verify', edition: head.live?.hash ?? null } as const
  const details = { on, opened: [...opened].sort(), ...keptIn(answering) }
  const flags = await moveOfLawFlags(desk, head, events, { ...next, details })
  const verified = await take(desk, {
    ...next,
    head,
    details: { ...details, ...(flags.settled.length > 0 ? { settled: flags.settled } : {}) },
  })
  const moved = await moveLawFlags(desk, verified, flags, 'verified')
  await settleDue(desk, moved, 'verified')
  await askPublish(req, { entry: head.entry, by: actor.name, at: clock.now() })
  return moved
}
