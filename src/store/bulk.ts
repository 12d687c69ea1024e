import type { PayloadRequest } from 'payload'
import type { MachineCollection, StoreRequest } from './rows.ts'

/**
 * Many rows at once. Payload writes one row at a time, in several statements each: a run of digests writes hundreds of
 * thousands.
 */

/** Variables that one statement of the embedded database may have, and rows that are handed over at once. */
const VARIABLES = 30_000
const ROWS = 500

interface Insert {
  values(rows: object[]): { onConflictDoNothing(): Promise<unknown> }
}

/** What the embedded database offers below Payload: its tables, and the connection of each transaction. */
export interface Embedded {
  tables: Record<string, unknown>
  sessions: Record<
    string,
    { db: { insert(table: unknown): Insert; run(query: unknown): Promise<{ rowsAffected: number }> } }
  >
}

interface Document {
  insertMany(rows: object[], options: { ordered: false; session?: unknown; lean: true }): Promise<unknown>
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
  const table = (payload.db as unknown as Embedded).tables[collection.replaceAll('-', '_')]
  const step = Math.min(ROWS, Math.floor(VARIABLES / (Object.keys(first).length + 1)))
  for (let at = 0; at < rows.length; at += step)
    await db
      .insert(table)
      .values(rows.slice(at, at + step))
      .onConflictDoNothing()
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
