/** What the desk asks of a pipeline; the worker does it. */
export const WORK_KINDS = {
  publish: 'Publish the site',
  'preview-pdf': 'Print a preview',
  'digest-outlook': 'Look what digests would tell now',
  'check-source': 'Check sources now',
  subscribe: 'Answer a reader who asks for mail',
} as const
export type WorkKind = keyof typeof WORK_KINDS

export const WORK_STATES = {
  waiting: 'Waiting',
  running: 'Under way',
  done: 'Done',
  failed: 'Failed, will be tried again',
} as const
export type WorkState = keyof typeof WORK_STATES

/** One piece of work, and how far it is. */
export interface Work {
  key: string
  kind: WorkKind
  /** Key of the entry for which it was asked, if one. */
  entry: string | null
  args: Record<string, unknown>
  askedBy: string
  askedAt: string
  state: WorkState
  step: string | null
  done: number
  total: number
  problem: string | null
  tries: number
  /** Instant before which it is not tried again, ISO 8601. */
  notBefore: string | null
  endedAt: string | null
  result: Record<string, unknown> | null
}

/** Nothing rests for longer, in milliseconds. */
const LONGEST = 3_600_000

/**
 * Whether what rests until an instant may be tried again. One that is further away than anything rests was written while
 * the clock was ahead.
 */
export const isBackOffOver = (until: string | null, now: Date): boolean =>
  until === null || until <= now.toISOString() || Date.parse(until) > now.getTime() + LONGEST
