import { setTimeout as wait } from 'node:timers/promises'
import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { insideTransaction } from '#lib/inside-transaction.ts'
import type { StoreRequest } from './rows.ts'
import { nameTransaction, type About } from './database/watched.ts'

/** How often work is done again where its transaction met another. */
export const TRIES = 6

/** Milliseconds of rest before the first time, about; twice as many before each later one. */
const REST = 20

/** A request that may be part of a transaction: the whole of it, or as much as the database asks for. */
type TransactionRequest = Pick<PayloadRequest, 'payload'> & Partial<PayloadRequest>

interface TransactionOptions extends Partial<About> {
  /** It reads alone, all of one moment: on the embedded database, too, nobody who writes waits for it. */
  readOnly?: boolean
  /** Whether work that failed so may be done again: as a rule where nothing but another transaction was in its way. */
  again?: (error: unknown) => boolean
}

/**
 * Runs work in the request's transaction, or in one of its own that ends with it: all of it happens, or nothing. Where its
 * own met another, it is done again as a whole: work changes nothing but the database.
 * Work must hand `req` to every call it makes, and must not go on after a call that failed: MongoDB has ended the
 * transaction by then.
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

/** MongoDB keeps nobody who writes waiting for those who read. */
async function initReading(req: TransactionRequest): Promise<boolean> {
  const { db } = req.payload
  if (db.name === 'mongoose' || req.transactionID) return initTransaction(req)
  req.transactionID = (await db.beginTransaction({ readOnly: true } as never)) ?? undefined
  return req.transactionID !== undefined
}

/** Ends a transaction that is lost, before its request fails: nothing of it happens, and nobody waits for it any longer. */
export const giveUpTransaction = (req: StoreRequest): Promise<void> => killTransaction(req)

/** Rests before something is tried again: longer each time, and never as long as another that rests too. */
export const restAfter = (attempt: number): Promise<void> =>
  wait(REST * 2 ** (attempt - 1) * (0.5 + Math.random()))

/** What a server says of a transaction that another was in the way of. */
const CODES = new Set<unknown>([
  24, // LockTimeout
  112, // WriteConflict
  251, // NoSuchTransaction
])

/**
 * True where a transaction of MongoDB failed only because of the moment: another was in its way, or the server changed.
 * Nothing happened, and doing all of it again may succeed.
 */
export function isTransient(error: unknown): boolean {
  const { name, code, hasErrorLabel } = (error ?? {}) as {
    name?: unknown
    code?: unknown
    hasErrorLabel?: (label: string) => boolean
  }
  // Whoever waited for a server in vain need not do so again.
  if (name === 'MongoServerSelectionError') return false
  return (
    CODES.has(code) ||
    (typeof hasErrorLabel === 'function' && hasErrorLabel.call(error, 'TransientTransactionError'))
  )
}
