import type { Edition, Submission } from '#domain/editions.ts'
import type { Head } from '#domain/heads.ts'
import { writeEdition } from '#store/editions.ts'
import { assertAllowed, todayOf, type Desk } from './desk.ts'
import { take, type About } from './entry.ts'
import { freeze } from './freeze.ts'

export interface Submit extends About {
  /** Revision that the person looked at; null when the request does not say. */
  from: number | null
  submission: Submission
}

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
  await writeEdition(req, edition)
  const moved = await take(desk, {
    head,
    action: 'submit',
    edition: edition.hash,
    details: { ...frozen.submission, n: edition.n, replaces: head.open?.hash ?? null },
  })
  return { head: moved, edition }
}
