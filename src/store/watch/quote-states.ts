import type { Where } from 'payload'
import type { Quote } from '#domain/content/content.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { QuoteVerdict, TypedValue } from '#domain/watch/quote-findings.ts'
import type { QuoteState, ValueState } from '#domain/watch/quote-states.ts'
import { findRows, jsonOf, type StoreRequest } from '../rows.ts'
import { putRow } from './put.ts'

interface StateRow {
  key: string
  source: string
  what: 'quote' | 'value'
  exact: string
  quoted: string
  verdict: QuoteVerdict
  because: string | null
  since: string
  times: number
  checkedAt: string
  slot: string
  stood: string | null
  stoodHash: string | null
  stoodOn: LegalDate | null
  now: string | null
}

/** What is known of the words and values that entries take from sources, by their keys. */
export interface WordStates {
  quotes: Map<string, QuoteState>
  values: Map<string, ValueState>
}

const ofBoth = ({ key, source, since, times, checkedAt, slot }: StateRow) => ({
  key,
  source,
  since,
  times,
  checkedAt,
  slot,
})

const toQuote = (row: StateRow): QuoteState => ({
  ...ofBoth(row),
  quote: JSON.parse(row.quoted) as Quote,
  verdict: row.verdict,
  because: row.because ?? null,
  stood:
    row.stood && row.stoodHash && row.stoodOn
      ? { excerpt: JSON.parse(row.stood) as Quote, hash: row.stoodHash, on: row.stoodOn }
      : null,
  now: row.now ? (JSON.parse(row.now) as Quote) : null,
})

const STANDS: Partial<Record<QuoteVerdict, boolean>> = { stands: true, gone: false }

const toValue = (row: StateRow): ValueState => ({
  ...ofBoth(row),
  value: JSON.parse(row.quoted) as TypedValue,
  stands: STANDS[row.verdict] ?? null,
  stoodOn: row.stoodOn ?? null,
})

async function read(req: StoreRequest, where: Where): Promise<WordStates> {
  const rows = await findRows<StateRow>(req, 'quote-states', where, 'key')
  const of = (what: StateRow['what']): StateRow[] => rows.filter((row) => row.what === what)
  return {
    quotes: new Map(of('quote').map((row) => [row.key, toQuote(row)])),
    values: new Map(of('value').map((row) => [row.key, toValue(row)])),
  }
}

/** How the words of sources stand; of all sources, or of those that are asked for. */
export const readWordStates = (req: StoreRequest, sources?: readonly string[]): Promise<WordStates> =>
  read(req, sources ? { source: { in: [...sources] } } : {})

export const putQuoteState = (
  req: StoreRequest,
  { quote, stood, now, ...state }: QuoteState,
): Promise<void> =>
  putRow(req, 'quote-states', 'key', {
    ...state,
    what: 'quote',
    exact: quote.exact,
    quoted: jsonOf(quote),
    stood: stood && jsonOf(stood.excerpt),
    stoodHash: stood?.hash ?? null,
    stoodOn: stood?.on ?? null,
    now: now && jsonOf(now),
  })

const verdictOf = (stands: boolean | null): QuoteVerdict =>
  stands === null ? 'cannot-tell' : stands ? 'stands' : 'gone'

export const putValueState = (req: StoreRequest, { value, stands, ...state }: ValueState): Promise<void> =>
  putRow(req, 'quote-states', 'key', {
    ...state,
    what: 'value',
    exact: value.text,
    quoted: jsonOf(value),
    verdict: verdictOf(stands),
  })
