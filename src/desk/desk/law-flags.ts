import { PUBLISHER } from '#domain/desk/actors.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { dueDayOf, type Flag, type FlagEnd } from '#domain/desk/flags.ts'
import { dueOn, type Head } from '#domain/desk/heads.ts'
import {
  answeredOf,
  editionNumbers,
  isFrozenBefore,
  keptAnswers,
  lastSaid,
  settlementOf,
  unitsOf,
  type Answering,
  type KeptAnswer,
  type LawAnswer,
  type LawFlag,
  type Said,
  type SettledFlag,
} from '#domain/desk/law-answers.ts'
import type { LawFlagStatus, SaidInForce } from '#domain/desk/workflow-status.ts'
import { closeFlag, openFlag, readFlags } from '#store/desk/flags.ts'
import { markLawChange, readLawChanges } from '#store/desk/law-changes.ts'
import { readOpenLawChanges } from '#store/desk/open-law-changes.ts'
import { todayOf, type Desk } from '../desk.ts'
import { take } from '../entry.ts'

/** Where nobody need sit: what the publisher works at is enough. */
type Place = Omit<Desk, 'actor'>

/**
 * True for a flag that waits for answers: an open one, and one that a withdrawal settled, until the entry is live again.
 */
const waits = ({ closedAt, how }: Flag, { live }: Head): boolean =>
  closedAt === null || (how === 'withdrawn' && live === null)

/** The last flag for each law change: one that was raised again stands for those before it. */
const newest = (flags: readonly Flag[]): Flag[] => [
  ...new Map(flags.map((flag) => [flag.about, flag])).values(),
]

async function lawFlagsOf(place: Place, flags: readonly Flag[]): Promise<LawFlag[]> {
  const { req, timeZone } = place
  // What does not say when it was raised was raised now: nothing from before it counts.
  const dayOf = (at: string): LegalDate =>
    Number.isNaN(Date.parse(at)) ? todayOf(place) : dayIn(timeZone, new Date(at))
  const laws = await readLawChanges(
    req,
    flags.map(({ about }) => about),
  )
  return flags.map(({ key, about, detail, claims, at }) => ({
    key,
    about,
    detail,
    claims,
    at,
    flaggedOn: dayOf(at),
    effectiveOn: laws.get(about)?.effectiveOn ?? null,
  }))
}

/** The flags of law changes that wait for answers of an entry, oldest first. */
export async function waitingLawFlags(place: Place, head: Head): Promise<LawFlag[]> {
  const flags = await readFlags(place.req, { entry: head.entry, kind: 'law-change' })
  return lawFlagsOf(
    place,
    newest(flags).filter((flag) => waits(flag, head)),
  )
}

/** The flags of law changes that wait for answers of an entry, with what was said of each claim. */
export async function lawFlagStatuses(
  place: Place,
  head: Head,
  events: readonly EditorialEvent[],
  label: (claim: string) => string,
): Promise<LawFlagStatus[]> {
  const numbers = editionNumbers(events)
  const shown = (said: Said | undefined): SaidInForce | null =>
    said ? { ...said, n: numbers.get(said.edition) ?? null } : null
  return (await waitingLawFlags(place, head)).map((flag) => {
    const answered = answeredOf(flag, events)
    const open = lastSaid(flag, events, head.open?.hash ?? '')
    const last = lastSaid(flag, events)
    return {
      ...flag,
      openBefore: head.open !== null && isFrozenBefore(head.open.hash, flag, events),
      units: unitsOf(flag).map((claim) => ({
        claim,
        label: claim === null ? 'The whole entry' : label(claim),
        answered: shown(answered.get(claim)),
        open: shown(open.get(claim)),
        last: shown(last.get(claim)),
      })),
    }
  })
}

/** What a request says of law changes, with the flags that wait for it. */
export const answeringOf = async (
  place: Place,
  head: Head,
  answers: readonly LawAnswer[] = [],
): Promise<Answering> => ({ flags: answers.length > 0 ? await waitingLawFlags(place, head) : [], answers })

