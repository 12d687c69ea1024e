import type { Payload } from 'payload'
import type { StoreRequest } from '../../rows.ts'
import { inTransaction } from '../../transaction.ts'

/** Writes inside a transaction where the database has one writer; elsewhere each row is a write of its own. */
export function writing<T>(payload: Payload, work: (req: StoreRequest) => Promise<T>): Promise<T> {
  const req = { payload, context: {} } // of its own, beside everything else
  return payload.db.name === 'mongoose'
    ? work(req)
    : inTransaction(req, () => work(req), { name: 'marks of the outbox' })
}
