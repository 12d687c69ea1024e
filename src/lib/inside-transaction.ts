import { AsyncLocalStorage } from 'node:async_hooks'

/** The purpose of the transaction this code runs in. */
const current = new AsyncLocalStorage<string>()

/** Marks work as part of a transaction: nothing in it may wait for the network. */
export const insideTransaction = <T>(name: string, work: () => T): T => current.run(name, work)

/**
 * Guards code that waits for a mail server, a site or a browser: other writers would have to wait too.
 * @throws {TypeError} inside a transaction.
 */
export function assertOutsideTransaction(what: string): void {
  const name = current.getStore()
  if (name !== undefined)
    throw new TypeError(`${what} is not waited for inside a transaction (${name}): leave it to the worker.`)
}
