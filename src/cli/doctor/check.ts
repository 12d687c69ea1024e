/** Outcome of one check. `warning`: it works, and somebody should know. */
export interface Finding {
  state: 'ok' | 'warning' | 'problem'
  /** What is so, and what to do about it. */
  words: string
}

/** One check of an installation: what it looks at, and what it finds there. A throw is a problem in its own words. */
export interface Check {
  what: string
  look(): Promise<Finding[]>
}

export const ok = (words: string): Finding => ({ state: 'ok', words })
export const warning = (words: string): Finding => ({ state: 'warning', words })
export const problem = (words: string): Finding => ({ state: 'problem', words })
