import type { Where } from 'payload'
import type { LegalDate } from '#domain/dates.ts'
import type { Head } from '#domain/desk/heads.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { toHead } from './heads.ts'
import { toLawChange, type StoredLawChange } from './law-changes.ts'

interface Span {
  from: LegalDate
  to: LegalDate
  /** Most rows of each kind that are read, the earliest first. */
  most: number
}

const heads = (req: StoreRequest, where: Where, sort: string, limit: number): Promise<Head[]> =>
  findRows(req, 'heads', toHead, where, [sort, 'entry'], { limit })

/** Entries to be verified again by a day of the span, or earlier. */
export const readDue = (req: StoreRequest, { to, most }: Span): Promise<Head[]> =>
  heads(req, { and: [{ dueOn: { greater_than: '' } }, { dueOn: { less_than_equal: to } }] }, 'dueOn', most)

/** Approved entries that go live on a day of the span. */
export const readGoingLive = (req: StoreRequest, { from, to, most }: Span): Promise<Head[]> =>
  heads(
    req,
    {
      and: [
        { openState: { equals: 'approved' } },
        { openGoesLiveOn: { greater_than_equal: from } },
        { openGoesLiveOn: { less_than_equal: to } },
      ],
    },
    'openGoesLiveOn',
    most,
  )

/** Entries of which a second review is due. */
export const readSecondReviews = (req: StoreRequest, { most }: Span): Promise<Head[]> =>
  heads(req, { secondReviewDue: { greater_than: '' } }, 'secondReviewDue', most)

/** What is assigned to a person, due by a day of the span, or earlier. */
export const readTasksDue = (req: StoreRequest, person: string, { to, most }: Span): Promise<Head[]> =>
  heads(
    req,
    {
      and: [
        { assignedTo: { equals: person } },
        { assignedDue: { greater_than: '' } },
        { assignedDue: { less_than_equal: to } },
      ],
    },
    'assignedDue',
    most,
  )

/** Law changes that take force on a day of the span. */
export const readTakingForce = (req: StoreRequest, { from, to, most }: Span): Promise<StoredLawChange[]> =>
  findRows(
    req,
    'law-changes',
    toLawChange,
    { and: [{ effectiveOn: { greater_than_equal: from } }, { effectiveOn: { less_than_equal: to } }] },
    ['effectiveOn', 'title'],
    { limit: most },
  )
