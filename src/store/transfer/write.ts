import { sql } from '@payloadcms/db-sqlite'
import type { CollectionSlug, GlobalSlug, Payload, PayloadRequest } from 'payload'
import { isUuid, withPortableIds } from '#domain/portable-ids.ts'
import { isMongo, writerOf } from '../database/drivers.ts'
import { inOwnTransaction } from '../own-transaction.ts'
import type { StoreRequest } from '../rows.ts'
import type { RowSet } from './collections.ts'
import type { PlainRow } from './read.ts'

/** An address: an id in it is one of another site. */
const ADDRESS = /(\w+:\/\/[^\s"]+)/

/** Fields in which others name what is theirs: an identity provider its people. */
const OF_OTHERS: Readonly<Record<string, string>> = { identities: 'identity' }

const withIdsInside = (text: string): string =>
  text
    .split(ADDRESS)
    .map((part, at) => (at % 2 === 1 ? part : withPortableIds(part)))
    .join('')

/** Ids in a row, as the new database has them. Rows of machines name others inside of texts, such as `user:<id>`. */
function withIds(value: unknown, inside: boolean): unknown {
  if (typeof value === 'string')
    return isUuid(value) ? withPortableIds(value) : inside ? withIdsInside(value) : value
  if (Array.isArray(value)) return value.map((each) => withIds(each, inside))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withIds(each, inside)]))
}

/** Collections of the system: all that Payload keeps no times for. */
const isOfMachines = (row: PlainRow): boolean => !('updatedAt' in row)

/** Ids in rows that are carried over to the letter otherwise: a head follows from events, and is looked for by its own. */
const OF_SEALED: Readonly<Record<string, readonly string[]>> = {
  heads: ['savedBy', 'openTogether', 'withdrawalBy', 'assignedTo'],
}

function sealedForMongo(set: RowSet, row: PlainRow): PlainRow {
  const moved = { ...row }
  for (const name of ['id', ...(OF_SEALED[set.slug] ?? [])]) {
    const id = row[name]
    if (typeof id === 'string') moved[name] = withPortableIds(id)
  }
  return moved
}

function forMongo(set: RowSet, row: PlainRow): PlainRow {
  if (set.sealed) return sealedForMongo(set, row)
  const moved = withIds(row, set.kind === 'rows' && isOfMachines(row)) as PlainRow
  const theirs = OF_OTHERS[set.slug]
  return theirs === undefined ? moved : { ...moved, [theirs]: row[theirs] }
}

/**
 * Runs work that fills an empty database: on the embedded one all of it is stored or nothing. A transaction of MongoDB
 * ends after a minute: there a mark says that it is half done.
 */
export async function whileFilling<T>(payload: Payload, work: (req: StoreRequest) => Promise<T>): Promise<T> {
  if (isMongo(payload.db)) return work({ payload })
  return inOwnTransaction(
    { payload },
    async (req) => {
      // Rows name others that are not there yet: they are compared as it ends.
      await (await writerOf(req)).run(sql`pragma defer_foreign_keys = on`)
      return work(req)
    },
    { name: 'everything that is carried over', long: true, again: () => false },
  )
}

/** Writes rows of a set as they are, with their ids. Nothing that follows from saving happens. */
export async function writeRows(req: StoreRequest, set: RowSet, rows: readonly PlainRow[]): Promise<void> {
  const mongo = isMongo(req.payload.db)
  for (const row of rows) await writeRow(req as PayloadRequest, set, mongo ? forMongo(set, row) : { ...row })
}

interface Version {
  parent?: unknown
  version: Record<string, unknown>
  createdAt: string
  updatedAt: string
}

async function writeRow(req: PayloadRequest, { slug, kind }: RowSet, row: PlainRow): Promise<void> {
  const { db } = req.payload
  const { id, ...data } = row
  if (kind === 'rows') {
    const collection = slug as CollectionSlug
    await db.create({ collection, data, customID: String(id), req, returning: false })
    return
  }
  if (kind === 'global') {
    await db.createGlobal({ slug: slug, data, req, returning: false })
    return
  }
  const { parent, version, createdAt, updatedAt } = row as unknown as Version // versions as `readSet` gives them
  const written = {
    versionData: version,
    createdAt,
    updatedAt,
    autosave: false,
    req,
    returning: false,
  } as const
  if (kind === 'versions')
    await db.createVersion({ ...written, collectionSlug: slug as CollectionSlug, parent: parent as string })
  else await db.createGlobalVersion({ ...written, globalSlug: slug as GlobalSlug })
}
