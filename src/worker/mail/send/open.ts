import type { Logger } from '#lib/log.ts'
import { readMailing } from '#store/mail/mailing.ts'
import { noteSenderBackOff } from '#store/mail/sender-back-off.ts'
import { markSuppressed } from '#store/mail/subscribers.ts'
import type { Context } from '../../context.ts'
import { composer } from '../compose.ts'
import { Sender } from './sender.ts'

/** Sends the outbox tick by tick; connections to the mail server stay open between ticks. */
export function openSender(context: Context, log: Logger): () => Promise<void> {
  const { payload } = context
  const sender = new Sender(context, log, {
    compose: composer(context),
    withheld: async () => ((await readMailing({ payload })).paused ? 'digest' : null),
    suppress: markSuppressed,
    noteRest: (backOff) => noteSenderBackOff({ payload }, backOff),
  })
  return async () => {
    const receipt = await sender.sendDue()
    if (Object.values(receipt).some((count) => count > 0)) log.info(receipt, 'mails were sent')
  }
}
