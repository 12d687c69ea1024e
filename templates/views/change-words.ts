import type { FieldChange } from '#domain/content/diff.ts'
import type { Change } from '#domain/publish/changes.ts'
import { openingWords } from './shortened.ts'
import { catalogue } from '../words/index.ts'

/** Maximum characters of a title, and of the name of a step or a section in it. */
const TITLE = 160
const ROW = 60

/** How many parts a title names. */
const NAMED = 2

/** Fields that a title names only where nothing else changed. */
export const BESIDE: ReadonlySet<string> = new Set([
  'citations',
  'instruments',
  'confidence',
  'officialSource',
  'related',
])

type Told = Pick<Change, 'kind' | 'entryKind' | 'title' | 'fields'>

/** Names of a place, as a heading and within a sentence. */
export interface PlaceNames {
  name: string
  inSentence: string
}

/** True for a step of a ladder or a section of an essential. */
const isRow = (field: string): boolean => /^(?:steps|sections)\./.test(field)

/** What a field, or a part of it, is called above what it says. */
export function labelOf(
  { entryKind }: Pick<Change, 'entryKind'>,
  field: Pick<FieldChange, 'field' | 'label'>,
  part?: string,
): string {
  const { fields, rowParts, partOfRow } = catalogue.changed
  const id = part === undefined ? field.field : `${field.field}.${part}`
  if (!isRow(field.field)) return fields[entryKind][id]?.label ?? field.label
  const named = part === undefined ? undefined : rowParts[part]
  return named === undefined ? field.label : partOfRow({ title: field.label, part: named })
}

/** An entry that came or went is named: its kind stands beside it. */
const isWhole = ({ kind }: Told): boolean => kind === 'new' || kind === 'withdrawn'

/**
 * What a change is about, as a person would say it: “Stalking: the maximum penalty changed”, “The contact details of
 * “Police Scotland” changed”. Titles stay as their editors wrote them: no rule can tell “Stalking” from “Facebook”.
 */
export function headlineOf(change: Told): string {
  const title = titleOf(change)
  if (isWhole(change)) return title
  const words = changedWords(change)
  if (words === null) return catalogue.changed.entryChanged({ title })
  return change.entryKind === 'offence'
    ? catalogue.changed.named({ title, words })
    : words.charAt(0).toUpperCase() + words.slice(1)
}

/** The same with the place: “Stalking in Scotland: the maximum penalty changed”. */
export function headlineAt(change: Told, { name, inSentence }: PlaceNames): string {
  const { at, entryChanged, named, titleIn } = catalogue.changed
  const title = titleOf(change)
  if (isWhole(change)) return at({ place: name, words: title })
  const words = changedWords(change)
  if (change.entryKind !== 'offence') return at({ place: name, words: words ?? entryChanged({ title }) })
  const inPlace = title.includes(name) ? title : titleIn({ title, place: inSentence })
  return words === null ? entryChanged({ title: inPlace }) : named({ title: inPlace, words })
}

/** A title that stands alone, as in a feed: “New in the United States: Stalking”. */
export function titleAlone(change: Told, names: PlaceNames): string {
  const { newIn, withdrawnIn, isNew, isWithdrawn } = catalogue.changed
  const title = titleOf(change)
  const place = names.inSentence
  // A route is named by the country it leads to, and stands in the guides of others.
  const named = change.entryKind === 'route'
  switch (change.kind) {
    case 'new':
      return named ? isNew({ title }) : newIn({ place, title })
    case 'withdrawn':
      return named ? isWithdrawn({ title }) : withdrawnIn({ place, title })
    case 'change':
      return headlineAt(change, names)
    case 'urgent':
    case 'correction':
    case 'typo':
      return catalogue.changes.feedTitle({
        headline: headlineAt(change, names),
        kind: catalogue.labels.changeKinds[change.kind],
      })
  }
}

const titleOf = ({ title }: Told): string => openingWords(title, TITLE)

/** What of an entry changed, with its name unless that stands before it; null if no field is known. */
function changedWords(change: Told): string | null {
  const main = change.fields.filter(({ field }) => !BESIDE.has(field))
  const told = main.length > 0 ? main : change.fields
  const nouns = [...new Set(told.flatMap((field) => nounsOf(change, field)))]
  const [first] = nouns
  if (first === undefined) return null
  const { added, changed, removed, andOthers } = catalogue.changed
  const parts = ofEntry(change, nouns.length > NAMED ? andOthers({ part: first }) : joinedNames(nouns))
  if (told.every(({ before }) => before === null)) return added({ parts })
  return told.every(({ after }) => after === null) ? removed({ parts }) : changed({ parts })
}

const joinedNames = (names: readonly string[]): string =>
  names.length > 1
    ? catalogue.changes.and({ names: names.slice(0, -1).join(', '), last: names.at(-1) ?? '' })
    : (names[0] ?? '')

function nounsOf({ entryKind }: Told, field: FieldChange): string[] {
  const { fields, section, step } = catalogue.changed
  if (isRow(field.field)) {
    const title = openingWords(field.label, ROW)
    return [entryKind === 'essential' ? section({ title }) : step({ title })]
  }
  const nouns = (field.details ?? []).flatMap(({ part }) => {
    const noun = fields[entryKind][`${field.field}.${part}`]?.noun
    return noun === undefined ? [] : [noun]
  })
  const whole = fields[entryKind][field.field]?.noun ?? field.label
  return nouns.length > 0 && nouns.length <= NAMED ? nouns : [whole]
}

/** Names the entry after its parts; a profile, a route or a ladder is named by its place alone. */
const ofEntry = (change: Told, parts: string): string =>
  change.entryKind === 'channel' || change.entryKind === 'essential'
    ? catalogue.changed.ofEntry({ parts, title: titleOf(change) })
    : parts
