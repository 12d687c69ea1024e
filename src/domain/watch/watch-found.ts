import type { FlagKind } from '../desk/flags.ts'
import type { RegisterReading } from './register.ts'
import type { RunKind, WatchRun } from './watch.ts'

/** The watch's findings in numbers, and its progress. */
export interface WatchFound {
  /** Number of open flags of each kind, the most pressing kind first. */
  counts: [FlagKind, number][]
  /** Number of law change proposals awaiting a decision. */
  proposals: number
  /** Number of sources known only by their site. */
  inexact: number
  /** The newest run of each kind. */
  passes: Partial<Record<RunKind, WatchRun>>
  readings: RegisterReading[]
}
