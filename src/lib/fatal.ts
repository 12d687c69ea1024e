import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from './log.ts'

/** Milliseconds in which a rejection may still be handled: React starts work before awaiting it. */
const HANDLED_WITHIN = 1_000

/** Exit code. */
const CODE = 1

/**
 * Ends the process on an uncaught error, with a log line: a process is half alive after one. Next has its own
 * listeners, which only log.
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
