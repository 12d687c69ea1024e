import { ValidationError } from 'payload'
import type { Row } from '../row.ts'
import { inOwnTransaction } from '../own-transaction.ts'
import { deleteRows, findRow, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** Burst size, and milliseconds after which each use is restored. */
export interface Limit {
  most: number
  each: number
}

/** Attempts to change a counter that others change at the same time. */
const ATTEMPTS = 50

const untilOf = (row: Row): number => row.number('until')

const readUntil = (req: StoreRequest, key: string): Promise<number | null> =>
  findRow(req, 'sign-in-tries', untilOf, { key: { equals: key } })

/** Writes a counter if it still is what was read. @returns false if somebody else was faster. */
async function replace(
  req: StoreRequest,
  key: string,
  before: number | null,
  until: number,
): Promise<boolean> {
  if (before !== null)
    return updateRow(
      req,
      'sign-in-tries',
      { and: [{ key: { equals: key } }, { until: { equals: before } }] },
      { until },
    )
  try {
    await insertRow(req, 'sign-in-tries', { key, until })
    return true
  } catch (error) {
    if (error instanceof ValidationError) return false
    throw error
  }
}

/**
 * The embedded database has one writer, whose turn is taken unless this request has it. MongoDB changes single rows
 * atomically, outside of transactions: in them two attempts would fail one another.
 */
export function counting<T>(req: StoreRequest, work: (req: StoreRequest) => Promise<T>): Promise<T> {
  const { payload } = req
  if (payload.db.name === 'mongoose') return work({ payload })
  return req.transactionID ? work(req) : inOwnTransaction({ payload }, work, { name: 'a rate limit' })
}

/** Milliseconds by which the clocks of two servers may differ: administrators are told of much less. */
const CLOCKS_APART = 15 * 60_000

/**
 * Milliseconds until all uses are restored. Where another server counted whose clock is ahead, all are used: else
 * whoever asks two servers in turn is forgiven by each. If the clock was set back by more, past uses are forgiven.
 */
function owed(until: number | null, { most, each }: Limit, at: number): number {
  const left = until === null ? 0 : until - at
  return left > most * each + CLOCKS_APART ? 0 : Math.min(Math.max(left, 0), most * each)
}

/**
 * Takes one use of a rate limit that all servers share; uses are restored one by one. A row keeps only when all of
 * them are, so that one conditional update counts.
 * @returns milliseconds until the next use is allowed; 0 if this one is.
 */
export async function takeUse(req: StoreRequest, key: string, limit: Limit, now: Date): Promise<number> {
  const at = now.getTime()
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const until = await readUntil(req, key)
    const after = owed(until, limit, at) + limit.each
    const wait = after - limit.most * limit.each
    if (wait > 0) return wait
    if (await replace(req, key, until, at + after)) return 0
  }
  return limit.each
}

/** Refunds a use that turned out not to count. */
export async function giveUseBack(req: StoreRequest, key: string, limit: Limit, now: Date): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const until = await readUntil(req, key)
    if (until === null || (await replace(req, key, until, until - limit.each))) return
  }
  req.payload.logger.warn(`a try to sign in was counted although it came off (${now.toISOString()})`)
}

/** Remembers a key for a while. */
export async function remember(req: StoreRequest, key: string, until: Date): Promise<void> {
  await replace(req, key, await readUntil(req, key), until.getTime())
}

export const isRemembered = async (req: StoreRequest, key: string, now: Date): Promise<boolean> =>
  ((await readUntil(req, key)) ?? 0) > now.getTime()

/** Deletes counters that count nothing any more. */
export const forgetUses = (req: StoreRequest, now: Date): Promise<void> =>
  deleteRows(req, 'sign-in-tries', { until: { less_than_equal: now.getTime() } })