/** Answers as the details of an event; nothing where there are none, as in events from before there were any. */
export function keptIn(answering: Answering): { answers?: KeptAnswer[] } {
  const answers = keptAnswers(answering)
  return answers.length > 0 ? { answers } : {}
}

/** What an event will mean for the flags of an entry, once it is recorded. */
export interface LawFlagsMove {
  settled: SettledFlag[]
  /** Flags that somebody settled for what readers do not see any more. */
  again: Flag[]
}

type Next = Pick<EditorialEvent, 'action' | 'edition' | 'details'>

/**
 * Which flags of law changes are settled by what is about to be recorded, and which must be raised again: an edition
 * that was submitted before a flag says nothing of it, nor does a withdrawal once readers see the entry again.
 */
export async function moveOfLawFlags(
  place: Pick<Desk, 'req' | 'clock' | 'timeZone'> & Partial<Pick<Desk, 'actor'>>,
  head: Head,
  events: readonly EditorialEvent[],
  next: Next,
): Promise<LawFlagsMove> {
  const { req, clock, actor = PUBLISHER } = place
  const flags = newest(await readFlags(req, { entry: head.entry, kind: 'law-change' }))
  if (flags.length === 0) return { settled: [], again: [] }
  const after = [
    ...events,
    {
      ...next,
      n: head.chain.n + 1,
      at: clock.now().toISOString(),
      actor: { id: actor.id, name: actor.name },
    },
  ]
  const settled: SettledFlag[] = []
  const again: Flag[] = []
  const known = new Map((await lawFlagsOf(place, flags)).map((flag) => [flag.key, flag]))
  for (const flag of flags) {
    const answers = settlementOf(flag, after)
    if (answers && waits(flag, head))
      settled.push({
        flag: flag.key,
        lawChange: flag.about,
        title: flag.detail,
        effectiveOn: known.get(flag.key)?.effectiveOn ?? null,
        answers,
      })
    if (flag.closedAt === null || answers || next.action !== 'go-live') continue
    const older = flag.how === 'verified' && isFrozenBefore(next.edition ?? '', flag, events)
    if (older || (flag.how === 'withdrawn' && head.live === null)) again.push(flag)
  }
  return { settled, again }
}

const namesIn = ({ answers }: SettledFlag): string => [...new Set(answers.map(({ by }) => by))].join(', ')

/** After the event is recorded: settles flags by those who answered, and raises the others again. */
export async function moveLawFlags(
  desk: Desk,
  head: Head,
  { settled, again }: LawFlagsMove,
  how: FlagEnd,
): Promise<Head> {
  const { req, clock } = desk
  const open = new Set(
    (await readFlags(req, { entry: head.entry, kind: 'law-change', open: true })).map(({ key }) => key),
  )
  for (const flag of settled)
    if (open.has(flag.flag)) await closeFlag(req, flag.flag, { how, at: clock.now(), by: namesIn(flag) })
  let moved = head
  for (const { about, detail, claims } of again) {
    await openFlag(req, {
      kind: 'law-change',
      entry: head.entry,
      about,
      detail,
      claims,
      liveN: moved.live?.n ?? null,
      at: clock.now(),
      by: desk.actor.name,
    })
    await markLawChange(req, about)
    moved = await take(desk, {
      head: moved,
      action: 'flag',
      details: { lawChange: about, title: detail, claims, again: true },
    })
  }
  return moved
}

/**
 * Settles the flags of days that the entry is not due on any more: a newer edition or a verification has moved it beyond
 * them, and it is not late still.
 */
export async function settleDue(desk: Desk, head: Head, how: FlagEnd): Promise<void> {
  const { req, clock, actor, timeZone } = desk
  const flags = await readFlags(req, { entry: head.entry, kind: 'due', open: true })
  if (flags.length === 0) return
  const due = dueOn(head, (await readOpenLawChanges(req, timeZone)).get(head.entry))
  const today = todayOf(desk)
  for (const flag of flags) {
    const day = dueDayOf(flag)
    if (due === null || day === null || (due > day && due > today))
      await closeFlag(req, flag.key, { how, at: clock.now(), by: actor.name })
  }
}
