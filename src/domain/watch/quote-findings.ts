import type { Quote } from '../content/content.ts'

/** What became of quoted words on the page that is cited. */
export const QUOTE_VERDICTS = {
  stands: 'Stands',
  moved: 'Stands elsewhere on the page',
  altered: 'Altered',
  gone: 'Gone',
  'cannot-tell': 'Cannot tell',
} as const
export type QuoteVerdict = keyof typeof QUOTE_VERDICTS

/** What was found of one quote on one page. */
export interface QuoteFinding {
  verdict: QuoteVerdict
  /** The words that stand there now, with a little text around them; null where none were found. */
  excerpt: Quote | null
  /** SHA-256 of the normalised excerpt, hex; null without one. */
  hash: string | null
  /** Why it cannot be told, for an editor; null where it can. */
  because: string | null
}

/** A value that an entry states and its source should state too: a phone number, a maximum, a section number. */
export interface TypedValue {
  kind: 'phone' | 'section' | 'maximum'
  /** As the entry prints it. */
  text: string
  /**
   * What is looked for: what is dialled, as contacts keep it; `38(2)(a)`; `5 year`, `2 year less a day`, `from 2 year` for
   * the lower end of a range, `life`, `level 5`, `100 penalty unit`, or a currency and an amount, `£ 5000`, `A$ 0.5`.
   */
  value: string
  claim: string
}

export interface ValueFinding {
  value: TypedValue
  /** Null where the page does not let it be judged. */
  stands: boolean | null
}

/**
 * Whether a value stands, by what was found on each page that stands behind its claim: one page that states it is
 * enough, and while one cannot be judged nothing is said.
 */
export function standsSomewhere(findings: readonly ValueFinding['stands'][]): boolean | null {
  if (findings.includes(true)) return true
  return findings.length === 0 || findings.includes(null) ? null : false
}
