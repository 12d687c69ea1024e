import type { Payload } from 'payload'
import type { Mail, Message, NewMail } from '#domain/mail/mails.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import type { StoredMail } from '#store/mail/outbox/stored-mail.ts'
import { inTransaction } from '#store/transaction.ts'

export const HOST = 'guides.example.org'

export const newMail = (key: string, changes: Partial<NewMail> = {}): NewMail => ({
  key,
  kind: 'digest',
  recipient: `subscriber:${key}`,
  run: 'weekly/2026-W47',
  args: { kind: 'weekly', seqs: [1, 2] },
  priority: 1,
  notBefore: '2026-11-21T10:00:00.000Z',
  ...changes,
})

/** Puts mails into the outbox, in their own transaction. */
export async function put(
  payload: Payload,
  mails: NewMail[],
  at = new Date('2026-11-21T10:00:00Z'),
): Promise<void> {
  const req = { payload, context: {} }
  await inTransaction(req, () => putMails(req, mails, { at, host: HOST }))
}

export async function rowsOf(payload: Payload): Promise<StoredMail[]> {
  const { docs } = await payload.db.find<StoredMail & { id: string }>({
    collection: 'outbox',
    sort: 'key',
    limit: 0,
    pagination: false,
  })
  return docs
}

export const messageTo = (to: string, changes: Partial<Message> = {}): Message => ({
  from: { name: 'Guides', address: 'guides@example.org' },
  to,
  subject: 'What changed in the places that you follow',
  text: 'Something changed.\n',
  html: '<p>Something changed.</p>',
  headers: {},
  language: 'en',
  ...changes,
})

/** Addresses the message to the mail's recipient. */
export const composeFor = async (mail: Mail): Promise<Message> =>
  messageTo(`${mail.recipient.replace(/^\w+:/, '').replace(/[^\w-]/g, '-')}@example.org`)
