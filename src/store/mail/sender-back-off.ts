import type { SenderBackOff } from '#domain/mail/mailing.ts'
import { readGlobal, writeGlobal } from './mailing-global.ts'
import type { StoreRequest } from '../rows.ts'

/**
 * Records that a sender is backing off, or has resumed; another process may display it. Of several senders the last
 * to write wins: they share the mail server.
 */
export const noteSenderBackOff = (req: StoreRequest, backOff: SenderBackOff | null): Promise<void> =>
  writeGlobal(req, {
    restSince: backOff?.since ?? null,
    restUntil: backOff?.until ?? null,
    restAnswer: backOff?.answer ?? null,
  })

/** The current back-off; null since mail was last accepted. */
export async function readSenderBackOff(req: StoreRequest): Promise<SenderBackOff | null> {
  const row = await readGlobal(req)
  const since = row?.textOrNull('restSince')
  const until = row?.textOrNull('restUntil')
  return since && until ? { since, until, answer: row?.textOrNull('restAnswer') ?? '' } : null
}
