import type { ChangeKind } from '../content/editions.ts'
import type { Change } from './changes.ts'
import type { ReleaseForms } from './published-forms.ts'

/** Why readers must not be given an entry as an earlier release has it. */
export const WHY_NOT = {
  withdrawn: 'was withdrawn since',
  safety: 'was made safe since by one reviewer',
  urgent: 'was changed urgently since',
  correction: 'was corrected since',
  number: 'has other contacts since: numbers in it may be dead',
  note: 'had the note of a change corrected since',
  unknown: 'had pages in that release that cannot be compared',
} as const
export type WhyNot = keyof typeof WHY_NOT

/** An entry, a place or the site, of which a rollback would bring back what must not come back. */
export interface Revived {
  entry: string
  title: string
  why: WhyNot[]
}

interface Facts {
  before: Pick<ReleaseForms, 'entries' | 'changes' | 'problems'>
  /** The public record of today, oldest first. */
  changes: readonly Change[]
  /** Editions that one reviewer made live alone. */
  safe: ReadonlySet<string>
  /** Places and site texts whose form is another and that one reviewer made safe since. */
  structure: readonly string[]
  /** When the note of a change was last corrected, as the earlier release has it; null if it was not. */
  noteBefore: ReadonlyMap<number, string | null>
}

const OF_KIND: Partial<Record<ChangeKind, WhyNot>> = {
  withdrawn: 'withdrawn',
  urgent: 'urgent',
  correction: 'correction',
}

/** Fields that hold what a reader calls or writes to. */
const CONTACTS = new Set(['emergency', 'contacts'])

/** A contact that was there and is not there like that any more; by its part, where the change has parts. */
const losesContact = ({ fields }: Change): boolean =>
  fields.some(({ field, before, details }) =>
    details
      ? details.some((each) => each.part === 'contacts' && each.before !== null)
      : before !== null && CONTACTS.has(field),
  )

/**
 * What an earlier release has that must not reach readers again: what was withdrawn, corrected, changed urgently or
 * made safe since, contacts that were replaced, and notes that were corrected. Empty where it may be shown as it is.
 */
export function revivedBy({ before, changes, safe, structure, noteBefore }: Facts): Revived[] {
  const found = new Map<string, { title: string; why: Set<WhyNot> }>()
  const add = (entry: string, title: string, why: WhyNot): void => {
    const known = found.get(entry) ?? { title, why: new Set() }
    found.set(entry, { title, why: known.why.add(why) })
  }
  const told = new Set(before.changes.map(([seq]) => seq))
  const shown = new Set(before.entries.map(({ entry }) => entry))
  for (const { about, readers } of before.problems) if (readers === 'pages') shown.add(about)
  for (const change of changes) {
    const { seq, entry, title, kind, edition, noteCorrectedAt } = change
    if (told.has(seq)) {
      if (noteCorrectedAt !== null && noteBefore.get(seq) !== noteCorrectedAt) add(entry, title, 'note')
      continue
    }
    // What was not shown cannot come back.
    if (!shown.has(entry)) continue
    const why = OF_KIND[kind]
    if (why) add(entry, title, why)
    if (edition !== null && safe.has(edition)) add(entry, title, 'safety')
    if (kind !== 'withdrawn' && losesContact(change)) add(entry, title, 'number')
  }
  for (const { about, readers } of before.problems) if (readers === 'pages') add(about, about, 'unknown')
  for (const entry of structure) add(entry, entry, 'safety')
  return [...found]
    .map(([entry, { title, why }]) => ({ entry, title, why: [...why] }))
    .sort((a, b) => (a.entry < b.entry ? -1 : 1))
}

/** Entries to be shown as they are today: a corrected note does not change the entry. */
export const carriedOver = (revived: readonly Revived[]): string[] =>
  revived.filter(({ why }) => why.some((each) => each !== 'note')).map(({ entry }) => entry)

/** “Stalking (scotland/offence/stalking) was corrected since”. */
export const revivedWords = ({ entry, title, why }: Revived): string =>
  `${title === entry ? entry : `${title} (${entry})`} ${why.map((each) => WHY_NOT[each]).join('; ')}`
