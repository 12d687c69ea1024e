import type { CollectionSlug } from 'payload'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { Row } from '../../row.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import { readSavedSite } from '../working-copies.ts'

/** The collections whose records a search finds. The words of the site, a global, are found besides. */
export const SEARCHED = [
  ...Object.values(COLLECTION_OF),
  'bodies',
  'instruments',
  'sources',
  'law-changes',
  'jurisdictions',
] as const satisfies CollectionSlug[]
export type Searched = (typeof SEARCHED)[number]

/** When a record was last written. */
export interface Stamp {
  id: string
  at: string
}

const instant = (value: unknown): string =>
  value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : ''

const toStamp = (row: Row): Stamp => ({ id: row.id, at: instant(row.raw('updatedAt')) })

/** The records written at or after an instant; all if it is null. */
export const readStamps = (req: StoreRequest, collection: Searched, since: string | null): Promise<Stamp[]> =>
  findRows(
    req,
    collection,
    toStamp,
    since === null ? {} : { updatedAt: { greater_than_equal: since } },
    undefined,
    { select: { updatedAt: true } },
  )

/** Without a condition, MongoDB answers with an estimate, which may not know of what was just deleted. */
export const countRecords = async (req: StoreRequest, collection: Searched): Promise<number> =>
  (await req.payload.db.count({ collection, where: { id: { exists: true } }, req })).totalDocs

/** When the words of the site were last written; null if nobody has. */
export const readSiteStamp = async (req: StoreRequest): Promise<string | null> =>
  instant((await readSavedSite(req)).updatedAt) || null
