import { isRecord } from '../checks.ts'
import { isOfNoPlace, type Kind } from '../keys.ts'
import { lineOfSource, SOURCES_HEAD, type OriginalSource } from './original-sources.ts'

/** Characters of a note for the sources of the original: the rest is for people. */
const ROOM = 6_000

type Data = Record<string, unknown>

/** What a copy carries in any place: words that may hold there as well. */
const WORDS: Readonly<Record<Exclude<Kind, 'profile' | 'ladder'>, readonly string[]>> = {
  channel: ['title', 'stage', 'role', 'reach', 'does', 'ask'],
  offence: ['title', 'reportAs', 'situations', 'covers', 'elements', 'elementsNote'],
  route: ['lever', 'mechanism', 'caveat'],
  essential: ['summary', 'crossBorder'],
}

/** What it carries only within its place: law, numbers and addresses are of one place. */
const OF_THE_PLACE: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  channel: ['body', 'instead', 'url', 'bodyContacts', 'contacts'],
  offence: [
    'standing',
    'say',
    'penalty',
    'timeLimit',
    'section',
    'nature',
    'classification',
    'officialSource',
    'related',
    'instruments',
  ],
  // An essay belongs to no place, and stays where it is.
  essential: ['instruments'],
}

/** The order among its like, and how often it is verified: chosen for the kind of entry, not for its law. */
const SETTINGS = ['order', 'reverifyEvery'] as const

/** A value without the ids of its rows: each row of a copy is a new one. */
const withoutRowIds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutRowIds)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([name, each]) => [name, withoutRowIds(each)]),
  )
}

const only = (doc: Data, names: readonly string[]): Data =>
  Object.fromEntries(
    names.flatMap((name) =>
      doc[name] === null || doc[name] === undefined ? [] : [[name, withoutRowIds(doc[name])]],
    ),
  )

/** Numbers to call and rules of law are of one place: of a profile, the words to say are left. */
const ofProfile = ({ emergency }: Data): Data => ({
  emergency: isRecord(emergency) ? only(emergency, ['useWhen', 'say']) : {},
})

const ofLadder = ({ steps }: Data): Data => ({
  steps: (Array.isArray(steps) ? steps : [])
    .filter(isRecord)
    .map((step) => only(step, ['key', 'title', 'text', 'namesRight', 'crossBorder'])),
})

/** An essay is copied whole: what is uncertain about a section is among its words. */
const ofEssential = (doc: Data): Data => ({
  ...only(doc, WORDS.essential),
  sections: (Array.isArray(doc.sections) ? doc.sections : []).filter(isRecord).map((section) => ({
    ...only(section, ['key', 'heading', 'confidenceNote']),
    // The ids in it are of its nodes, not of rows.
    ...(section.body ? { body: section.body } : {}),
  })),
})

function wordsOf(kind: Kind, doc: Data): Data {
  switch (kind) {
    case 'profile':
      return ofProfile(doc)
    case 'ladder':
      return ofLadder(doc)
    case 'essential':
      return ofEssential(doc)
    case 'channel':
    case 'offence':
    case 'route':
      return only(doc, WORDS[kind])
  }
}

/** Where a copy comes from. */
export interface Origin {
  /** The label of the original: “Stalking · Scotland”. */
  label: string
  /** The day of the copy, in words. */
  day: string
  /** The citations of the original. */
  sources: readonly OriginalSource[]
}

const MARK = /^Copied from .*, and to be checked:.*$/m

/** True while the editors' note says that a copy is to be checked. */
export const isUncheckedCopy = (editorNote: string | null | undefined): boolean => MARK.test(editorNote ?? '')

/** The note of a copy once somebody has checked every word: without the line that keeps it from being submitted. */
export const noteOfChecked = (editorNote: string): string =>
  editorNote
    .split('\n')
    .filter((line) => !MARK.test(line))
    .join('\n')
    .trim()

/** As many lines as there is room for, and how many there are besides. */
function fitting(lines: readonly string[]): string[] {
  let used = 0
  const fit = lines.filter((line) => (used += line.length + 1) <= ROOM)
  return fit.length === lines.length ? fit : [...fit, `- and ${lines.length - fit.length} more`]
}

/** The editors' note of a copy: its first line keeps it from being submitted. */
export const noteOfCopy = (kind: Kind, { label, day, sources }: Origin): string =>
  [
    `Copied from “${label}” on ${day}, and to be checked: every word of it, against ${isOfNoPlace(kind) ? 'sources of its own' : 'the law of this place'}. Delete this line once that is done.`,
    ...(sources.length > 0 ? [[SOURCES_HEAD, ...fitting(sources.map(lineOfSource))].join('\n')] : []),
  ].join('\n\n')

/**
 * The working copy that a copied entry begins as. Nothing in it counts as checked: it has no source, no quote, no day, a
 * low confidence, and a note that keeps it from being submitted.
 * @param doc the saved original, with relationships as ids.
 * @param within the copy is for the same place, or an essay, which belongs to none: it needs a title of its own.
 */
export function copyOf(
  kind: Kind,
  doc: Data,
  { origin, within }: { origin: Origin; within: string | null },
): Data {
  return {
    ...only(doc, SETTINGS),
    ...wordsOf(kind, doc),
    ...(within === null
      ? {}
      : { ...only(doc, OF_THE_PLACE[kind] ?? []), title: within, reportAs: undefined }),
    confidence: 'low',
    editorNote: noteOfCopy(kind, origin),
  }
}

/** An entry that can be copied to a place. */
export interface Choosable {
  kind: Kind
  id: string
  label: string
  /** The place has an entry with its key. */
  there: boolean
}
