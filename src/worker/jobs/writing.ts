import type { PayloadRequest } from 'payload'
import { inOwnTransaction } from '#store/own-transaction.ts'
import type { Context } from '../context.ts'

/**
 * Writes in its own transaction; under a claim, only while the claim is valid.
 * @throws {LeaseLost} if another worker has taken over; nothing is written.
 */
export function writing<T>(
  { payload, claim }: Pick<Context, 'payload' | 'claim'>,
  work: (req: PayloadRequest) => Promise<T>,
): Promise<T> {
  if (!claim) return inOwnTransaction({ payload }, work)
  return claim.alone(() =>
    inOwnTransaction({ payload }, async (req) => {
      await claim.fence(req)
      return work(req)
    }),
  )
}
