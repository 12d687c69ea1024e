import { STAGES } from './channels.ts'
import { CONTACT_KINDS } from './contacts.ts'
import { INSTRUMENT_KINDS, isStructure, type Citation, type Entry, type Reviewed } from './content.ts'
import { printDate } from '../dates.ts'
import { diffEntries, orderField, rowsOf, type FieldChange } from './diff.ts'
import { claimIds, fieldsOf } from './fields.ts'
import { columnsOf, type TableBlock } from './rich-table.ts'
import { cellWords, inlinesOf, plainText, type Block, type Inline, type RichText } from './rich-text.ts'
import { contactsOf } from './shared-parts.ts'
import { sameText } from '../text-rules.ts'
import { wordDiff, type DiffPart } from './word-diff.ts'

/** One changed field, as track changes show it. */
export interface ComparedField extends FieldChange {
  parts: DiffPart[]
}

/** The differences between two states of an entry, for staff. */
export interface Comparison {
  fields: ComparedField[]
  /** Claims whose sources differ, with the sources before and after. */
  citations: ComparedField[]
}

const track = (change: FieldChange): ComparedField => ({
  ...change,
  parts: wordDiff(change.before ?? '', change.after ?? ''),
})

const differs = ({ before, after }: FieldChange): boolean => !sameText(before, after)

type Kept = Map<string, [label: string, text: string | null]>

/**
 * What an entry holds besides its text: dates, order, and link and number targets. No reviewer may approve an
 * edition without seeing that one of these differs.
 */
function kept(entry: Reviewed | null): Kept {
  if (!entry || isStructure(entry)) return new Map()
  return new Map([
    ['order', ['Place in the guide', String(entry.order)]],
    ['inForceAsOf', ['In force as of', entry.inForceAsOf && printDate(entry.inForceAsOf)]],
    ['reverifyEvery', ['Verify again after', `${entry.reverifyEvery} days`]],
    ['targets', ['Where its contacts lead', targetsOf(entry)]],
    ['laws', ['Law it rests on, in full', lawsOf(entry)]],
    ...(own[entry.kind] as (entry: Entry) => [string, [string, string | null]][])(entry),
  ])
}

const lines = (texts: readonly (string | null | undefined | false)[]): string | null =>
  texts.filter(Boolean).join('\n') || null

const list = (...parts: (string | number | null | false)[]): string => parts.filter(Boolean).join(', ')

const YES = { true: 'Yes', false: 'No' } as const
const yesNo = (flag: boolean): string => YES[`${flag}`]

/** The numbers and addresses that a phone or browser receives: readers see only their printed text. */
const targetsOf = (entry: Entry): string | null =>
  lines(
    contactsOf(entry).map(({ kind, printed, value }) => `${printed}: ${list(CONTACT_KINDS[kind], value)}`),
  )

const lawsOf = ({ instruments }: Entry): string | null =>
  lines(
    instruments.map(({ instrument: { title, kind, year, number, extent, jurisdiction } }) =>
      list(title, INSTRUMENT_KINDS[kind], year, number, extent, jurisdiction),
    ),
  )

/** The extra fields of each kind. */
const own: {
  [K in Entry['kind']]: (entry: Extract<Entry, { kind: K }>) => [string, [string, string | null]][]
} = {
  profile: () => [],
  channel: ({ content }) => [['stage', ['Part of the guide', STAGES[content.stage]]]],
  offence: ({ content: { officialSource } }) => [
    ['officialTitle', ['Title of the official source', officialSource?.title ?? null]],
  ],
  route: ({ content }) => [['seeNations', ['Leads to the guides of its nations', yesNo(content.seeNations)]]],
  ladder: ({ content: { steps } }) => [
    ['namesRight', ['Steps that name a right', lines(steps.map((step) => step.namesRight && step.title))]],
    [
      'crossBorder',
      ['Steps told on pages on other countries', lines(steps.map((step) => step.crossBorder && step.title))],
    ],
  ],
  essential: ({ content: { crossBorder, sections } }) => [
    ['crossBorder', ['Told on pages on other countries', yesNo(crossBorder)]],
    ['form', ['Links and emphasis', lines(sections.map(({ body }) => formOf(body)))]],
  ],
}

const SCRIPTS = { super: 'superscript', sub: 'subscript' } as const

