import { isRecord } from '#domain/checks.ts'
import { isRecipient, MAIL_KINDS, MAIL_STATES, type Mail } from '#domain/mail/mails.ts'
import type { Row } from '../../row.ts'

/** A mail as stored in the outbox. */
export interface StoredMail extends Mail {
  id: string
  /** Without angle brackets. */
  messageId: string
}

export const toMail = (row: Row): StoredMail => ({
  id: row.id,
  key: row.text('key'),
  kind: row.among('kind', MAIL_KINDS),
  recipient: row.formed('recipient', isRecipient, 'a recipient'),
  run: row.textOrNull('run'),
  args: row.json('args', isRecord),
  messageId: row.text('messageId'),
  state: row.among('state', MAIL_STATES),
  priority: row.number('priority'),
  tries: row.number('tries'),
  createdAt: row.text('createdAt'),
  notBefore: row.text('notBefore'),
  holder: row.textOrNull('holder'),
  token: row.number('token'),
  attemptedAt: row.textOrNull('attemptedAt'),
  endedAt: row.textOrNull('endedAt'),
  answer: row.textOrNull('answer'),
})
