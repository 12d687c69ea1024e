import { sql } from '@payloadcms/db-sqlite'
import { column, documentsOf, writerOf, type DocumentCollection } from './database/drivers.ts'
import { storable, type MachineCollection, type StoreRequest } from './rows.ts'

/** A change to a row held by a fencing token. */
export interface ClaimedChange {
  id: string
  /** The holder's token: nothing happens if the row has been claimed by another since. */
  token: number
  /** If given, the row must also be in this state. */
  from?: string
  data: Readonly<Record<string, string | number | null>>
}

/**
 * Changes rows held by a token, each only if it is still held: in one statement of a transaction, or in one message
 * to MongoDB. @param changes of different rows.
 * @returns for each, in order, whether it was changed.
 * @throws {TypeError} on the embedded database outside a transaction.
 */
export async function updateClaimed(
  req: StoreRequest,
  collection: MachineCollection,
  changes: readonly ClaimedChange[],
): Promise<boolean[]> {
  if (changes.length === 0) return []
  const documents = documentsOf(req)?.collections[collection]
  const changed = documents
    ? await updateDocuments(documents, storable(collection, changes))
    : await updateRows(req, collection, storable(collection, changes))
  return changes.map(({ id, token }) => changed.has(`${id} ${token}`))
}

async function updateRows(
  req: StoreRequest,
  collection: MachineCollection,
  changes: readonly ClaimedChange[],
): Promise<Set<string>> {
  const db = await writerOf(req)
  const table = sql.identifier(collection.replaceAll('-', '_'))
  const names = [...new Set(changes.flatMap(({ data }) => Object.keys(data)))]
  // One statement for all: preparing each costs more than running it. Fields a change does not name stay as they
  // are.
  const set = names.map((name) => {
    const given = sql.raw(`value -> '$.data.${name}'`)
    return sql`${column(name)} = iif(${given} is null, ${table}.${column(name)}, ${given} ->> '$')`
  })
  const rows = await db.all(sql`
    update ${table} set ${sql.join(set, sql`, `)} from json_each(${JSON.stringify(changes)})
    where ${table}.id = value ->> '$.id' and token = value ->> '$.token'
      and (value -> '$.from' is null or +state = value ->> '$.from')
    returning ${table}.id, token`)
  return new Set(rows.map(({ id, token }) => `${String(id)} ${String(token)}`))
}

async function updateDocuments(
  documents: DocumentCollection,
  changes: readonly ClaimedChange[],
): Promise<Set<string>> {
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
  // MongoDB doesn't say which rows changed: those that now have the new values and still hold the same token.
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
