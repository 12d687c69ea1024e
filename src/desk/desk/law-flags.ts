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

/** The desk without an actor: enough for the publisher. */
type Place = Omit<Desk, 'actor'>

/**
 * True for a flag that awaits answers: an open one, or one settled by a withdrawal until the entry is live
 * again.
 */
const waits = ({ closedAt, how }: Flag, { live }: Head): boolean =>
  closedAt === null || (how === 'withdrawn' && live === null)

/** The latest flag for each law change: a flag raised again replaces earlier ones. */
const newest = (flags: readonly Flag[]): Flag[] => [
  ...new Map(flags.map((flag) => [flag.about, flag])).values(),
]

async function lawFlagsOf(place: Place, flags: readonly Flag[]): Promise<LawFlag[]> {
  const { req, timeZone } = place
  // A flag without a valid instant counts as raised now, so that nothing earlier answers it.
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

/** An entry's law change flags that await answers, oldest first. */
export async function waitingLawFlags(place: Place, head: Head): Promise<LawFlag[]> {
  const flags = await readFlags(place.req, { entry: head.entry, kind: 'law-change' })
  return lawFlagsOf(
    place,
    newest(flags).filter((flag) => waits(flag, head)),
  )
}

/** An entry's law change flags that await answers, with the answers to each claim. */
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

/** A request's law change answers, with the flags that await them. */
export const answeringOf = async (
  place: Place,
  head: Head,
  answers: readonly LawAnswer[] = [],
): Promise<Answering> => ({ flags: answers.length > 0 ? await waitingLawFlags(place, head) : [], answers })

/** Answers as event details; omitted if there are none, as in events older than answers. */
export function keptIn(answering: Answering): { answers?: KeptAnswer[] } {
  const answers = keptAnswers(answering)
  return answers.length > 0 ? { answers } : {}
}

/** The effect of an event on an entry's flags, once it is recorded. */
export interface LawFlagsMove {
  settled: SettledFlag[]
  /** Flags that had been settled by an edition that is no longer live. */
  again: Flag[]
}

type Next = Pick<EditorialEvent, 'action' | 'edition' | 'details'>

/**
 * Which law change flags the event about to be recorded settles, and which must be raised again: an edition
 * submitted before a flag cannot answer it, nor can a withdrawal once the entry is live again.
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

/**
 * After the event is recorded: settles flags in the name of those who answered, and raises the others again.
 */
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
 * Settles the verification flags of days on which the entry is no longer due: a newer edition or a verification
 * moved its due day past them, and it is not still late.
 */
export async function settleDue(desk: Desk, head: Head, how: FlagEnd): Promise<void> {
  const { req, clock, actor, timeZone } = desk
  const flags = await readFlags(req, { entry: head.entry, kind: 'due', open: true })
  if (flags.length === 0) return
  const due = dueOn(head, (await readOpenLawChanges(req, timeZone, { entry: head.entry })).get(head.entry))
  const today = todayOf(desk)
  for (const flag of flags) {
    const day = dueDayOf(flag)
    if (due === null || day === null || (due > day && due > today))
      await closeFlag(req, flag.key, { how, at: clock.now(), by: actor.name })
  }
}
