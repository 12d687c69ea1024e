import type { LegalDate } from '#domain/dates.ts'
import type { Edition } from '#domain/content/editions.ts'
import type { Head } from '#domain/desk/heads.ts'
import { dayProblem, type LawDay } from '#domain/desk/together.ts'
import type { LawAnswer } from '#domain/desk/law-answers.ts'
import type { Said } from '#domain/content/said.ts'
import { writeEdition } from '#store/desk/editions.ts'
import { readLawChange } from '#store/desk/law-changes.ts'
import { assertAllowed, Refused, todayOf, type Desk } from '../desk.ts'
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
  /**
   * Id of the law change with whose other entries it goes live; by default that of the edition it replaces, so that
   * none leaves them unnoticed.
   */
  together?: string
}

/** @throws {Refused} if an edition that goes live with others says another day than their law change. */
function assertDayOfAll(change: LawDay, submission: Parameters<typeof dayProblem>[0]): void {
  const message = dayProblem(submission, change)
  if (message)
    throw new Refused({
      allowed: false,
      because: 'content',
      message,
      problems: [{ field: 'effectiveOn', message }],
    })
}

/**
 * Freezes the working copy as an edition and submits it for review. It replaces an open edition, and inherits
 * that edition's submission data for anything not stated.
 * @throws {Refused} with all the reasons.
 */
export async function submit(
  desk: Desk,
  { from, submission, checkedOn, answers, together: asked, ...about }: Submit,
): Promise<{ head: Head; edition: Edition }> {
  const { req, actor } = desk
  const frozen = await freeze(req, about, { submission, checkedOn, today: todayOf(desk), actor })
  const { head, edition, events, problems, lost } = frozen
  const answering = await answeringOf(desk, head, answers)
  const others = asked ?? head.open?.together ?? null
  // Under a law change that is gone, it would wait for ever.
  const change = others === null ? null : await readLawChange(req, others)
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
  if (change) assertDayOfAll(change, frozen.submission)
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
      ...(change === null ? {} : { together: change.id }),
      ...(await notesOfShared(req, edition, head, events)),
      ...keptIn(answering),
    },
  })
  return { head: moved, edition }
}
