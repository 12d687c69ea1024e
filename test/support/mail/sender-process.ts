// A sender in its own process, which tests kill. It follows commands sent as messages, and reports when each is
// done.
import { flushCompileCache } from 'node:module'
import { pino } from 'pino'
import { outbox } from '#collections/record/mail/outbox.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { Sender } from '#worker/mail/send/sender.ts'
import { openWith } from '../few-collections.ts'
import { composeFor, newMail, put } from './outbox.ts'

export type Order = { do: 'put'; round: number; mails: number } | { do: 'send' }
export type Said = 'ready' | 'put' | 'drained'

const settings = env()
const payload = await openWith([outbox])
const sender = new Sender(
  { payload, env: settings, clock: systemClock },
  pino({ level: settings.logLevel }, pino.destination(2)),
  { compose: composeFor, suppress: async () => undefined },
  { unknownRest: 100 },
)
const say = (said: Said): void => void process.send?.(said)

const unfinished = async (): Promise<boolean> => {
  const { docs } = await payload.db.find<{ endedAt?: string | null }>({
    collection: 'outbox',
    where: { state: { in: ['pending', 'sending', 'handing-over', 'unknown'] } },
    limit: 200,
    pagination: false,
  })
  return docs.some(({ endedAt }) => !endedAt)
}

const orders: Record<Order['do'], (order: never) => Promise<void>> = {
  put: async ({ round, mails }: Extract<Order, { do: 'put' }>) => {
    await put(
      payload,
      Array.from({ length: mails }, (_, index) => newMail(`round-${round}-${index}`)),
      new Date(),
    )
    say('put')
  },
  send: async () => {
    for (;;) {
      await sender.sendDue()
      if (!(await unfinished())) say('drained')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  },
}
process.on('message', (order: Order) => void orders[order.do](order as never))
process.on('disconnect', () => process.exit(0))
// A killed process cannot flush the cache at its end.
flushCompileCache()
say('ready')
