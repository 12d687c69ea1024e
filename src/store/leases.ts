import { ValidationError, type Where } from 'payload'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from './rows.ts'

interface LeaseRow {
  key: string
  token: number
  holder: string
  until: string
  doneAt: string | null
}

/** The right to do one piece of scheduled work, until it ends or somebody takes over. */
export interface Lease {
  key: string
  /** Grows with each holder: what an earlier one writes late is refused by it. */
  token: number
}

interface Claim {
  key: string
  holder: string
  now: Date
  /** How long the work may take before somebody else may take over, in milliseconds. */
  duration: number
}

/** @returns null where the work is done, or somebody is at it. */
export async function claimLease(
  req: StoreRequest,
  { key, holder, now, duration }: Claim,
): Promise<Lease | null> {
  const until = new Date(now.getTime() + duration).toISOString()
  const row = await findRow<LeaseRow>(req, 'leases', { key: { equals: key } })
  if (!row) {
    try {
      await insertRow(req, 'leases', { key, token: 1, holder, until, doneAt: null })
      return { key, token: 1 }
    } catch (error) {
      if (error instanceof ValidationError) return null // another was quicker by moments
      throw error
    }
  }
  if (row.doneAt || row.until > now.toISOString()) return null
  const token = row.token + 1
  const taken = await updateRow(req, 'leases', sameAs({ key, token: row.token }), { token, holder, until })
  return taken ? { key, token } : null
}

/** Notes that the work is done. @returns false where somebody has taken over in the meantime. */
export const finishLease = (req: StoreRequest, lease: Lease, now: Date): Promise<boolean> =>
  updateRow(req, 'leases', sameAs(lease), { doneAt: now.toISOString() })

/** Goes on with the work for longer. @returns false where somebody has taken over. */
export const renewLease = (req: StoreRequest, lease: Lease, until: Date): Promise<boolean> =>
  updateRow(req, 'leases', sameAs(lease), { until: until.toISOString() })

/** Gives back what was held when the one process that does all was ended without a word. */
export async function giveBackLeases(req: StoreRequest, now: Date): Promise<void> {
  const held = await findRows<LeaseRow>(req, 'leases', { until: { greater_than: now.toISOString() } }, 'key')
  for (const { key, token, doneAt } of held) if (!doneAt) await dropLease(req, { key, token }, now)
}

/** Gives the work back, so that it is tried again at once. */
export const dropLease = (req: StoreRequest, lease: Lease, now: Date): Promise<boolean> =>
  updateRow(req, 'leases', sameAs(lease), { until: now.toISOString() })

const sameAs = ({ key, token }: Lease): Where => ({
  and: [{ key: { equals: key } }, { token: { equals: token } }],
})
