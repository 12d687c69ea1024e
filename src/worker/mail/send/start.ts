import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from '#lib/log.ts'
import type { Context } from '../../context.ts'
import { Sender } from './sender.ts'
import type { Wiring } from './wiring.ts'

/** Milliseconds between two looks into the outbox. */
const PAUSE = 500

/** Sends what comes into the outbox, for as long as the process runs. */
export function startSending(context: Context, log: Logger, wiring: Wiring): { stop(): Promise<void> } {
  const sender = new Sender(context, log, wiring)
  const stopped = new AbortController()
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      const receipt = await sender.sendDue().catch((error: unknown) => {
        log.error({ err: error as Error }, 'the outbox could not be sent')
        return null
      })
      if (receipt && Object.values(receipt).some((count) => count > 0)) log.info(receipt, 'mails were sent')
      await wait(PAUSE, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  })()
  return {
    stop: async () => {
      stopped.abort()
      await sender.stop()
      await loop
    },
  }
}
