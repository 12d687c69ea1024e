import type { Subscriptions } from './subscriptions.ts'
import { putMails } from '#store/mail/outbox/put.ts'
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
  const at = clock.now()
  const recipient = `subscriber:${subscriber}` as const
  const key = `${kind}/${recipient}/${work}`
  const mail = { key, kind, recipient, run: null, args: {}, priority: 0, notBefore: at.toISOString() }
  await putMails(req, [mail], { at, host })
}
