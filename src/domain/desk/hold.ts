import { textOf } from '../values.ts'
import type { ChainEvent } from './events.ts'

/** The name of the single chain that records when publishing was held and resumed. */
export const PUBLISHING_CHAIN = 'publishing'

/** What can happen to publishing as a whole. A name never changes its meaning. */
export const HOLD_ACTIONS = { 'roll-back': 'Rolled back', resume: 'Publishing resumed' } as const
export type HoldAction = keyof typeof HOLD_ACTIONS
export type HoldEvent = ChainEvent<HoldAction>

/** Publishing is held: readers have an earlier release, and what goes live does not reach them. */
export interface Hold {
  /** Number of the event that holds. */
  n: number
  by: string
  /** Instant, ISO 8601. */
  at: string
  reason: string
  /** The release that readers were given back: its name and number. */
  release: string
  sequence: number
}

/** What the last event of the chain says; null where publishing is not held. */
export function holdOf(last: HoldEvent | null): Hold | null {
  if (last?.action !== 'roll-back') return null
  const { n, actor, at, details } = last
  return {
    n,
    by: actor.name,
    at,
    reason: textOf(details.reason),
    release: textOf(details.release),
    sequence: Number(details.sequence),
  }
}

/** “Publishing is held …” for the desk, the log and the commands. */
export const holdWords = ({ by, at, reason, sequence }: Hold): string =>
  `Publishing is held: ${by} rolled back to release ${sequence} on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC. Reason: ${reason}`
