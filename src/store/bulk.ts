import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-sqlite'
import type { PayloadRequest } from 'payload'
import type { MachineCollection, StoreRequest } from './rows.ts'

/**
 * Many rows at once. Payload writes one row at a time, in several statements each: a run of digests writes hundreds of
 * thousands.
 */

/** Rows that are handed over at once. */
const ROWS = 1_000

/** What the embedded database offers below Payload: the connection of each transaction. */
export interface Embedded {
  sessions: Record<
    string,
    {
      db: {
        run(query: unknown): Promise<{ rowsAffected: number }>
        all<T>(query: unknown): Promise<T[]>
      }
    }
  >
}

interface Document {
  insertMany(rows: object[], options: { ordered: false; session?: unknown; lean: true }): Promise<unknown>
  bulkWrite(operations: object[], options: { ordered: false }): Promise<{ matchedCount: number }>
  updateMany(filter: object, update: object): Promise<{ modifiedCount: number }>
  find(filter: object, projection?: object): Cursor
  aggregate<T>(stages: object[]): Promise<T[]>
}

interface Cursor {
  sort(by: Record<string, 1 | -1>): Cursor
  limit(count: number): Cursor
  lean(): Promise<({ _id: unknown } & Record<string, unknown>)[]>
}

export interface Documents {
  collections: Record<string, Document | undefined>
  sessions?: Record<string, unknown>
}

const isDuplicate = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 11_000

/** @throws {TypeError} on the embedded database outside a transaction: its writes go one after the other. */
export async function writerOf({
  payload,
  transactionID,
}: StoreRequest): Promise<Embedded['sessions'][string]['db']> {
  const session = (payload.db as unknown as Embedded).sessions[String(await transactionID)]
  if (!session) throw new TypeError('Many rows are written inside a transaction.')
  return session.db
}

/**
 * Inserts rows; one whose unique key is taken already is left out, so that a run which was cut off can do it again.
 * @throws {TypeError} on the embedded database outside a transaction.
 */
export async function insertMissing(
  req: StoreRequest,
  collection: MachineCollection,
  rows: readonly object[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const { payload } = req
  if (payload.db.name === 'mongoose') {
    const { collections, sessions } = payload.db as unknown as Documents
    const session = sessions?.[String(await req.transactionID)]
    for (let at = 0; at < rows.length; at += ROWS)
      await collections[collection]
        ?.insertMany(rows.slice(at, at + ROWS), {
          ordered: false,
          lean: true,
          ...(session ? { session } : {}),
        })
        .catch((error: unknown) => {
          if (!isDuplicate(error)) throw error
        })
    return
  }
  const db = await writerOf(req)
  const names = ['id', ...Object.keys(first)]
  const columns = sql.join(names.map(column), sql`, `)
  const values = sql.join(
    names.map((name) => sql`json_extract(value, ${`$.${name}`})`),
    sql`, `,
  )
  // One variable for all: binding each value takes longer than writing it.
  for (let at = 0; at < rows.length; at += ROWS)
    await db.run(sql`
      insert into ${sql.identifier(collection.replaceAll('-', '_'))} (${columns})
      select ${values} from json_each(${JSON.stringify(
        rows.slice(at, at + ROWS).map((row) => ({ id: randomUUID(), ...row })),
      )}) where true on conflict do nothing`)
}

/** What is to become of a row that somebody holds by a fencing token. */
export interface HeldChange {
  id: string
  /** Token by which it is held: nothing happens where another has taken the row since. */
  token: number
  /** Where given, nothing happens either unless the row is in this state. */
  from?: string
  data: Readonly<Record<string, string | number | null>>
}

/** Name of a column of the embedded database. */
export const column = (name: string) =>
  sql.identifier(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))

/**
 * Changes rows that are held by a token, each only where it is still held: in one transaction's statements, those that
 * become the same together, or in one message to MongoDB.
 * @returns for each whether it was changed, in their order.
 * @throws {TypeError} on the embedded database outside a transaction.
 */
export async function updateHeld(
  req: StoreRequest,
  collection: MachineCollection,
  changes: readonly HeldChange[],
): Promise<boolean[]> {
  if (changes.length === 0) return []
  const changed =
    req.payload.db.name === 'mongoose'
      ? await updateDocuments(req, collection, changes)
      : await updateRows(req, collection, changes)
  return changes.map(({ id, token }) => changed.has(`${id} ${token}`))
}

async function updateRows(
  req: StoreRequest,
  collection: MachineCollection,
  changes: readonly HeldChange[],
): Promise<Set<string>> {
  const db = await writerOf(req)
  const table = sql.identifier(collection.replaceAll('-', '_'))
  const alike = Map.groupBy(changes, ({ token, from, data }) => JSON.stringify([token, from, data]))
  const changed = new Set<string>()
  for (const group of alike.values()) {
    const { token, from, data } = group[0] as HeldChange
    const set = Object.entries(data).map(([name, value]) => sql`${column(name)} = ${value}`)
    // One list, so that the statement stays short; the plus keeps it from the index of states, and so to that of ids.
    const list = JSON.stringify(group.map(({ id }) => id))
    const held = sql`id in (select value from json_each(${list})) and token = ${token}`
    const inState = (state: unknown) => (state === undefined ? sql`` : sql` and +state = ${state}`)
    const { rowsAffected } = await db.run(
      sql`update ${table} set ${sql.join(set, sql`, `)} where ${held}${inState(from)}`,
    )
    // All of them, nearly always; else those that another holds now are left out.
    const rows =
      rowsAffected === group.length
        ? group
        : await db.all<{ id: string }>(sql`select id from ${table} where ${held}${inState(data.state)}`)
    for (const { id } of rows) changed.add(`${id} ${token}`)
  }
  return changed
}

async function updateDocuments(
  { payload }: StoreRequest,
  collection: MachineCollection,
  changes: readonly HeldChange[],
): Promise<Set<string>> {
  const documents = (payload.db as unknown as Documents).collections[collection]
  if (!documents) return new Set()
  const { matchedCount } = await documents.bulkWrite(
    changes.map(({ id, token, from, data }) => ({
      updateOne: {
        filter: { _id: id, token, ...(from === undefined ? {} : { state: from }) },
        update: { $set: data },
      },
    })),
    { ordered: false },
  )
  if (matchedCount === changes.length) return new Set(changes.map(({ id, token }) => `${id} ${token}`))
  // It does not say which: those that are now as they were to become, and are still held by the same token.
  const found = await documents
    .find({ _id: { $in: changes.map(({ id }) => id) } }, { token: 1, state: 1 })
    .lean()
  const now = new Map(found.map((row) => [String(row._id), row]))
  return new Set(
    changes
      .filter(({ id, token, data }) => {
        const row = now.get(id)
        return row?.token === token && (data.state === undefined || row.state === data.state)
      })
      .map(({ id, token }) => `${id} ${token}`),
  )
}

/** Every row of a collection that is as `where` says, so many at a time, in the order of their ids. */
export async function* inPages<T extends { id: string }>(
  req: StoreRequest,
  collection: MachineCollection,
  where: Parameters<PayloadRequest['payload']['db']['find']>[0]['where'] = {},
  size = 1000,
): AsyncGenerator<T[]> {
  let after: string | null = null
  for (;;) {
    const { docs }: { docs: T[] } = await req.payload.db.find<T>({
      collection,
      where: after === null ? where : { and: [where ?? {}, { id: { greater_than: after } }] },
      sort: 'id',
      limit: size,
      pagination: false,
      req,
    })
    const last = docs.at(-1)
    if (!last) return
    yield docs
    if (docs.length < size) return
    after = String(last.id)
  }
}
