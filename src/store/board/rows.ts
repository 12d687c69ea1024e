import type { CollectionSlug, Where } from 'payload'
import type { MachineCollection, StoreRequest } from '../rows.ts'

/** Rows of a list that the board itself shows, and in the list alone. */
export const SHOWN = 6

export async function count(req: StoreRequest, collection: CollectionSlug, where: Where): Promise<number> {
  return (await req.payload.db.count({ collection, where, req: req })).totalDocs
}

export async function some<T>(
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
