import type { Change } from './changes.ts'
import type { LegalDate } from '../dates.ts'

/** What a change says of when what it changed is law. */
export type Dated = Pick<Change, 'kind' | 'effectiveOn'> & { fields: readonly { field: string }[] }

/** Since when fields of an entry are law, by id; `entry` for one that was new with that day. */
export type InForceSince = Readonly<Record<string, LegalDate>>

/** The name under which a day stands that is about the whole entry. */
export const WHOLE_ENTRY = 'entry'

/**
 * Since when what an entry says is law, as far as its changes say: each changed field carries the day of its last
 * change. A change without a day takes the one before away, because the words are others now; better wording keeps it.
 * @param changes those of one entry, first change first.
 * @param day what takes force after it is left out: it is not law yet.
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
