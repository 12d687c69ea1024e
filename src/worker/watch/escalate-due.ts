import { screenOf } from '#domain/content/collections.ts'
import { dayIn, isLegalDate, type LegalDate } from '#domain/dates.ts'
import { mayEdit } from '#domain/desk/actors.ts'
import { lastRung, reachedBy } from '#domain/desk/escalation.ts'
import { atRiskOf, type Flag } from '#domain/desk/flags.ts'
import { byRisk } from '#domain/content/freshness.ts'
import { parseEntryKey } from '#domain/keys.ts'
import type { Mail, NewMail } from '#domain/mail/mails.ts'
import { textOf } from '#domain/values.ts'
import { noteRung, readFlags } from '#store/desk/flags.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import {
  findStaffMember,
  readAdministrators,
  readResponsible,
  readStaff,
  type StaffMember,
} from '#store/desk/staff.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { overdueMail } from '#templates/mail/overdue.ts'
import { overdueView } from '#templates/views/staff/overdue.ts'
import type { Composed } from '../mail/composed.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'

/**
 * Mails the people responsible for overdue verifications: first the first person responsible for the place, then
 * the next once it is long overdue, finally the administrators; where nobody is responsible, everybody who could act,
 * and the administrators. Each person gets one mail with everything that
 * reached them today.
 */
export async function escalateDue(
  context: Context,
  slot: string,
  rungOf: (dueOn: LegalDate) => number,
): Promise<void> {
  const { payload, clock, env } = context
  const climbed = (await readFlags({ payload }, { kind: 'due', open: true })).flatMap((flag) => {
    const at = atRiskOf(flag)
    return at && rungOf(at.dueOn) > flag.rung ? [{ flag, rung: rungOf(at.dueOn) }] : []
  })
  if (climbed.length === 0) return
  const administrators = await readAdministrators({ payload })
  const responsibleFor = await readResponsible({ payload })
  const able = (await readStaff({ payload })).filter(mayEdit)
  const told = new Map<string, string[]>()
  for (const { flag, rung } of climbed) {
    const people = responsibleFor(parseEntryKey(flag.entry)?.place ?? '')
    // Where nobody is responsible, the first rung reaches everybody who could verify it or bring it up to date.
    const last = people.length > 0 ? administrators : [...able, ...administrators]
    for (let each = flag.rung + 1; each <= Math.min(rung, lastRung(people)); each += 1)
      for (const { id } of reachedBy<StaffMember>(each, people, last))
        told.set(id, [...(told.get(id) ?? []), flag.entry])
  }
  const at = clock.now()
  const mails = [...told].map(([id, entries]): NewMail => {
    const recipient = `user:${id}` as const
    return {
      key: `overdue/${slot}/${recipient}`,
      kind: 'overdue',
      recipient,
      run: null,
      args: { entries: [...new Set(entries)] },
      priority: 0,
      notBefore: at.toISOString(),
    }
  })
  await writing(context, async (req) => {
    await putMails(req, mails, { at, host: new URL(env.publicUrl).hostname })
    for (const { flag, rung } of climbed) await noteRung(req, flag.key, rung)
  })
}

/** Composes a person's mail about overdue verifications; drops it once all are done. */
export async function composeDueMail(
  { payload, env, clock }: Context,
  { recipient, args }: Pick<Mail, 'recipient' | 'args'>,
): Promise<Composed | { drop: string }> {
  const person = await findStaffMember({ payload }, { actor: recipient })
  if (!person) return { drop: 'The account is not there any more.' }
  const asked = new Set(Array.isArray(args.entries) ? args.entries.map(textOf) : [])
  const today = dayIn(env.siteTimeZone, clock.now())
  const flags = (await readFlags({ payload }, { kind: 'due', open: true }))
    .flatMap((flag: Flag) => atRiskOf(flag) ?? [])
    .filter(({ entry, dueOn }) => asked.has(entry) && isLegalDate(dueOn) && dueOn < today)
    .sort(byRisk)
  if (flags.length === 0) return { drop: 'All of it was verified meanwhile.' }
  const copies = await findWorkingCopies(
    { payload },
    flags.map(({ entry }) => entry),
  )
  const view = overdueView(
    person.name,
    flags.map(({ entry, dueOn }) => {
      const copy = copies.get(entry)
      return {
        label: copy?.label ?? entry,
        dueOn,
        href: `${env.publicUrl}/admin${screenOf(copy?.collection ?? '', copy?.id ?? '')}`,
      }
    }),
  )
  return { to: person.email, html: null, ...overdueMail(view) }
}
