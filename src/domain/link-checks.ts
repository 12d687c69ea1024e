import type { LegalDate } from './dates.ts'

/** What the watch says of an address after one look. */
export const LINK_VERDICTS = {
  fine: 'Fine',
  moved: 'Moved',
  refused: 'Refused to us',
  caution: 'Caution',
  missing: 'Missing',
  gone: 'Gone',
  'cannot-tell': 'Cannot tell',
} as const
export type LinkVerdict = keyof typeof LINK_VERDICTS

interface Reason {
  verdict: LinkVerdict
  /** What was seen, for an editor. */
  sentence: string
  /** What to do about it; null where there is nothing to do. */
  fix: string | null
}

/** Why an address is judged so: each with a sentence and what to do. */
export const LINK_REASONS = {
  answers: { verdict: 'fine', sentence: 'The page answers.', fix: null },
} as const satisfies Record<string, Reason>
export type LinkReason = keyof typeof LINK_REASONS

/** One look at an address. */
export interface LinkCheck {
  /** The address that was asked. */
  url: string
  verdict: LinkVerdict
  because: LinkReason
  /** Status of the last answer; null where none came. */
  status: number | null
  /** Where permanent redirects alone lead; null where there are none. */
  movedTo: string | null
  /** Redirects that were followed. */
  hops: number
  milliseconds: number
  /** Last day on which the certificate of the site is good; null without one. */
  certificateEndsOn: LegalDate | null
  /** Validators of the answer, for a conditional request next time. */
  etag: string | null
  lastModified: string | null
  /** ISO 8601. */
  at: string
}
