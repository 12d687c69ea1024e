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
  /** What the entry is called in a list of changes: “Stalking”, “How a case reaches the United States”. */
  title: string
  kind: ChangeKind
  note: string | null
  /** Instant at which the note was last corrected; null where it stands as it was approved. */
  noteCorrectedAt: string | null
  /** Instant, ISO 8601 in UTC. */
  at: string
  effectiveOn: LegalDate | null
  /** Hash of the edition that went live; null for a withdrawal. */
  edition: Sha256 | null
  /** Hash of the edition that readers saw before. */
  replaced: Sha256 | null
  corrects: number | null
  fields: FieldChange[]
}

/** What the event of a change keeps of it: SHA-256 over all of it, as it was made. */
export const changeHash = (change: Change): Sha256 => hashOf(change)

/**
 * What an entry is called in a list of changes.
 * @param placeName the entry's jurisdiction as it stands inside a sentence (“the United States”); only routes need it.
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

/** A profile by the most urgent of what it says: sections and countries without a guide say little. */
function profileTitle({
  emergency,
  doxxing,
  recording,
}: Extract<Entry, { kind: 'profile' }>['content']): string {
  if (emergency) return 'Emergency numbers and rules'
  if (doxxing) return 'Rules on doxxing and recording'
  return recording ? 'Rule on recording calls' : 'General facts'
}

/** Changes newest first: the order in which they are told. */
export const newestFirst = (a: Change, b: Change): number => b.seq - a.seq

/** What is told of in one guide, beside all essentials. */
export interface Reach {
  /** Key of the guide's place. */
  place: string
  /** The place and what it is part of: no case is sent there from it. */
  home: ReadonlySet<string>
  /** Places that stand inside the guide. */
  sections: ReadonlySet<string>
  /** Countries without a guide of which the guide says what their own profiles say. */
  inbound: ReadonlySet<string>
}

/**
 * What is told of in the guide of a place, published or not.
 * @param inbound countries without a guide whose profiles count; all of them unless told otherwise.
 */
export function reachOf(
  place: string,
  jurisdictions: readonly Jurisdiction[],
  inbound: Iterable<string> = inboundPlaces(jurisdictions),
): Reach {
  const parents = new Map(jurisdictions.map(({ key, parent }) => [key, parent]))
  const home = new Set([place, ...ancestors(place, (key) => parents.get(key) ?? null)])
  const sections = jurisdictions.filter(({ guide, parent }) => guide === 'section' && parent === place)
  return {
    place,
    home,
    sections: new Set(sections.map(({ key }) => key)),
    inbound: new Set([...inbound].filter((key) => !home.has(key))),
  }
}

const inboundPlaces = (jurisdictions: readonly Jurisdiction[]): string[] =>
  jurisdictions.filter(({ guide }) => guide === 'inbound').map(({ key }) => key)

/**
 * Whether readers of a guide are told of a change: those of the place and its sections, of the routes to every other
 * country (withdrawn ones, too) with what the countries' own profiles say of them, and of all essentials.
 */
export function concerns(
  { jurisdiction, entryKind }: Pick<Change, 'jurisdiction' | 'entryKind'>,
  { place, home, sections, inbound }: Reach,
): boolean {
  if (jurisdiction === null) return true
  if (entryKind === 'route') return !home.has(jurisdiction)
  return (
    jurisdiction === place ||
    sections.has(jurisdiction) ||
    (entryKind === 'profile' && inbound.has(jurisdiction))
  )
}
