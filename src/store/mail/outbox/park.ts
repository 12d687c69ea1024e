import type { Where } from 'payload'
import type { StoreRequest } from '../../rows.ts'

/** Until somebody decides, a parked mail is due on a day that never comes. */
const NEVER = '9999-12-31T00:00:00.000Z'

/** Mails that are not known to have ended. */
const OPEN: Where = {
  or: [
    { state: { in: ['pending', 'sending', 'handing-over'] } },
    { and: [{ state: { equals: 'unknown' } }, { endedAt: { exists: false } }] },
  ],
}

const change = async (req: StoreRequest, where: Where, data: Record<string, unknown>): Promise<void> =>
  void (await req.payload.db.updateMany({
    collection: 'outbox',
    where,
    data,
    req: req,
    returning: false,
  }))

/** Parks the unsent digests of a run: they wait for a decision about it. */
export const parkMails = (req: StoreRequest, run: string): Promise<void> =>
  change(req, { and: [OPEN, { run: { equals: run } }] }, { state: 'pending', holder: null, notBefore: NEVER })

/** Sends the parked mails of a run after all. */
export const unparkMails = (req: StoreRequest, run: string, now: Date): Promise<void> =>
  change(req, parkedOf(run), { notBefore: now.toISOString() })

/** Lets the parked mails of a run go. */
export const dropParked = (req: StoreRequest, run: string, why: string, now: Date): Promise<void> =>
  change(req, parkedOf(run), { state: 'dropped', endedAt: now.toISOString(), answer: why })

const parkedOf = (run: string): Where => ({
  and: [{ run: { equals: run } }, { state: { equals: 'pending' } }, { notBefore: { equals: NEVER } }],
})

/** Lets all unsent mails go that belong to no run of digests. */
export const dropUnsent = (req: StoreRequest, why: string, now: Date): Promise<void> =>
  change(
    req,
    { and: [OPEN, { kind: { not_equals: 'digest' } }] },
    { state: 'dropped', holder: null, endedAt: now.toISOString(), answer: why },
  )
