import type { CollectionSlug, PayloadRequest, SelectType, Where } from 'payload'
import { cleanedTexts } from '#domain/texts.ts'
import { Row, UnreadableRow } from './row.ts'

/** Collections only the system writes. Their rows have no hooks or access rules to go through. */
export type MachineCollection =
  | 'heads'
  | 'editions'
  | 'editorial-events'
  | 'shared-events'
  | 'account-events'
  | 'chain-ends'
  | 'sign-in-tries'
  | 'sign-ins'
  | 'second-factors'
  | 'identities'
  | 'changes'
  | 'flags'
  | 'work'
  | 'releases'
  | 'reader-reports'
  | 'targets'
  | 'leases'
  | 'alarms'
  | 'subscribers'
  | 'mail-tokens'
  | 'expert-links'
  | 'saved-views'
  | 'mailed-changes'
  | 'outbox'
  | 'digest-runs'
  | 'notices'
  | 'law-change-proposals'
  | 'register-readings'
  | 'source-checks'
  | 'source-states'
  | 'host-states'
  | 'quote-states'
  | 'watch-passes'

type Values = Record<string, unknown>

/** Parses a row. */
export type Parse<T> = (row: Row) => T

/** What every store call needs: the database, and the transaction it is part of. */
export type StoreRequest = Pick<PayloadRequest, 'payload' | 'transactionID'>

/** Hashed data is written unmodified, or not at all. */
export const HASHED: ReadonlySet<string> = new Set<MachineCollection>([
  'heads',
  'editions',
  'editorial-events',
  'shared-events',
  'account-events',
  'chain-ends',
  'changes',
])

/**
 * Makes a row storable. Text machines record from outside (page titles, extracts, server responses) is cleaned, so
 * that none of it stops a run.
 */
export const storable = <T>(collection: MachineCollection, data: T): T =>
  HASHED.has(collection) ? data : cleanedTexts(data)

/** Serializes a value for a row. */
export const jsonOf = (value: unknown): string => JSON.stringify(cleanedTexts(value))

/** Collections whose rows say nothing of one another: the others are read without one that cannot be. */
const ROW_BY_ROW = new Set<CollectionSlug>([
  'flags',
  'subscribers',
  'outbox',
  'notices',
  'digest-runs',
  'watch-passes',
  'targets',
  'alarms',
  'reader-reports',
  'host-states',
  'source-states',
  'source-checks',
  'quote-states',
  'register-readings',
  'law-change-proposals',
])

const full = (req: StoreRequest): PayloadRequest => req as PayloadRequest

export async function insertRow(
  req: StoreRequest,
  collection: MachineCollection,
  data: Values,
): Promise<void> {
  await req.payload.db.create({ collection, data: storable(collection, data), req: full(req) })
}

/** @throws {UnreadableRow} if `parse` does. */
export async function findRow<T>(
  req: StoreRequest,
  collection: CollectionSlug,
  parse: Parse<T>,
  where: Where,
): Promise<T | null> {
  const found = await req.payload.db.findOne({ collection, where, req: full(req) })
  return found && parse(new Row(collection, found))
}

/** Whether such a row exists. */
export async function isRow(
  req: StoreRequest,
  collection: MachineCollection,
  where: Where,
): Promise<boolean> {
  return (await req.payload.db.findOne({ collection, where, req: full(req) })) !== null
}

/** All rows, or the first `limit`, in the given order; parsed by `parseRows`. */
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
  return parseRows(req, collection, found.docs, parse)
}

/**
 * Parses rows. An unreadable row of a `ROW_BY_ROW` collection is logged and left out, so that one row does not stop
 * mail, watch or desk for all others.
 * @throws {UnreadableRow} for a row of another collection.
 */
export function parseRows<T>(
  { payload }: Pick<StoreRequest, 'payload'>,
  collection: CollectionSlug,
  found: readonly object[],
  parse: Parse<T>,
): T[] {
  const parsed: T[] = []
  for (const values of found)
    try {
      parsed.push(parse(new Row(collection, values)))
    } catch (error) {
      if (!(error instanceof UnreadableRow) || !ROW_BY_ROW.has(collection)) throw error
      const { row, field } = error
      payload.logger.error({ msg: 'a row was left out', why: error.message, collection, row, field })
    }
  return parsed
}

/**
 * Updates the one row matching `where`; false if there is none. Atomic on MongoDB, and on SQLite inside its one
 * write transaction.
 */
export async function updateRow(
  req: StoreRequest,
  collection: MachineCollection,
  where: Where,
  data: Values,
): Promise<boolean> {
  const asked = { collection, where, data: storable(collection, data), req: full(req) }
  return (await req.payload.db.updateOne(asked)) !== null
}

/** Deletes every row matching `where`. */
export async function deleteRows(
  req: StoreRequest,
  collection: MachineCollection,
  where: Where,
): Promise<void> {
  await req.payload.db.deleteMany({ collection, where, req: full(req) })
}
