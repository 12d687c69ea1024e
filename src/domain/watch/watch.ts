/** What the watch does by itself, and on demand. */
export const PASS_KINDS = {
  links: 'Links',
  quotes: 'Quoted words',
  freshness: 'Dates',
} as const
export type RunKind = keyof typeof PASS_KINDS

export const PASS_STATES = { running: 'Under way', done: 'Done' } as const
export type RunState = keyof typeof PASS_STATES

/** One pass of the watch over everything that it looks at, and how far it is. */
export interface WatchRun {
  /** Unique: kind and slot. */
  key: string
  kind: RunKind
  /** Day or week for which it is; `now/…` for one that a person asked for. */
  slot: string
  state: RunState
  done: number
  total: number
  startedAt: string
  endedAt: string | null
  /** How many of each verdict. */
  found: Record<string, number>
}

/** Looks at a source: for life, or for words. */
export const CHECK_KINDS = { link: 'Link', quotes: 'Quoted words' } as const
export type CheckKind = keyof typeof CHECK_KINDS
