import type { LegalDate } from '#domain/dates.ts'
import type { Edition } from '#domain/content/editions.ts'
import type { Head } from '#domain/desk/heads.ts'
import type { LawAnswer } from '#domain/desk/law-answers.ts'
import type { Said } from '#domain/content/said.ts'
import { writeEdition } from '#store/desk/editions.ts'
import { assertAllowed, todayOf, type Desk } from '../desk.ts'
import { take, type About } from '../entry.ts'
import { freeze } from './freeze.ts'
import { answeringOf, keptIn } from './law-flags.ts'
import { notesOfShared } from './shared-record.ts'

export interface Submit extends About {
  /** Revision that the person looked at; null if the request does not say. */
  from: number | null
  submission: Said
  /** The day on which someone compared the entry with its sources; null if the request does not say. */
  checkedOn: LegalDate | null
  /** Answers for law changes that the entry is flagged for; the others stay open. */
  answers?: readonly LawAnswer[]
}

/**
 * Freezes the working copy as an edition and submits it for review. It replaces an open edition, and inherits
 * that edition's submission data for anything not stated.
 * @throws {Refused} with all the reasons.
 */
export async function submit(
  desk: Desk,
  { from, submission, checkedOn, answers, ...about }: Submit,
): Promise<{ head: Head; edition: Edition }> {
  const { req, actor } = desk
  const frozen = await freeze(req, about, { submission, checkedOn, today: todayOf(desk) })
  const { head, edition, events, problems, lost } = frozen
  const answering = await answeringOf(desk, head, answers)
  assertAllowed(
    actor,
    {
      action: 'submit',
      from,
      submission: frozen.submission,
      problems,
      lost,
      today: todayOf(desk),
      answering,
    },
    head,
    edition,
    events,
  )
  await writeEdition(req, edition)
  const moved = await take(desk, {
    head,
    action: 'submit',
    edition: edition.hash,
    details: {
      ...frozen.submission,
      checkedOn,
      n: edition.n,
      replaces: head.open?.hash ?? null,
      ...(await notesOfShared(req, edition, head, events)),
      ...keptIn(answering),
    },
  })
  return { head: moved, edition }
}
