import { createLocalReq, type PayloadRequest } from 'payload'
import { inTransaction } from '#store/transaction.ts'
import type { Context } from './context.ts'

/**
 * Writes in a transaction of its own; under a hold only as long as that stands.
 * @throws {LeaseLost} where somebody has taken over: nothing is written.
 */
export async function writing<T>(
  { payload, hold }: Pick<Context, 'payload' | 'hold'>,
  work: (req: PayloadRequest) => Promise<T>,
): Promise<T> {
  const req = await createLocalReq({}, payload)
  if (!hold) return inTransaction(req, () => work(req))
  return hold.alone(req, (fence) =>
    inTransaction(req, async () => {
      await fence()
      return work(req)
    }),
  )
}
