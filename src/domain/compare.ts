import type { Entry } from './content.ts'
import { printDate } from './dates.ts'
import { diffEntries, type FieldChange } from './diff.ts'
import { claimIds, fieldsOf } from './fields.ts'
import { wordDiff, type DiffPart } from './word-diff.ts'

/** One field that differs, as track changes show it. */
export interface ComparedField extends FieldChange {
  parts: DiffPart[]
}

/** What differs between two states of one entry, for the people who work on it. */
export interface Comparison {
  fields: ComparedField[]
  /** Claims whose sources differ: what stands behind them before and after. */
  citations: ComparedField[]
}

const track = (change: FieldChange): ComparedField => ({
  ...change,
  parts: wordDiff(change.before ?? '', change.after ?? ''),
})

/** What the desk keeps of an entry beside what readers are shown of it. */
function kept(entry: Entry | null): Map<string, [label: string, text: string | null]> {
  if (!entry) return new Map()
  return new Map([
    ['order', ['Place in the guide', String(entry.order)]],
    ['inForceAsOf', ['In force as of', entry.inForceAsOf && printDate(entry.inForceAsOf)]],
    ['reverifyEvery', ['Verify again after', `${entry.reverifyEvery} days`]],
    ['rows', ['Order of its parts', rowsOf(entry)]],
  ])
}

/** The parts of an entry in their order, by name: seen where one was moved. */
function rowsOf(entry: Entry): string | null {
  if (entry.kind === 'ladder')
    return entry.content.steps.map(({ title }, at) => `${at + 1}. ${title}`).join('\n')
  if (entry.kind === 'essential')
    return entry.content.sections.map(({ heading }, at) => `${at + 1}. ${heading}`).join('\n')
  return null
}

/** Sources behind one claim, one a line, in the order in which they are cited. */
const behind = (entry: Entry | null, claim: string): string | null =>
  entry?.citations
    .filter(({ supports }) => supports.includes(claim))
    .map(({ source, pinpoint, quote, retrievedOn }) =>
      [
        source.title,
        source.url,
        pinpoint,
        quote && `“${[quote.prefix, quote.exact, quote.suffix].filter(Boolean).join(' ')}”`,
        retrievedOn && `retrieved ${printDate(retrievedOn)}`,
      ]
        .filter(Boolean)
        .join(', '),
    )
    .join('\n') || null

/** Compares two states of one entry, claim by claim; null stands for nothing there. */
export function compareEntries(before: Entry | null, after: Entry | null): Comparison {
  const was = kept(before)
  const is = kept(after)
  const own = [...new Set([...is.keys(), ...was.keys()])].map((field) => ({
    field,
    label: is.get(field)?.[0] ?? was.get(field)?.[0] ?? field,
    before: was.get(field)?.[1] ?? null,
    after: is.get(field)?.[1] ?? null,
  }))
  const labels = new Map(
    [before, after].flatMap((entry) =>
      entry ? fieldsOf(entry, null).map(({ id, label }) => [id, label] as const) : [],
    ),
  )
  const claims = [...new Set([...(after ? claimIds(after) : []), ...(before ? claimIds(before) : [])])]
  return {
    fields: [...diffEntries(before, after).filter(({ field }) => field !== 'citations'), ...own]
      .filter((change) => change.before !== change.after)
      .map(track),
    citations: claims
      .map((claim) => ({
        field: claim,
        label: labels.get(claim) ?? claim,
        before: behind(before, claim),
        after: behind(after, claim),
      }))
      .filter((change) => change.before !== change.after)
      .map(track),
  }
}
