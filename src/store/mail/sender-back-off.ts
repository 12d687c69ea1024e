import type { SenderBackOff } from '#domain/mail/mailing.ts'
import { readGlobal, writeGlobal } from './mailing-global.ts'
import type { StoreRequest } from '../rows.ts'

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
  const row = await readGlobal(req)
  const since = row?.textOrNull('restSince')
  const until = row?.textOrNull('restUntil')
  return since && until ? { since, until, answer: row?.textOrNull('restAnswer') ?? '' } : null
}
