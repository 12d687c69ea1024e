import { sql } from '@payloadcms/db-sqlite/drizzle'
import type { Payload } from 'payload'

/**
 * What the store asks of each database below Payload, where Payload would read or write row by row: counts by group, and
 * many rows at once.
 */

/** Runs statements of the embedded database. */
export interface Statements {
  run(query: unknown): Promise<{ rowsAffected: number }>
  all(query: unknown): Promise<Record<string, unknown>[]>
}

/** The embedded database: a connection that reads, and that of each transaction. */
export interface Embedded {
  drizzle: Statements
  sessions: Record<string, { db: Statements }>
}

/** One collection of MongoDB, as Mongoose gives it. */
export interface DocumentCollection {
  /** What lies below Mongoose: rows go as they are, without being cast one by one. */
  collection: {
    bulkWrite(operations: object[], options: { ordered: false; session?: unknown }): Promise<unknown>
  }
  bulkWrite(operations: object[], options: { ordered: false }): Promise<{ matchedCount: number }>
  updateMany(
    filter: object,
    update: object,
    options?: { session?: unknown },
  ): Promise<{ modifiedCount: number }>
  find(filter: object, projection?: object): Cursor
  aggregate(stages: object[]): Promise<Record<string, unknown>[]>
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

type HasDatabase = { payload: Pick<Payload, 'db'> }

/** MongoDB; null on the embedded database. */
export const documentsOf = ({ payload: { db } }: HasDatabase): Documents | null =>
  db.name === 'mongoose' ? (db as unknown as Documents) : null

/** The session of the transaction that a request is part of, as an option of what MongoDB is asked. */
export async function sessionOf(
  req: HasDatabase & { transactionID?: unknown },
): Promise<{ session?: unknown }> {
  const session = documentsOf(req)?.sessions?.[String(await req.transactionID)]
  return session ? { session } : {}
}

/** The embedded database, where there is no MongoDB. */
export const embeddedOf = ({ payload: { db } }: HasDatabase): Embedded => db as unknown as Embedded

/** @throws {TypeError} on the embedded database outside a transaction: its writes go one after the other. */
export async function writerOf(req: HasDatabase & { transactionID?: unknown }): Promise<Statements> {
  const session = embeddedOf(req).sessions[String(await req.transactionID)]
  if (!session) throw new TypeError('Many rows are written inside a transaction.')
  return session.db
}

/** Name of a column of the embedded database. */
export const column = (name: string) =>
  sql.identifier(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
