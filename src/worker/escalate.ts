import { hostname } from 'node:os'
import { COLLECTION_OF } from '#domain/collections.ts'
import { lastRung, reachedBy, rungAt, type Person } from '#domain/escalation.ts'
import type { Head } from '#domain/heads.ts'
import { parseEntryKey } from '#domain/keys.ts'
import type { Logger } from '#lib/log.ts'
import { readHeads } from '#store/heads.ts'
import { claimLease, dropLease, finishLease } from '#store/leases.ts'
import { readResponsible, readStaff } from '#store/staff.ts'
import { findWorkingCopies } from '#store/working-copies.ts'
import type { Context } from './context.ts'

const LONGEST = 60_000

/**
 * Writes to those who must know that a second review is late: the first who is responsible for the place, then the
 * next, at last the administrators. Each rung once, however many workers there are.
 */
export async function escalate(context: Context, log: Logger): Promise<void> {
  const { payload, clock } = context
  const now = clock.now()
  const late = await readHeads({ payload }, { secondReviewDue: { less_than_equal: now.toISOString() } })
  for (const head of late) {
    const due = head.secondReviewDue ?? ''
    const responsible = await readResponsible({ payload }, parseEntryKey(head.entry)?.place ?? '')
    for (let rung = 1; rung <= Math.min(rungAt(due, now), lastRung(responsible)); rung += 1) {
      const lease = await claimLease(
        { payload },
        {
          key: `second-review/${head.entry}/${due}/${rung}`,
          holder: `${hostname()}:${process.pid}`,
          now,
          duration: LONGEST,
        },
      )
      if (!lease) continue
      try {
        const reached = await tell(context, head, { due, rung, responsible })
        await finishLease({ payload }, lease, now)
        if (reached > 0) log.warn({ entry: head.entry, due, rung, reached }, 'a second review is late')
      } catch (error) {
        await dropLease({ payload }, lease, now)
        log.error({ entry: head.entry, err: error as Error }, 'nobody could be told of a late second review')
      }
    }
  }
}

interface Late {
  due: string
  rung: number
  responsible: readonly Person[]
}

async function tell(
  { payload, env }: Context,
  head: Head,
  { due, rung, responsible }: Late,
): Promise<number> {
  const administrators = (await readStaff({ payload })).filter(({ roles }) => roles.includes('administrator'))
  const people = reachedBy(rung, responsible, administrators)
  const copy = (await findWorkingCopies({ payload }, [head.entry])).get(head.entry)
  const label = copy?.label ?? head.entry
  const address = `${env.publicUrl}/admin/collections/${copy?.collection ?? COLLECTION_OF[head.kind]}/${copy?.id ?? ''}`
  for (const { name, email } of people)
    await payload.sendEmail({
      to: email,
      subject: `Second review is late: ${label}`,
      text: [
        `${name},`,
        '',
        `One person alone decided on “${label}”, for safety. A second review was due on ${due.slice(0, 10)} at ${due.slice(11, 16)} UTC, and nobody has done it.`,
        '',
        'A reviewer who took no part in it must look at what was decided:',
        address,
        '',
      ].join('\n'),
    })
  return people.length
}
