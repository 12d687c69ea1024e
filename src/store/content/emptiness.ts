import type { CollectionSlug } from 'payload'
import { KINDS } from '#domain/keys.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { StoreRequest } from '../rows.ts'

const CONTENT: CollectionSlug[] = [
  ...KINDS.map((kind) => COLLECTION_OF[kind]),
  'jurisdictions',
  'bodies',
  'instruments',
  'sources',
  'heads',
  'editions',
  'changes',
]

/** Whether there is no content at all; there may be users. */
export async function isEmpty(req: StoreRequest): Promise<boolean> {
  for (const collection of CONTENT) {
    const { docs } = await req.payload.db.find({ collection, limit: 1, pagination: false, req: req })
    if (docs.length > 0) return false
  }
  return true
}
