import type { Where } from 'payload'
import { COLLECTION_OF, WORKING_COPIES_OF } from '#domain/content/collections.ts'
import { isUncheckedCopy } from '#domain/content/copied.ts'
import type { Reviewed, Structure } from '#domain/content/content.ts'
import { ENTRY_GONE } from '#domain/desk/altered.ts'
import { deskState, liveConfirmedOn, type Head } from '#domain/desk/heads.ts'
import type { GuideForm } from '#domain/content/jurisdictions.ts'
import { labelWithPlace, titleInLabel } from '#domain/content/names.ts'
import { KINDS, parseEntryKey, SITE_KEY, type ReviewedKind } from '#domain/keys.ts'
import { jurisdictionKey, structureLabel } from '#domain/content/structure.ts'
import type { Jurisdiction, Site } from '#payload-types'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { toEntry, toJurisdiction, toSite, type WorkingCopy } from '../content/to-entry.ts'

/** Populates relationships of relationships: an instrument names its jurisdiction. */
const DEPTH = 2

export class NoSuchEntry extends Error {
  override name = 'NoSuchEntry'

  constructor() {
    super(ENTRY_GONE)
  }
}

/**
 * The working copy of an entry as plain data, with everything it prints of bodies, instruments and sources.
 * @throws {NoSuchEntry} if it does not exist.
 */
export async function readWorkingCopy(
  req: StoreRequest,
  kind: ReviewedKind,
  id: string,
): Promise<{ entry: Reviewed; guide: GuideForm | null; revision: number; uncheckedCopy?: boolean }> {
  if (kind === 'site') {
    const doc = await readSavedSite(req)
    return { entry: toSite(doc), guide: null, revision: doc.revision ?? 0 }
  }
  const doc = await req.payload.findByID({
    collection: WORKING_COPIES_OF[kind],
    id,
    depth: DEPTH,
    overrideAccess: true,
    disableErrors: true,
    showHiddenFields: true,
    req: req,
  })
  if (!doc) throw new NoSuchEntry()
  if (kind === 'jurisdiction') {
    const place = doc as Jurisdiction
    return { entry: toJurisdiction(place), guide: null, revision: place.revision ?? 0 }
  }
  const copy = doc as WorkingCopy
  return { ...toEntry(kind, copy), uncheckedCopy: isUncheckedCopy(copy.editorNote) }
}

/** The site texts as saved; empty if nobody has filled them in. */
export const readSavedSite = async (req: StoreRequest): Promise<Partial<Site>> =>
  (await req.payload.db.findGlobal({ slug: 'site', req: req })) ?? {}

/** The key of an entry, by the id of its working copy; null if it does not exist or has none. */
export async function findKey(req: StoreRequest, kind: ReviewedKind, id: string): Promise<string | null> {
  if (kind === 'site') return SITE_KEY
  const doc = await req.payload.db.findOne<{ id: string; key?: string }>({
    collection: WORKING_COPIES_OF[kind],
    where: { id: { equals: id } },
    req: req,
  })
  if (!doc?.key) return null
  return kind === 'jurisdiction' ? jurisdictionKey(doc.key) : doc.key
}

/**
 * As findKey.
 * @throws {NoSuchEntry} if it does not exist.
 */
export async function readKey(req: StoreRequest, kind: ReviewedKind, id: string): Promise<string> {
  const key = await findKey(req, kind, id)
  if (key === null) throw new NoSuchEntry()
  return key
}

/** Places and site texts as saved; the texts only if somebody has filled them in. */
export async function readSavedStructure(req: StoreRequest): Promise<Structure[]> {
  const { docs } = await req.payload.find({
    collection: 'jurisdictions',
    depth: 1,
    limit: 0,
    pagination: false,
    sort: 'key',
    overrideAccess: true,
    req: req,
  })
  const site = await readSavedSite(req)
  return [...docs.map(toJurisdiction), ...(site.brand ? [toSite(site)] : [])]
}

