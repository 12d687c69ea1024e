import type { CollectionSlug, Where } from 'payload'
import type { StoreRequest } from '../../rows.ts'

/** Rows of a list on the board, and in the list itself. */
export const SHOWN = 6

export async function count(req: StoreRequest, collection: CollectionSlug, where: Where): Promise<number> {
  return (await req.payload.db.count({ collection, where, req: req })).totalDocs
}
