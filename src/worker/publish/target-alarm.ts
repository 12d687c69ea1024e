import { isLate, type TargetState } from '#domain/publish/targets.ts'
import { sha256 } from '#domain/hash.ts'
import type { Mail, NewMail } from '#domain/mail/mails.ts'
import { textOf } from '#domain/values.ts'
import type { Logger } from '#lib/log.ts'
import { currentName } from '#lib/release-names.ts'
import { readAdministrators } from '#store/desk/staff.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import { noteTarget } from '#store/publish/targets.ts'
import { targetLateMail, targetWorksMail } from '#templates/mail/target.ts'
import type { Composed } from '../mail/composed.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'
import { readStates } from './push.ts'

/** What administrators must be told of a target. */
interface News {
  state: TargetState
  what: 'late' | 'works'
  /** Since when it is, or was, behind. */
  since: string
}

function newsOf(state: TargetState, current: string, now: Date): News[] {
  const { release, behindSince, alarmedFor } = state
  if (release !== current)
    return behindSince !== null && isLate(state, now) && alarmedFor !== behindSince
      ? [{ state, what: 'late', since: behindSince }]
      : []
  return behindSince === null && alarmedFor !== null ? [{ state, what: 'works', since: alarmedFor }] : []
}

async function untold(context: Context): Promise<News[]> {
  const { env, clock } = context
  if (env.publishTo.length === 0) return []
  const current = await currentName(env.dataDir)
  if (current === null) return []
  return (await readStates(context)).flatMap((state) => newsOf(state, current, clock.now()))
}

/** Whether administrators must be told that a target is late, or that it works again. */
export const isAlarmDue = async (context: Context): Promise<boolean> => (await untold(context)).length > 0

const mailOf = ({ state, what, since }: News, recipient: NewMail['recipient'], now: Date): NewMail => ({
  key: `target/${what}/${sha256(state.address).slice(0, 16)}/${since}/${recipient}`,
  kind: 'target',
  recipient,
  run: null,
  args: { what, address: state.address, since, problem: state.problem },
  priority: 0,
  notBefore: now.toISOString(),
})

/**
 * Tells administrators of targets that are late, once for each lateness, and when they work again. Its mails have
 * unique keys.
 */
export async function tellOfTargets(context: Context, log: Logger): Promise<void> {
  const news = await untold(context)
  const at = context.clock.now()
  const { hostname: host } = new URL(context.env.publicUrl)
  const people = await readAdministrators(context)
  const mails = news.flatMap((each) => people.map(({ id }) => mailOf(each, `user:${id}`, at)))
  await writing(context, async (req) => {
    await putMails(req, mails, { at, host })
    for (const { state, what, since } of news)
      await noteTarget(req, state.address, { alarmedFor: what === 'late' ? since : null })
  })
  for (const { state, what, since } of news)
    if (what === 'late') log.warn({ target: state.address, since }, 'a target is late')
    else log.info({ target: state.address }, 'a target is not late any more')
}

/** Composes the mail about a target that is late, or works again. */
export async function composeTargetMail(
  context: Context,
  { recipient, args }: Pick<Mail, 'recipient' | 'args'>,
): Promise<Composed | { drop: string }> {
  const person = (await readAdministrators(context)).find(({ id }) => `user:${id}` === recipient)
  if (!person) return { drop: 'The account is not there any more, or administers nothing.' }
  const address = textOf(args.address)
  const view = {
    name: person.name,
    address,
    since: textOf(args.since),
    problem: textOf(args.problem) || null,
    href: `${context.env.publicUrl}/admin`,
  }
  const mail = args.what === 'works' ? targetWorksMail(view) : targetLateMail(view)
  return { to: person.email, html: null, ...mail }
}
