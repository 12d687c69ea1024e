import type { Payload } from 'payload'
import { canonical } from '#domain/canonical.ts'
import { isMongo } from '../database/drivers.ts'
import { inOwnTransaction } from '../own-transaction.ts'
import type { RowSet } from './collections.ts'
import { hashOfEnds } from './ends.ts'
import { readSet, type Moment } from './read.ts'

/**
 * How far what was read is one state. `point in time`: the database gave one moment of all rows. `unmoved`: it has
 * none, and nothing of the record changed between the first row and the last.
 */
export type Consistency = 'point in time' | 'unmoved'

/** The record moved each time that it was read. */
export class NeverStill extends Error {
  override name = 'NeverStill'
}

/** Attempts to read a database that knows no moments. */
const ATTEMPTS = 5

interface Session {
  snapshotTime?: unknown
  endSession(): Promise<void>
}

interface Connected {
  connection: {
    getClient(): { startSession(options: object): Session }
    db?: { collection(name: string): { findOne(filter: object, options: object): Promise<unknown> } }
  }
}

/** A session whose reads all see one moment; null where the server has none. */
async function momentOf({ connection }: Connected): Promise<Session | null> {
  const session = connection.getClient().startSession({ snapshot: true })
  try {
    await connection.db?.collection('heads').findOne({}, { session })
    // A server that reads at a moment says which; others ignore the wish.
    if (session.snapshotTime !== undefined) return session
  } catch {
    // It refuses the wish: read without.
  }
  await session.endSession()
  return null
}

/** What of the record moves with every decision, every going-live and every corrected note. */
async function recordAt(moment: Moment, sets: readonly RowSet[]): Promise<string> {
  const notes: unknown[] = []
  for (const set of sets)
    if (set.name === 'changes' || set.name === 'releases')
      for await (const page of readSet(moment, set))
        for (const { seq, noteCorrectedAt } of page) notes.push([seq, noteCorrectedAt ?? null])
  return `${await hashOfEnds(moment, sets)} ${canonical(notes)}`
}

/**
 * Runs work that reads a whole database, at one moment of it; writers do not wait. Where the database knows none,
 * the work is repeated until the record has not moved meanwhile.
 * @throws {NeverStill} if it always did.
 */
export async function atOneMoment<T>(
  payload: Payload,
  sets: readonly RowSet[],
  work: (moment: Moment, consistency: Consistency) => Promise<T>,
  attempts = ATTEMPTS,
): Promise<T> {
  const { db } = payload
  if (!isMongo<Connected>(db))
    return inOwnTransaction({ payload }, (req) => work({ req }, 'point in time'), {
      name: 'everything, for a copy of it',
      long: true,
      readOnly: true,
      again: () => false,
    })
  const session = await momentOf(db)
  if (session)
    try {
      return await work({ req: { payload }, session }, 'point in time')
    } finally {
      await session.endSession()
    }
  for (let left = attempts; left > 0; left -= 1) {
    const moment = { req: { payload } }
    const before = await recordAt(moment, sets)
    const result = await work(moment, 'unmoved')
    if ((await recordAt(moment, sets)) === before) return result
  }
  throw new NeverStill(
    `The database has no transactions, and the record changed whenever it was read (${attempts} times). Try again when fewer people edit, or use a MongoDB replica set.`,
  )
}
