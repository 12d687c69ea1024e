import type { LegalDate } from '#domain/dates.ts'
import { SECOND_REVIEW_HOURS, type Head } from '#domain/desk/heads.ts'
import type { LawAnswer } from '#domain/desk/law-answers.ts'
import type { Said } from '#domain/content/said.ts'
import { readEdition, writeEdition } from '#store/desk/editions.ts'
import { assertAllowed, todayOf, type Desk } from '../desk.ts'
import { openEntry, take, type About } from '../entry.ts'
import { freeze, NOTHING_SAID } from './freeze.ts'
import { answeringOf, keptIn } from './law-flags.ts'
import { notesOfShared } from './shared-record.ts'

export interface SafetyFixRequest extends About {
  /** The open edition to approve alone; null to freeze the working copy for it. */
  hash: string | null
  from: number | null
  submission: Said
  /** The day on which someone compared the working copy with its sources; the open edition has its own. */
  checkedOn: LegalDate | null
  reason: string
  /** Answers for law changes that the entry is flagged for; the others stay open. */
  answers?: readonly LawAnswer[]
}

const HOUR = 3_600_000

/** Instant by which a second person must look at what one decided alone. */
export const secondReviewDue = ({ clock }: Pick<Desk, 'clock'>): string =>
  new Date(clock.now().getTime() + SECOND_REVIEW_HOURS * HOUR).toISOString()

/**
 * One reviewer approves alone what cannot wait: the open edition, or the working copy as saved. The worker
 * publishes it first; a second review is due from then on.
 */
export async function safetyFix(
  desk: Desk,
  { hash, from, submission, checkedOn, reason, answers, ...about }: SafetyFixRequest,
): Promise<Head> {
  const { req, actor } = desk
  const today = todayOf(desk)
  const details = { reason: reason.trim(), secondReviewDue: secondReviewDue(desk) }
  if (hash !== null) {
    const { head, events } = await openEntry(req, about)
    const edition = await readEdition(req, hash)
    // It is approved as submitted, regardless of what else the request states about it.
    const said = edition?.submission ?? NOTHING_SAID
    const answering = await answeringOf(desk, head, answers)
    const request = {
      action: 'safety-fix',
      hash,
      from,
      submission: said,
      reason,
      problems: [],
      today,
    } as const
    assertAllowed(actor, { ...request, answering }, head, edition, events)
    return take(desk, {
      head,
      action: 'safety-fix',
      edition: head.open?.hash ?? null,
      details: { ...details, n: head.open?.n, frozen: false, ...keptIn(answering) },
    })
  }
  const atOnce = { ...submission, goesLiveOn: null }
  const frozen = await freeze(req, about, { submission: atOnce, checkedOn, today, actor })
  const { head, edition, events, problems, lost, submission: asked } = frozen
  const answering = await answeringOf(desk, head, answers)
  assertAllowed(
    actor,
    { action: 'safety-fix', hash, from, submission: asked, reason, problems, lost, today, answering },
    head,
    edition,
    events,
  )
  await writeEdition(req, edition)
  return take(desk, {
    head,
    action: 'safety-fix',
    edition: edition.hash,
    details: {
      ...asked,
      ...details,
      checkedOn,
      n: edition.n,
      frozen: true,
      ...(await notesOfShared(req, edition, head, events)),
      ...keptIn(answering),
    },
  })
}
