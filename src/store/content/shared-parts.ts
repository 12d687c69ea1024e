import type { Where } from 'payload'
import type * as stored from '#payload-types'
import { idOf } from '#domain/values.ts'
import type { FrozenCollection } from '#domain/content/shared-parts.ts'
import type { StoreRequest } from '../rows.ts'
import { bodyParts, instrumentPart, sourcePart } from './to-entry.ts'

/** What an entry frozen now would print of a shared record; null if the record is gone. */
export async function readSharedParts(
  req: StoreRequest,
  collection: FrozenCollection,
  id: string,
): Promise<{ key: string; name: string; parts: unknown[] } | null> {
  const doc = (await req.payload.findByID({
    collection,
    id,
    depth: 1,
    overrideAccess: true,
    disableErrors: true,
    showHiddenFields: true,
    req: req,
  })) as unknown
  return doc ? { key: keyOf(doc), name: nameOf(doc), parts: partsOf(collection, doc) } : null
}

/** The same for every record with one of these keys; deleted or renamed ones are missing. */
export async function readSharedPartsByKey(
  req: StoreRequest,
  collection: FrozenCollection,
  keys: readonly string[],
): Promise<{ id: string; key: string; name: string; parts: unknown[] }[]> {
  if (keys.length === 0) return []
  const { docs } = await req.payload.find({
    collection,
    where: { key: { in: [...keys] } },
    depth: 1,
    limit: 0,
    pagination: false,
    overrideAccess: true,
    showHiddenFields: true,
    req: req,
  })
  return (docs as unknown[]).map((doc) => ({
    id: String((doc as { id: string | number }).id),
    key: keyOf(doc),
    name: nameOf(doc),
    parts: partsOf(collection, doc),
  }))
}

interface Version {
  parent: unknown
  version: { key?: string | null }
}

const versionsOf = async (
  req: StoreRequest,
  collection: FrozenCollection,
  where: Where,
): Promise<Version[]> =>
  (
    await req.payload.db.findVersions({
      collection,
      where,
      select: { parent: true, version: { key: true } },
      limit: 0,
      pagination: false,
      req: req,
    })
  ).docs

/** Former keys of a record that no record has now. Only a source’s key changes: it is derived from its URL. */
export async function readFormerKeys(
  req: StoreRequest,
  collection: FrozenCollection,
  id: string,
): Promise<string[]> {
  if (collection !== 'sources') return []
  const versions = await versionsOf(req, collection, { parent: { equals: id } })
  const had = [...new Set(versions.flatMap(({ version }) => version.key ?? []))]
  const taken = new Set((await readSharedPartsByKey(req, collection, had)).map(({ key }) => key))
  return had.filter((key) => !taken.has(key))
}

/** Ids of records that had one of these keys. */
export async function readIdsByFormerKey(
  req: StoreRequest,
  collection: FrozenCollection,
  keys: readonly string[],
): Promise<string[]> {
  if (collection !== 'sources' || keys.length === 0) return []
  const versions = await versionsOf(req, collection, { 'version.key': { in: [...keys] } })
  return [...new Set(versions.flatMap(({ parent }) => idOf(parent) ?? []))]
}

const nameOf = (doc: unknown): string => (doc as { label?: string | null }).label ?? ''
const keyOf = (doc: unknown): string => (doc as { key?: string | null }).key ?? ''

export function partsOf(collection: FrozenCollection, doc: unknown): unknown[] {
  if (collection === 'bodies') return bodyParts(doc as stored.Body)
  return [
    collection === 'sources' ? sourcePart(doc as stored.Source) : instrumentPart(doc as stored.Instrument),
  ]
}
