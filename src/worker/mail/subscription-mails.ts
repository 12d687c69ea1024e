import type { Mail } from '#domain/mail/mails.ts'
import { TOKEN_DAYS, TOKEN_USES } from '#domain/mail/mail-tokens.ts'
import { addressBook } from '#lib/addresses.ts'
import { choicesMail, confirmMail } from '#pipelines/subscribe/mails.ts'
import { issueToken } from '#store/mail/mail-tokens.ts'
import { addressOf, readStoredSubscriber } from '#store/mail/subscribers.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import type { Composed } from './composed.ts'
import type { Context } from '../context.ts'

/**
 * Composes a mail of kind `confirm` or `choices`, with its own link: composing again makes another, and both work.
 * @throws {TypeError} for a mail of another kind.
 */
export async function composeSubscriptionMail(
  { payload, env, clock }: Context,
  { kind, recipient }: Pick<Mail, 'kind' | 'recipient'>,
): Promise<Composed | { drop: string }> {
  if (kind !== 'confirm' && kind !== 'choices')
    throw new TypeError(`No mail of kind ${kind} is composed here.`)
  return inOwnTransaction(
    { payload },
    async (req) => {
      const id = recipient.slice('subscriber:'.length)
      const row = await readStoredSubscriber(req, id)
      const states = kind === 'confirm' ? ['unconfirmed'] : ['active', 'paused']
      if (!row || !states.includes(row.state)) return { drop: 'The recipient does not wait for it any more.' }
      const purpose = kind === 'confirm' ? 'confirm' : 'mail'
      const token = await issueToken(req, { subscriber: id, purpose, at: clock.now() })
      const { publicUrl, subscribeUrl } = env
      const mail =
        kind === 'confirm'
          ? confirmMail({ publicUrl, subscribeUrl, token, hours: TOKEN_DAYS.confirm * 24 })
          : choicesMail({ publicUrl, subscribeUrl, token, days: TOKEN_USES.manage.days })
      const text = row.format === 'text'
      return { to: addressOf(row, addressBook(env.dataDir)), ...mail, html: text ? null : mail.html }
    },
    { name: 'the links of a mail' },
  )
}
