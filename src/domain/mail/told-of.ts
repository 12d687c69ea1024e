import { mayReview } from '../desk/actors.ts'
import { waitsForReviewer } from '../desk/assignees.ts'
import { authorsOf, partakersOf } from '../desk/authors.ts'
import { frozenBy, submitterOf } from '../desk/submitters.ts'
import { deputyOf, type Colleague } from '../desk/deputies.ts'
import type { Action, EditorialEvent } from '../desk/events.ts'
import { isDraft, type Head } from '../desk/heads.ts'
import { isDecidedAlone } from '../desk/lone-decisions.ts'
import { sharedAuthorsOf } from '../desk/shared-changes.ts'
import { hasId, isSameId } from '../portable-ids.ts'
import { expertAsks } from '../desk/experts.ts'
import { openThreads, partOf, THREAD_ACTIONS, threadOf, threadsOf } from '../desk/threads.ts'
import { GROUP_OF, isForReviewers, NOTICE_KINDS, type NoticeKind } from './notices.ts'

/** An event of an entry, and all that decides whom it concerns. */
export interface Occasion {
  event: EditorialEvent
  /** The entry's events, in order of n. */
  events: readonly EditorialEvent[]
  head: Head
  staff: readonly Colleague[]
  /** Ids of those who are told of trouble at the entry, if the action may concern them. */
  keepers: readonly string[]
}

/** A kind of notice, and whom it is for. */
export interface Told {
  kind: NoticeKind
  people: string[]
}

/** What tells of a task, which such an action ends. */
const TASK = ['assigned', 'absent', 'unassigned'] as const satisfies readonly NoticeKind[]

/** Notices that an action makes pointless: what they wait for is done, or begins anew. */
const SETTLES: Partial<Record<Action, readonly NoticeKind[]>> = {
  submit: ['review', 'sent-back', 'absent', 'unassigned'],
  approve: ['review', 'sent-back', ...TASK],
  'request-changes': ['review', ...TASK],
  'safety-fix': ['review', ...TASK],
  'go-live': ['review', ...TASK],
  verify: TASK,
  assign: TASK,
  'confirm-withdrawal': ['withdrawal', ...TASK],
  'safety-withdrawal': ['withdrawal', ...TASK],
  'decline-withdrawal': ['withdrawal', ...TASK],
  withdraw: ['review', 'withdrawal', 'sent-back', ...TASK],
  'second-review': ['second-review', ...TASK],
  // There is nothing left to open.
  delete: Object.keys(NOTICE_KINDS) as NoticeKind[],
}

/** What tells of a conversation; pointless once no question of the entry is open. */
const TALK = ['mentioned', 'asked', 'answered'] as const satisfies readonly NoticeKind[]

/**
 * Notices that an event makes pointless.
 * @param events the entry's events, in order of n.
 * @param underLawChange whether a law change still flags the entry.
 */
export function settledBy(
  event: Pick<EditorialEvent, 'action' | 'n' | 'edition'>,
  events: readonly EditorialEvent[],
  underLawChange: boolean,
): readonly NoticeKind[] {
  return [...settledByAction(event, events), ...(underLawChange ? [] : (['law-change'] as const))]
}

function settledByAction(
  { action, n, edition }: Pick<EditorialEvent, 'action' | 'n' | 'edition'>,
  events: readonly EditorialEvent[],
): readonly NoticeKind[] {
  // An entry that is left out of a law change is sent back where its edition was written for that.
  if (action === 'flag') return edition === null ? [] : ['review']
  if (action !== 'resolve-question') return SETTLES[action] ?? []
  const until = events.filter((event) => event.n <= n)
  return openThreads(threadsOf(until)).length === 0 ? TALK : []
}

/** Whether somebody may have to be told of an action, or need not be told any more. */
export const concernsPeople = (action: Action): boolean =>
  action in SETTLES ||
  action === 'ask-withdrawal' ||
  action === 'correct-note' ||
  action === 'flag' ||
  action === 'expert-answer' ||
  (THREAD_ACTIONS as readonly Action[]).includes(action)

/** Whether those who look after the entry may have to be told of an action. */
export const concernsKeepers = (action: Action): boolean =>
  ['flag', 'request-changes', 'go-live', 'withdraw', 'ask-question', 'expert-answer'].includes(action)

const reviewersBut = ({ staff }: Pick<Occasion, 'staff'>, not: Iterable<string>): string[] => {
  const out = [...not]
  return staff.filter((each) => mayReview(each) && !hasId(out, each.id)).map(({ id }) => id)
}

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

/**
 * An open edition that goes back because something else went live, the entry was withdrawn, or left out of the law
 * change for which it was written.
 */
function sentBackBeside({ event, events, head: { open } }: Occasion): Told[] {
  if (open?.state !== 'changes-requested' || open.at !== event.at) return []
  return [{ kind: 'sent-back', people: writersOf(open.hash, events) }]
}

/**
 * Whose work a question is about: whoever wrote what is open, or else submitted what is live, and what is saved since;
 * and whose task it is.
 */
function askedAbout({ events, head }: Occasion): string[] {
  const { open, live, assigned, revision } = head
  const hash = (open ?? live)?.hash
  return [
    ...(hash === undefined ? [] : writersOf(hash, events)),
    ...(isDraft(head) ? authorsOf({ revision }, { revision: head.frozenRevision }, events) : []),
    ...(assigned ? [assigned.to] : []),
  ]
}

