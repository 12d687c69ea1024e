import type { Actor } from '#domain/actors.ts'
import { submitterOf } from '#domain/authors.ts'
import { editionHash, type Edition, type Submission } from '#domain/editions.ts'
import type { EditorialEvent } from '#domain/events.ts'
import type { Head } from '#domain/heads.ts'
import { writeEdition } from '#store/editions.ts'
import { assertAllowed, Refused, todayOf, type Desk } from './desk.ts'
import { take, type About } from './entry.ts'
import { freeze } from './freeze.ts'

export interface Submit extends About {
  /** Revision that the person looked at; null when the request does not say. */
  from: number | null
  submission: Submission
}

/** The same request of the same person once more: it must not take an edition back from those who have approved it. */
const isSentTwice = (
  actor: Actor,
  edition: Edition,
  { open }: Head,
  events: readonly EditorialEvent[],
): boolean =>
  open !== null &&
  open.state !== 'changes-requested' &&
  editionHash({ ...edition, n: open.n }) === open.hash &&
  submitterOf(open.hash, events) === actor.id

/**
 * Freezes the working copy as an edition and hands it to the reviewers. One that is open already is replaced.
 * @throws {Refused} with everything that stands in the way.
 */
export async function submit(
  desk: Desk,
  { from, submission, ...about }: Submit,
): Promise<{ head: Head; edition: Edition }> {
  const { req, actor } = desk
  const frozen = await freeze(req, about, submission)
  const { head, edition, events, problems } = frozen
  assertAllowed(
    actor,
    { action: 'submit', from, submission: frozen.submission, problems, today: todayOf(desk) },
    head,
    edition,
    events,
  )
  if (isSentTwice(actor, edition, head, events))
    throw new Refused({
      allowed: false,
      because: 'state',
      message: 'You submitted exactly this already, with the same note. It is open.',
    })
  await writeEdition(req, edition)
  const moved = await take(desk, {
    head,
    action: 'submit',
    edition: edition.hash,
    details: { ...frozen.submission, n: edition.n, replaces: head.open?.hash ?? null },
  })
  return { head: moved, edition }
}
