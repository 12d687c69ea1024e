import type { SenderBackOff } from '#domain/mail/mailing.ts'
import { writeGlobal } from './mailing-global.ts'
import type { StoreRequest } from '../rows.ts'

interface Noted {
  restSince?: string | null
  restUntil?: string | null
  restAnswer?: string | null
}

/**
 * Notes that a sender rests, or that mail goes out again: it may be another process that shows it. Of several senders
 * the last to say so counts: they share the mail server.
 */
export const noteSenderBackOff = (req: StoreRequest, backOff: SenderBackOff | null): Promise<void> =>
  writeGlobal(req, {
    restSince: backOff?.since ?? null,
    restUntil: backOff?.until ?? null,
    restAnswer: backOff?.answer ?? null,
  })

/** The rest that was noted last; null since mail was taken again. */
export async function readSenderBackOff(req: StoreRequest): Promise<SenderBackOff | null> {
  const found = (await req.payload.db.findGlobal({ slug: 'mailing', req })) as Noted | null
  const { restSince: since, restUntil: until, restAnswer: answer } = found ?? {}
  return since && until ? { since, until, answer: answer ?? '' } : null
}
