import { setTimeout as wait } from 'node:timers/promises'
import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { insideTransaction } from '#lib/inside-transaction.ts'
import type { StoreRequest } from './rows.ts'
import { nameTransaction, type About } from './database/watched.ts'

/** Maximum attempts on transaction conflicts. */
export const TRIES = 8

/** Approximate milliseconds before the first retry; doubled before each later one. */
const REST = 20

/** A request that may be part of a transaction: complete, or just the part the database needs. */
type TransactionRequest = Pick<PayloadRequest, 'payload'> & Partial<PayloadRequest>

interface TransactionOptions extends Partial<About> {
  /** Read-only, from one snapshot: writers don't wait for it, not even on the embedded database. */
  readOnly?: boolean
  /**
   * Whether work that failed with this error may be retried; by default, only if it conflicted with another
   * transaction.
   */
  again?: (error: unknown) => boolean
}

/**
 * Runs work atomically in the request's transaction, or in one of its own. On a conflict in its own, the work is
 * retried as a whole: it must change nothing but the database. Work must pass `req` to every call it makes, and
 * must not continue after a failed call: MongoDB has aborted the transaction by then.
 */
export async function inTransaction<T>(
  req: TransactionRequest,
  work: () => Promise<T>,
  { name, long, readOnly, again = isTransient }: TransactionOptions = {},
): Promise<T> {
  const context = { ...req.context }
  for (let attempt = 1; ; attempt += 1) {
    const mine = await (readOnly ? initReading(req) : initTransaction(req))
    if (mine && name !== undefined) nameTransaction(req, { name, long })
    try {
      const result = await (mine ? insideTransaction(name ?? 'one of many', work) : work())
      if (mine) await commitTransaction(req)
      return result
    } catch (error) {
      if (mine) await killTransaction(req)
      if (!mine || attempt >= TRIES || !again(error)) throw error
    }
    req.context = { ...context }
    await restAfter(attempt)
  }
}

/** On MongoDB, readers never block writers. */
async function initReading(req: TransactionRequest): Promise<boolean> {
  const { db } = req.payload
  if (db.name === 'mongoose' || req.transactionID) return initTransaction(req)
  req.transactionID = (await db.beginTransaction({ readOnly: true } as never)) ?? undefined
  return req.transactionID !== undefined
}

/** Rolls back a lost transaction before its request fails, so that nobody waits for it any longer. */
export const giveUpTransaction = (req: StoreRequest): Promise<void> => killTransaction(req)

/** Waits before a retry: longer each time, with jitter so that concurrent retries don't collide again. */
export const restAfter = (attempt: number): Promise<void> =>
  wait(REST * 2 ** (attempt - 1) * (0.5 + Math.random()))

/** MongoDB error codes of a transaction conflict. */
const CODES = new Set<unknown>([
  24, // LockTimeout
  112, // WriteConflict
  251, // NoSuchTransaction
])

/**
 * Whether a MongoDB transaction failed for a temporary reason: a conflict, or a change of primary. Nothing was
 * written, and retrying all of it may succeed.
 */
export function isTransient(error: unknown): boolean {
  const { name, code, hasErrorLabel } = (error ?? {}) as {
    name?: unknown
    code?: unknown
    hasErrorLabel?: (label: string) => boolean
  }
  // Server selection has already waited; retrying would only wait again.
  if (name === 'MongoServerSelectionError') return false
  return (
    CODES.has(code) ||
    (typeof hasErrorLabel === 'function' && hasErrorLabel.call(error, 'TransientTransactionError'))
  )
}
