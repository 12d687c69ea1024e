import type * as stored from '#payload-types'
import type { StoreRequest } from './rows.ts'
import { bodyParts, instrumentPart, sourcePart } from './to-entry.ts'

/** Shared records of which editions freeze what they print. */
export type FrozenCollection = 'bodies' | 'instruments' | 'sources'

/** What an entry that freezes a shared record now would print of it; null where the record is gone. */
export async function readSharedParts(
  req: StoreRequest,
  collection: FrozenCollection,
  id: string,
): Promise<{ key: string; parts: unknown[] } | null> {
  const doc = (await req.payload.findByID({
    collection,
    id,
    depth: 1,
    overrideAccess: true,
    disableErrors: true,
    showHiddenFields: true,
    req: req,
  })) as unknown
  return doc ? { key: keyOf(doc), parts: partsOf(collection, doc) } : null
}

/** The same of every record with one of these keys; one that has gone, or has another key now, is missing. */
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
  return (docs as unknown[]).map((doc) => {
    const { id, label } = doc as { id: string | number; label?: string | null }
    return { id: String(id), key: keyOf(doc), name: label ?? '', parts: partsOf(collection, doc) }
  })
}

const keyOf = (doc: unknown): string => (doc as { key?: string | null }).key ?? ''

function partsOf(collection: FrozenCollection, doc: unknown): unknown[] {
  if (collection === 'bodies') return bodyParts(doc as stored.Body)
  return [
    collection === 'sources' ? sourcePart(doc as stored.Source) : instrumentPart(doc as stored.Instrument),
  ]
}
