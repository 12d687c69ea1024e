import type { FlagKind } from '../desk/flags.ts'
import type { RegisterReading } from './register.ts'
import type { RunKind, WatchRun } from './watch.ts'

/** What the watch found, in numbers, and how far it is. */
export interface WatchFound {
  /** How many flags of each kind are open, the most pressing kind first. */
  counts: [FlagKind, number][]
  /** Proposals of law changes that wait. */
  proposals: number
  /** Sources of which only the site is known. */
  inexact: number
  /** The newest pass of each kind. */
  passes: Partial<Record<RunKind, WatchRun>>
  readings: RegisterReading[]
}
