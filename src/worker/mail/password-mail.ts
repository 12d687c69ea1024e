import type { Mail } from '#domain/mail/mails.ts'
import { textOf } from '#domain/values.ts'
import { newToken, tokenHash } from '#lib/addresses.ts'
import { INVITATION_LINK, keepPasswordLink, PASSWORD_LINK } from '#store/mail/password-links.ts'
import { findStaffMember } from '#store/desk/staff.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { invitationMail, passwordMail } from '#templates/mail/password.ts'
import type { Composed } from './composed.ts'
import type { Context } from '../context.ts'

/**
 * Composes the mail with the link to set a new password. The token is made at this point and only its hash is
 * stored, so neither the outbox nor the database reveals it; composing again replaces the token and invalidates the
 * last one.
 */
export async function composePasswordMail(
  { payload, env, clock }: Context,
  { recipient, createdAt, args }: Pick<Mail, 'recipient' | 'createdAt' | 'args'>,
): Promise<Composed | { drop: string }> {
  const now = clock.now()
  const by = textOf(args.invitedBy)
  const lasts = by === '' ? PASSWORD_LINK : INVITATION_LINK
  if (now.getTime() - Date.parse(createdAt) > lasts)
    return { drop: 'It was asked for too long ago to be wanted still.' }
  const person = await findStaffMember({ payload }, { actor: recipient })
  if (!person) return { drop: 'There is no such account.' }
  const token = newToken()
  await inOwnTransaction({ payload }, (req) =>
    keepPasswordLink(req, { user: person.id, hash: tokenHash(token), at: now, lasts }),
  )
  const href = `${env.publicUrl}/admin/reset/${token}`
  const mail = by === '' ? passwordMail(person.name, href) : invitationMail(person.name, by, href)
  return { to: person.email, html: null, ...mail }
}
