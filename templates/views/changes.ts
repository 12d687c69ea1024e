import type { Change } from '#domain/publish/changes.ts'
import { dayIn, printDate, type LegalDate } from '#domain/dates.ts'
import type { ChangeKind } from '#domain/content/editions.ts'
import { KINDS } from '#domain/keys.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { compared } from './change-fields.ts'
import { headlineAt, headlineOf, type PlaceNames } from './change-words.ts'
import { linkOfChange, type EntryLinks } from './entry-links.ts'
import { openingLines, openingWords, weight } from './shortened.ts'
import type { WasNow } from './was-now.ts'
import { catalogue } from '../words/index.ts'

/**
 * How many of the newest changes a page lists, and how many it lists whatever their length, because feeds link to
 * them.
 */
export const LISTED = 200
export const FEED_LENGTH = 50

/** Character budgets for before/after text, one-line notes and titles, which keep a page within 16 KB. */
const ROOM_WHOLE = 9000
const ROOM_NOTES = 3000
const ROOM_TITLES = 10_400

const NOTE = 1200
const LINE_NOTE = 100
const TITLE = 160

/** How many other changed fields are listed by name only. */
const NAMED = 6

/** What a list of changes needs besides the changes. */
export interface ChangeContext {
  /** Day of the snapshot: changes that take force later say so. */
  today: LegalDate
  /** The day of an instant in the site's time zone. */
  dayOf(instant: string): LegalDate
  /** Name of the place the change is about. */
  placeOf(change: Change): string
  placeNames(change: Change): PlaceNames
  links: EntryLinks
}

export function changeContext(
  snapshot: Pick<Snapshot, 'day' | 'jurisdictions'>,
  timeZone: string,
): Omit<ChangeContext, 'links'> {
  const places = new Map(snapshot.jurisdictions.map((place) => [place.key, place]))
  const placeNames = ({ jurisdiction: key }: Change): PlaceNames =>
    key === null
      ? { name: catalogue.changes.everyGuide, inSentence: catalogue.changed.everyGuide }
      : (places.get(key) ?? { name: key, inSentence: key })
  const days = new Map<string, LegalDate>()
  return {
    today: snapshot.day,
    dayOf(instant) {
      const minute = instant.slice(0, 16)
      const day = days.get(minute) ?? dayIn(timeZone, new Date(instant))
      days.set(minute, day)
      return day
    },
    placeOf: (change) => placeNames(change).name,
    placeNames,
  }
}

interface ChangeWords {
  id: string
  kind: ChangeKind
  /** The kind in a word or two. */
  word: string
  /** Title of the entry. */
  title: string
  /** What the change is about, in a sentence, with its place and without. */
  headline: string
  headlineHere: string
  href: string | null
  /** Name of the guide the link leads to, where several guides print the entry. */
  guide: string | null
  place: string
  force: string | null
}

/** Another change that this one corrects, or that corrects it. */
export interface Correction {
  words: string
  href: string | null
}

/** A change with its note and its before and after. */
export interface ChangeView extends ChangeWords {
  type: 'whole'
  note: ProseBlock[]
  noteCorrectedOn: string | null
  corrections: Correction[]
  fields: WasNow[]
  /** Other changed fields, whose text is not printed. */
  others: string | null
  /** True for a withdrawn entry, which has no “now”. */
  gone: boolean
}

/** A change in one line. */
export interface ChangeLine extends ChangeWords {
  type: 'line'
  note: string | null
  corrections: Correction[]
}

/** New entries of one place, grouped. */
export interface ChangeGroup {
  type: 'group'
  place: string
  words: string
  note: string | null
  entries: { id: string; title: string; href: string | null }[]
}

export interface ChangesView {
  days: { day: string; items: (ChangeView | ChangeLine | ChangeGroup)[] }[]
  /** True where older changes are shortened to one line each. */
  shortened: boolean
  listed: number
  total: number
}

export const changeId = ({ seq }: Pick<Change, 'seq'>): string => `change-${seq}`

/** The first few names, joined into a sentence. */
function named(names: readonly string[]): string | null {
  if (names.length === 0) return null
  const rest = names.length - NAMED
  return rest > 0
    ? catalogue.changes.andMore({ names: names.slice(0, NAMED).join(', '), count: rest })
    : names.length === 1
      ? (names[0] ?? null)
      : catalogue.changes.and({ names: names.slice(0, -1).join(', '), last: names.at(-1) ?? '' })
}

function wordsOf(change: Change, context: ChangeContext): ChangeWords {
  const link = linkOfChange(context.links, change)
  return {
    id: changeId(change),
    kind: change.kind,
    word: catalogue.labels.changeKinds[change.kind],
    title: openingWords(change.title, TITLE),
    headline: headlineAt(change, context.placeNames(change)),
    headlineHere: headlineOf(change),
    href: link?.href ?? null,
    guide: link?.guide ?? null,
    place: context.placeOf(change),
    force: forceOf(change, context),
  }
}

function forceOf({ effectiveOn }: Change, { today }: ChangeContext): string | null {
  if (effectiveOn === null) return null
  const { takesForce, inForceFrom } = catalogue.changes
  return (effectiveOn > today ? takesForce : inForceFrom)({ day: printDate(effectiveOn) })
}

/**
 * A change in full.
 * @param listed the changes in the same list, by number: corrected changes are linked there.
 */
export function changeView(
  change: Change,
  context: ChangeContext,
  corrections: readonly Correction[],
): ChangeView {
  const { fields, others } = compared(change)
  const { note, noteCorrectedAt } = change
  return {
    type: 'whole',
    ...wordsOf(change, context),
    note: prose(note && openingLines(note, NOTE)),
    noteCorrectedOn: noteCorrectedAt && printDate(context.dayOf(noteCorrectedAt)),
    corrections: [...corrections],
    fields,
    others: named(others),
    gone: change.kind === 'withdrawn',
  }
}

