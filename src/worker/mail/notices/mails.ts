import { sha256 } from '#domain/hash.ts'
import type { NewMail } from '#domain/mail/mails.ts'
import type { Notice } from '#domain/mail/notices.ts'
import { markMailed, readDaily, readMailDue, readWaiting } from '#store/mail/notices.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import type { Context } from '../../context.ts'
import type { Claimed } from '../../jobs/claim.ts'
import { writing } from '../../jobs/writing.ts'

/** Whether a mail that goes at once is to be written now. */
export const isNoticeMailDue = async ({ payload, clock }: Context): Promise<boolean> =>
  (await readMailDue({ payload }, clock.now(), 1)).length > 0

/** One mail about all of these, which are one person's. Its key follows from them: it is written once. */
function mailOf([first, ...others]: readonly Notice[], at: Date): NewMail | null {
  if (!first) return null
  const { person } = first
  const about = sha256([first, ...others].map(({ key }) => key).join('\n'))
  return {
    key: `notice/${person}/${about}`,
    kind: 'notice',
    recipient: person,
    run: null,
    args: {},
    priority: 0,
    notBefore: at.toISOString(),
  }
}

/** Writes a mail to each person with something that waits for one, in one transaction each. */
async function writeMails(
  context: Context,
  mail: 'soon' | 'daily',
  byPerson: Iterable<readonly Notice[]>,
): Promise<void> {
  const at = context.clock.now()
  const host = new URL(context.env.publicUrl).hostname
  for (const notices of byPerson) {
    const fresh = mailOf(notices, at)
    const [first] = notices
    if (!fresh || !first) continue
    await writing(context, async (req) => {
      await putMails(req, [fresh], { at, host })
      await markMailed(req, { person: first.person, mail, mailKey: fresh.key })
    })
  }
}

/** Writes the mails that go at once, after minutes of quiet: all that came meanwhile is in one. */
export async function mailAtOnce(context: Claimed): Promise<void> {
  const { payload, clock } = context
  const people = new Set((await readMailDue({ payload }, clock.now())).map(({ person }) => person))
  const waiting: Notice[][] = []
  for (const person of people) waiting.push(await readWaiting({ payload }, person))
  await writeMails(context, 'soon', waiting)
}

/** Writes the mails of the day: one to each person who is told once a day, if there is anything. */
export async function mailDaily(context: Claimed): Promise<'done'> {
  const daily = await readDaily({ payload: context.payload })
  await writeMails(context, 'daily', Map.groupBy(daily, ({ person }) => person).values())
  return 'done'
}
