import type { Where } from 'payload'
import type { Quote } from '#domain/content/content.ts'
import { QUOTE_VERDICTS, type QuoteVerdict, type TypedValue } from '#domain/watch/quote-findings.ts'
import type { QuoteState, ValueState } from '#domain/watch/quote-states.ts'
import { isNullOr, isShape, isText } from '#domain/checks.ts'
import type { Row } from '../row.ts'
import { findRows, jsonOf, type StoreRequest } from '../rows.ts'
import { putRow } from './put.ts'

/** States of the quotes and values that entries take from sources, by key. */
export interface WordStates {
  quotes: Map<string, QuoteState>
  values: Map<string, ValueState>
}

const isWords = isNullOr(isText)

const isQuote = isShape<Quote>({ prefix: isWords, exact: isText, suffix: isWords })

const VALUE_KINDS: readonly unknown[] = ['phone', 'section', 'maximum'] satisfies TypedValue['kind'][]

const isValue = isShape<TypedValue>({
  kind: (kind): kind is TypedValue['kind'] => VALUE_KINDS.includes(kind),
  text: isText,
  value: isText,
  claim: isText,
})

const ofBoth = (row: Row) => ({
  key: row.text('key'),
  source: row.text('source'),
  since: row.text('since'),
  times: row.number('times'),
  checkedAt: row.text('checkedAt'),
  slot: row.text('slot'),
})

function stoodOf(row: Row): QuoteState['stood'] {
  const excerpt = row.jsonOrNull('stood', isQuote)
  const hash = row.textOrNull('stoodHash')
  const on = row.dayOrNull('stoodOn')
  return excerpt && hash && on ? { excerpt, hash, on } : null
}

const toQuote = (row: Row): QuoteState => ({
  ...ofBoth(row),
  quote: row.json('quoted', isQuote),
  verdict: row.among('verdict', QUOTE_VERDICTS),
  because: row.textOrNull('because'),
  stood: stoodOf(row),
  now: row.jsonOrNull('now', isQuote),
})

const STANDS: Partial<Record<string, boolean>> = { stands: true, gone: false }

const toValue = (row: Row): ValueState => ({
  ...ofBoth(row),
  value: row.json('quoted', isValue),
  stands: STANDS[row.text('verdict')] ?? null,
  stoodOn: row.dayOrNull('stoodOn'),
})

async function read(req: StoreRequest, where: Where): Promise<WordStates> {
  const states: WordStates = { quotes: new Map(), values: new Map() }
  const keep = (row: Row): void => {
    const key = row.text('key')
    if (row.among('what', { quote: true, value: true }) === 'quote') states.quotes.set(key, toQuote(row))
    else states.values.set(key, toValue(row))
  }
  await findRows(req, 'quote-states', keep, where, 'key')
  return states
}

/** States of quotes and values; of all sources, or of those asked for. */
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
