import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'
import { assertAllowed, type Desk } from '../desk.ts'
import { openEntry, take, type About } from '../entry.ts'
import { secondReviewDue } from './safety-fix.ts'

/** The live edition that a withdrawal is about, so that nobody withdraws an edition they have not seen. */
interface OfLive extends About {
  hash: string
}

/** The reason, for the desk only, and an optional note for readers. */
interface Why {
  reason: string
  changeNote?: string | null
}

const whyOf = ({ reason, changeNote }: Why): Required<Why> => ({
  reason: reason.trim(),
  changeNote: changeNote?.trim() || null,
})

/** The event that requested or decided the pending withdrawal, or else the last one. */
export const withdrawalRequested = (events: readonly EditorialEvent[]): EditorialEvent | undefined =>
  events.findLast(({ action }) => action === 'ask-withdrawal' || action === 'safety-withdrawal')

/** Requests the withdrawal of the live edition. */
export async function askWithdrawal(
  desk: Desk,
  { hash, reason, changeNote, ...about }: OfLive & Why,
): Promise<Head> {
  const { head, events } = await openEntry(desk.req, about)
  assertAllowed(desk.actor, { action: 'ask-withdrawal', hash, reason }, head, null, events)
  return take(desk, {
    head,
    action: 'ask-withdrawal',
    edition: head.live?.hash ?? null,
    details: { ...whyOf({ reason, changeNote }) },
  })
}

/** Another reviewer confirms the withdrawal. The worker carries it out. */
export async function confirmWithdrawal(desk: Desk, { hash, ...about }: OfLive): Promise<Head> {
  const { head, events } = await openEntry(desk.req, about)
  assertAllowed(desk.actor, { action: 'confirm-withdrawal', hash }, head, null, events)
  return take(desk, { head, action: 'confirm-withdrawal', edition: head.live?.hash ?? null })
}

/** A reviewer, or the requester, cancels the withdrawal. */
export async function declineWithdrawal(
  desk: Desk,
  { hash, reason, ...about }: OfLive & { reason: string },
): Promise<Head> {
  const { head, events } = await openEntry(desk.req, about)
  assertAllowed(desk.actor, { action: 'decline-withdrawal', hash, reason }, head, null, events)
  return take(desk, {
    head,
    action: 'decline-withdrawal',
    edition: head.live?.hash ?? null,
    details: { reason: reason.trim() },
  })
}

/** One reviewer alone decides to withdraw the live edition. A second review is due from then on. */
export async function safetyWithdrawal(
  desk: Desk,
  { hash, reason, changeNote, ...about }: OfLive & Why,
): Promise<Head> {
  const { head, events } = await openEntry(desk.req, about)
  assertAllowed(desk.actor, { action: 'safety-withdrawal', hash, reason }, head, null, events)
  return take(desk, {
    head,
    action: 'safety-withdrawal',
    edition: head.live?.hash ?? null,
    details: { ...whyOf({ reason, changeNote }), secondReviewDue: secondReviewDue(desk) },
  })
}
