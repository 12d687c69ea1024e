import type { Quote } from '#domain/content/content.ts'
import { dayIn } from '#domain/dates.ts'
import { passageKey } from '#domain/watch/passages.ts'
import type { TypedValue } from '#domain/watch/quote-findings.ts'
import { nextQuoteState, nextValueState, valueKey } from '#domain/watch/quote-states.ts'
import { typedValues } from '#domain/watch/typed-values.ts'
import type { WatchRun } from '#domain/watch/watch.ts'
import { flagQuote, flagValue } from '#desk/watch/flag-words.ts'
import { settleUnused } from '#desk/watch/settle-unused.ts'
import { OutboundProblem } from '#lib/outbound/problem.ts'
import { assessQuotes, type Assessment } from '#pipelines/quotes/assess.ts'
import { pageWithout } from '#pipelines/quotes/page.ts'
import { readPage } from '#pipelines/quotes/read-page.ts'
import { readSources, type StoredSource } from '#store/content/sources.ts'
import { beginChecks, endQuoteCheck, readChecksOfSlot } from '#store/watch/checks.ts'
import { readCiting, type CitingEntry } from '#store/watch/cited.ts'
import { noteRun } from '#store/watch/runs.ts'
import { putQuoteState, putValueState, readWordStates } from '#store/watch/quote-states.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'
import { beginRun, endRun, tally, type RunRequest } from './watch-run.ts'
import { portions } from './portions.ts'
import { outboundClient } from './outbound-client.ts'

/** Size limit, in bytes, of a document to search for quotes. */
const MOST_BYTES = 40_000_000
/** Pages read in parallel: each is held in memory whole. */
const AT_ONCE = 4

/** The quotes and values entries take from one source, each once, by key. */
interface Taken {
  quotes: Map<string, Quote>
  values: Map<string, TypedValue>
}

/** What live and draft versions of entries take from each source. */
function takenFrom(citing: readonly CitingEntry[]): Map<string, Taken> {
  const found = new Map<string, Taken>()
  for (const { entry, citations } of citing)
    for (const { source, citation } of citations) {
      const taken = found.get(source) ?? { quotes: new Map(), values: new Map() }
      const { quote } = citation
      if (quote) {
        const key = passageKey(source, quote)
        if (!taken.quotes.has(key)) taken.quotes.set(key, quote)
      }
      for (const value of typedValues(entry, citation)) taken.values.set(valueKey(source, value), value)
      found.set(source, taken)
    }
  return found
}

interface QuoteRunRequest extends RunRequest {
  /** Only sources with a quote or value that was not found. */
  again?: boolean
}

/**
 * Checks that the quotes and values entries take from sources are still there, fetching each source's page once.
 * Sources known only by site are skipped. An interrupted run resumes where it stopped.
 * @returns null if stopped.
 */
