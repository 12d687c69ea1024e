import type { Subscriptions } from './subscriptions.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import type { Answer } from './request.ts'

interface About {
  /** Key of the work that it answers: one mail per work, however often the work is restarted. */
  work: string
  /** Host of the site. */
  host: string
}

/** Puts the mail that answers a request into the outbox. */
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
