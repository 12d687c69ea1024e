import type { Entry } from './content.ts'
import type { LegalDate } from './dates.ts'
import type { FieldChange } from './diff.ts'
import type { ChangeKind } from './editions.ts'
import type { Guide } from './guides.ts'
import { hashOf, type Sha256 } from './hash.ts'
import { ancestors } from './jurisdictions.ts'
import type { Kind } from './keys.ts'
import type { Snapshot } from './snapshot.ts'

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

interface ChangeIndex {
  /** By jurisdiction; those of essentials under null. */
  at: Map<string | null, Change[]>
  routes: Change[]
}

/** Found once for each snapshot, so that a thousand guides find their changes fast. */
const indices = new WeakMap<Snapshot, ChangeIndex>()

function indexOf(snapshot: Snapshot): ChangeIndex {
  const known = indices.get(snapshot)
  if (known) return known
  const at = new Map<string | null, Change[]>()
  for (const change of snapshot.changes) {
    const others = at.get(change.jurisdiction)
    if (others) others.push(change)
    else at.set(change.jurisdiction, [change])
  }
  const index = { at, routes: snapshot.changes.filter(({ entryKind }) => entryKind === 'route') }
  indices.set(snapshot, index)
  return index
}

/**
 * The changes that readers of a guide are told of, newest first: those of the place and its sections, of the routes to
 * every other country (withdrawn ones, too) with what the countries' own profiles say of them, and of all essentials.
 */
export function changesOfGuide(snapshot: Snapshot, { place, targets }: Guide): Change[] {
  const { at, routes } = indexOf(snapshot)
  const of = (key: string | null): Change[] => at.get(key) ?? []
  const parents = new Map(snapshot.jurisdictions.map(({ key, parent }) => [key, parent]))
  const home = [place.key, ...ancestors(place.key, (key) => parents.get(key) ?? null)]
  const sections = snapshot.jurisdictions.filter(
    ({ guide, parent }) => guide === 'section' && parent === place.key,
  )
  const inbound = targets.flatMap((target) => (target.place.guide === 'inbound' ? [target.place.key] : []))
  return [
    ...of(null),
    ...of(place.key).filter(({ entryKind }) => entryKind !== 'route'),
    ...sections.flatMap(({ key }) => of(key)),
    ...routes.filter(({ jurisdiction }) => !home.includes(jurisdiction ?? '')),
    ...inbound.flatMap((key) => of(key).filter(({ entryKind }) => entryKind === 'profile')),
  ].sort(newestFirst)
}
