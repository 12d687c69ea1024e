import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-sqlite'
import type { Where } from 'payload'
import {
  column,
  documentsOf,
  sessionOf,
  writerOf,
  type DocumentCollection,
  type Statements,
} from './database/drivers.ts'
import { asking } from './database/watched.ts'
import { parseRows, storable, type MachineCollection, type Parse, type StoreRequest } from './rows.ts'

/**
 * Bulk writes. Payload writes one row at a time, in several statements each: a digest run writes hundreds of
 * thousands.
 */

/** Rows per batch. */
const ROWS = 1_000

interface Missing {
  /** Fields of the unique key: existing rows with these values are left unchanged. */
  by: readonly [string, ...string[]]
  /** Name of a field that is a list in each row: the row then stands for one row per item. */
  spread?: string | null
}

/**
 * Inserts rows, skipping those whose unique key exists, so that an interrupted run can be repeated.
 * @param rows all with the same fields.
 * @throws {TypeError} on the embedded database outside a transaction.
 */
export async function insertMissing(
  req: StoreRequest,
  collection: MachineCollection,
  rows: readonly object[],
  { by, spread = null }: Missing,
): Promise<void> {
  const documents = documentsOf(req)?.collections[collection]
  for (let at = 0; at < rows.length; at += ROWS) {
    const some = storable(collection, rows.slice(at, at + ROWS)) as Values[]
    if (documents) await insertDocuments(req, documents, some, { by, spread })
    else await insertEmbedded(await writerOf(req), collection, some, spread)
  }
}

type Values = Record<string, unknown>

/** Avoids duplicate key errors: MongoDB aborts a transaction at its first error, even if it is caught. */
async function insertDocuments(
  req: StoreRequest,
  documents: DocumentCollection,
  rows: readonly Values[],
  { by, spread }: Required<Missing>,
): Promise<void> {
  const all = rows.flatMap((row): Values[] =>
    spread ? [row[spread]].flat().map((item) => ({ ...row, [spread]: item })) : [{ ...row }],
  )
  if (all.length === 0) return
  const operations = all.map((row) => ({
    updateOne: {
      filter: Object.fromEntries(by.map((name) => [name, row[name]])),
      update: { $setOnInsert: row },
      upsert: true,
    },
  }))
  const session = await sessionOf(req)
  await asking(req, 'bulkWrite', () =>
    documents.collection.bulkWrite(operations, { ordered: false, ...session }),
  )
}

/**
 * One statement with one variable for all fields that differ, and one for each that doesn't: binding a value takes
 * longer than writing it, and bound values stay in memory until the statement is garbage-collected.
 */
async function insertEmbedded(
  db: Statements,
  collection: MachineCollection,
  rows: readonly Values[],
  spread: string | null,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const names = Object.keys(first)
  const differing = names.filter((name) => name === spread || rows.some((row) => row[name] !== first[name]))
  const valueOf = (name: string) => {
    if (name === spread) return sql`item.value`
    const index = differing.indexOf(name)
    return index === -1
      ? sql`${first[name] ?? null}`
      : sql`json_extract(line.value, ${sql.raw(`'$[${index}]'`)})`
  }
  const lines = JSON.stringify(rows.map((row) => differing.map((name) => row[name] ?? null)))
  const items =
    spread === null
      ? sql``
      : sql`, json_each(line.value, ${sql.raw(`'$[${differing.indexOf(spread)}]'`)}) item`
  const place = spread === null ? sql`line.key` : sql`line.key * 1000000 + item.key`
  // Ids of one statement are consecutive, so that they touch few pages of the index.
  await db.run(sql`
    insert into ${sql.identifier(collection.replaceAll('-', '_'))}
      (${sql.join(['id', ...names].map(column), sql`, `)})
    select ${randomUUID().slice(0, 24)} || printf('%012x', ${place}), ${sql.join(names.map(valueOf), sql`, `)}
    from json_each(${lines}) line${items} where true on conflict do nothing`)
}

/** Every row of a collection matching `where`, page by page, in id order. */
export async function* inPages<T>(
  req: StoreRequest,
  collection: MachineCollection,
  parse: Parse<T>,
  where: Where = {},
  size = 1000,
): AsyncGenerator<T[]> {
  let after: string | null = null
  for (;;) {
    const { docs }: { docs: { id: string | number }[] } = await req.payload.db.find({
      collection,
      where: after === null ? where : { and: [where, { id: { greater_than: after } }] },
      sort: 'id',
      limit: size,
      pagination: false,
      req,
    })
    const last = docs.at(-1)
    if (!last) return
    yield parseRows(req, collection, docs, parse)
    if (docs.length < size) return
    after = String(last.id)
  }
}
