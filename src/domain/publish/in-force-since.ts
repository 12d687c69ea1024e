import type { Change } from './changes.ts'
import type { LegalDate } from '../dates.ts'

/** The parts of a change that say when its new text became law. */
export type Dated = Pick<Change, 'kind' | 'effectiveOn'> & { fields: readonly { field: string }[] }

/**
 * The days since which an entry's fields are law, by field id; `entry` if the whole entry was new on that day.
 */
export type InForceSince = Readonly<Record<string, LegalDate>>

/** The key of a day that applies to the whole entry. */
export const WHOLE_ENTRY = 'entry'

/**
 * Since when an entry's text has been law, as far as its changes record it: each field carries the day of its
 * last change. A change without a day clears the previous one, because the text is now different; a change of
 * wording only keeps it.
 * @param changes the entry's changes, oldest first.
 * @param day changes that take force after this day are left out: they are not law yet.
 */
export function inForceSince(changes: readonly Dated[], day: LegalDate): InForceSince {
  const since = new Map<string, LegalDate>()
  for (const { kind, effectiveOn, fields } of changes) {
    if (kind === 'new' || kind === 'withdrawn') since.clear()
    if (kind === 'new' && effectiveOn) since.set(WHOLE_ENTRY, effectiveOn)
    if (kind === 'new' || kind === 'withdrawn' || (kind === 'typo' && !effectiveOn)) continue
    for (const { field } of fields)
      if (effectiveOn) since.set(field, effectiveOn)
      else since.delete(field)
  }
  return Object.fromEntries([...since].filter(([, from]) => from <= day).sort(([a], [b]) => (a < b ? -1 : 1)))
}
