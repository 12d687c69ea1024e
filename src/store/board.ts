import type { CollectionSlug, Where } from 'payload'
import { mayAdminister, mayEdit, mayReview } from '#domain/actors.ts'
import {
  SOON_DAYS,
  type Board,
  type BoardLawChange,
  type BoardList,
  type BoardPage,
  type BoardRow,
  type BoardSite,
  type BoardStaff,
  type DuePlace,
  type EditedRecord,
} from '#domain/board.ts'
import { addDays, type LegalDate } from '#domain/dates.ts'
import type { Jurisdiction } from '#domain/jurisdictions.ts'
import { LISTS, toBoardRow, type HeadOnBoard, type Onlooker, type Told } from './board-lists.ts'
import { countDueByPlace, type DueCount } from './due-places.ts'
import { readJurisdictions, type StoredJurisdiction } from './jurisdictions.ts'
import { readPublished, type Published } from './published.ts'
import type { MachineCollection, StoreRequest } from './rows.ts'
import { readStaff } from './staff.ts'
import { findWorkingCopies, type WorkingCopyRef } from './working-copies.ts'

/** Rows of a list that the board itself shows, and in the list alone. */
const SHOWN = 6
const PAGE = 50

/** How many entries in review are looked at to find those that this person may approve. */
const LOOK = 40

async function count(req: StoreRequest, collection: CollectionSlug, where: Where): Promise<number> {
  return (await req.payload.db.count({ collection, where, req: req })).totalDocs
}

async function some<T>(
  req: StoreRequest,
  collection: MachineCollection,
  where: Where,
  sort: string[],
  limit: number,
): Promise<T[]> {
  const found = await req.payload.db.find({
    collection,
    where,
    sort,
    limit,
    pagination: false,
    req: req,
  })
  return found.docs as T[]
}

interface Found {
  heads: HeadOnBoard[]
  told: Map<string, Told>
  total: number
}

/** The first entries of a list, and how many there are. Counted only where there are more than were read. */
async function first(req: StoreRequest, onlooker: Onlooker, name: BoardList, limit = SHOWN): Promise<Found> {
  const list = LISTS[name]
  const where = list.where(onlooker)
  const heads = await some<HeadOnBoard>(req, 'heads', where, list.sort, limit)
  const total = heads.length < limit ? heads.length : await count(req, 'heads', where)
  return { heads, told: await list.tell(req, onlooker, heads), total }
}

const rowsOf = ({ heads, told }: Found, copies: ReadonlyMap<string, WorkingCopyRef>): BoardRow[] =>
  heads.flatMap(({ entry }) => {
    const words = told.get(entry)
    return words ? [toBoardRow(entry, words, copies.get(entry))] : []
  })

const GLOBAL = { slug: 'global', name: 'Shared essentials' }

/** What falls due, by the guide in which it is printed: the sections of a guide count with it. */
function byGuide(counts: readonly DueCount[], places: readonly Jurisdiction[]): DuePlace[] {
  const bySlug = new Map(places.map((place) => [place.slug as string, place]))
  const byKey = new Map(places.map((place) => [place.key, place]))
  const found = new Map<string, DuePlace>()
  for (const { place, overdue, soon, first: day } of counts) {
    const own = bySlug.get(place)
    const guide = own?.guide === 'section' ? (byKey.get(own.parent ?? '') ?? own) : own
    const { slug, name } = guide ?? (place === GLOBAL.slug ? GLOBAL : { slug: place, name: place })
    const known = found.get(slug)
    found.set(slug, {
      slug,
      name,
      overdue: overdue + (known?.overdue ?? 0),
      soon: soon + (known?.soon ?? 0),
      first: known && known.first < day ? known.first : day,
    })
  }
  return [...found.values()].sort(
    (a, b) => b.overdue - a.overdue || b.soon - a.soon || (a.name < b.name ? -1 : 1),
  )
}

/** The keys of entries of a guide and its sections: their first part is the place. */
function ofGuide(slug: string, places: readonly Jurisdiction[]): Where {
  const guide = places.find((place) => place.slug === slug)
  const sections = places.filter((place) => place.guide === 'section' && place.parent === guide?.key)
  const slugs: string[] = guide ? [guide.slug, ...sections.map((place) => place.slug)] : [slug]
  // The character after “/” is “0”: everything between begins with the place.
  return {
    or: slugs.map((each) => ({
      and: [{ entry: { greater_than: `${each}/` } }, { entry: { less_than: `${each}0` } }],
    })),
  }
}

interface FlagRow {
  entry: string
  about: string
  detail: string
  at: string
}

/** Open flags of edited records that the board reads at most: they are shown record by record. */
const FLAGS = 60

async function readEdited(req: StoreRequest): Promise<{ rows: FlagRow[]; total: number }> {
  const where: Where = { and: [{ kind: { equals: 'shared-record' } }, { closedAt: { exists: false } }] }
  const rows = await some<FlagRow>(req, 'flags', where, ['at'], FLAGS)
  return { rows, total: rows.length < FLAGS ? rows.length : await count(req, 'flags', where) }
}

