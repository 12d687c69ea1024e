import { COLLECTION_OF } from '#domain/collections.ts'
import type { Entry } from '#domain/content.ts'
import { deskState, liveConfirmedOn, type Head } from '#domain/heads.ts'
import type { GuideForm } from '#domain/jurisdictions.ts'
import { KINDS, parseEntryKey, type Kind } from '#domain/keys.ts'
import type { StoreRequest } from './rows.ts'
import { toEntry, type WorkingCopy } from './to-entry.ts'

/** Relationships of relationships are read too: an instrument names its jurisdiction. */
const DEPTH = 2

export class NoSuchEntry extends Error {
  override name = 'NoSuchEntry'
}

/**
 * The working copy of an entry as plain data, with everything that it prints of bodies, instruments and sources.
 * @throws {NoSuchEntry} when it is not there.
 */
export async function readWorkingCopy(
  req: StoreRequest,
  kind: Kind,
  id: string,
): Promise<{ entry: Entry; guide: GuideForm | null; revision: number }> {
  const doc = await req.payload.findByID({
    collection: COLLECTION_OF[kind],
    id,
    depth: DEPTH,
    overrideAccess: true,
    disableErrors: true,
    showHiddenFields: true,
    req: req,
  })
  if (!doc) throw new NoSuchEntry('This entry is not there any more.')
  return toEntry(kind, doc as WorkingCopy)
}

/**
 * The key of an entry, by the id of its working copy.
 * @throws {NoSuchEntry} when it is not there.
 */
export async function readKey(req: StoreRequest, kind: Kind, id: string): Promise<string> {
  const doc = await req.payload.db.findOne<{ id: string; key?: string }>({
    collection: COLLECTION_OF[kind],
    where: { id: { equals: id } },
    req: req,
  })
  if (!doc?.key) throw new NoSuchEntry('This entry is not there any more.')
  return doc.key
}

/** Where the working copy of an entry is, and what it is called in lists. */
export interface WorkingCopyRef {
  collection: string
  id: string
  label: string
}

/** Where the working copies of entries are, by their keys. */
export async function findWorkingCopies(
  req: StoreRequest,
  entries: readonly string[],
): Promise<Map<string, WorkingCopyRef>> {
  const found = new Map<string, WorkingCopyRef>()
  for (const kind of KINDS) {
    const mine = entries.filter((key) => parseEntryKey(key)?.kind === kind)
    if (mine.length === 0) continue
    const { docs } = await req.payload.db.find({
      collection: COLLECTION_OF[kind],
      where: { key: { in: mine } },
      select: { key: true, label: true },
      limit: 0,
      pagination: false,
      req: req,
    })
    for (const doc of docs as unknown as { id: string; key: string; label: string }[])
      found.set(doc.key, { collection: COLLECTION_OF[kind], id: String(doc.id), label: doc.label })
  }
  return found
}

/** Notes on the working copy how it stands and when it was last confirmed, for lists: no part of its content, no new revision. */
export async function markDeskState(req: StoreRequest, head: Head): Promise<void> {
  await req.payload.db.updateOne({
    collection: COLLECTION_OF[head.kind],
    where: { key: { equals: head.entry } },
    data: { deskState: deskState(head), inForceAsOf: liveConfirmedOn(head) },
    req: req,
    returning: false,
  })
}

/** Carries a new name of a place over to the labels of its entries and instruments. */
export async function relabelEntries(
  req: StoreRequest,
  jurisdiction: string,
  before: string,
  after: string,
): Promise<void> {
  const ending = ` · ${before}`
  for (const collection of [
    ...KINDS.filter((kind) => kind !== 'essential').map((kind) => COLLECTION_OF[kind]),
    'instruments',
    'bodies',
  ] as const) {
    const { docs } = await req.payload.db.find({
      collection,
      where: { jurisdiction: { equals: jurisdiction } },
      limit: 0,
      pagination: false,
      req: req,
    })
    for (const { id, label } of docs as unknown as { id: string; label: string }[])
      if (label.endsWith(ending))
        await req.payload.db.updateOne({
          collection,
          id,
          data: { label: label.slice(0, -ending.length) + ` · ${after}` },
          req: req,
          returning: false,
        })
  }
}
