import { AsyncLocalStorage } from 'node:async_hooks'

/** What the transaction is for in which this runs. */
const current = new AsyncLocalStorage<string>()

/** Runs work of a transaction: nothing in it may wait for the network. */
export const insideTransaction = <T>(name: string, work: () => T): T => current.run(name, work)

/**
 * For whatever waits for others: a mail server, a site, a browser. Whoever writes would wait for it, too.
 * @throws {TypeError} inside a transaction.
 */
export function assertOutsideTransaction(what: string): void {
  const name = current.getStore()
  if (name !== undefined)
    throw new TypeError(`${what} is not waited for inside a transaction (${name}): leave it to the worker.`)
}
