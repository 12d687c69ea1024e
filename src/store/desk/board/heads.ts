import type { Where } from 'payload'
import { hasNobody, statesAskReviewer, type AsksOf } from '#domain/desk/assignees.ts'
import { SOON_DAYS, type BoardList } from '#domain/desk/board.ts'
import { addDays, type LegalDate } from '#domain/dates.ts'
import type { ReviewedKind } from '#domain/keys.ts'
import { ofPlace } from '../../of-place.ts'
import { Row } from '../../row.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import { readActors } from '../staff.ts'
import { count } from './rows.ts'

/** The fields of a head that the board's lists show. */
export interface HeadOnBoard {
  entry: string
  kind: ReviewedKind
  revision: number
  savedBy: string | null
  openHash: string | null
  openState: string | null
  openAt: string | null
  openGoesLiveOn: LegalDate | null
  withdrawalState: string | null
  withdrawalBy: string | null
  withdrawalAt: string | null
  liveRevision: number | null
  liveHash: string | null
  dueOn: LegalDate | null
  secondReviewDue: string | null
  assignedTo: string | null
  assignedDue: LegalDate | null
}

const toHeadOnBoard = (row: Row): HeadOnBoard => ({
  entry: row.sealed('entry'),
  kind: row.sealed('kind'),
  revision: row.sealedNumber('revision'),
  savedBy: row.sealedOrNull('savedBy'),
  openHash: row.sealedOrNull('openHash'),
  openState: row.sealedOrNull('openState'),
  openAt: row.sealedOrNull('openAt'),
  openGoesLiveOn: row.sealedOrNull('openGoesLiveOn'),
  withdrawalState: row.sealedOrNull('withdrawalState'),
  withdrawalBy: row.sealedOrNull('withdrawalBy'),
  withdrawalAt: row.sealedOrNull('withdrawalAt'),
  liveRevision: row.sealedNumberOrNull('liveRevision'),
  liveHash: row.sealedOrNull('liveHash'),
  dueOn: row.sealedOrNull('dueOn'),
  secondReviewDue: row.sealedOrNull('secondReviewDue'),
  assignedTo: row.sealedOrNull('assignedTo'),
  assignedDue: row.sealedOrNull('assignedDue'),
})

export interface HeadsFound {
  heads: HeadOnBoard[]
  total: number
}

/** Whose lists to read, by actor id, and for which day. */
interface Asked {
  person: string
  today: LegalDate
}

interface List {
  where: (asked: Asked) => Where
  sort: string[]
}

/** Not `exists`: a range uses an index, on both databases. */
const isSet = { greater_than: '' }

const waitsForItsDay = (today: LegalDate): Where => ({
  and: [{ openState: { equals: 'approved' } }, { openGoesLiveOn: { greater_than: today } }],
})

/** The lists of entries waiting for a person. */
const LISTS: Record<BoardList, List> = {
  assigned: {
    where: ({ person }): Where => ({ assignedTo: { equals: person } }),
    // They are put in the order of their days once they are read.
    sort: ['entry'],
  },

  unassigned: { where: () => ({ assignedTo: isSet }), sort: ['entry'] },

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
        // Entries sent back are a separate task.
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

/** Approved entries whose day has come, and that go live only together with others. */
export const countWithOthers = (req: StoreRequest, today: LegalDate): Promise<number> =>
  count(req, 'heads', {
    and: [
      { openTogether: isSet },
      { openState: { equals: 'approved' } },
      { or: [{ openGoesLiveOn: { exists: false } }, { openGoesLiveOn: { less_than_equal: today } }] },
    ],
  })

/** After every day. */
const NO_DAY = '~'

/** By the day by which somebody had to act; what has none comes last. Both databases put what is missing first. */
const byTaskDay = (a: HeadOnBoard, b: HeadOnBoard): number => {
  const [one, other] = [a, b].map(({ assignedDue, entry }) => `${assignedDue ?? NO_DAY} ${entry}`)
  return (one ?? '') < (other ?? '') ? -1 : 1
}

/** What an entry asks of the person whose task it is. */
export const boardAsksOf = (head: HeadOnBoard): AsksOf & { to: string | null } => ({
  to: head.assignedTo,
  kind: head.kind,
  waits: statesAskReviewer(head),
})

const isTasks = (list: BoardList): list is 'assigned' | 'unassigned' =>
  list === 'assigned' || list === 'unassigned'

/** All tasks of a list, in their order: there are few at a time. */
async function tasksOf(req: StoreRequest, list: BoardList, where: Where): Promise<HeadOnBoard[]> {
  const heads = (await findRows(req, 'heads', toHeadOnBoard, where, 'entry')).sort(byTaskDay)
  const staff = heads.length === 0 ? [] : await readActors(req)
  return heads.filter((head) => hasNobody(boardAsksOf(head), staff) === (list === 'unassigned'))
}

/** The first entries of a list, and their total. Counted only if there are more than were read. */
export async function firstHeads(
  req: StoreRequest,
  asked: Asked,
  { list, limit }: { list: BoardList; limit: number },
): Promise<HeadsFound> {
  const { where, sort } = LISTS[list]
  if (isTasks(list)) {
    const tasks = await tasksOf(req, list, where(asked))
    return { heads: tasks.slice(0, limit), total: tasks.length }
  }
  const heads = await findRows(req, 'heads', toHeadOnBoard, where(asked), sort, { limit })
  return { heads, total: heads.length < limit ? heads.length : await count(req, 'heads', where(asked)) }
}

/** Entries of these places. */
const ofPlaces = (places: readonly string[]): Where => ({
  or: places.map((place) => ofPlace('entry', place)),
})

/** One page of a list: of all places, or of these only; of all, or of those that go live together under a law change. */
export async function pageOfHeads(
  req: StoreRequest,
  asked: Asked,
  {
    list,
    places,
    together = null,
    page,
    size,
  }: {
    list: BoardList
    places: readonly string[] | null
    together?: string | null
    page: number
    size: number
  },
): Promise<HeadsFound> {
  const { where, sort } = LISTS[list]
  const wanted: Where = {
    and: [
      where(asked),
      ...(places === null ? [] : [ofPlaces(places)]),
      ...(together === null ? [] : [{ openTogether: { equals: together } }]),
    ],
  }
  if (isTasks(list)) {
    const tasks = await tasksOf(req, list, wanted)
    return { heads: tasks.slice((page - 1) * size, page * size), total: tasks.length }
  }
  const { docs, totalDocs } = await req.payload.db.find({
    collection: 'heads',
    where: wanted,
    sort,
    limit: size,
    page,
    req: req,
  })
  return { heads: docs.map((values) => toHeadOnBoard(new Row('heads', values))), total: totalDocs }
}
