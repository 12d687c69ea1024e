import { dayIn, type LegalDate } from '#domain/dates.ts'
import type { Head } from '#domain/desk/heads.ts'
import { isStructureKind, parseEntryKey } from '#domain/keys.ts'
import { Refused } from '#desk/desk.ts'
import { goLive } from '#desk/publish/go-live.ts'
import { withdraw } from '#desk/publish/withdraw.ts'
import type { Logger } from '#lib/log.ts'
import { HeadMoved, readHead, readPendingHeads } from '#store/desk/heads.ts'
import { isTransient } from '#store/transaction.ts'
import type { Context } from '../context.ts'
import { LeaseLost, type Claimed } from '../jobs/claim.ts'
import { writing } from '../jobs/writing.ts'

export interface DueStep {
  entry: string
  what: 'go-live' | 'withdraw'
  safety: boolean
  /** Since when it waits: what was decided first happens first. */
  at: string
}

/** What of an entry is to happen next, and may today. */
function stepOf({ entry, fix, open, withdrawal }: Head, today: LegalDate): DueStep | null {
  // Nothing of an entry goes live before what was confirmed to be withdrawn is gone.
  if (withdrawal?.state === 'confirmed')
    return { entry, what: 'withdraw', safety: withdrawal.safety, at: withdrawal.at }
  if (fix) return { entry, what: 'go-live', safety: true, at: fix.at }
  const due = open?.state === 'approved' && (open.goesLiveOn === null || open.goesLiveOn <= today)
  return due ? { entry, what: 'go-live', safety: false, at: open.at } : null
}

/** What entries stand on is there before them. */
const isStructure = ({ entry }: DueStep): boolean => isStructureKind(parseEntryKey(entry)?.kind ?? '')

const inOrder = (a: DueStep, b: DueStep): number =>
  Number(b.safety) - Number(a.safety) ||
  Number(isStructure(b)) - Number(isStructure(a)) ||
  (a.at < b.at ? -1 : a.at > b.at ? 1 : a.entry < b.entry ? -1 : 1)

/** How long an entry rests that could not go live, in milliseconds, so that the log is not full of it. */
export const ENTRY_BACK_OFF = 60_000

/** What could not go live, by entry and when it was decided, and until when it rests: a new approval does not. */
const backOffs = new Map<string, number>()
const restOf = ({ entry, what, at }: DueStep): string => `${what} ${entry} ${at}`

/** What is approved or confirmed, and due: what one person decided for safety first, then in the order of approval. */
export async function dueSteps({ payload, clock, env }: Context): Promise<DueStep[]> {
  const today = dayIn(env.siteTimeZone, clock.now())
  const heads = await readPendingHeads({ payload })
  const now = clock.now().getTime()
  return heads
    .flatMap((head) => stepOf(head, today) ?? [])
    .filter((step) => (backOffs.get(restOf(step)) ?? 0) <= now)
    .sort(inOrder)
}

/** Whether anything is to go live, or to be withdrawn. */
export const isAnythingDue = async (context: Context): Promise<boolean> =>
  (await dueSteps(context)).length > 0

/** Makes live and withdraws everything that is due, and logs how much that was. */
export async function goLiveAndLog(context: Claimed, log: Logger): Promise<void> {
  const live = await makeDueLive(context, log)
  if (live > 0) log.info({ live }, 'editions went live or were withdrawn')
}

/**
 * Makes live and withdraws everything that is due, one after the other, each in a transaction of its own.
 * @returns how many went live or were withdrawn.
 */
export async function makeDueLive(context: Context, log?: Logger): Promise<number> {
  const { clock, env, claim } = context
  let done = 0
  for (const step of await dueSteps(context)) {
    if (claim?.signal.aborted) return done
    try {
      await one(step)
      done += 1
    } catch (error) {
      // Somebody else was there between reading and writing: nothing happened, and the next round looks again.
      if (error instanceof HeadMoved || isTransient(error)) continue
      if (error instanceof LeaseLost) throw error
      backOffs.set(restOf(step), clock.now().getTime() + ENTRY_BACK_OFF)
      // One entry that cannot go live keeps no other from it.
      if (error instanceof Refused)
        log?.warn({ entry: step.entry, reason: error.message }, 'the publisher was refused')
      else log?.error({ entry: step.entry, err: error as Error }, 'an approved edition could not go live')
    }
  }
  return done

  async function one({ entry, what }: DueStep): Promise<void> {
    await writing(context, async (req) => {
      const head = await readHead(req, entry)
      if (!head) return
      const desk = { req, clock, timeZone: env.siteTimeZone }
      if (what === 'go-live') await goLive(desk, head)
      else await withdraw(desk, head)
    })
  }
}
