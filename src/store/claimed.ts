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

/** In one update of many: a server takes about as long for it as for a single row. */
async function updateDocuments(
  documents: DocumentCollection,
  changes: readonly ClaimedChange[],
): Promise<Set<string>> {
  const all = new Set(changes.map(keyOf))
  try {
    const { matchedCount } = await documents.updateMany(stillHeld(changes), [
      { $addFields: eachItsOwn(changes) },
    ])
    if (matchedCount === changes.length) return all
  } catch {
    // A driver repeats single updates whose answer is lost, and not one of many. Rows that it did change are not
    // changed again: they have left the state, or get the same values.
    if ((await updateOneByOne(documents, changes)) === changes.length) return all
  }
  return changedNow(documents, changes)
}

const keyOf = ({ id, token }: ClaimedChange): string => `${id} ${token}`

/** Rows that are held by the token of their change, and in its state. */
function stillHeld(changes: readonly ClaimedChange[]): object {
  const alike = Map.groupBy(changes, ({ token, from }) => `${token} ${from ?? ''}`)
  return {
    _id: { $in: changes.map(({ id }) => id) },
    $or: [...alike.values()].map((some) => {
      const [{ token, from }] = some as [ClaimedChange]
      return { _id: { $in: some.map(({ id }) => id) }, token, ...(from === undefined ? {} : { state: from }) }
    }),
  }
}

/** What each row gets, looked up by its id. Fields that a change does not name stay as they are. */
function eachItsOwn(changes: readonly ClaimedChange[]): Record<string, object> {
  const at = { $indexOfArray: [{ $literal: changes.map(({ id }) => id) }, { $toString: '$_id' }] }
  const names = [...new Set(changes.flatMap(({ data }) => Object.keys(data)))]
  return Object.fromEntries(
    names.map((name) => {
      const value = { $arrayElemAt: [{ $literal: changes.map(({ data }) => data[name] ?? null) }, at] }
      const named = changes.map(({ data }) => data[name] !== undefined)
      return [
        name,
        named.every(Boolean)
          ? value
          : { $cond: [{ $arrayElemAt: [{ $literal: named }, at] }, value, `$${name}`] },
      ]
    }),
  )
}

/** @returns how many rows matched. @throws what the driver says, after it has tried again. */
async function updateOneByOne(
  documents: DocumentCollection,
  changes: readonly ClaimedChange[],
): Promise<number> {
  const { matchedCount } = await documents.bulkWrite(
    changes.map(({ id, token, from, data }) => ({
      updateOne: {
        filter: { _id: id, token, ...(from === undefined ? {} : { state: from }) },
        update: { $set: data },
      },
    })),
    { ordered: false },
  )
  return matchedCount
}

/** MongoDB doesn't say which rows changed: those that now have the new state and still hold the same token. */
async function changedNow(
  documents: DocumentCollection,
  changes: readonly ClaimedChange[],
): Promise<Set<string>> {
  const found = await documents
    .find({ _id: { $in: changes.map(({ id }) => id) } }, { token: 1, state: 1 })
    .lean()
  const now = new Map(found.map((row) => [String(row._id), row]))
  const isChanged = ({ id, token, data }: ClaimedChange): boolean => {
    const row = now.get(id)
    return row?.token === token && (data.state === undefined || row.state === data.state)
  }
  return new Set(changes.filter(isChanged).map(keyOf))
}
