import { sql } from '@payloadcms/db-sqlite/drizzle'
import type { Payload } from 'payload'

/** Direct database access for cases where Payload would read or write row by row: counts by group, and bulk writes. */

/** Runs statements of the embedded database. */
export interface Statements {
  run(query: unknown): Promise<{ rowsAffected: number }>
  all(query: unknown): Promise<Record<string, unknown>[]>
}

/** The embedded database: a connection for reading, and one per transaction. */
export interface Embedded {
  drizzle: Statements
  sessions: Record<string, { db: Statements }>
}

/** A MongoDB collection, as Mongoose exposes it. */
export interface DocumentCollection {
  /** The driver below Mongoose: rows are sent as they are, without being cast one by one. */
  collection: {
    bulkWrite(operations: object[], options: { ordered: false; session?: unknown }): Promise<unknown>
  }
  bulkWrite(
    operations: object[],
    options: { ordered: false; session?: unknown },
  ): Promise<{ matchedCount: number }>
  /** @param update an update, or the stages of a pipeline. */
  updateMany(
    filter: object,
    update: object | object[],
    options?: { session?: unknown },
  ): Promise<{ matchedCount: number; modifiedCount: number }>
  find(filter: object, projection?: object): Cursor
  aggregate(stages: object[], options?: { session?: unknown }): Promise<Record<string, unknown>[]>
}

interface Cursor {
  sort(by: Record<string, 1 | -1>): Cursor
  limit(count: number): Cursor
  lean(): Promise<({ _id: unknown } & Record<string, unknown>)[]>
}

/** MongoDB: its collections by slug, and the session of each transaction. */
export interface Documents {
  collections: Record<string, DocumentCollection | undefined>
  sessions?: Record<string, unknown>
}

/** Whether the database is MongoDB, typed with the part of its adapter that the caller needs. */
export const isMongo = <T extends object>(db: Payload['db']): db is Payload['db'] & T =>
  db.name === 'mongoose'

const isEmbedded = (db: Payload['db']): db is Payload['db'] & Embedded => db.name === 'sqlite'

type HasDatabase = { payload: Pick<Payload, 'db'> }

/** MongoDB; null on the embedded database. */
export const documentsOf = ({ payload: { db } }: HasDatabase): Documents | null =>
  isMongo<Documents>(db) ? db : null

/** The session of the request's transaction, as an option for MongoDB calls. */
export async function sessionOf(
  req: HasDatabase & { transactionID?: unknown },
): Promise<{ session?: unknown }> {
  const session = documentsOf(req)?.sessions?.[String(await req.transactionID)]
  return session ? { session } : {}
}

/** @throws {TypeError} unless this is the embedded database. */
export function embeddedOf({ payload: { db } }: HasDatabase): Embedded {
  if (isEmbedded(db)) return db
  throw new TypeError(`The database “${db.name}” is not the embedded one.`)
}

/** Reads in the transaction of the request, if it has one. */
export async function readerOf(req: HasDatabase & { transactionID?: unknown }): Promise<Statements> {
  const { drizzle, sessions } = embeddedOf(req)
  return sessions[String(await req.transactionID)]?.db ?? drizzle
}

/** @throws {TypeError} on the embedded database outside a transaction: its writes are serialized. */
export async function writerOf(req: HasDatabase & { transactionID?: unknown }): Promise<Statements> {
  const session = embeddedOf(req).sessions[String(await req.transactionID)]
  if (!session) throw new TypeError('Many rows are written inside a transaction.')
  return session.db
}

/** Column name in the embedded database. */
export const column = (name: string) =>
  sql.identifier(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
