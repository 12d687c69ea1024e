import { dayIn } from '#domain/dates.ts'
import type { Flag } from '#domain/desk/flags.ts'
import { isRecipient, type Mail, type NewMail } from '#domain/mail/mails.ts'
import { WATCH_FLAGS } from '#desk/watch/queries/watch-board-of.ts'
import { readOpenFlags } from '#store/desk/flags.ts'
import { readKeepers } from '#store/desk/keepers.ts'
import { findStaffMember } from '#store/desk/staff.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import { readConcerned } from '#store/watch/concerned.ts'
import { watchWeekMail } from '#templates/mail/watch-week.ts'
import { watchWeekView } from '#templates/views/staff/watch-week.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'
import type { Composed } from '../mail/composed.ts'

/** The open flags of the watch that each person is told of, by the id by which they act. */
async function byPerson({ payload, clock, env }: Context): Promise<Map<string, Flag[]>> {
  const req = { payload }
  const flags = await readOpenFlags(req, WATCH_FLAGS)
  const today = dayIn(env.siteTimeZone, clock.now())
  const keepers = await readKeepers(req, await readConcerned(req, flags), { today, submitters: false })
  const found = new Map<string, Flag[]>()
  for (const [index, flag] of flags.entries())
    for (const id of keepers[index] ?? []) found.set(id, [...(found.get(id) ?? []), flag])
  return found
}

/**
 * Queues the week's mails in the outbox: each person gets the flags that need them; with none, no mail.
 * @returns the number of mails.
 */
export async function writeWeekly(context: Context, slot: string): Promise<number> {
  const { clock, env } = context
  const at = clock.now()
  const mails = [...(await byPerson(context)).keys()].filter(isRecipient).map((recipient): NewMail => {
    return {
      key: `watch/${slot}/${recipient}`,
      kind: 'watch',
      recipient,
      run: null,
      args: {},
      priority: 0,
      notBefore: at.toISOString(),
    }
  })
  await writing(context, (req) => putMails(req, mails, { at, host: new URL(env.publicUrl).hostname }))
  return mails.length
}

/** Composes a person's weekly mail: the flags that need them, by kind. */
export async function composeWatchMail(
  context: Context,
  { recipient }: Pick<Mail, 'recipient'>,
): Promise<Composed | { drop: string }> {
  const { payload, env } = context
  const person = await findStaffMember({ payload }, { actor: recipient })
  if (!person) return { drop: 'The account is not there any more.' }
  const mine = (await byPerson(context)).get(`user:${person.id}`) ?? []
  if (mine.length === 0) return { drop: 'Nothing needs the recipient any more.' }
  const view = watchWeekView({
    name: person.name,
    flags: mine,
    order: WATCH_FLAGS,
    publicUrl: env.publicUrl,
  })
  return { to: person.email, html: null, ...watchWeekMail(view) }
}
