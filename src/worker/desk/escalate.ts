import { screenOf, WORKING_COPIES_OF } from '#domain/content/collections.ts'
import { lastRung, reachedBy, rungAt } from '#domain/desk/escalation.ts'
import type { Head } from '#domain/desk/heads.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import { parseEntryKey } from '#domain/keys.ts'
import type { Mail, NewMail } from '#domain/mail/mails.ts'
import { textOf } from '#domain/values.ts'
import type { Logger } from '#lib/log.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHeads } from '#store/desk/heads.ts'
import { putMails, whichAreThere } from '#store/mail/outbox/put.ts'
import { findStaffMember, readAdministrators, readResponsible, type StaffMember } from '#store/desk/staff.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { secondReviewMail } from '#templates/mail/second-review.ts'
import { secondReviewView } from '#templates/views/staff/second-review.ts'
import type { Composed } from '../mail/composed.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'

/** Mails about overdue second reviews that have not been written yet. */
async function unwritten({ payload, clock }: Context): Promise<NewMail[]> {
  const now = clock.now()
  const late = await readHeads({ payload }, { secondReviewDue: { less_than_equal: now.toISOString() } })
  if (late.length === 0) return []
  const administrators = await readAdministrators({ payload })
  const responsibleFor = await readResponsible({ payload })
  const mails: NewMail[] = []
  for (const head of late) {
    const due = head.secondReviewDue ?? ''
    const responsible = responsibleFor(parseEntryKey(head.entry)?.place ?? '')
    for (let rung = 1; rung <= Math.min(rungAt(due, now), lastRung(responsible)); rung += 1)
      mails.push(
        ...reachedBy<StaffMember>(rung, responsible, administrators).map(({ id }) =>
          mailOf(head, { due, rung, recipient: `user:${id}`, now }),
        ),
      )
  }
  const known = await whichAreThere(
    { payload },
    mails.map(({ key }) => key),
  )
  return mails.filter(({ key }) => !known.has(key))
}

/** Whether a second review is overdue and somebody must be notified. */
export const isEscalationDue = async (context: Context): Promise<boolean> =>
  (await unwritten(context)).length > 0

/**
 * Notifies people of an overdue second review: first the first person responsible for the place, then the next,
 * finally the administrators. Each step happens once, however many workers there are: its mails have unique keys.
 */
export async function escalate(context: Context, log: Logger): Promise<void> {
  const fresh = await unwritten(context)
  if (fresh.length === 0) return
  const { hostname: host } = new URL(context.env.publicUrl)
  await writing(context, (req) => putMails(req, fresh, { at: context.clock.now(), host }))
  for (const { args } of fresh) log.warn({ entry: args.entry, due: args.due }, 'a second review is late')
}

interface Late {
  due: string
  rung: number
  recipient: NewMail['recipient']
  now: Date
}

const mailOf = ({ entry, kind }: Head, { due, rung, recipient, now }: Late): NewMail => ({
  key: `escalation/${entry}/${due}/${rung}/${recipient}`,
  kind: 'escalation',
  recipient,
  run: null,
  args: { entry, kind, due },
  priority: 0,
  notBefore: now.toISOString(),
})

/** Composes the mail about an overdue second review; drops it once the review is done. */
export async function composeEscalation(
  { payload, env }: Context,
  { recipient, args }: Pick<Mail, 'recipient' | 'args'>,
): Promise<Composed | { drop: string }> {
  const person = await findStaffMember({ payload }, { actor: recipient })
  if (!person) return { drop: 'The account is not there any more.' }
  const entry = textOf(args.entry)
  const due = textOf(args.due)
  const [head] = await readHeads({ payload }, { entry: { equals: entry } })
  if (head?.secondReviewDue !== due) return { drop: 'The second review was done meanwhile.' }
  const copy = (await findWorkingCopies({ payload }, [entry])).get(entry)
  const alone = loneDecisionsOf(await readEvents({ payload }, entry))
  const view = secondReviewView({
    name: person.name,
    label: copy?.label ?? entry,
    notesAlone: alone.length > 0 && alone.every(({ note }) => note !== null),
    due,
    href: `${env.publicUrl}/admin${screenOf(copy?.collection ?? WORKING_COPIES_OF[head.kind], copy?.id ?? '')}`,
  })
  return { to: person.email, html: null, ...secondReviewMail(view) }
}
