import { createLocalReq } from 'payload'
import { readAsked } from '#desk/subscriptions/ask.ts'
import { askMail } from '#desk/subscriptions/ask-mail.ts'
import { forgetOld as forgetOldOnes } from '#desk/subscriptions/forget-old.ts'
import { request } from '#desk/subscriptions/request.ts'
import { addressBook } from '#lib/addresses.ts'
import type { Logger } from '#lib/log.ts'
import { forgetMailFiles, removeMailFiles } from '#lib/mail-files.ts'
import { readMessageIds } from '#store/outbox/forget.ts'
import { inTransaction } from '#store/transaction.ts'
import { claimWork, endAndForgetWork, noteWork, readDueWork } from '#store/work.ts'
import type { Context } from './context.ts'

/** How long one may take before another worker takes it up, in milliseconds. */
const TAKEN_FOR = 60_000

/** Requests that are looked at in one round. */
const AT_A_TIME = 200

/** Milliseconds of rest after a failure, and how often it is tried. */
const REST = 5_000
const TRIES = 5

/**
 * Does what readers have asked for by their address: writes down who wants to subscribe, and puts the mail that answers
 * into the outbox. A request that cannot be read is forgotten. Nothing that is logged or noted names an address.
 * @returns how many were done.
 */
export async function doSubscriptionRequests(context: Context, log: Logger): Promise<number> {
  const { payload, clock, env } = context
  const due = await readDueWork({ payload }, 'subscribe', clock.now(), AT_A_TIME)
  if (due.length === 0) return 0
  const book = addressBook(env.dataDir)
  const host = new URL(env.publicUrl).hostname
  let done = 0
  for (const work of due) {
    const { key, args, tries } = work
    const at = clock.now()
    if (!(await claimWork({ payload }, work, new Date(at.getTime() + TAKEN_FOR)))) continue
    let asked: ReturnType<typeof readAsked>
    try {
      asked = readAsked({ book }, args)
    } catch {
      log.warn({ work: key }, 'what a reader asked cannot be read: its key may have been replaced')
      await endAndForgetWork({ payload }, key, at, 'It cannot be read.')
      continue
    }
    try {
      const req = await createLocalReq({}, payload)
      await inTransaction(req, async () => {
        const subscriptions = { req, clock, book }
        const answer = await request(subscriptions, asked)
        if (answer) await askMail(subscriptions, answer, { work: key, host })
        await endAndForgetWork(req, key, at)
      })
      done += 1
    } catch (error) {
      log.error({ work: key, error: (error as Error).name }, 'what a reader asked could not be done')
      if (tries + 1 >= TRIES) await endAndForgetWork({ payload }, key, at, 'It failed too often.')
      else
        await noteWork({ payload }, key, {
          state: 'failed',
          tries: tries + 1,
          notBefore: new Date(at.getTime() + REST).toISOString(),
        })
    }
  }
  return done
}

/**
 * Erases, once a day, who is not kept any longer, with the mails to them that were written to files; and files of mails
 * that are too old.
 * @returns how many subscribers were erased.
 */
export async function forgetOld({
  payload,
  clock,
  env: { dataDir, mailFilesDays: days },
}: Pick<Context, 'payload' | 'clock' | 'env'>): Promise<number> {
  let erased = 0
  for (;;) {
    const req = await createLocalReq({}, payload)
    const step = await inTransaction(req, () => forgetOldOnes({ req, clock }))
    if (step.erased === 0) break
    await removeMailFiles(dataDir, step.mails)
    erased += step.erased
  }
  await forgetMailFiles(dataDir, { now: clock.now(), days, known: await readMessageIds({ payload }) })
  return erased
}
