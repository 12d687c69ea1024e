import type { CollectionSlug, PayloadRequest, SelectType, Where } from 'payload'
import { cleanedTexts } from '#domain/texts.ts'
import { Row } from './row.ts'

/** Collections whose rows the system alone writes. They have no hooks and no access of their own to pass. */
export type MachineCollection =
  | 'heads'
  | 'editions'
  | 'editorial-events'
  | 'shared-events'
  | 'account-events'
  | 'chain-ends'
  | 'changes'
  | 'flags'
  | 'work'
  | 'releases'
  | 'leases'
  | 'subscribers'
  | 'mail-tokens'
  | 'mailed-changes'
  | 'outbox'
  | 'digest-runs'
  | 'law-change-proposals'
  | 'register-readings'
  | 'source-checks'
  | 'source-states'
  | 'host-states'
  | 'quote-states'
  | 'watch-passes'

type Values = Record<string, unknown>

/** What a store file makes of a row. */
export type Parse<T> = (row: Row) => T

/** What every call of the store needs: the database, and the transaction it is part of. */
export type StoreRequest = Pick<PayloadRequest, 'payload' | 'transactionID'>

/** What is hashed is written as it is, or not at all. */
const HASHED = new Set<MachineCollection>([
  'heads',
  'editions',
  'editorial-events',
  'shared-events',
  'account-events',
  'chain-ends',
  'changes',
])

/**
 * A row as it can be stored. What machines note of strangers (titles of pages, words found there, answers of servers) is
 * cleaned, so that none of it stops a pass.
 */
export const storable = <T>(collection: MachineCollection, data: T): T =>
  HASHED.has(collection) ? data : cleanedTexts(data)

/** A value as the text in which a row keeps it. */
export const jsonOf = (value: unknown): string => JSON.stringify(cleanedTexts(value))

const full = (req: StoreRequest): PayloadRequest => req as PayloadRequest

export async function insertRow(
  req: StoreRequest,
  collection: MachineCollection,
  data: Values,
): Promise<void> {
  await req.payload.db.create({ collection, data: storable(collection, data), req: full(req) })
}

/** @throws {UnreadableRow} where `parse` does. */
export async function findRow<T>(
  req: StoreRequest,
  collection: CollectionSlug,
  parse: Parse<T>,
  where: Where,
): Promise<T | null> {
  const found = await req.payload.db.findOne({ collection, where, req: full(req) })
  return found && parse(new Row(collection, found))
}

/** Whether there is such a row. */
export async function isRow(
  req: StoreRequest,
  collection: MachineCollection,
  where: Where,
): Promise<boolean> {
  return (await req.payload.db.findOne({ collection, where, req: full(req) })) !== null
}

/** All rows, or the first `limit`, in the order asked for. @throws {UnreadableRow} where `parse` does. */
export async function findRows<T>(
  req: StoreRequest,
  collection: CollectionSlug,
  parse: Parse<T>,
  where: Where,
  sort?: string | string[],
  { limit = 0, select }: { limit?: number; select?: SelectType } = {},
): Promise<T[]> {
  const found = await req.payload.db.find({
    collection,
    where,
    sort,
    limit,
    select,
    pagination: false,
    req: full(req),
  })
  return found.docs.map((values) => parse(new Row(collection, values)))
}

/** Changes the one row that is as `where` says; false when there is none. Atomic on MongoDB, and on SQLite inside its one write transaction. */
export async function updateRow(
  req: StoreRequest,
  collection: MachineCollection,
  where: Where,
  data: Values,
): Promise<boolean> {
  const asked = { collection, where, data: storable(collection, data), req: full(req) }
  return (await req.payload.db.updateOne(asked)) !== null
}

/** Erases every row that is as `where` says. */
export async function deleteRows(
  req: StoreRequest,
  collection: MachineCollection,
  where: Where,
): Promise<void> {
  await req.payload.db.deleteMany({ collection, where, req: full(req) })
}
