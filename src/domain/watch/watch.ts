/** The kinds of watch runs, scheduled or on demand. */
export const RUN_KINDS = {
  links: 'Links',
  quotes: 'Quoted words',
  freshness: 'Dates',
} as const
export type RunKind = keyof typeof RUN_KINDS

export const WATCH_RUN_STATES = { running: 'Under way', done: 'Done' } as const
export type RunState = keyof typeof WATCH_RUN_STATES

/** One run of the watch over everything it covers, with its progress. */
export interface WatchRun {
  /** Unique: composed of kind and slot. */
  key: string
  kind: RunKind
  /** The day or week it is for; `now/…` for one that a person requested. */
  slot: string
  state: RunState
  done: number
  total: number
  startedAt: string
  endedAt: string | null
  /** Number of findings by verdict. */
  found: Record<string, number>
}

/** Kinds of source checks: whether the link works, or whether quoted words stand. */
export const CHECK_KINDS = { link: 'Link', quotes: 'Quoted words' } as const
export type CheckKind = keyof typeof CHECK_KINDS
