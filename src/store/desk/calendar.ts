import type { Where } from 'payload'
import type { LegalDate } from '#domain/dates.ts'
import type { Head } from '#domain/desk/heads.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { readTogether, toHead } from './heads.ts'
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

/** Approved entries that go live by themselves on a day of the span, or wait although their day has come. */
export const readGoingLive = (req: StoreRequest, { to, most }: Span): Promise<Head[]> =>
  heads(
    req,
    {
      and: [
        { openState: { equals: 'approved' } },
        { openTogether: { exists: false } },
        { openGoesLiveOn: { greater_than: '' } },
        { openGoesLiveOn: { less_than_equal: to } },
      ],
    },
    'openGoesLiveOn',
    most,
  )

/** Entries that go live together, by their law change: all of each of which one is approved. */
export async function readTogetherGroups(req: StoreRequest): Promise<Head[][]> {
  const approved = await findRows(req, 'heads', toHead, {
    and: [{ openState: { equals: 'approved' } }, { openTogether: { exists: true } }],
  })
  const lawChanges = [...new Set(approved.flatMap(({ open }) => open?.together ?? []))]
  return [...Map.groupBy(await readTogether(req, lawChanges), ({ open }) => open?.together).values()]
}

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
