import { readRequests } from '#desk/mail/ask.ts'
import { askMail } from '#desk/mail/ask-mail.ts'
import { forgetOld as forgetOldOnes } from '#desk/mail/forget-old.ts'
import { request } from '#desk/mail/request.ts'
import { addressBook } from '#lib/addresses.ts'
import type { Logger } from '#lib/log.ts'
import { forgetMailFiles, removeMailFiles } from '#lib/mail-files.ts'
import { daysAfter } from '#domain/mail/mail-tokens.ts'
import { REPORT_DAYS } from '#domain/publish/reports.ts'
import { forgetReporters } from '#store/publish/reports.ts'
import { forgetUses } from '#store/desk/allowance.ts'
import { readMessageIds } from '#store/mail/outbox/forget.ts'
import type { Work } from '#domain/work.ts'
import type { Context } from '../context.ts'
import type { Answer } from '../jobs/note.ts'
import type { Claimed } from '../jobs/claim.ts'
import { writing } from '../jobs/writing.ts'

/**
 * Answers a reader's request made with an email address: records a new subscription and queues the reply in the
 * outbox. A request that can't be read is deleted. No address is logged or recorded.
 */
export function answerReader(
  { clock, env }: Claimed,
  { key, args }: Work,
  { log }: { log: Logger },
): Promise<Answer> {
  const book = addressBook(env.dataDir)
  const host = new URL(env.publicUrl).hostname
  let asked: ReturnType<typeof readRequests>
  try {
    asked = readRequests({ book }, args)
  } catch {
    log.warn({ work: key }, 'what a reader asked cannot be read: its key may have been replaced')
    return Promise.resolve({ note: { problem: 'It cannot be read.' } })
  }
  return Promise.resolve({
    write: async (req) => {
      const subscriptions = { req, clock, book }
      const answer = await request(subscriptions, asked)
      if (answer) await askMail(subscriptions, answer, { work: key, host })
    },
  })
}

/** Erases expired data daily. */
export const forgetDaily = (context: Claimed): Promise<'done'> =>
  forgetOld(context).then(() => 'done' as const)

/**
 * Erases subscribers past their retention, with the mail files written to them, mail files that are too old, and counts
 * of tries to sign in that count nothing any more.
 * @returns how many subscribers were erased.
 */
export async function forgetOld(
  context: Pick<Context, 'payload' | 'clock' | 'env' | 'claim'>,
): Promise<number> {
  const {
    payload,
    clock,
    env: { dataDir, mailFilesDays: days },
    claim,
  } = context
  let erased = 0
  for (;;) {
    claim?.signal.throwIfAborted()
    const step = await writing(context, (req) => forgetOldOnes({ req, clock }))
    if (step.erased === 0) break
    await removeMailFiles(dataDir, step.mails)
    erased += step.erased
  }
  await writing(context, (req) => forgetUses(req, clock.now()))
  await writing(context, (req) =>
    forgetReporters(req, {
      answered: daysAfter(clock.now(), -REPORT_DAYS.answered),
      open: daysAfter(clock.now(), -REPORT_DAYS.open),
    }),
  )
  await claim?.check()
  await forgetMailFiles(dataDir, { now: clock.now(), days, known: await readMessageIds({ payload }) })
  return erased
}
