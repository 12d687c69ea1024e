import { createLocalReq } from 'payload'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import type { Head } from '#domain/heads.ts'
import { Refused } from '#desk/desk.ts'
import { goLive } from '#desk/go-live.ts'
import { withdraw } from '#desk/withdraw.ts'
import type { Logger } from '#lib/log.ts'
import { readEvents } from '#store/events.ts'
import { readHead, readPendingHeads } from '#store/heads.ts'
import { inTransaction } from '#store/transaction.ts'
import type { Context } from './context.ts'

interface Step {
  entry: string
  what: 'go-live' | 'withdraw'
  safety: boolean
  /** Since when it waits: what was decided first happens first. */
  at: string
}

/** What of an entry may happen today. */
function stepsOf({ entry, fix, open, withdrawal }: Head, today: LegalDate): Step[] {
  const steps: Step[] = []
  if (fix) steps.push({ entry, what: 'go-live', safety: true, at: fix.at })
  else if (open?.state === 'approved' && (open.goesLiveOn === null || open.goesLiveOn <= today))
    steps.push({ entry, what: 'go-live', safety: false, at: open.at })
  if (withdrawal?.state === 'confirmed')
    steps.push({ entry, what: 'withdraw', safety: withdrawal.safety, at: withdrawal.at })
  return steps
}

const inOrder = (a: Step, b: Step): number =>
  Number(b.safety) - Number(a.safety) || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.entry < b.entry ? -1 : 1)

/**
 * Makes live and withdraws everything that is approved and due, one after the other: what one person decided for
 * safety first, then in the order of approval. Each is a transaction of its own.
 * @returns how many went live or were withdrawn.
 */
export async function makeDueLive({ payload, clock, env }: Context, log?: Logger): Promise<number> {
  const today = dayIn(env.siteTimeZone, clock.now())
  const heads = await readPendingHeads({ payload })
  let done = 0
  for (const step of heads.flatMap((head) => stepsOf(head, today)).sort(inOrder)) {
    try {
      await one(step)
      done += 1
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // Decided otherwise between reading and writing: nothing happened, and the next round looks again.
      log?.warn({ entry: step.entry, reason: error.message }, 'the publisher was refused')
    }
  }
  return done

  async function one({ entry, what }: Step): Promise<void> {
    const req = await createLocalReq({}, payload)
    await inTransaction(req, async () => {
      const head = await readHead(req, entry)
      if (!head) return
      const desk = { req, clock, timeZone: env.siteTimeZone }
      if (what === 'go-live') await goLive(desk, head)
      else await withdraw(desk, head, await reasonOf(entry))
    })
  }

  async function reasonOf(entry: string): Promise<string | null> {
    const asked = (await readEvents({ payload }, entry)).findLast(
      ({ action }) => action === 'ask-withdrawal' || action === 'safety-withdrawal',
    )
    return typeof asked?.details.reason === 'string' ? asked.details.reason : null
  }
}
