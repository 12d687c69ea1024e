import { claimName, type ClaimNames } from '../content/claim-names.ts'
import { hasId, isSameId } from '../portable-ids.ts'
import { textOf } from '../values.ts'
import type { Action, EditorialEvent } from './events.ts'

/** What is said in a thread, and what becomes of it. */
export const THREAD_ACTIONS = [
  'ask-question',
  'answer-question',
  'resolve-question',
  'reopen-question',
] as const satisfies readonly Action[]
export type ThreadAction = (typeof THREAD_ACTIONS)[number]

/** One turn of a thread: words, or that it was resolved or reopened. */
export interface Turn {
  /** Number of its event. */
  n: number
  at: string
  by: { id: string; name: string }
  action: ThreadAction
  /** What was said; empty where somebody resolved or reopened it. */
  text: string
}

/** A question or remark on a claim or on the entry as a whole, with what was said since. */
export interface Thread {
  /** Number of the event that began it: it names the thread within its entry. */
  n: number
  /** Id of the claim; null for the entry as a whole. */
  claim: string | null
  /** What the claim was called when the thread began. */
  label: string | null
  /** Number of the edition that was looked at; null for the working copy. */
  edition: number | null
  open: boolean
  turns: Turn[]
  /** Ids of those who were mentioned. */
  mentioned: string[]
}

/** The details of events of threads. */
export interface ThreadDetails {
  'ask-question': {
    claim: string | null
    label: string | null
    n: number | null
    text: string
    mentions: string[]
  }
  'answer-question': { thread: number; text: string; mentions: string[] }
  'resolve-question': { thread: number }
  'reopen-question': { thread: number }
}

/** Events that say what threads an entry has. */
export const TELLING_OF_THREADS = [...THREAD_ACTIONS, 'delete'] as const satisfies readonly Action[]

const isThreadAction = (action: Action): action is ThreadAction =>
  (THREAD_ACTIONS as readonly Action[]).includes(action)

const turnOf = ({ n, at, actor, details }: EditorialEvent, action: ThreadAction): Turn => ({
  n,
  at,
  by: { id: actor.id, name: actor.name },
  action,
  text: textOf(details.text),
})

const mentionsIn = ({ details: { mentions } }: EditorialEvent): string[] =>
  Array.isArray(mentions) ? mentions.filter((id): id is string => typeof id === 'string') : []

function begun(event: EditorialEvent): Thread {
  const { claim, label, n } = event.details
  return {
    n: event.n,
    claim: typeof claim === 'string' ? claim : null,
    label: typeof label === 'string' ? label : null,
    edition: typeof n === 'number' ? n : null,
    open: true,
    turns: [turnOf(event, 'ask-question')],
    mentioned: mentionsIn(event),
  }
}

/**
 * The threads of an entry, oldest first. What is said in a resolved one opens it again: somebody has something to say
 * that nobody has settled. A key that is used again after a deletion begins without threads.
 * @param events of one entry, in order of n; those of `TELLING_OF_THREADS` are enough.
 */
export function threadsOf(events: readonly EditorialEvent[]): Thread[] {
  const threads = new Map<number, Thread>()
  for (const event of events) {
    const { action, details, n } = event
    if (action === 'delete') threads.clear()
    if (action === 'ask-question') threads.set(n, begun(event))
    const thread = threads.get(Number(details.thread))
    if (!thread || action === 'ask-question' || !isThreadAction(action)) continue
    thread.turns.push(turnOf(event, action))
    thread.mentioned.push(...mentionsIn(event))
    thread.open = action !== 'resolve-question'
  }
  return [...threads.values()]
}

/** The thread that an event belongs to; undefined if there is none. */
export const threadOf = (event: EditorialEvent, events: readonly EditorialEvent[]): Thread | undefined =>
  threadsOf(events).find(({ n }) => n === (event.action === 'ask-question' ? event.n : event.details.thread))

export const openThreads = <T extends Pick<Thread, 'open'>>(threads: readonly T[]): T[] =>
  threads.filter(({ open }) => open)

/** Ids of all who said something in a thread, resolved or reopened it, or were mentioned. */
export const partOf = ({ turns, mentioned }: Thread): string[] => {
  const people: string[] = []
  for (const id of [...turns.map(({ by }) => by.id), ...mentioned]) if (!hasId(people, id)) people.push(id)
  return people
}

/** Whether a person began a thread. */
export const isBegunBy = ({ turns }: Thread, person: string): boolean =>
  isSameId(turns[0]?.by.id ?? null, person)

/** A thread beside an entry as it is now. */
export interface ShownThread extends Omit<Thread, 'turns' | 'mentioned'> {
  turns: (Omit<Turn, 'by'> & { by: string })[]
  /** Its claim is not in the working copy any more. */
  gone: boolean
  /** Whether the person who looks may resolve it, or reopen it. */
  mayResolve: boolean
}

/** @param names of the claims of the working copy. */
export const shownThreads = (
  threads: readonly Thread[],
  names: ClaimNames,
  mayResolve: (thread: Thread) => boolean,
): ShownThread[] =>
  threads.map((thread) => {
    const { n, claim, label, edition, open, turns } = thread
    return {
      n,
      claim,
      label: claim === null ? null : (names.get(claim) ?? label ?? claimName(claim, names)),
      edition,
      open,
      turns: turns.map((turn) => ({ ...turn, by: turn.by.name })),
      gone: claim !== null && !names.has(claim),
      mayResolve: mayResolve(thread),
    }
  })
