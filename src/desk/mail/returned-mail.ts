import { noteDeed } from './note-opt-out.ts'
import { returnedWords } from '#domain/mail/mails.ts'
import { findMailByMessageId } from '#store/mail/outbox/find.ts'
import { markMails } from '#store/mail/outbox/mark.ts'
import type { StoredMail } from '#store/mail/outbox/stored-mail.ts'
import { markSuppressed } from '#store/mail/subscribers.ts'
import type { StoreRequest } from '#store/rows.ts'

/** A bounce or complaint, as parsed by pipelines/mail/bounce.ts. */
interface Returned {
  /** Candidate Message-IDs of the original mail: the first known one counts. */
  messageIds: readonly string[]
  kind: 'bounce' | 'complaint'
  permanent: boolean
  status: string | null
}

/** Maximum number of Message-IDs looked up per message. */
const LOOKED_FOR = 20

/** Whether a status means that the mailbox does not exist: others concern a full one, the message or the sender. */
const meansAddress = (status: string | null): boolean =>
  status === null || /^5\.(0\.0|1\.(?!7$|8$)\d+|2\.1)$/.test(status)

/**
 * Records a bounce or complaint: the mail counts as refused, and nothing more is sent to an address that does not
 * exist, or to a person who complained.
 * @returns the outcome: `unknown` if no mail of ours has one of these Message-IDs.
 */
export async function noteReturned(
  req: StoreRequest,
  { messageIds, kind, permanent, status }: Returned,
  at: Date,
): Promise<'unknown' | 'noted' | 'suppressed'> {
  const mail = await findFirst(req, messageIds)
  if (!mail) return 'unknown'
  const why = returnedWords({ kind, status })
  if (permanent && (mail.state === 'sent' || mail.state === 'unknown'))
    await markMails(req.payload, [
      {
        mail,
        from: mail.state,
        data:
          kind === 'complaint'
            ? { answer: why }
            : { state: 'refused', endedAt: mail.endedAt ?? at.toISOString(), answer: why },
      },
    ])
  const [whose, id = ''] = mail.recipient.split(':')
  const dead = kind === 'complaint' || (permanent && meansAddress(status))
  if (!dead || whose !== 'subscriber') return 'noted'
  await noteDeed(req, id, 'left', at)
  await markSuppressed(req, id, why, at)
  return 'suppressed'
}

async function findFirst(req: StoreRequest, messageIds: readonly string[]): Promise<StoredMail | null> {
  for (const messageId of messageIds.slice(0, LOOKED_FOR)) {
    const mail = await findMailByMessageId(req, messageId)
    if (mail) return mail
  }
  return null
}
