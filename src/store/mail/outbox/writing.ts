import type { Payload } from 'payload'
import type { StoreRequest } from '../../rows.ts'
import { inTransaction } from '../../transaction.ts'

/** Writes inside a transaction if the database has one writer; elsewhere each row is a separate write. */
export function writing<T>(payload: Payload, work: (req: StoreRequest) => Promise<T>): Promise<T> {
  const req = { payload, context: {} } // independent of the caller's request
  return payload.db.name === 'mongoose'
    ? work(req)
    : inTransaction(req, () => work(req), { name: 'marks of the outbox' })
}
