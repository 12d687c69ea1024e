import type { Quote } from './content.ts'

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
  claim: string
}

export interface ValueFinding {
  value: TypedValue
  stands: boolean | null
}
