import type { Entry } from '../content/content.ts'
import type { LegalDate } from '../dates.ts'
import type { FieldChange } from '../content/diff.ts'
import type { ChangeKind } from '../content/editions.ts'
import { hashOf, type Sha256 } from '../hash.ts'
import { ancestors, type Jurisdiction } from '../content/jurisdictions.ts'
import type { Kind } from '../keys.ts'

/** The public record of one edition going live or being withdrawn. */
export interface Change {
  /** 1 for the first, without gaps. */
  seq: number
  entry: string
  entryKind: Kind
  jurisdiction: string | null
  /** The entry's title in a list of changes: “Stalking”, “How a case reaches the United States”. */
  title: string
  kind: ChangeKind
  note: string | null
  /** Instant at which the note was last corrected; null if it stands as approved. */
  noteCorrectedAt: string | null
  /** Instant, ISO 8601 in UTC. */
  at: string
  effectiveOn: LegalDate | null
  /** Hash of the edition that went live; null for a withdrawal. */
  edition: Sha256 | null
  /** Hash of the edition that was live before. */
  replaced: Sha256 | null
  corrects: number | null
  fields: FieldChange[]
}

/** The hash that a change's event stores: SHA-256 over the whole change as first recorded. */
export const changeHash = (change: Change): Sha256 => hashOf(change)

/**
 * An entry's title in a list of changes.
 * @param placeName the entry's jurisdiction as it reads mid-sentence (“the United States”); only routes need
 *   it.
 */
export function entryTitle(entry: Entry, placeName: string | null): string {
  switch (entry.kind) {
    case 'profile':
      return profileTitle(entry.content)
    case 'ladder':
      return 'Escalation ladder'
    case 'route':
      return `How a case reaches ${placeName ?? 'another country'}`
    case 'channel':
    case 'offence':
    case 'essential':
      return entry.content.title.trim() || entry.key
  }
}

/**
 * Named after the most urgent content of a profile: those of sections and of countries without a guide are
 * brief.
 */
function profileTitle({
  emergency,
  doxxing,
  recording,
}: Extract<Entry, { kind: 'profile' }>['content']): string {
  if (emergency) return 'Emergency numbers and rules'
  if (doxxing) return 'Rules on doxxing and recording'
  return recording ? 'Rule on recording calls' : 'General facts'
}

/** Sorts changes newest first, the order in which they are listed. */
export const newestFirst = (a: Change, b: Change): number => b.seq - a.seq

/** The scope of one guide's changes, besides all essentials. */
export interface Reach {
  /** Key of the guide's place. */
  place: string
  /** The place and its parents: it has no routes to these. */
  home: ReadonlySet<string>
  /** Places with a section in the guide. */
  sections: ReadonlySet<string>
  /** Countries that readers know as targets, whose profiles the guide draws on. */
  targets: ReadonlySet<string>
}

/**
 * The scope of changes for a place's guide, published or not.
 * @param targets countries that readers know as targets.
 */
export function reachOf(
  place: string,
  jurisdictions: readonly Jurisdiction[],
  targets: Iterable<string>,
): Reach {
  const parents = new Map(jurisdictions.map(({ key, parent }) => [key, parent]))
  const home = new Set([place, ...ancestors(place, (key) => parents.get(key) ?? null)])
  const sections = jurisdictions.filter(({ guide, parent }) => guide === 'section' && parent === place)
  return {
    place,
    home,
    sections: new Set(sections.map(({ key }) => key)),
    targets: new Set([...targets].filter((key) => !home.has(key))),
  }
}

/**
 * Whether a change concerns readers of a guide: changes to the place and its sections, to routes (including
 * withdrawn ones) to every other country with what those countries' own profiles say about them, and to any
 * essential.
 */
export function concerns(
  { jurisdiction, entryKind }: Pick<Change, 'jurisdiction' | 'entryKind'>,
  { place, home, sections, targets }: Reach,
): boolean {
  if (jurisdiction === null) return true
  if (entryKind === 'route') return !home.has(jurisdiction)
  return (
    jurisdiction === place ||
    sections.has(jurisdiction) ||
    (entryKind === 'profile' && targets.has(jurisdiction))
  )
}
