/** What the desk requests from a pipeline and the worker carries out. */
export const WORK_KINDS = {
  publish: 'Publish the site',
  'preview-pdf': 'Print a preview',
  'digest-outlook': 'Look what digests would tell now',
  'check-source': 'Check sources now',
  subscribe: 'Answer a reader who asks for mail',
  tell: 'Tell those whom it concerns',
} as const
export type WorkKind = keyof typeof WORK_KINDS

export const WORK_STATES = {
  waiting: 'Waiting',
  running: 'Under way',
  done: 'Done',
  failed: 'Failed, will be tried again',
} as const
export type WorkState = keyof typeof WORK_STATES

/** A piece of work and its progress. */
export interface Work {
  key: string
  kind: WorkKind
  /** Key of the entry it was requested for, if any. */
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
  /** Instant before which it is not retried, ISO 8601. */
  notBefore: string | null
  endedAt: string | null
  result: Record<string, unknown> | null
}

/** Maximum back-off in milliseconds. */
const LONGEST = 3_600_000

/**
 * Whether a back-off is over. One further away than the maximum was written while the clock was ahead, and
 * counts as over.
 */
export const isBackOffOver = (until: string | null, now: Date): boolean =>
  until === null || until <= now.toISOString() || Date.parse(until) > now.getTime() + LONGEST

const SECOND = 1_000

/**
 * Milliseconds before a release is published or pushed again after so many failures: 5 s, 10 s, 20 s … at most ten
 * minutes.
 */
export const releaseBackOff = (tries: number): number => Math.min(600 * SECOND, 5 * SECOND * 2 ** (tries - 1))
