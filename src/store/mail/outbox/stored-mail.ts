import type { Mail } from '#domain/mail/mails.ts'

/** A mail as it stands in the outbox. */
export interface StoredMail extends Mail {
  id: string
  /** Without angle brackets. */
  messageId: string
}

/** A row of the outbox, as either database gives it. */
export type MailRow = Omit<StoredMail, 'args' | 'id'> & { id?: string; _id?: unknown; args: string }

export function toMail(row: MailRow): StoredMail {
  return {
    id: String(row.id ?? row._id),
    key: row.key,
    kind: row.kind,
    recipient: row.recipient,
    run: row.run ?? null,
    args: JSON.parse(row.args) as Mail['args'],
    messageId: row.messageId,
    state: row.state,
    priority: Number(row.priority),
    tries: Number(row.tries),
    createdAt: row.createdAt,
    notBefore: row.notBefore,
    holder: row.holder ?? null,
    token: Number(row.token),
    attemptedAt: row.attemptedAt ?? null,
    endedAt: row.endedAt ?? null,
    answer: row.answer ?? null,
  }
}