/** Those whom the words mention, and then the others whom a conversation concerns. */
function talk(occasion: Occasion, others: { kind: NoticeKind; people: string[] }): Told[] {
  const { mentions } = occasion.event.details
  const mentioned = Array.isArray(mentions) ? mentions.map(String) : []
  return [
    { kind: 'mentioned', people: mentioned },
    { kind: others.kind, people: others.people.filter((id) => !hasId(mentioned, id)) },
  ]
}

const inThread = (occasion: Occasion): Told[] => {
  const thread = threadOf(occasion.event, occasion.events)
  return talk(occasion, { kind: 'answered', people: thread ? partOf(thread) : [] })
}

/** Whoever asked what somebody else has resolved. */
function askerIn({ event, events }: Occasion): string[] {
  const first = threadOf(event, events)?.turns[0]
  return first ? [first.by.id] : []
}

/** Whoever asked the expert who answers. */
function expertAskerOf({ event, events }: Occasion): string[] {
  const ask = expertAsks(events).find(({ n }) => n === event.details.ask)
  return ask ? [ask.by.id] : []
}

const BY_ACTION: Partial<Record<Action, (occasion: Occasion) => Told[]>> = {
  submit: (occasion) => {
    const { event, events, head } = occasion
    const hash = event.edition ?? ''
    if (head.open?.hash !== hash || head.open.state !== 'in-review') return []
    const took = [...writersOf(hash, events), ...sharedAuthorsOf(hash, events)]
    const people = reviewersBut(occasion, took)
    const theirs = people.filter((id) => isSameId(id, head.assigned?.to ?? null))
    return [{ kind: 'review', people: theirs.length > 0 ? theirs : people }]
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
  assign: ({ head: { assigned } }) => (assigned ? [{ kind: 'assigned', people: [assigned.to] }] : []),
  // Whoever keeps the entry need not be told of a law change that does not concern it.
  flag: (occasion) =>
    occasion.event.details.leftOut
      ? sentBackBeside(occasion)
      : [{ kind: 'law-change', people: [...occasion.keepers] }],
  'expert-answer': (occasion) => [{ kind: 'expert', people: expertAskerOf(occasion) }],
  'ask-question': (occasion) => talk(occasion, { kind: 'asked', people: askedAbout(occasion) }),
  'answer-question': inThread,
  'reopen-question': inThread,
  'resolve-question': (occasion) => [{ kind: 'resolved', people: askerIn(occasion) }],
}

const secondReview = (occasion: Occasion): Told[] =>
  occasion.head.secondReviewDue === null
    ? []
    : [{ kind: 'second-review', people: reviewersBut(occasion, partakersOf(occasion.events)) }]

/** Those who could do what waits for a review in place of somebody else. */
function othersFor({ head, events, staff }: Occasion): string[] {
  const took = events.filter(({ action }) => action === 'submit' || action === 'save' || action === 'create')
  const asker = head.withdrawal?.state === 'asked' ? [head.withdrawal.by] : []
  return reviewersBut({ staff }, [...took.map(({ actor }) => actor.id), ...asker])
}

/**
 * Who else is told of what waits for somebody who is away: whoever stands in, and the others who could do it where
 * nobody does, or whoever does could not.
 */
function standIns({ kind, people }: Told, occasion: Occasion): string[] {
  if (GROUP_OF[kind] !== 'waiting') return []
  const { head, staff } = occasion
  const asksReviewer = waitsForReviewer(head) && (kind === 'assigned' || isForReviewers(kind))
  return staff
    .filter((each) => each.away === true && hasId(people, each.id))
    .flatMap(({ id }) => {
      const deputy = deputyOf(id, staff)
      const others = asksReviewer ? othersFor(occasion) : []
      if (deputy === null) return others
      return asksReviewer && !hasId(others, deputy) ? [deputy, ...others] : [deputy]
    })
    .filter((id) => !hasId(people, id))
}

/** What somebody has to take up also where those whom it would be told have left, or have no role any more. */
const TAKEN_UP: ReadonlySet<NoticeKind> = new Set(['sent-back', 'asked', 'expert'])

/** Whoever looks after the entry, where nobody is left of those whom it concerns. */
function orKeepers({ kind, people }: Told, { keepers, staff }: Occasion): Told {
  const isLeft = staff.some(({ id, roles }) => roles.length > 0 && hasId(people, id))
  return { kind, people: isLeft || !TAKEN_UP.has(kind) ? people : [...keepers] }
}

/** Whom an event concerns: people with a role, each once, and nobody for what they did themselves. */
export function toldOf(occasion: Occasion): Told[] {
  const { event, staff } = occasion
  const direct = isDecidedAlone(event) ? secondReview(occasion) : (BY_ACTION[event.action]?.(occasion) ?? [])
  const told = direct
    .map((each) => orKeepers(each, occasion))
    .flatMap((each): Told[] => [each, { kind: 'absent', people: standIns(each, occasion) }])
  return told.flatMap(({ kind, people }) => {
    const mine = staff.filter(
      ({ id, roles }) => roles.length > 0 && hasId(people, id) && !isSameId(id, event.actor.id),
    )
    return mine.length > 0 ? [{ kind, people: mine.map(({ id }) => id) }] : []
  })
}
