import type { FieldChange } from '#domain/content/diff.ts'
import { CLAIM_LISTS } from '#domain/content/fields.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { Form } from './aligned-lines.ts'
import { labelOf } from './change-words.ts'
import { openingLines } from './shortened.ts'
import { printedWeight, wasNow, type WasNow } from './was-now.ts'
import { catalogue } from '../words/index.ts'

/** Characters of before/after text printed for one change. */
const ROOM_FIELDS = 3500

/** Fields shown for a withdrawn entry, and characters of each. */
const REMEMBERED = 6
const REMEMBERED_WORDS = 240

/** Housekeeping fields: not shown for a withdrawn entry. */
const HOUSEKEEPING = new Set([
  ...['title', 'slug', 'citations', 'instruments', 'confidence', 'related', 'officialSource'],
  ...['role', 'reach', 'body', 'standing', 'reportAs'],
])

/** Fields, and parts of fields, with one line for each item. */
const LISTS = new Set([
  ...['citations', 'contacts', 'elements', 'instruments', 'links', 'related', 'situations'],
  ...['elements.elements', 'emergency.contacts'],
])
const ROW_LISTS = /^(?:steps|sections)\..*\.(?:contacts|links)$/

/** How a field is read, by its id or that of its part. */
export const formOf = (id: string): Form => {
  if (id === 'rows') return 'order'
  return LISTS.has(id) || ROW_LISTS.test(id) ? 'list' : 'text'
}

/** Before and after of a change, and the names of fields there was no room for. */
export interface Compared {
  fields: WasNow[]
  others: string[]
  length: number
}

/** Each change is compared once, however many pages and feeds show it. */
const comparisons = new WeakMap<Change, Compared>()

export function compared(change: Change): Compared {
  const known = comparisons.get(change)
  if (known) return known
  const made = change.kind === 'withdrawn' ? shownAfterWithdrawal(change) : compare(change)
  comparisons.set(change, made)
  return made
}

function compare(change: Change): Compared {
  const found: Compared = { fields: [], others: [], length: 0 }
  // A new entry has nothing before it: its page shows its text.
  for (const field of change.kind === 'new' ? [] : change.fields) {
    const views = found.length < ROOM_FIELDS ? viewsOf(change, field) : []
    const length = views.reduce((sum, view) => sum + printedWeight(view), 0)
    if (views.length > 0 && (found.fields.length === 0 || found.length + length <= ROOM_FIELDS)) {
      found.fields.push(...views)
      found.length += length
    } else found.others.push(labelOf(change, field))
  }
  return found
}

/** A field part by part, where its parts are known. */
function viewsOf(change: Change, field: FieldChange): WasNow[] {
  const view = (part?: string, { before, after }: Pick<FieldChange, 'before' | 'after'> = field): WasNow => {
    const label = labelOf(change, field, part)
    const form = formOf(part === undefined ? field.field : `${field.field}.${part}`)
    const [was, now] = [before, after].map((text) => readable(change, field.field, text))
    const shown = { before: was ?? null, after: now ?? null }
    return (
      wasNow({ label, ...(field.field === 'citations' ? withHosts(shown) : shown), form }) ?? {
        label,
        now: null,
        was: null,
        remark: catalogue.changes.spacingOnly,
      }
    )
  }
  const details = field.details ?? []
  // The label of a step or a section that comes or goes is its name.
  const told =
    field.before === null || field.after === null
      ? details.filter(({ part }) => part !== 'title' && part !== 'heading')
      : details
  return told.length > 0 ? told.map((detail) => view(detail.part, detail)) : [view()]
}

/** Lists of sources and laws name the claims that they support by their keys, which are no words to read. */
function readable({ entryKind }: Change, field: string, text: string | null): string | null {
  if (text === null || (field !== 'citations' && field !== 'instruments')) return text
  const claims = new Set(CLAIM_LISTS[entryKind].map(({ id }) => id))
  return text
    .split('\n')
    .map((line) =>
      line
        .split(', ')
        .filter((words) => !claims.has(words) && !/^(?:steps|sections)\.\S+$/.test(words))
        .join(', '),
    )
    .join('\n')
}

const ADDRESS = /https?:\/\/(?:www\.)?([^/\s,]+)(?:\/\S*?)?(?=,? |,?$)/gm

/** Sources with their sites in place of addresses, which are long; in full where only the addresses tell them apart. */
function withHosts(sides: Pick<FieldChange, 'before' | 'after'>): typeof sides {
  const kinds = ({ before, after }: typeof sides): number =>
    new Set([before, after].flatMap((text) => text?.split('\n') ?? [])).size
  const [before, after] = [sides.before, sides.after].map((text) => text?.replace(ADDRESS, '$1') ?? null)
  const short = { before: before ?? null, after: after ?? null }
  return kinds(short) === kinds(sides) ? short : sides
}

function shownAfterWithdrawal(change: Change): Compared {
  const told = change.fields.filter(({ field, before }) => before !== null && !HOUSEKEEPING.has(field))
  const fields = told.slice(0, REMEMBERED).flatMap((field) => {
    const view = wasNow({
      label: labelOf(change, field),
      before: openingLines(field.before ?? '', REMEMBERED_WORDS),
      after: null,
      form: formOf(field.field),
    })
    return view ? [view] : []
  })
  return {
    fields,
    others: told.slice(REMEMBERED).map((field) => labelOf(change, field)),
    length: fields.reduce((sum, view) => sum + printedWeight(view), 0),
  }
}
