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
  if (!doc) return null
  const key = (doc as { key?: string | null }).key ?? ''
  if (collection === 'bodies') return { key, parts: bodyParts(doc as stored.Body) }
  const part =
    collection === 'sources' ? sourcePart(doc as stored.Source) : instrumentPart(doc as stored.Instrument)
  return { key, parts: [part] }
}
