import type { Where } from 'payload'
import { SOON_DAYS, type BoardList } from '#domain/desk/board.ts'
import { addDays, type LegalDate } from '#domain/dates.ts'
import { Row } from '../../row.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import { count } from './rows.ts'

/** What the lists of the board read of a head. */
export interface HeadOnBoard {
  entry: string
  revision: number
  savedBy: string | null
  openHash: string | null
  openState: string | null
  openAt: string | null
  openGoesLiveOn: LegalDate | null
  withdrawalBy: string | null
  withdrawalAt: string | null
  liveRevision: number | null
  liveHash: string | null
  dueOn: LegalDate | null
  secondReviewDue: string | null
}

const toHeadOnBoard = (row: Row): HeadOnBoard => ({
  entry: row.sealed('entry'),
  revision: row.sealedNumber('revision'),
  savedBy: row.sealedOrNull('savedBy'),
  openHash: row.sealedOrNull('openHash'),
  openState: row.sealedOrNull('openState'),
  openAt: row.sealedOrNull('openAt'),
  openGoesLiveOn: row.sealedOrNull('openGoesLiveOn'),
  withdrawalBy: row.sealedOrNull('withdrawalBy'),
  withdrawalAt: row.sealedOrNull('withdrawalAt'),
  liveRevision: row.sealedNumberOrNull('liveRevision'),
  liveHash: row.sealedOrNull('liveHash'),
  dueOn: row.sealedOrNull('dueOn'),
  secondReviewDue: row.sealedOrNull('secondReviewDue'),
})

export interface HeadsFound {
  heads: HeadOnBoard[]
  total: number
}

/** Whose lists are asked for, by the id of an actor, and on which day. */
interface Asked {
  person: string
  today: LegalDate
}

interface List {
  where: (asked: Asked) => Where
  sort: string[]
}

/** Not `exists`: a range is found by an index, on both databases. */
const isSet = { greater_than: '' }

const waitsForItsDay = (today: LegalDate): Where => ({
  and: [{ openState: { equals: 'approved' } }, { openGoesLiveOn: { greater_than: today } }],
})

/** Everything of entries that can wait for somebody. */
const LISTS: Record<BoardList, List> = {
  'second-review': { where: () => ({ secondReviewDue: isSet }), sort: ['secondReviewDue', 'entry'] },

  withdrawals: { where: () => ({ withdrawalState: { equals: 'asked' } }), sort: ['withdrawalAt', 'entry'] },

  reviews: { where: () => ({ openState: { equals: 'in-review' } }), sort: ['openAt', 'entry'] },

  changes: {
    where: ({ person }): Where => ({
      and: [{ savedBy: { equals: person } }, { openState: { equals: 'changes-requested' } }],
    }),
    sort: ['openAt', 'entry'],
  },

  drafts: {
    where: ({ person }): Where => ({
      and: [
        { savedBy: { equals: person } },
        { draft: { equals: true } },
        // What was sent back is a task of its own.
        { or: [{ openState: { exists: false } }, { openState: { not_equals: 'changes-requested' } }] },
      ],
    }),
    sort: ['entry'],
  },

  overdue: {
    where: ({ today }): Where => ({ and: [{ dueOn: isSet }, { dueOn: { less_than: today } }] }),
    sort: ['dueOn', 'entry'],
  },

  soon: {
    where: ({ today }): Where => ({
      and: [
        { dueOn: { greater_than_equal: today } },
        { dueOn: { less_than_equal: addDays(today, SOON_DAYS) } },
      ],
    }),
    sort: ['dueOn', 'entry'],
  },

  scheduled: { where: ({ today }) => waitsForItsDay(today), sort: ['openGoesLiveOn', 'entry'] },
}

/** Approved entries that wait for a later day. */
export const countScheduled = (req: StoreRequest, today: LegalDate): Promise<number> =>
  count(req, 'heads', waitsForItsDay(today))

/** The first entries of a list, and how many there are. Counted only where there are more than were read. */
export async function firstHeads(
  req: StoreRequest,
  asked: Asked,
  { list, limit }: { list: BoardList; limit: number },
): Promise<HeadsFound> {
  const { where, sort } = LISTS[list]
  const heads = await findRows(req, 'heads', toHeadOnBoard, where(asked), sort, { limit })
  return { heads, total: heads.length < limit ? heads.length : await count(req, 'heads', where(asked)) }
}

/** Entries of these places: the first part of their keys. The character after “/” is “0”: what is between begins with the place. */
const ofPlaces = (places: readonly string[]): Where => ({
  or: places.map((place) => ({
    and: [{ entry: { greater_than: `${place}/` } }, { entry: { less_than: `${place}0` } }],
  })),
})

/** One page of a list: of all places, or of these alone. */
export async function pageOfHeads(
  req: StoreRequest,
  asked: Asked,
  {
    list,
    places,
    page,
    size,
  }: { list: BoardList; places: readonly string[] | null; page: number; size: number },
): Promise<HeadsFound> {
  const { where, sort } = LISTS[list]
  const { docs, totalDocs } = await req.payload.db.find({
    collection: 'heads',
    where: { and: [where(asked), ...(places === null ? [] : [ofPlaces(places)])] },
    sort,
    limit: size,
    page,
    req: req,
  })
  return { heads: docs.map((values) => toHeadOnBoard(new Row('heads', values))), total: totalDocs }
}