export async function checkQuoteRun(
  context: Context,
  { slot, sources: which, signal, report, again = false }: QuoteRunRequest,
): Promise<WatchRun | null> {
  const { payload, clock } = context
  const taken = takenFrom(await readCiting({ payload }, which))
  const known = await readWordStates({ payload }, which)
  const wrong = new Set([
    ...[...known.quotes.values()].flatMap(({ verdict, source }) => (verdict === 'stands' ? [] : [source])),
    ...[...known.values.values()].flatMap(({ stands, stoodOn, source }) =>
      stands !== true && stoodOn !== null ? [source] : [],
    ),
  ])
  const sources = (await readSources({ payload }, which)).filter(({ id, precision }) => {
    const mine = taken.get(id)
    const some = mine !== undefined && mine.quotes.size + mine.values.size > 0
    return precision === 'page' && some && (!again || wrong.has(id))
  })
  const begun = new Set((await readChecksOfSlot({ payload }, 'quotes', slot)).map(({ source }) => source))
  const total = sources.length
  let done = sources.filter(({ id }) => begun.has(id)).length
  const run = await beginRun(context, 'quotes', slot, { done, total })
  if (run.endedAt) return run
  report?.(done, total)
  for (const portion of portions(sources.filter(({ id }) => !begun.has(id)))) {
    const left = [...portion]
    const one = async (): Promise<void> => {
      for (let source = left.shift(); source && !signal?.aborted; source = left.shift()) {
        await look(context, source, taken.get(source.id) ?? { quotes: new Map(), values: new Map() }, {
          slot,
          ...(signal ? { signal } : {}),
        })
        done += 1
        report?.(done, total)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
    if (signal?.aborted) return null
    await writing(context, (req) => noteRun(req, run.key, { done, total }))
  }
  if (which === undefined && !again) {
    const all = [...taken.values()].flatMap(({ quotes, values }) => [...quotes.keys(), ...values.keys()])
    await writing(context, (req) => settleUnused({ req, clock }, new Set(all)))
  }
  const checks = await readChecksOfSlot({ payload }, 'quotes', slot)
  const found = checks.flatMap((check) =>
    Object.entries(check.found ?? {}).flatMap(([verdict, n]) => Array<string>(n).fill(verdict)),
  )
  return endRun(context, run, tally(found))
}

/** Checks one source and records the result for each quote and value. */
async function look(
  context: Context,
  source: StoredSource,
  { quotes, values }: Taken,
  { slot, signal }: { slot: string; signal?: AbortSignal },
): Promise<void> {
  const { payload, clock, env } = context
  await writing(context, (req) => beginChecks(req, [source], { kind: 'quotes', slot, at: clock.now() }))
  const assessed = await assess(context, source.url, [...quotes.values()], [...values.values()], signal)
  if (!assessed) return
  const before = await readWordStates({ payload }, [source.id])
  const now = clock.now()
  const at = now.toISOString()
  const seen = { source: source.id, at, slot, day: dayIn(env.siteTimeZone, now) }
  const elsewhere = await valuesElsewhere(context, source.id, assessed)
  await writing(context, async (req) => {
    const desk = { req, clock }
    for (const [index, [key, quote]] of [...quotes].entries()) {
      const finding = assessed.quotes[index]
      if (!finding) continue
      const state = nextQuoteState(before.quotes.get(key) ?? null, quote, finding, seen)
      await putQuoteState(req, state)
      await flagQuote(desk, source.title, state)
    }
    for (const finding of assessed.values) {
      const key = valueKey(source.id, finding.value)
      const state = nextValueState(before.values.get(key) ?? null, finding, seen)
      await putValueState(req, state)
      await flagValue(desk, source.title, state, elsewhere.has(valueOf(finding.value)))
    }
    await endQuoteCheck(req, source.id, slot, {
      found: tally(assessed.quotes.map(({ verdict }) => verdict)),
      at,
    })
  })
}

const valueOf = ({ kind, value, claim }: TypedValue): string => `${kind} ${claim} ${value}`

/** Values found on another source. */
async function valuesElsewhere(
  { payload }: Context,
  source: string,
  { values }: Assessment,
): Promise<Set<string>> {
  if (values.every(({ stands }) => stands !== false)) return new Set()
  const all = await readWordStates({ payload })
  return new Set(
    [...all.values.values()].flatMap((state) =>
      state.source !== source && state.stands === true ? [valueOf(state.value)] : [],
    ),
  )
}

/** @returns null if stopped. */
async function assess(
  context: Context,
  url: string,
  quotes: readonly Quote[],
  values: readonly TypedValue[],
  signal?: AbortSignal,
): Promise<Assessment | null> {
  try {
    const answer = await outboundClient(context).get(url, {
      maxBytes: MOST_BYTES,
      ...(signal ? { signal } : {}),
    })
    return assessQuotes(await readPage(answer), quotes, values)
  } catch (error) {
    if (signal?.aborted) return null
    if (error instanceof OutboundProblem) return assessQuotes(pageWithout('unread'), quotes, values)
    throw error
  }
}
