import { messageIdOf, type Mail, type NewMail } from '#domain/mails.ts'
import type { Subscriptions } from './subscriptions.ts'
import { insertMissing } from '#store/bulk.ts'
import type { Answer } from './request.ts'

interface About {
  /** Key of the piece of work that it answers: one mail for each, however often the work is begun. */
  work: string
  /** Host of the site. */
  host: string
}

/** Puts the answer to a request into the outbox. */
export async function askMail(
  { req, clock }: Subscriptions,
  { kind, subscriber }: Answer,
  { work, host }: About,
): Promise<void> {
  const at = clock.now().toISOString()
  const recipient = `subscriber:${subscriber}` as const
  const key = `${kind}/${recipient}/${work}`
  const mail: NewMail = { key, kind, recipient, run: null, args: {}, priority: 0, notBefore: at }
  const row: Mail & { messageId: string } = {
    ...mail,
    messageId: messageIdOf(key, host),
    state: 'pending',
    tries: 0,
    createdAt: at,
    until: null,
    token: 0,
    attemptedAt: null,
    endedAt: null,
    answer: null,
  }
  await insertMissing(req, 'outbox', [{ ...row, args: JSON.stringify(row.args) }])
}
