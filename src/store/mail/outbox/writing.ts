import type { Payload, PayloadRequest } from 'payload'
import type { StoreRequest } from '../../rows.ts'
import { inTransaction } from '../../transaction.ts'

/** A request of its own, for what is written beside everything else. */
const alone = (payload: Payload): PayloadRequest => ({ payload, context: {} }) as unknown as PayloadRequest

/** Writes inside a transaction where the database has one writer; elsewhere each row is a write of its own. */
export function writing<T>(payload: Payload, work: (req: StoreRequest) => Promise<T>): Promise<T> {
  const req = alone(payload)
  return payload.db.name === 'mongoose'
    ? work(req)
    : inTransaction(req, () => work(req), { name: 'marks of the outbox' })
}
