import { messageIdOf, type MailState, type NewMail } from '#domain/mail/mails.ts'
import { insertMissing } from '../../bulk.ts'
import { findRows, jsonOf, type StoreRequest } from '../../rows.ts'

/**
 * Puts mails into the outbox; one whose key already exists is left unchanged.
 * @param host host name of the site, used in Message-IDs.
 * @throws {TypeError} on the embedded database outside a transaction.
 */
export const putMails = (
  req: StoreRequest,
  mails: readonly NewMail[],
  { at, host }: { at: Date; host: string },
): Promise<void> =>
  insertMissing(
    req,
    'outbox',
    mails.map(({ key, kind, recipient, run, args, priority, notBefore }) => ({
      key,
      kind,
      recipient,
      run,
      args: jsonOf(args),
      messageId: messageIdOf(key, host),
      state: 'pending' satisfies MailState,
      priority,
      tries: 0,
      createdAt: at.toISOString(),
      notBefore,
      holder: null,
      token: 0,
      attemptedAt: null,
      endedAt: null,
      answer: null,
    })),
    { by: ['key'] },
  )

/** Which of these keys already have a mail. */
export async function whichAreThere(req: StoreRequest, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  return new Set(await findRows(req, 'outbox', (row) => row.text('key'), { key: { in: [...keys] } }, 'key'))
}
