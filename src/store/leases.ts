import type { Payload } from 'payload'
import { ValidationError, type Where } from 'payload'
import { isBackOffOver } from '#domain/work.ts'
import { isGone } from './presence.ts'
import type { Row } from './row.ts'
import { deleteRows, findRow, findRows, insertRow, isRow, updateRow, type StoreRequest } from './rows.ts'

interface LeaseRow {
  key: string
  token: number
  /** Null if nobody holds it; if done, who did it. */
  holder: string | null
  /** While nobody holds it: no worker picks it up by itself before this time. */
  until: string
  doneAt: string | null
}

const toLease = (row: Row): LeaseRow => ({
  key: row.text('key'),
  token: row.number('token'),
  holder: row.textOrNull('holder'),
  until: row.text('until'),
  doneAt: row.textOrNull('doneAt'),
})

/** The right to do one piece of work, until it ends or its holder is declared dead. */
export interface Lease {
  key: string
  /** Increases with each holder: late writes of an earlier one are rejected by it. */
  token: number
  holder: string
}

/** @returns null if the work is done or held. */
export async function claimLease(
  req: StoreRequest,
  { key, holder, now }: { key: string; holder: string; now: Date },
): Promise<Lease | null> {
  const until = now.toISOString()
  const row = await findRow(req, 'leases', toLease, { key: { equals: key } })
  if (!row) {
    try {
      await insertRow(req, 'leases', { key, token: 1, holder, until, doneAt: null })
      return { key, token: 1, holder }
    } catch (error) {
      if (error instanceof ValidationError) return null // another process was faster
      throw error
    }
  }
  if (row.doneAt || row.holder) return null
  const token = row.token + 1
  const free: Where = { and: [{ key: { equals: key } }, { token: { equals: row.token } }, NOBODY] }
  return (await updateRow(req, 'leases', free, { token, holder, until })) ? { key, token, holder } : null
}

/** Key prefix of work that is done once and then deleted. */
export const ONCE = 'work/'

const NOBODY: Where = { holder: { exists: false } }

/** Whether this holder still has the lease. */
export const isHeld = (req: StoreRequest, lease: Lease): Promise<boolean> =>
  isRow(req, 'leases', sameAs(lease))

/**
 * Whether this holder still has the lease at commit: a process taking over must wait for the transaction, or makes
 * it fail.
 */
export const fenceLease = (req: StoreRequest, lease: Lease): Promise<boolean> =>
  // The embedded database has one writer, which is this transaction.
  req.payload.db.name === 'mongoose'
    ? updateRow(req, 'leases', sameAs(lease), { until: new Date().toISOString() })
    : isHeld(req, lease)

/** Marks the work as done. @returns false if another holder has taken over in the meantime. */
export const finishLease = (req: StoreRequest, lease: Lease, now: Date): Promise<boolean> =>
  updateRow(req, 'leases', sameAs(lease), { doneAt: now.toISOString() })

/**
 * Releases the lease.
 * @param until no worker picks it up by itself before then; an explicit request gets it at once.
 */
export const dropLease = (req: StoreRequest, lease: Lease, until: Date): Promise<boolean> =>
  updateRow(req, 'leases', sameAs(lease), { holder: null, until: until.toISOString() })

/** Deletes the lease of work that is never done again under this key. */
export const forgetLease = (req: StoreRequest, lease: Lease): Promise<void> =>
  deleteRows(req, 'leases', sameAs(lease))

/** Those of these keys that are not held, not done, and past their back-off. */
export async function leftLeases(req: StoreRequest, keys: readonly string[], now: Date): Promise<string[]> {
  const rows = await findRows(req, 'leases', toLease, { key: { in: [...keys] } }, 'key')
  return rows
    .filter(({ doneAt, holder, until }) => !doneAt && !holder && isBackOffOver(until, now))
    .map(({ key }) => key)
}

/** Those of these keys that nobody holds and that are not done: also those that nobody has ever claimed. */
export async function undoneKeys(req: StoreRequest, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const rows = await findRows(req, 'leases', toLease, { key: { in: [...keys] } }, 'key')
  const taken = new Set(rows.filter(({ doneAt, holder }) => doneAt ?? holder).map(({ key }) => key))
  return keys.filter((key) => !taken.has(key))
}

/** Releases a key held by a process that is gone. @returns whether it may be claimed now. */
export async function freeLease(payload: Payload, key: string, now: Date): Promise<boolean> {
  const row = await findRow({ payload }, 'leases', toLease, { key: { equals: key } })
  if (!row?.holder || row.doneAt || !(await isGone(payload, row.holder))) return false
  const lease = { key, token: row.token, holder: row.holder }
  if (!key.startsWith(ONCE)) return dropLease({ payload }, lease, now)
  await forgetLease({ payload }, lease)
  return true
}

/** Releases all leases whose holder is gone. @returns how many. */
export async function freeLeases(payload: Payload, now: Date): Promise<number> {
  const held = await findRows(
    { payload },
    'leases',
    toLease,
    { and: [{ doneAt: { exists: false } }, { holder: { exists: true } }] },
    'key',
  )
  let freed = 0
  for (const { key } of held) if (await freeLease(payload, key, now)) freed += 1
  return freed
}

const sameAs = ({ key, token, holder }: Lease): Where => ({
  and: [{ key: { equals: key } }, { token: { equals: token } }, { holder: { equals: holder } }],
})
