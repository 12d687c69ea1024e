import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'

/**
 * Runs work in the request's transaction, or in one of its own that ends with it: all of it happens, or nothing.
 * Work must hand `req` to every call it makes, and must not go on after a call that failed.
 */
export async function inTransaction<T>(req: PayloadRequest, work: () => Promise<T>): Promise<T> {
  const mine = await initTransaction(req)
  try {
    const result = await work()
    if (mine) await commitTransaction(req)
    return result
  } catch (error) {
    if (mine) await killTransaction(req)
    throw error
  }
}

/** True for a write that met another in a MongoDB transaction: nothing happened, and trying again may succeed. */
export function isWriteConflict(error: unknown): boolean {
  const { code, hasErrorLabel } = (error ?? {}) as {
    code?: unknown
    hasErrorLabel?: (label: string) => boolean
  }
  return (
    code === 112 ||
    (typeof hasErrorLabel === 'function' && hasErrorLabel.call(error, 'TransientTransactionError'))
  )
}
