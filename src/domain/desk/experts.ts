import { isAmong } from '../checks.ts'
import type { Sha256 } from '../hash.ts'
import { textOf } from '../values.ts'
import type { Actor } from './actors.ts'
import type { Action, EditorialEvent } from './events.ts'
import type { Head } from './heads.ts'

/** What an expert may say of an edition. It is advice: it approves nothing. */
export const VERDICTS = { agrees: 'Agrees', objects: 'Objects' } as const
export type ExpertVerdict = keyof typeof VERDICTS
export const isVerdict = isAmong(VERDICTS)

/**
 * For how many days a link works, unless whoever asks says otherwise, and at most; and for how many more days it says
 * that its time is over.
 */
export const EXPERT_DAYS = { usual: 14, most: 60, kept: 90 } as const

/** What happens between the desk and an expert outside. */
export const EXPERT_ACTIONS = [
  'ask-expert',
  'expert-answer',
  'end-expert',
] as const satisfies readonly Action[]
export type ExpertAction = (typeof EXPERT_ACTIONS)[number]

/** The details of events of experts. */
export interface ExpertDetails {
  'ask-expert': { name: string; question: string; n: number; until: string }
  'expert-answer': { ask: number; verdict: ExpertVerdict; because: string }
  'end-expert': { ask: number }
}

/** What an expert was asked, and what they answered. */
export interface ExpertAsk {
  /** Number of the event by which they were asked. */
  n: number
  at: string
  by: { id: string; name: string }
  /** The expert's name, as whoever asked gave it. */
  name: string
  question: string
  edition: Sha256 | null
  /** Number of the edition. */
  editionN: number
  /** Until when the link works: an instant. */
  until: string
  /** When somebody ended it before. */
  endedAt: string | null
  answer: { at: string; name: string; verdict: ExpertVerdict; because: string } | null
}

/** Whoever answers by a link. They are no member of the staff, and have no role. */
export const expertActor = ({ n }: Pick<ExpertAsk, 'n'>, name: string): Actor => ({
  id: `expert:${n}`,
  name,
  roles: [],
})

const asked = ({ n, at, actor, edition, details }: EditorialEvent): ExpertAsk => ({
  n,
  at,
  by: { id: actor.id, name: actor.name },
  name: textOf(details.name),
  question: textOf(details.question),
  edition,
  editionN: Number(details.n),
  until: textOf(details.until),
  endedAt: null,
  answer: null,
})

/** All that experts were asked about an entry, oldest first. A key that is used again begins without. */
export function expertAsks(events: readonly EditorialEvent[]): ExpertAsk[] {
  const asks = new Map<number, ExpertAsk>()
  for (const event of events) {
    const { action, details, at, actor } = event
    if (action === 'delete') asks.clear()
    if (action === 'ask-expert') asks.set(event.n, asked(event))
    const ask = asks.get(Number(details.ask))
    if (!ask) continue
    if (action === 'end-expert') ask.endedAt = at
    if (action === 'expert-answer')
      ask.answer = {
        at,
        name: actor.name,
        verdict: details.verdict === 'agrees' ? 'agrees' : 'objects',
        because: textOf(details.because),
      }
  }
  return [...asks.values()]
}

/** How an ask stands: only a waiting one can be answered. */
export type AskState = 'waiting' | 'answered' | 'ended' | 'expired' | 'replaced'

/** Whether an edition is what is in review, about to go live, or live. */
export const isCurrent = ({ open, fix, live }: Head, edition: string | null): boolean =>
  edition !== null && [open, fix, live].some((each) => each?.hash === edition)

export function askState(ask: ExpertAsk, head: Head, now: Date): AskState {
  if (ask.answer) return 'answered'
  if (ask.endedAt !== null) return 'ended'
  if (ask.until <= now.toISOString()) return 'expired'
  return isCurrent(head, ask.edition) ? 'waiting' : 'replaced'
}

/** What an expert was asked, as the review screen shows it. */
export interface ShownAsk extends Pick<
  ExpertAsk,
  'n' | 'at' | 'name' | 'question' | 'editionN' | 'until' | 'answer'
> {
  by: string
  state: AskState
  /** The edition is still in review or live. */
  current: boolean
}

export const shownAsks = (events: readonly EditorialEvent[], head: Head, now: Date): ShownAsk[] =>
  expertAsks(events).map((ask) => {
    const { n, at, name, question, editionN, until, answer } = ask
    return {
      ...{ n, at, name, question, editionN, until, answer },
      by: ask.by.name,
      state: askState(ask, head, now),
      current: isCurrent(head, ask.edition),
    }
  })
