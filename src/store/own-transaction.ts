import { createLocalReq, type PayloadRequest } from 'payload'
import { inTransaction } from './transaction.ts'

/** On whose behalf something is done; nobody's where neither is given. */
type Behalf = Partial<Pick<PayloadRequest, 'user' | 'context'>> & Pick<PayloadRequest, 'payload'>

/**
 * Runs an action in a request and a transaction of its own: all of it happens, or nothing, and a failed attempt leaves
 * nothing behind. Where it met another it is done again as a whole, as `inTransaction` says.
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
