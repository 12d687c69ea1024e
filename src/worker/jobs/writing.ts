import type { PayloadRequest } from 'payload'
import { inOwnTransaction } from '#store/own-transaction.ts'
import type { Context } from '../context.ts'

/**
 * Writes in a transaction of its own; under a claim only as long as that stands.
 * @throws {LeaseLost} where somebody has taken over: nothing is written.
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
