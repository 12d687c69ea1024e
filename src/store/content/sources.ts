import { PRECISIONS, type Precision } from '#domain/content/content.ts'
import type { PayloadRequest, Where } from 'payload'
import { createRecord, updateRecord } from './records.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'

/** A source with the fields the watch needs. */
export interface StoredSource {
  id: string
  key: string
  title: string
  url: string
  host: string
  precision: Precision
}

const toSource = (row: Row): StoredSource => ({
  id: row.id,
  key: row.text('key'),
  title: row.text('title'),
  url: row.text('url'),
  host: row.text('host'),
  precision: row.among('precision', PRECISIONS),
})

const read = (req: StoreRequest, where: Where): Promise<StoredSource[]> =>
  findRows(req, 'sources', toSource, where, 'key')

const OBJECT_ID = /^[0-9a-f]{24}$/

/** Drops malformed ids: MongoDB rejects queries with them. */
const known = ({ payload }: StoreRequest, ids: readonly string[]): string[] =>
  payload.db.name === 'mongoose' ? ids.filter((id) => OBJECT_ID.test(id)) : [...ids]

/** All sources by key; or those with these ids. */
export const readSources = (req: StoreRequest, ids?: readonly string[]): Promise<StoredSource[]> =>
  read(req, ids ? { id: { in: known(req, ids) } } : {})

export const readSourcesByKey = (req: StoreRequest, keys: readonly string[]): Promise<StoredSource[]> =>
  read(req, { key: { in: [...keys] } })

/** Sources on these sites. */
export const readSourcesOn = (req: StoreRequest, hosts: readonly string[]): Promise<StoredSource[]> =>
  read(req, { host: { in: [...hosts] } })

/** Number of sources known only by site. */
export const countInexact = async (req: StoreRequest): Promise<number> =>
  (await read(req, { precision: { equals: 'host' } })).length

export async function readSource(req: StoreRequest, id: string): Promise<StoredSource | null> {
  return (await readSources(req, [id]))[0] ?? null
}

/** Changes the URL of a source through its regular save: its key, versions and flags follow. */
export const moveSourceTo = (req: StoreRequest, id: string, url: string): Promise<void> =>
  updateRecord(req as PayloadRequest, 'sources', id, { url })

/** @returns the id of a new source of one page. */
export const createSource = (req: StoreRequest, page: { title: string; url: string }): Promise<string> =>
  createRecord(req as PayloadRequest, 'sources', { ...page, precision: 'page' })
