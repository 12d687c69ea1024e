import type { Alarm } from '#domain/health.ts'
import type { Mail, NewMail } from '#domain/mail/mails.ts'
import { textOf } from '#domain/values.ts'
import { readAdministrators, type StaffMember } from '#store/desk/staff.ts'
import { alarmMail, alarmOverMail } from '#templates/mail/health.ts'
import type { Context } from '../context.ts'
import type { Composed } from '../mail/composed.ts'

/** One mail about an alarm to each of these people. */
export const alarmMails = (
  { name, since, words }: Alarm,
  what: 'begins' | 'over',
  { people, at }: { people: readonly StaffMember[]; at: Date },
): NewMail[] =>
  people.map(({ id }) => ({
    key: `alarm/${name}/${since}/${what}/user:${id}`,
    kind: 'alarm',
    recipient: `user:${id}`,
    run: null,
    args: { what, since, words },
    priority: 0,
    notBefore: at.toISOString(),
  }))

/** Composes the mail about something that is wrong, or is over. */
export async function composeAlarmMail(
  context: Context,
  { recipient, args }: Pick<Mail, 'recipient' | 'args'>,
): Promise<Composed | { drop: string }> {
  const person = (await readAdministrators(context)).find(({ id }) => `user:${id}` === recipient)
  if (!person) return { drop: 'The account is not there any more, or administers nothing.' }
  const { publicUrl } = context.env
  const view = {
    name: person.name,
    host: new URL(publicUrl).hostname,
    since: textOf(args.since),
    words: textOf(args.words),
    href: `${publicUrl}/admin`,
  }
  return { to: person.email, html: null, ...(args.what === 'over' ? alarmOverMail(view) : alarmMail(view)) }
}
