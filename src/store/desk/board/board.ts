import type { Where } from 'payload'
import { mayAdminister, mayEdit, mayReview } from '#domain/desk/actors.ts'
import {
  SOON_DAYS,
  type Board,
  type BoardList,
  type BoardPage,
  type BoardRow,
  type BoardSite,
} from '#domain/desk/board.ts'
import { addDays } from '#domain/dates.ts'
import { entryOf } from '#domain/desk/publish-problems.ts'
import { env } from '#lib/env.ts'
import { readPublishingState, type PublishingState } from '#lib/publishing-state.ts'
import { readJurisdictions, type StoredJurisdiction } from '../jurisdictions.ts'
import { readPublished, type Published } from '../../publish/published.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import { findWorkingCopies, type WorkingCopyRef } from '../working-copies.ts'
import { byGuide, GLOBAL, ofGuide } from './by-guide.ts'
import { countDueByPlace } from './due-places.ts'
import { editedRecords, readEdited } from './edited-records.ts'
import { readLawChanges } from './law-changes.ts'
import { LISTS, toBoardRow, type HeadOnBoard, type Onlooker, type RowFacts } from './lists.ts'
import { count, SHOWN } from './rows.ts'
import { readSiteState } from './site-state.ts'
import { readStaffing } from './staffing.ts'

const PAGE = 50

/** How many entries in review are looked at to find those that this person may approve. */
const LOOK = 40

interface Found {
  heads: HeadOnBoard[]
  told: Map<string, RowFacts>
  total: number
}

/** The first entries of a list, and how many there are. Counted only where there are more than were read. */
async function first(req: StoreRequest, onlooker: Onlooker, name: BoardList, limit = SHOWN): Promise<Found> {
  const list = LISTS[name]
  const where = list.where(onlooker)
  const heads = await findRows<HeadOnBoard>(req, 'heads', where, list.sort, limit)
  const total = heads.length < limit ? heads.length : await count(req, 'heads', where)
  return { heads, told: await list.tell(req, onlooker, heads), total }
}

const rowsOf = ({ heads, told }: Found, copies: ReadonlyMap<string, WorkingCopyRef>): BoardRow[] =>
  heads.flatMap(({ entry }) => {
    const words = told.get(entry)
    return words ? [toBoardRow(entry, words, copies.get(entry))] : []
  })

const guidesOf = (
  { problems }: Published,
  copies: ReadonlyMap<string, WorkingCopyRef>,
): BoardSite['guides'] =>
  problems.map(({ id, name, open, missing, entry }) => ({
    place: id,
    name,
    open,
    missing,
    profile: copies.get(entry)?.id ?? null,
  }))

const problemsOf = (
  problems: PublishingState['problems'],
  copies: ReadonlyMap<string, WorkingCopyRef>,
): BoardSite['problems'] =>
  problems.map((each) => {
    const copy = copies.get(entryOf(each.about) ?? '')
    return {
      ...each,
      label: copy?.label ?? each.about,
      at: copy ? { collection: copy.collection, id: copy.id } : null,
    }
  })

const NOTHING: Found = { heads: [], told: new Map(), total: 0 }

/** Everything that waits for somebody, as this person sees it. Reads no more of a list than it shows. */
export async function readBoard(req: StoreRequest, onlooker: Onlooker): Promise<Board> {
  const { actor, today } = onlooker
  const writes = mayEdit(actor) || mayAdminister(actor)
  const mine = (name: BoardList): Promise<Found> | Found => (writes ? first(req, onlooker, name) : NOTHING)
  const [
    second,
    withdrawals,
    reviews,
    changes,
    drafts,
    overdue,
    soon,
    scheduled,
    counts,
    lawChanges,
    edited,
  ] = await Promise.all([
    first(req, onlooker, 'second-review'),
    first(req, onlooker, 'withdrawals'),
    first(req, onlooker, 'reviews', LOOK),
    mine('changes'),
    mine('drafts'),
    first(req, onlooker, 'overdue'),
    first(req, onlooker, 'soon'),
    first(req, onlooker, 'scheduled'),
    countDueByPlace(req, { today, until: addDays(today, SOON_DAYS) }),
    readLawChanges(req),
    readEdited(req),
  ])
  const [site, published, state, staff] = await Promise.all([
    readSiteState(req, onlooker),
    readPublished(req),
    readPublishingState(env().dataDir),
    mayAdminister(actor) ? readStaffing(req) : null,
  ])

  // Those this person may approve stand first; of the others some are shown.
  const open = (entry: string): boolean => reviews.told.get(entry)?.others === null
  const byChance = [...reviews.heads].sort((a, b) => Number(open(b.entry)) - Number(open(a.entry)))
  const shown: Found = { ...reviews, heads: byChance.slice(0, SHOWN) }
  const found = [second, withdrawals, shown, changes, drafts, overdue, soon, scheduled]
  const copies = await findWorkingCopies(req, [
    ...new Set([
      ...found.flatMap(({ heads }) => heads.map(({ entry }) => entry)),
      ...edited.rows.map(({ entry }) => entry),
      ...published.problems.map(({ entry }) => entry),
      ...(state?.problems ?? []).flatMap(({ about }) => entryOf(about) ?? []),
    ]),
  ])
  const section = (list: Found) => ({ rows: rowsOf(list, copies), total: list.total })
  const records = editedRecords(edited.rows, copies)
  return {
    today,
    lists: {
      'second-review': section(second),
      withdrawals: section(withdrawals),
      changes: section(changes),
      drafts: section(drafts),
      scheduled: section(scheduled),
    },
    reviews: {
      ...section(shown),
      mine: mayReview(actor) ? reviews.heads.filter(({ entry }) => open(entry)).length : 0,
      exact: reviews.total <= LOOK,
    },
    due: {
      places: byGuide(counts, published.places),
      overdue: overdue.total,
      soon: soon.total,
      rows: [...rowsOf(overdue, copies), ...rowsOf(soon, copies)].slice(0, SHOWN),
    },
    lawChanges,
    records: {
      edited: records.filter(({ collection }) => collection !== 'sources'),
      sources: records.filter(({ collection }) => collection === 'sources'),
      total: edited.total,
    },
    site: {
      ...site,
      guides: guidesOf(published, copies),
      problems: problemsOf(state?.problems ?? [], copies),
    },
    staff,
  }
}

export async function readBoardList(
  req: StoreRequest,
  onlooker: Onlooker,
  { list: name, place, page }: { list: BoardList; place: string | null; page: number },
): Promise<BoardPage> {
  const list = LISTS[name]
  const places: StoredJurisdiction[] = place === null ? [] : await readJurisdictions(req)
  const where: Where = {
    and: [list.where(onlooker), ...(place === null ? [] : [ofGuide(place, places)])],
  }
  const { docs, totalDocs } = await req.payload.db.find<HeadOnBoard & { id: string }>({
    collection: 'heads',
    where,
    sort: list.sort,
    limit: PAGE,
    page,
    req: req,
  })
  const told = await list.tell(req, onlooker, docs)
  const copies = await findWorkingCopies(
    req,
    docs.map(({ entry }) => entry),
  )
  return {
    rows: rowsOf({ heads: docs, told, total: totalDocs }, copies),
    total: totalDocs,
    page,
    pages: Math.max(1, Math.ceil(totalDocs / PAGE)),
    place:
      place === null
        ? null
        : (places.find(({ slug }) => slug === place)?.name ?? (place === GLOBAL.slug ? GLOBAL.name : place)),
  }
}