/** Records on a structure's working copy the revision that the next save is based on. */
export async function writeRevision(
  req: StoreRequest,
  { kind, jurisdiction }: Pick<Structure, 'kind' | 'jurisdiction'>,
  revision: number,
): Promise<void> {
  const data = { revision }
  await (kind === 'site'
    ? req.payload.db.updateGlobal({ slug: 'site', data, req })
    : req.payload.db.updateOne({
        collection: 'jurisdictions',
        where: { key: { equals: jurisdiction } },
        data,
        req: req,
        returning: false,
      }))
}

/** Where the working copy of an entry is (`site` is its own only record), and its label in lists. */
export interface WorkingCopyRef {
  collection: string
  id: string
  label: string
}

const toLabelled = (row: Row) => ({
  id: row.id,
  key: row.textOrNull('key') ?? '',
  label: row.textOrNull('label') ?? '',
})

/** Locations of the working copies of entries, by key. */
export async function findWorkingCopies(
  req: StoreRequest,
  entries: readonly string[],
): Promise<Map<string, WorkingCopyRef>> {
  const found = new Map<string, WorkingCopyRef>()
  for (const kind of KINDS) {
    const mine = entries.filter((key) => parseEntryKey(key)?.kind === kind)
    if (mine.length === 0) continue
    const collection = COLLECTION_OF[kind]
    const where: Where = { key: { in: mine } }
    const select = { key: true, label: true } as const
    for (const { id, key, label } of await findRows(req, collection, toLabelled, where, undefined, {
      select,
    }))
      found.set(key, { collection, id, label })
  }
  const places = new Map(
    entries.flatMap((key) => {
      const parts = parseEntryKey(key)
      return parts?.kind === 'jurisdiction' ? [[parts.place, key]] : []
    }),
  )
  if (places.size > 0) {
    const where: Where = { key: { in: [...places.keys()] } }
    const toPlace = (row: Row) => ({ id: row.id, key: row.text('key'), name: row.text('name') })
    const select = { key: true, name: true } as const
    for (const { id, key, name } of await findRows(req, 'jurisdictions', toPlace, where, undefined, {
      select,
    }))
      found.set(jurisdictionKey(key), { collection: 'jurisdictions', id, label: structureLabel(name) })
  }
  if (entries.includes(SITE_KEY))
    found.set(SITE_KEY, { collection: 'site', id: 'site', label: structureLabel(null) })
  return found
}

/**
 * Copies the state of an entry and its last verification to the working copy, for lists: not content, and no new
 * revision.
 */
export async function markDeskState(req: StoreRequest, head: Head): Promise<void> {
  if (head.kind === 'site') return
  const place = head.kind === 'jurisdiction' ? parseEntryKey(head.entry)?.place : null
  await req.payload.db.updateOne({
    collection: WORKING_COPIES_OF[head.kind],
    where: { key: { equals: place ?? head.entry } },
    data: place
      ? { deskState: deskState(head) }
      : { deskState: deskState(head), inForceAsOf: liveConfirmedOn(head) },
    req: req,
    returning: false,
  })
}

/** Updates the labels of a renamed place's entries and instruments. */
export async function relabelEntries(
  req: StoreRequest,
  jurisdiction: string,
  before: string,
  after: string,
): Promise<void> {
  for (const collection of [
    ...KINDS.filter((kind) => kind !== 'essential').map((kind) => COLLECTION_OF[kind]),
    'instruments',
    'bodies',
  ] as const) {
    const where: Where = { jurisdiction: { equals: jurisdiction } }
    for (const { id, label } of await findRows(req, collection, toLabelled, where)) {
      const title = titleInLabel(label, before)
      if (title !== label)
        await req.payload.db.updateOne({
          collection,
          id,
          data: { label: labelWithPlace(title, after) },
          req: req,
          returning: false,
        })
    }
  }
}
