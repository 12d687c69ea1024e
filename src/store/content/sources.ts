import type { Precision } from '#domain/content/content.ts'
import type { PayloadRequest, Where } from 'payload'
import { updateRecord } from './records.ts'
import type { StoreRequest } from '../rows.ts'

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

const OBJECT_ID = /^[0-9a-f]{24}$/

/** What cannot be an id is none: MongoDB refuses to be asked for it. */
const known = ({ payload }: StoreRequest, ids: readonly string[]): string[] =>
  payload.db.name === 'mongoose' ? ids.filter((id) => OBJECT_ID.test(id)) : [...ids]

/** All sources, in the order of their keys; or those with these ids. */
export const readSources = (req: StoreRequest, ids?: readonly string[]): Promise<StoredSource[]> =>
  read(req, ids ? { id: { in: known(req, ids) } } : {})

export const readSourcesByKey = (req: StoreRequest, keys: readonly string[]): Promise<StoredSource[]> =>
  read(req, { key: { in: [...keys] } })

/** Sources on these sites. */
export const readSourcesOn = (req: StoreRequest, hosts: readonly string[]): Promise<StoredSource[]> =>
  read(req, { host: { in: [...hosts] } })

/** Sources of which only the site is known. */
export const countInexact = async (req: StoreRequest): Promise<number> =>
  (await read(req, { precision: { equals: 'host' } })).length

export async function readSource(req: StoreRequest, id: string): Promise<StoredSource | null> {
  return (await readSources(req, [id]))[0] ?? null
}

/** Gives a source another address, through all that a save of it goes through: its key, its versions, its flags. */
export const moveSourceTo = (req: StoreRequest, id: string, url: string): Promise<void> =>
  updateRecord(req as PayloadRequest, 'sources', id, { url })