/** The formatting of a text besides its words: link targets, and emphasis. */
function formOf(body: RichText): string | null {
  const inline = (each: Inline): (string | null)[] => {
    if (each.type === 'break') return ['Line break']
    if (each.type === 'link')
      return [`${wordsOf(each.children)}: ${each.href}`, ...each.children.flatMap(inline)]
    const { text, bold, italic, script } = each
    return bold || italic || script
      ? [list(text, bold && 'bold', italic && 'italic', script !== undefined && SCRIPTS[script])]
      : []
  }
  const block = (each: Block): (string | null)[] => {
    if (each.type === 'table') return [...tableForm(each), ...inlinesOf(each).flatMap(inline)]
    if (each.type !== 'list')
      return [
        each.type === 'heading' && `${wordsOf(each.children)}: heading ${each.level}`,
        each.type === 'quote' && `${wordsOf(each.children)}: quotation`,
        ...each.children.flatMap(inline),
      ].map((line) => line || null)
    return [
      `${each.ordered ? 'Numbered list' : 'List'} of ${each.items.length}${each.start === undefined ? '' : `, from ${each.start}`}`,
      ...each.items.flatMap((item) => [...item.children.flatMap(inline), ...item.lists.flatMap(block)]),
    ]
  }
  return lines(body.flatMap(block))
}

/** What a table is beside its words: its size, and what heads or spans others. */
const tableForm = (table: TableBlock): string[] => [
  `Table of ${table.rows.length} rows and ${columnsOf(table)} columns${table.caption ? `, “${wordsOf(table.caption)}”` : ''}`,
  ...table.rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell) => {
      const { header, colSpan = 1, rowSpan = 1, blocks } = cell
      const said = list(
        header !== undefined && `heads its ${header}`,
        colSpan > 1 && `${colSpan} columns wide`,
        rowSpan > 1 && `${rowSpan} rows high`,
        blocks.some(({ type }) => type === 'list') && 'with a list',
      )
      return said === '' ? [] : [`Row ${row + 1}, “${cellWords(cell)}”: ${said}`]
    }),
  ),
]

const wordsOf = (children: Inline[]): string => plainText([{ type: 'paragraph', children }])

/** Parts that were moved, added or removed: a mere renaming shows in the part itself. */
function orderOf(before: Reviewed | null, after: Reviewed | null): FieldChange[] {
  const [was, is] = [before, after].map((entry) =>
    rowsOf(entry)
      .map(({ key }) => key)
      .join('\n'),
  )
  return was === is ? [] : [orderField(before, after)]
}

const cited = ({ source, pinpoint, quote, retrievedOn }: Citation): string =>
  list(
    source.title,
    source.url,
    source.precision === 'host' && 'only the site is known',
    pinpoint,
    quote && `“${[quote.prefix, quote.exact, quote.suffix].filter(Boolean).join(' ')}”`,
    retrievedOn && `retrieved ${printDate(retrievedOn)}`,
  )

/** Sources behind one claim, one per line, in citation order. */
const behind = (entry: Reviewed | null, claim: string): string | null =>
  lines((entry?.citations ?? []).filter(({ supports }) => supports.includes(claim)).map(cited))

/** Sources that support no claim. */
const idle = (entry: Reviewed | null): string | null =>
  lines((entry?.citations ?? []).filter(({ supports }) => supports.length === 0).map(cited))

/** Compares two states of an entry, claim by claim; null means no entry. */
export function compareEntries(before: Reviewed | null, after: Reviewed | null): Comparison {
  const was = kept(before)
  const is = kept(after)
  // A working copy states no day of its own, so a check still to come is not a difference.
  if (after?.inForceAsOf === null || before?.inForceAsOf === null)
    for (const side of [was, is]) side.delete('inForceAsOf')
  const beside = [...new Set([...is.keys(), ...was.keys()])].map((field) => ({
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
    fields: [
      ...diffEntries(before, after).filter(({ field }) => field !== 'citations' && field !== 'rows'),
      ...beside,
      ...orderOf(before, after),
    ]
      .filter(differs)
      .map(track),
    citations: [
      ...claims.map((claim) => ({
        field: claim,
        label: labels.get(claim) ?? claim,
        before: behind(before, claim),
        after: behind(after, claim),
      })),
      { field: 'citations', label: 'No claim', before: idle(before), after: idle(after) },
    ]
      .filter(differs)
      .map(track),
  }
}
