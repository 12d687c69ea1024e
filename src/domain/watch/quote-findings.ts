import type { Quote } from '../content/content.ts'

/** What became of quoted words on the cited page. */
export const QUOTE_VERDICTS = {
  stands: 'Stands',
  moved: 'Stands elsewhere on the page',
  altered: 'Altered',
  gone: 'Gone',
  'cannot-tell': 'Cannot tell',
} as const
export type QuoteVerdict = keyof typeof QUOTE_VERDICTS

/** The result of looking for one quote on one page. */
export interface QuoteFinding {
  verdict: QuoteVerdict
  /** The words now on the page, with a little surrounding text; null if none were found. */
  excerpt: Quote | null
  /** SHA-256 of the normalised excerpt, hex; null without one. */
  hash: string | null
  /** Why there is no verdict, worded for an editor; null if there is one. */
  because: string | null
}

/**
 * A value that an entry states and its source should also state: a phone number, a maximum, a section number.
 */
export interface TypedValue {
  kind: 'phone' | 'section' | 'maximum'
  /** As the entry prints it. */
  text: string
  /**
   * The value sought: the dialled number, as contacts store it; `38(2)(a)`; `5 year`, `2 year less a day`,
   * `from 2 year` for the lower end of a range, `life`, `level 5`, `100 penalty unit`, or a currency and an
   * amount, `£ 5000`, `A$ 0.5`.
   */
  value: string
  claim: string
}

export interface ValueFinding {
  value: TypedValue
  /** Null if the page could not be judged. */
  stands: boolean | null
}
