import type { Mail } from '#domain/mail/mails.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { readAlarms } from '#store/alarms.ts'
import { countMails } from '#store/mail/outbox/count.ts'
import { readAdministrators } from '#store/desk/staff.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import { countStates } from '#store/mail/subscriber-states.ts'
import { signOfLifeMail } from '#templates/mail/health.ts'
import type { Context } from '../context.ts'
import type { Claimed } from '../jobs/claim.ts'
import { writing } from '../jobs/writing.ts'
import type { Composed } from '../mail/composed.ts'

/** Queues the weekly mail to the administrators that says how the installation runs. */
export async function writeSignsOfLife(context: Claimed, slot: string): Promise<'done'> {
  const { clock, env } = context
  const at = clock.now()
  const mails = (await readAdministrators(context)).map(({ id }) => ({
    key: `alive/${slot}/user:${id}`,
    kind: 'alive' as const,
    recipient: `user:${id}` as const,
    run: null,
    args: {},
    priority: 0,
    notBefore: at.toISOString(),
  }))
  await writing(context, (req) => putMails(req, mails, { at, host: new URL(env.publicUrl).hostname }))
  return 'done'
}

/** Composes a sign of life, of the moment in which it is sent. */
export async function composeSignOfLife(
  context: Context,
  { recipient }: Pick<Mail, 'recipient'>,
): Promise<Composed | { drop: string }> {
  const { payload, env } = context
  const person = (await readAdministrators(context)).find(({ id }) => `user:${id}` === recipient)
  if (!person) return { drop: 'The account is not there any more, or administers nothing.' }
  const [current, counts, states, alarms] = await Promise.all([
    readCurrent(env.dataDir),
    countMails({ payload }),
    countStates({ payload }),
    readAlarms({ payload }),
  ])
  const mail = signOfLifeMail({
    name: person.name,
    host: new URL(env.publicUrl).hostname,
    release: current && { name: current.name, publishedAt: current.manifest.time },
    mails: { sent: counts.sent, waiting: counts.pending },
    subscribers: states.active ?? 0,
    alarms: alarms.filter(({ toldAt }) => toldAt !== null).map(({ words }) => words),
    href: `${env.publicUrl}/admin`,
  })
  return { to: person.email, html: null, ...mail }
}
