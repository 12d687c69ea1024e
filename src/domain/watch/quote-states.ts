import type { Quote } from '../content/content.ts'
import type { LegalDate } from '../dates.ts'
import type { FlagKind } from '../desk/flags.ts'
import { sha256 } from '../hash.ts'
import { passageKey } from './passages.ts'
import type { QuoteFinding, QuoteVerdict, TypedValue, ValueFinding } from './quote-findings.ts'

/** The words as last seen on the page, shown when the source dies. */
export interface Excerpt {
  excerpt: Quote
  hash: string
  on: LegalDate
}

interface Watched {
  key: string
  /** Id of the source. */
  source: string
  /** Instant since which the verdict holds, and the number of consecutive checks that gave it. */
  since: string
  times: number
  checkedAt: string
  /** Slot of the last counted check. */
  slot: string
}

/** The state of quoted words on the page cited for them. */
export interface QuoteState extends Watched {
  quote: Quote
  verdict: QuoteVerdict
  because: string | null
  /** The words when they last stood; null if they were never found. */
  stood: Excerpt | null
  /** What the page says there now; null if nothing similar is left. */
  now: Quote | null
}

/** The state of an entry's value on a page cited for it. */
export interface ValueState extends Watched {
  value: TypedValue
  stands: boolean | null
  /** The last day on which it stood there; null if it was never found. */
  stoodOn: LegalDate | null
}

/** Key of one value that a claim takes from a source. */
export const valueKey = (
  source: string,
  { kind, value, claim }: Pick<TypedValue, 'kind' | 'value' | 'claim'>,
): string => `${source}#${sha256(`${kind} ${claim} ${value}`).slice(0, 16)}`

interface Seen {
  source: string
  at: string
  slot: string
  day: LegalDate
}

/** The state of quoted words after one more check. A check whose slot was already counted changes nothing. */
export function nextQuoteState(
  before: QuoteState | null,
  quote: Quote,
  { verdict, excerpt, hash, because }: QuoteFinding,
  { source, at, slot, day }: Seen,
): QuoteState {
  if (before?.slot === slot) return before
  const same = before?.verdict === verdict
  const stands = (verdict === 'stands' || verdict === 'moved') && excerpt !== null && hash !== null
  return {
    key: passageKey(source, quote),
    source,
    quote,
    verdict,
    because,
    since: same ? before.since : at,
    times: same ? before.times + 1 : 1,
    checkedAt: at,
    slot,
    stood: stands ? { excerpt, hash, on: day } : (before?.stood ?? null),
    now: excerpt,
  }
}

/** The state of a value after one more check. */
export function nextValueState(
  before: ValueState | null,
  { value, stands }: ValueFinding,
  { source, at, slot, day }: Seen,
): ValueState {
  if (before?.slot === slot) return before
  const same = before?.stands === stands
  return {
    key: valueKey(source, value),
    source,
    value,
    stands,
    since: same ? before.since : at,
    times: same ? before.times + 1 : 1,
    checkedAt: at,
    slot,
    stoodOn: stands === true ? day : (before?.stoodOn ?? null),
  }
}

export const WORDING_FLAGS = [
  'wording-altered',
  'wording-gone',
  'wording-moved',
] as const satisfies readonly FlagKind[]
export type WordingFlag = (typeof WORDING_FLAGS)[number]

/**
 * Consecutive checks that must miss the words before an editor is told that they are gone: a page may render
 * differently once.
 */
const GONE_TIMES = 2

/** The flag that quoted words call for; null if none does. */
export function wordingFlagOf({ verdict, times }: Pick<QuoteState, 'verdict' | 'times'>): WordingFlag | null {
  if (verdict === 'altered') return 'wording-altered'
  if (verdict === 'gone' && times >= GONE_TIMES) return 'wording-gone'
  return verdict === 'moved' ? 'wording-moved' : null
}

/** True if a value counts as gone: it once stood on the page, and two consecutive checks missed it. */
export const isValueGone = ({
  stands,
  stoodOn,
  times,
}: Pick<ValueState, 'stands' | 'stoodOn' | 'times'>): boolean =>
  stands === false && stoodOn !== null && times >= GONE_TIMES
