import { createLocalReq, type PayloadRequest } from 'payload'
import { inTransaction } from './transaction.ts'

/** The user or system actor of an action; nobody if neither is given. */
type Behalf = Partial<Pick<PayloadRequest, 'user' | 'context'>> & Pick<PayloadRequest, 'payload'>

/**
 * Runs an action atomically in its own request and transaction: a failed attempt leaves nothing behind. On a
 * transaction conflict it is retried as a whole, as `inTransaction` says.
 */
export async function inOwnTransaction<T>(
  { payload, user, context }: Behalf,
  work: (req: PayloadRequest) => Promise<T>,
  how?: Parameters<typeof inTransaction>[2],
): Promise<T> {
  const req = await createLocalReq(
    { user: user ?? undefined, ...(context ? { context: { ...context } } : {}) },
    payload,
  )
  return inTransaction(req, () => work(req), how)
}
