import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from './log.ts'

/** Milliseconds in which a rejection may still be handled: React begins work before it waits for it. */
const HANDLED_WITHIN = 1_000

/** What the process ends with. */
const CODE = 1

/**
 * An error that nobody caught ends this process, with a line in the log: what is left after one is half alive. Next has
 * listeners of its own, which only log.
 */
export function endOnUncaught(
  log: Logger,
  end: (code: number) => never = (code) => process.exit(code),
): void {
  const die = (error: unknown, how: string): never => {
    log.fatal({ err: error }, `${how}: this process ends`)
    return end(CODE)
  }
  const open = new Set<Promise<unknown>>()
  process.on('uncaughtException', (error) => die(error, 'an error that nobody caught'))
  process.on('rejectionHandled', (promise) => open.delete(promise))
  process.on('unhandledRejection', (reason, promise) => {
    open.add(promise)
    void wait(HANDLED_WITHIN).then(() => {
      if (open.has(promise)) die(reason, 'a failure that nobody waited for')
    })
  })
}
