import { mayReview, type Role } from '../desk/actors.ts'
import { authorsOf, partakersOf, submitterOf } from '../desk/authors.ts'
import type { Action, EditorialEvent } from '../desk/events.ts'
import type { Head } from '../desk/heads.ts'
import { isDecidedAlone } from '../desk/lone-decisions.ts'
import { sharedAuthorsOf } from '../desk/shared-changes.ts'
import { isSameId } from '../portable-ids.ts'
import type { NoticeKind } from './notices.ts'

/** A member of staff, by the id that events know. */
export interface Colleague {
  /** `user:<id>`. */
  id: string
  roles: readonly Role[]
}

/** An event of an entry, and all that decides whom it concerns. */
export interface Occasion {
  event: EditorialEvent
  /** The entry's events, in order of n. */
  events: readonly EditorialEvent[]
  head: Head
  staff: readonly Colleague[]
  /** Ids of those who look after the entry. */
  keepers: readonly string[]
}

/** A kind of notice, and whom it is for. */
export interface Told {
  kind: NoticeKind
  people: string[]
}

/** Notices that an action makes pointless: what they wait for is done, or begins anew. */
const SETTLES: Partial<Record<Action, readonly NoticeKind[]>> = {
  submit: ['review', 'sent-back'],
  approve: ['review', 'sent-back'],
  'request-changes': ['review'],
  'safety-fix': ['review'],
  'go-live': ['review'],
  'confirm-withdrawal': ['withdrawal'],
  'safety-withdrawal': ['withdrawal'],
  'decline-withdrawal': ['withdrawal'],
  withdraw: ['review', 'withdrawal', 'sent-back'],
  'second-review': ['second-review'],
  delete: ['review', 'withdrawal', 'sent-back'],
}

export const settledBy = (action: Action): readonly NoticeKind[] => SETTLES[action] ?? []

/** Whether somebody may have to be told of an action, or need not be told any more. */
export const concernsPeople = (action: Action): boolean =>
  action in SETTLES || action === 'ask-withdrawal' || action === 'correct-note' || action === 'flag'

const has = (ids: Iterable<string>, person: string): boolean => [...ids].some((id) => isSameId(id, person))

const reviewersBut = ({ staff }: Occasion, not: Iterable<string>): string[] => {
  const out = [...not]
  return staff.filter((each) => mayReview(each) && !has(out, each.id)).map(({ id }) => id)
}

/** The event that froze an edition. */
const frozenBy = (hash: string, events: readonly EditorialEvent[]): EditorialEvent | undefined =>
  events.find(({ action, edition }) => (action === 'submit' || action === 'safety-fix') && edition === hash)

/** The revision that was live before an event. */
function liveBefore(events: readonly EditorialEvent[], n: number): { revision: number } | null {
  const last = events.findLast(
    ({ n: at, action }) =>
      at < n && (action === 'go-live' || action === 'take-over' || action === 'withdraw'),
  )
  return last && last.action !== 'withdraw' ? { revision: Number(last.details.revision) } : null
}

/** Everybody whose words an edition holds, and who submitted it. */
function writersOf(hash: string, events: readonly EditorialEvent[]): string[] {
  const frozen = frozenBy(hash, events)
  if (!frozen) return []
  const live = liveBefore(
    events,
    events.findLast(({ action, edition }) => action === 'go-live' && edition === hash)?.n ?? Infinity,
  )
  return [...authorsOf(frozen, live, events), submitterOf(hash, events) ?? frozen.actor.id]
}

/** Who decided that an edition goes live: they know it. */
const deciderOf = (hash: string, events: readonly EditorialEvent[]): string | null =>
  events.findLast(
    ({ action, edition }) => (action === 'approve' || action === 'safety-fix') && edition === hash,
  )?.actor.id ?? null

const askerOf = ({ event, events }: Occasion): string[] => {
  const asked = events.findLast(({ n, action }) => n < event.n && action === 'ask-withdrawal')
  return asked ? [asked.actor.id] : []
}

/** An open edition that goes back because something else went live, or the entry was withdrawn. */
function sentBackBeside({ event, events, head: { open } }: Occasion): Told[] {
  if (open?.state !== 'changes-requested' || open.at !== event.at) return []
  return [{ kind: 'sent-back', people: writersOf(open.hash, events) }]
}

const BY_ACTION: Partial<Record<Action, (occasion: Occasion) => Told[]>> = {
  submit: (occasion) => {
    const { event, events, head } = occasion
    const hash = event.edition ?? ''
    if (head.open?.hash !== hash || head.open.state !== 'in-review') return []
    const took = [...writersOf(hash, events), ...sharedAuthorsOf(hash, events)]
    return [{ kind: 'review', people: reviewersBut(occasion, took) }]
  },
  'request-changes': ({ event, events, head }) =>
    head.open?.hash === event.edition && head.open?.state === 'changes-requested'
      ? [{ kind: 'sent-back', people: writersOf(event.edition ?? '', events) }]
      : [],
  'ask-withdrawal': (occasion) =>
    occasion.head.withdrawal?.state === 'asked'
      ? [{ kind: 'withdrawal', people: reviewersBut(occasion, [occasion.event.actor.id]) }]
      : [],
  'decline-withdrawal': (occasion) => [{ kind: 'declined', people: askerOf(occasion) }],
  'go-live': (occasion) => {
    const { event, events } = occasion
    const hash = event.edition ?? ''
    const decider = deciderOf(hash, events)
    const people = writersOf(hash, events).filter((id) => !isSameId(id, decider))
    return [{ kind: 'live', people }, ...sentBackBeside(occasion)]
  },
  withdraw: (occasion) => [{ kind: 'withdrawn', people: askerOf(occasion) }, ...sentBackBeside(occasion)],
  flag: ({ keepers }) => [{ kind: 'law-change', people: [...keepers] }],
}

const secondReview = (occasion: Occasion): Told[] =>
  occasion.head.secondReviewDue === null
    ? []
    : [{ kind: 'second-review', people: reviewersBut(occasion, partakersOf(occasion.events)) }]

/** Whom an event concerns: people with a role, each once, and nobody for what they did themselves. */
export function toldOf(occasion: Occasion): Told[] {
  const { event, staff } = occasion
  const told = isDecidedAlone(event) ? secondReview(occasion) : (BY_ACTION[event.action]?.(occasion) ?? [])
  return told.flatMap(({ kind, people }) => {
    const mine = staff.filter(
      ({ id, roles }) => roles.length > 0 && has(people, id) && !isSameId(id, event.actor.id),
    )
    return mine.length > 0 ? [{ kind, people: mine.map(({ id }) => id) }] : []
  })
}

/** Who submitted the edition that readers see; null if the events do not say. */
export const liveSubmitterOf = ({ live }: Head, events: readonly EditorialEvent[]): string | null =>
  live && (submitterOf(live.hash, events) ?? frozenBy(live.hash, events)?.actor.id ?? null)
