import type { Quote } from '../content/content.ts'
import type { LegalDate } from '../dates.ts'
import type { FlagKind } from '../desk/flags.ts'
import { sha256 } from '../hash.ts'
import { passageKey } from './passages.ts'
import type { QuoteFinding, QuoteVerdict, TypedValue, ValueFinding } from './quote-findings.ts'

/** Words as they were last seen to stand on the page: shown when the source dies. */
export interface Excerpt {
  excerpt: Quote
  hash: string
  on: LegalDate
}

interface Watched {
  key: string
  /** Id of the source. */
  source: string
  /** Instant since which it is so, and how many checks in a row have said it. */
  since: string
  times: number
  checkedAt: string
  /** Slot of the last check that counted. */
  slot: string
}

/** How quoted words stand on the page that is cited for them. */
export interface QuoteState extends Watched {
  quote: Quote
  verdict: QuoteVerdict
  because: string | null
  /** As they last stood; null where they were never found. */
  stood: Excerpt | null
  /** What stands there now; null where nothing like it does. */
  now: Quote | null
}

/** Whether a value that an entry states still stands on a page that is cited for it. */
export interface ValueState extends Watched {
  value: TypedValue
  stands: boolean | null
  /** The last day on which it stood there; null where it was never found. */
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

/** How quoted words stand after one more look. A look of a slot that has counted changes nothing. */
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

/** How a value stands after one more look. */
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

/** Looks in a row that must miss words before an editor is told that they are gone: a page may be shown otherwise once. */
const GONE_TIMES = 2

/** What an editor is told of quoted words; null where nothing needs a person. */
export function wordingFlagOf({ verdict, times }: Pick<QuoteState, 'verdict' | 'times'>): WordingFlag | null {
  if (verdict === 'altered') return 'wording-altered'
  if (verdict === 'gone' && times >= GONE_TIMES) return 'wording-gone'
  return verdict === 'moved' ? 'wording-moved' : null
}

/** True where an editor is told that a value is gone: it stood there once, and two looks in a row did not find it. */
export const isValueGone = ({
  stands,
  stoodOn,
  times,
}: Pick<ValueState, 'stands' | 'stoodOn' | 'times'>): boolean =>
  stands === false && stoodOn !== null && times >= GONE_TIMES