/** What a change corrects and what corrects it, linked where listed. */
export function correctionsIn(
  all: readonly Change[],
  listed: readonly Change[],
  context: Pick<ChangeContext, 'dayOf'>,
): (change: Change) => Correction[] {
  const bySeq = new Map(all.map((change) => [change.seq, change]))
  const correcting = new Map<number, Change[]>()
  for (const change of all)
    if (change.corrects !== null)
      correcting.set(change.corrects, [...(correcting.get(change.corrects) ?? []), change])
  const linked = new Set(listed.map(({ seq }) => seq))
  const correction = (words: (values: { day: string }) => string, change: Change): Correction => ({
    words: words({ day: printDate(context.dayOf(change.at)) }),
    href: linked.has(change.seq) ? `#${changeId(change)}` : null,
  })
  return ({ seq, corrects }) => {
    const corrected = corrects === null ? undefined : bySeq.get(corrects)
    return [
      ...(corrected ? [correction(catalogue.changes.corrects, corrected)] : []),
      ...(correcting.get(seq) ?? []).map((later) => correction(catalogue.changes.correctedBy, later)),
    ]
  }
}

/** @param withNote false where the page has no room left for notes. */
const lineView = (
  change: Change,
  context: ChangeContext,
  corrections: readonly Correction[],
  withNote: boolean,
): ChangeLine => ({
  type: 'line',
  ...wordsOf(change, context),
  note: withNote && change.note !== null ? openingWords(change.note, LINE_NOTE) : null,
  corrections: [...corrections],
})

/** Groups new entries of the same day and place that have the same note. */
const groupKey = (day: LegalDate, { jurisdiction, note, effectiveOn }: Change): string =>
  JSON.stringify([day, jurisdiction, note, effectiveOn])

function groupView(changes: readonly Change[], context: ChangeContext): ChangeGroup {
  const [first] = changes
  if (!first) throw new TypeError('A group of changes is never empty.')
  const force = forceOf(first, context)
  return {
    type: 'group',
    place: context.placeOf(first),
    words: [catalogue.changes.newEntries({ count: changes.length }), force].filter(Boolean).join('. '),
    note: first.note && openingWords(first.note, NOTE),
    entries: [...changes]
      .sort((a, b) => KINDS.indexOf(a.entryKind) - KINDS.indexOf(b.entryKind) || a.seq - b.seq)
      .map((change) => ({
        id: changeId(change),
        title: openingWords(change.title, TITLE),
        href: linkOfChange(context.links, change)?.href ?? null,
      })),
  }
}

/** How a page shows each change: in full, on one line with its note, or by title alone. */
type Plan = Map<Change, 'whole' | 'noted' | 'named'>

/** Which changes a page lists, and how: the newest ones, the newest of those in full. */
function planOf(changes: readonly Change[]): Plan {
  const plan: Plan = new Map()
  const room = { whole: ROOM_WHOLE, notes: ROOM_NOTES, titles: ROOM_TITLES }
  for (const change of changes.slice(0, LISTED)) {
    if (plan.size >= FEED_LENGTH && room.titles <= 0) break
    const { kind, note } = change
    const title = headlineOf(change)
    const whole =
      room.whole > 0 ? compared(change).length + Math.min(weight(note ?? ''), NOTE) + weight(title) : Infinity
    if ((kind !== 'new' || note !== null) && whole <= room.whole) {
      plan.set(change, 'whole')
      room.whole -= whole
      continue
    }
    // Once one change does not fit, no later one is shown in full, so that “older ones are shorter” holds.
    if (kind !== 'new') room.whole = 0
    plan.set(change, room.notes > 0 ? 'noted' : 'named')
    room.notes -= Math.min(weight(note ?? ''), LINE_NOTE)
    room.titles -= Math.min(weight(title), 2 * TITLE)
  }
  return plan
}

/**
 * The changes of a page, newest first, by day.
 * @param changes all changes the page covers, newest first.
 */
export function changesView(changes: readonly Change[], context: ChangeContext): ChangesView {
  const plan = planOf(changes)
  const listed = [...plan.keys()]
  const corrections = correctionsIn(changes, listed, context)
  const days = new Map<LegalDate, ChangesView['days'][number]>()
  const grouped = new Map<string, Change[]>()
  for (const change of listed)
    if (change.kind === 'new') {
      const key = groupKey(context.dayOf(change.at), change)
      grouped.set(key, [...(grouped.get(key) ?? []), change])
    }
  for (const change of listed) {
    const at = context.dayOf(change.at)
    const day = days.get(at) ?? { day: printDate(at), items: [] }
    days.set(at, day)
    const group = change.kind === 'new' ? (grouped.get(groupKey(at, change)) ?? []) : []
    if (group.length > 1) {
      // A group is listed at its newest entry.
      if (group[0] === change) day.items.push(groupView(group, context))
    } else if (plan.get(change) === 'whole') day.items.push(changeView(change, context, corrections(change)))
    else day.items.push(lineView(change, context, corrections(change), plan.get(change) === 'noted'))
  }
  return {
    days: [...days].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, day]) => day),
    shortened: listed.some((change) => change.kind !== 'new' && plan.get(change) !== 'whole'),
    listed: listed.length,
    total: changes.length,
  }
}

/** The day of the newest change in a list sorted newest first; null for an empty list. */
export function lastChange([last]: readonly Change[], context: Pick<ChangeContext, 'dayOf'>): string | null {
  return last ? printDate(context.dayOf(last.at)) : null
}
