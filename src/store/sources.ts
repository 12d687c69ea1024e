import type { Precision } from '#domain/content.ts'
import type { Where } from 'payload'
import type { StoreRequest } from './rows.ts'

/** A source as the watch needs it. */
export interface StoredSource {
  id: string
  key: string
  title: string
  url: string
  host: string
  precision: Precision
}

async function read(req: StoreRequest, where: Where): Promise<StoredSource[]> {
  const { docs } = await req.payload.db.find({
    collection: 'sources',
    where,
    sort: 'key',
    limit: 0,
    pagination: false,
    req: req,
  })
  return (docs as unknown as StoredSource[]).map(({ id, key, title, url, host, precision }) => ({
    id: String(id),
    key,
    title,
    url,
    host,
    precision,
  }))
}

/** All sources, by their keys; or those with these ids or keys. */
export const readSources = (req: StoreRequest, which?: readonly string[]): Promise<StoredSource[]> =>
  read(req, which ? { or: [{ id: { in: [...which] } }, { key: { in: [...which] } }] } : {})

export async function readSource(req: StoreRequest, id: string): Promise<StoredSource | null> {
  return (await read(req, { id: { equals: id } }))[0] ?? null
}