function editedRecords(
  rows: readonly FlagRow[],
  copies: ReadonlyMap<string, WorkingCopyRef>,
): EditedRecord[] {
  const found = new Map<string, EditedRecord>()
  for (const { entry, about, detail, at } of rows) {
    const [collection = '', id = ''] = about.split('/')
    const record: EditedRecord = found.get(about) ?? { about, collection, id, words: detail, at, entries: [] }
    const copy = copies.get(entry)
    record.entries.push({
      entry,
      label: copy?.label ?? entry,
      at: copy ? { collection: copy.collection, id: copy.id } : null,
    })
    found.set(about, record)
  }
  return [...found.values()]
}

interface LawChangeDoc {
  id: string
  title: string
  effectiveOn: LegalDate
  state?: BoardLawChange['state'] | null
}

async function readLawChanges(req: StoreRequest): Promise<Board['lawChanges']> {
  const where: Where = { state: { in: ['recorded', 'under-way'] } }
  const { docs } = await req.payload.db.find<LawChangeDoc>({
    collection: 'law-changes',
    where,
    sort: 'effectiveOn',
    limit: SHOWN,
    pagination: false,
    req: req,
  })
  const rows = await Promise.all(
    docs.map(async ({ id, title, effectiveOn, state }): Promise<BoardLawChange> => {
      const mine: Where = { about: { equals: String(id) } }
      const flagged = state === 'under-way'
      const [all, open] = await Promise.all([
        flagged ? count(req, 'flags', mine) : 0,
        flagged ? count(req, 'flags', { and: [mine, { closedAt: { exists: false } }] }) : 0,
      ])
      return { id: String(id), title, effectiveOn, state: state ?? 'recorded', flagged: all, open }
    }),
  )
  return { rows, total: docs.length < SHOWN ? docs.length : await count(req, 'law-changes', where) }
}

interface WorkRow {
  state: string
  step?: string | null
  done: number
  total: number
  askedAt: string
  problem?: string | null
  tries: number
  notBefore?: string | null
}

interface ReleaseRow {
  seq: number
  at: string
  files: number
  name: string
}

const publishing = (state: string): Where => ({
  and: [{ kind: { equals: 'publish' } }, { state: { equals: state } }],
})

async function readSiteState(
  req: StoreRequest,
  { today }: Onlooker,
): Promise<Omit<BoardSite, 'unpublished'>> {
  const [[release], [running], [failed], [waiting], approved, later, fixes, confirmed, site] =
    await Promise.all([
      some<ReleaseRow>(req, 'releases', {}, ['-seq'], 1),
      some<WorkRow>(req, 'work', publishing('running'), ['-askedAt'], 1),
      some<WorkRow>(req, 'work', publishing('failed'), ['-askedAt'], 1),
      some<WorkRow>(req, 'work', publishing('waiting'), ['-askedAt'], 1),
      count(req, 'heads', { openState: { equals: 'approved' } }),
      count(req, 'heads', LISTS.scheduled.where({ today } as Onlooker)),
      count(req, 'heads', { fixHash: { greater_than: '' } }),
      count(req, 'heads', { withdrawalState: { equals: 'confirmed' } }),
      req.payload.db.findGlobal({ slug: 'site', req: req }) as Promise<unknown>,
    ])
  const work = running ?? waiting
  return {
    release: release ? { seq: release.seq, at: release.at, files: release.files, name: release.name } : null,
    underWay: work
      ? { step: work.step ?? null, done: work.done, total: work.total, askedAt: work.askedAt }
      : null,
    failed: failed
      ? { problem: failed.problem ?? '', tries: failed.tries, notBefore: failed.notBefore ?? null }
      : null,
    next: approved - later + fixes + confirmed,
    sample: (site as { sample?: boolean | null } | null)?.sample === true,
  }
}

const canEdit = ({ roles }: { roles: readonly string[] }): boolean =>
  roles.includes('editor') || roles.includes('reviewer')

async function readStaffing(req: StoreRequest): Promise<BoardStaff> {
  const [staff, { docs }] = await Promise.all([
    readStaff(req),
    req.payload.db.find<{ id: string; name: string; responsible?: unknown[] | null }>({
      collection: 'jurisdictions',
      where: { guide: { equals: 'full' } },
      sort: 'name',
      limit: 0,
      pagination: false,
      req: req,
    }),
  ])
  return {
    reviewers: staff.filter(({ roles }) => roles.includes('reviewer')).length,
    editors: staff.filter(canEdit).length,
    unattended: docs.flatMap(({ id, name, responsible }) =>
      (responsible ?? []).length === 0 ? [{ id: String(id), name }] : [],
    ),
  }
}

const unpublishedOf = (
  { unpublished }: Published,
  copies: ReadonlyMap<string, WorkingCopyRef>,
): BoardSite['unpublished'] =>
  unpublished.map(({ place, entry, why }) => ({
    name: place.name,
    entry,
    why,
    id: copies.get(entry)?.id ?? null,
  }))

const NOTHING: Found = { heads: [], told: new Map(), total: 0 }

/** Everything that waits for somebody, as this person sees it. Reads no more of a list than it shows. */
export async function readBoard(req: StoreRequest, onlooker: Onlooker): Promise<Board> {
  const { actor, today } = onlooker
  const writes = mayEdit(actor)
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
  const [site, published, staff] = await Promise.all([
    readSiteState(req, onlooker),
    readPublished(req),
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
      ...published.unpublished.map(({ entry }) => entry),
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
    site: { ...site, unpublished: unpublishedOf(published, copies) },
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
