import { dayIn, type LegalDate } from '#domain/dates.ts'
import type { Head } from '#domain/desk/heads.ts'
import { isStructureKind, parseEntryKey } from '#domain/keys.ts'
import { Refused } from '#desk/desk.ts'
import { goLive } from '#desk/publish/go-live.ts'
import { goLiveTogether } from '#desk/publish/go-live-together.ts'
import { withdraw } from '#desk/publish/withdraw.ts'
import type { Logger } from '#lib/log.ts'
import { HeadMoved, readHead, readPendingHeads, readTogether } from '#store/desk/heads.ts'
import { readGoingTogether } from '#store/desk/together.ts'
import { isTransient } from '#store/transaction.ts'
import type { Context } from '../context.ts'
import { LeaseLost, type Claimed } from '../jobs/claim.ts'
import { writing } from '../jobs/writing.ts'

export interface DueStep {
  /** The first of them, where several go live together. */
  entry: string
  what: 'go-live' | 'withdraw' | 'go-live-together'
  /** Id of the law change under which several go live together. */
  together?: string
  safety: boolean
  /** When it was decided: steps run in order of decision. */
  at: string
}

/** The next step of an entry, if it may happen today. */
function stepOf({ entry, fix, open, withdrawal }: Head, today: LegalDate): DueStep | null {
  // A confirmed withdrawal comes before anything else of the entry goes live.
  if (withdrawal?.state === 'confirmed')
    return { entry, what: 'withdraw', safety: withdrawal.safety, at: withdrawal.at }
  if (fix) return { entry, what: 'go-live', safety: true, at: fix.at }
  const alone = open?.together === null
  const due = alone && open.state === 'approved' && (open.goesLiveOn === null || open.goesLiveOn <= today)
  return due ? { entry, what: 'go-live', safety: false, at: open.at } : null
}

/** The steps of editions that go live together: one for all of a law change. */
function togetherSteps(members: readonly Head[], may: ReadonlySet<string>): DueStep[] {
  const byLawChange = Map.groupBy(members, ({ open }) => open?.together ?? '')
  return [...byLawChange].flatMap(([together, heads]) => {
    const [first] = heads
    const at =
      heads
        .map(({ open }) => open?.at ?? '')
        .sort()
        .at(-1) ?? ''
    return first && may.has(together)
      ? [{ entry: first.entry, what: 'go-live-together' as const, together, safety: false, at }]
      : []
  })
}

/** Structure goes live before the entries that depend on it. */
const isStructure = ({ entry }: DueStep): boolean => isStructureKind(parseEntryKey(entry)?.kind ?? '')

const inOrder = (a: DueStep, b: DueStep): number =>
  Number(b.safety) - Number(a.safety) ||
  Number(isStructure(b)) - Number(isStructure(a)) ||
  (a.at < b.at ? -1 : a.at > b.at ? 1 : a.entry < b.entry ? -1 : 1)

/** Back-off in milliseconds for an entry that could not go live, to keep the log readable. */
export const ENTRY_BACK_OFF = 60_000

/** Back-off deadlines of failed steps, keyed by step, entry and decision time: a new approval is not held back. */
const backOffs = new Map<string, number>()
const restOf = ({ entry, what, at }: DueStep): string => `${what} ${entry} ${at}`

/** Due steps that are approved or confirmed: single-person safety decisions first, then in order of approval. */
export async function dueSteps({ payload, clock, env }: Context): Promise<DueStep[]> {
  const today = dayIn(env.siteTimeZone, clock.now())
  const heads = await readPendingHeads({ payload })
  const now = clock.now().getTime()
  const lawChanges = [...new Set(heads.flatMap(({ open }) => open?.together ?? []))]
  const members = await readTogether({ payload }, lawChanges)
  // What is held is no step: it would be tried, and refused, again and again. The law change says what holds it.
  const may = await readGoingTogether({ payload }, members, today)
  return [...heads.flatMap((head) => stepOf(head, today) ?? []), ...togetherSteps(members, may)]
    .filter((step) => (backOffs.get(restOf(step)) ?? 0) <= now)
    .sort(inOrder)
}

/** Whether anything is to go live or be withdrawn. */
export const isAnythingDue = async (context: Context): Promise<boolean> =>
  (await dueSteps(context)).length > 0

/** Runs all due steps and logs how many there were. */
export async function goLiveAndLog(context: Claimed, log: Logger): Promise<void> {
  const live = await makeDueLive(context, log)
  if (live > 0) log.info({ live }, 'editions went live or were withdrawn')
}

/**
 * Makes live and withdraws everything due, sequentially, each step in its own transaction; those that go live
 * together are one step.
 * @returns how many entries went live or were withdrawn.
 */
export async function makeDueLive(context: Context, log?: Logger): Promise<number> {
  const { clock, env, claim } = context
  let done = 0
  for (const step of await dueSteps(context)) {
    if (claim?.signal.aborted) return done
    try {
      done += await one(step)
    } catch (error) {
      // A concurrent change between reading and writing: nothing was written, and the next tick tries again.
      if (error instanceof HeadMoved || isTransient(error)) continue
      if (error instanceof LeaseLost) throw error
      backOffs.set(restOf(step), clock.now().getTime() + ENTRY_BACK_OFF)
      // An entry that can't go live doesn't block the others.
      if (error instanceof Refused)
        log?.warn({ entry: step.entry, reason: error.message }, 'the publisher was refused')
      else log?.error({ entry: step.entry, err: error as Error }, 'an approved edition could not go live')
    }
  }
  return done

  function one({ entry, what, together }: DueStep): Promise<number> {
    return writing(context, async (req) => {
      const desk = { req, clock, timeZone: env.siteTimeZone }
      if (together !== undefined) return goLiveTogether(desk, together)
      const head = await readHead(req, entry)
      if (!head) return 0
      if (what === 'withdraw') await withdraw(desk, head)
      else await goLive(desk, head)
      return 1
    })
  }
}
