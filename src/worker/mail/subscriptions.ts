import { readRequests } from '#desk/mail/ask.ts'
import { askMail } from '#desk/mail/ask-mail.ts'
import { forgetOld as forgetOldOnes } from '#desk/mail/forget-old.ts'
import { request } from '#desk/mail/request.ts'
import { addressBook } from '#lib/addresses.ts'
import type { Logger } from '#lib/log.ts'
import { forgetMailFiles, removeMailFiles } from '#lib/mail-files.ts'
import { readMessageIds } from '#store/mail/outbox/forget.ts'
import { endAndForgetWork, noteWork, readDueWork } from '#store/work.ts'
import type { Work } from '#domain/work.ts'
import type { Context } from '../context.ts'
import { holding, LeaseLost, type Held } from '../hold.ts'
import { writing } from '../writing.ts'

/** Requests that are looked at in one round. */
const AT_A_TIME = 200

/** Milliseconds of rest after a failure, and how often it is tried. */
const REST = 5_000
const TRIES = 5

/**
 * Does what readers have asked for by their address: writes down who wants to subscribe, and puts the mail that answers
 * into the outbox. A request that cannot be read is forgotten. Nothing that is logged or noted names an address. One
 * worker does so at a time: a request is a few writes, which belong together.
 * @returns how many were done.
 */
export async function doSubscriptionRequests(context: Context, log: Logger): Promise<number> {
  if ((await dueRequests(context)).length === 0) return 0
  const held = await holding(context, 'subscriptions', (own) => doRequests(own, log))
  return held?.result ?? 0
}

const dueRequests = ({ payload, clock }: Context): Promise<Work[]> =>
  readDueWork({ payload }, 'subscribe', clock.now(), AT_A_TIME)

async function doRequests(context: Held, log: Logger): Promise<number> {
  const { clock, env, hold } = context
  const book = addressBook(env.dataDir)
  const host = new URL(env.publicUrl).hostname
  let done = 0
  // Read again: another worker may have done some of them.
  for (const { key, args, tries } of await dueRequests(context)) {
    if (hold.signal.aborted) return done
    const at = clock.now()
    const end = (problem: string): Promise<void> =>
      writing(context, (req) => endAndForgetWork(req, key, at, problem))
    let asked: ReturnType<typeof readRequests>
    try {
      asked = readRequests({ book }, args)
    } catch {
      log.warn({ work: key }, 'what a reader asked cannot be read: its key may have been replaced')
      await end('It cannot be read.')
      continue
    }
    try {
      await writing(context, async (req) => {
        const subscriptions = { req, clock, book }
        const answer = await request(subscriptions, asked)
        if (answer) await askMail(subscriptions, answer, { work: key, host })
        await endAndForgetWork(req, key, at)
      })
      done += 1
    } catch (error) {
      if (error instanceof LeaseLost) return done
      log.error({ work: key, error: (error as Error).name }, 'what a reader asked could not be done')
      if (tries + 1 >= TRIES) await end('It failed too often.')
      else
        await writing(context, (req) =>
          noteWork(req, key, {
            state: 'failed',
            tries: tries + 1,
            notBefore: new Date(at.getTime() + REST).toISOString(),
          }),
        )
    }
  }
  return done
}

/**
 * Erases, once a day, who is not kept any longer, with the mails to them that were written to files; and files of mails
 * that are too old.
 * @returns how many subscribers were erased.
 */
export async function forgetOld(
  context: Pick<Context, 'payload' | 'clock' | 'env' | 'hold'>,
): Promise<number> {
  const {
    payload,
    clock,
    env: { dataDir, mailFilesDays: days },
    hold,
  } = context
  let erased = 0
  for (;;) {
    hold?.signal.throwIfAborted()
    const step = await writing(context, (req) => forgetOldOnes({ req, clock }))
    if (step.erased === 0) break
    await removeMailFiles(dataDir, step.mails)
    erased += step.erased
  }
  await hold?.check()
  await forgetMailFiles(dataDir, { now: clock.now(), days, known: await readMessageIds({ payload }) })
  return erased
}
