import { deepFreeze } from '../canonical.ts'
import type { Change } from './changes.ts'
import { takesForceOn } from '../desk/checked-day.ts'
import { isStructure, type Entry, type EntryOf, type Reviewed, type Structure } from '../content/content.ts'
import { laterOf, type LegalDate } from '../dates.ts'
import { diffEntries } from '../content/diff.ts'
import { dueDay, isOverdue, type OpenLawChange } from '../content/freshness.ts'
import { hashOf, hashOfLarge, type Sha256 } from '../hash.ts'
import type { Jurisdiction } from '../content/jurisdictions.ts'
import { inForceSince, type Dated, type InForceSince } from './in-force-since.ts'
import type { Kind } from '../keys.ts'
import type { Site } from '../content/site.ts'
import { placeOf, siteOf } from '../content/structure.ts'
import { thaw, thawEntry, type Edition } from '../content/editions.ts'

/** A live edition as a snapshot carries it, with the dates shown to readers. */
export type LiveEntry<K extends Kind = Kind> = { [Each in K]: EntryOf<Each> }[K] & {
  edition: { n: number; hash: Sha256; contentHash: Sha256; since: LegalDate }
  /** The later of “in force as of” and the last day on which a person verified it unchanged. */
  verifiedOn: LegalDate
  /** The day after which a person must verify it again. */
  dueOn: LegalDate
  /** True if that day has passed on the day of the snapshot. */
  overdue: boolean
  /**
   * The day it takes force, and whether it has arrived; null once a person has compared it with its sources
   * since.
   */
  takesForce: { on: LegalDate; yet: boolean } | null
  /** Since when its claims are law, by id, as far as known. */
  inForceSince: InForceSince
}

/** Everything published as of a day: plain, frozen, sorted, and independent of the database. */
export interface Snapshot {
  format: 1
  day: LegalDate
  site: Site
  /** Sorted by key. */
  jurisdictions: readonly Jurisdiction[]
  /** Sorted by key. */
  entries: readonly LiveEntry[]
  /** The public changes up to the end of the day, oldest first. */
  changes: readonly Change[]
  /**
   * Keys of places whose guide is incomplete now but was complete before: it stays open. Omitted if there are
   * none.
   */
  opened?: readonly string[]
  /** SHA-256 over the canonical JSON of all the fields above. */
  hash: Sha256
}

/** A live edition with the facts recorded alongside its words. */
export interface LivePart {
  edition: Edition
  since: LegalDate
  verifiedOn: LegalDate | null
  /** Changes of the law it depends on that are not settled for it. */
  lawChanges?: readonly OpenLawChange[]
  /** For an edition that is not live yet, the edition it will replace; null if there is none. */
  follows?: Edition | null
}

interface Parts extends Pick<Snapshot, 'day' | 'site' | 'jurisdictions' | 'changes'> {
  live: readonly LivePart[]
}

const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

const bySeq = (a: Change, b: Change): number => a.seq - b.seq

/** The public change that an edition will make when it goes live. */
const comingChange = (edition: Edition, follows: Edition | null): Dated => ({
  kind: follows ? edition.submission.changeKind : 'new',
  effectiveOn: edition.submission.effectiveOn,
  fields: diffEntries(follows && thaw(follows), thaw(edition)),
})

/**
 * A live edition as a snapshot carries it.
 * @param told the changes of the entry, oldest first.
 * @throws {TypeError | SyntaxError | RangeError} for an edition that is not a valid entry, or lacks the “in
 *   force as of” that submission requires.
 */
export function liveEntryOf(
  { edition, since, verifiedOn, lawChanges = [], follows }: LivePart,
  told: readonly Dated[],
  day: LegalDate,
): LiveEntry {
  const entry = thawEntry(edition)
  if (entry.inForceAsOf === null)
    throw new TypeError(`The live edition of ${entry.key} has no “in force as of”.`)
  const verified = laterOf(entry.inForceAsOf, verifiedOn)
  const ahead = takesForceOn(verified, edition.submission)
  const dueOn = dueDay({
    verifiedOn: verified,
    reverifyEvery: entry.reverifyEvery,
    takesForceOn: ahead,
    changes: lawChanges,
  })
  return {
    ...entry,
    edition: { n: edition.n, hash: edition.hash, contentHash: edition.contentHash, since },
    verifiedOn: verified,
    dueOn,
    overdue: isOverdue(dueOn, day),
    takesForce: ahead && { on: ahead, yet: ahead <= day },
    inForceSince: inForceSince(follows === undefined ? told : [...told, comingChange(edition, follows)], day),
  }
}

/** The same parts give the same hash, regardless of their order. */
export function snapshotFrom({
  day,
  site,
  jurisdictions,
  changes,
  entries,
}: Pick<Snapshot, 'day' | 'site' | 'jurisdictions' | 'changes' | 'entries'>): Snapshot {
  const parts = {
    format: 1 as const,
    day,
    site,
    jurisdictions: [...jurisdictions].sort(byKey),
    entries: [...entries].sort(byKey),
    changes: [...changes].sort(bySeq),
  }
  return deepFreeze({ ...parts, hash: hashOfLarge(parts) })
}

/**
 * Assembles a snapshot.
 * @throws what `liveEntryOf` throws.
 */
export function assembleSnapshot({ live, ...parts }: Parts): Snapshot {
  const ofEntry = Map.groupBy([...parts.changes].sort(bySeq), ({ entry }) => entry)
  const entries = live.map((part) => liveEntryOf(part, ofEntry.get(part.edition.entry) ?? [], parts.day))
  return snapshotFrom({ ...parts, entries })
}

/** The snapshot with these guides marked as having been open before. */
export function withOpened(snapshot: Snapshot, places: readonly string[]): Snapshot {
  const { hash: _hash, opened: known = [], ...parts } = snapshot
  const opened = [...new Set([...known, ...places])].sort()
  if (opened.length === known.length) return snapshot
  const next = { ...parts, opened }
  return deepFreeze({ ...next, hash: hashOfLarge(next) })
}

/**
 * The snapshot with an entry replaced by the given one, live or not, for a preview. The entry is not an
 * edition; unless it states its own date it counts as verified when the live one was, or on the day. Its guide
 * is shown even while still being built.
 */
export function withEntry(snapshot: Snapshot, entry: Entry): Snapshot {
  const { hash: _hash, ...parts } = snapshot
  const live = snapshot.entries.find(({ key }) => key === entry.key)
  const verifiedOn = entry.inForceAsOf ?? live?.verifiedOn ?? snapshot.day
  const dueOn = dueDay({ verifiedOn, reverifyEvery: entry.reverifyEvery })
  const contentHash = hashOf(entry)
  const shown = {
    ...entry,
    edition: { n: 0, hash: contentHash, contentHash, since: snapshot.day },
    verifiedOn,
    dueOn,
    overdue: isOverdue(dueOn, snapshot.day),
    takesForce: null,
    inForceSince: {},
  } as LiveEntry
  const entries = [...snapshot.entries.filter(({ key }) => key !== entry.key), shown].sort(byKey)
  const homes = homesOf(snapshot, entry)
  const jurisdictions = parts.jurisdictions.map((place) =>
    place.guide === 'building' && homes.includes(place.key) ? { ...place, guide: 'full' as const } : place,
  )
  const next = { ...parts, jurisdictions, entries }
  return withOpened(deepFreeze({ ...next, hash: hashOfLarge(next) }), homes)
}

/** The snapshot with a place, or the words of the site, replaced by the given ones, for a preview. */
function withStructure(snapshot: Snapshot, structure: Structure): Snapshot {
  const { hash: _hash, ...parts } = snapshot
  const { jurisdictions } = parts
  const next =
    structure.kind === 'site'
      ? { ...parts, site: siteOf(structure.content) }
      : {
          ...parts,
          jurisdictions: [
            ...jurisdictions.filter(({ key }) => key !== structure.content.key),
            placeOf(structure.content),
          ].sort(byKey),
        }
  return deepFreeze({ ...next, hash: hashOfLarge(next) })
}

/** The snapshot with an entry or structure replaced by the given one, live or not, for a preview. */
export const withReviewed = (snapshot: Snapshot, reviewed: Reviewed): Snapshot =>
  isStructure(reviewed) ? withStructure(snapshot, reviewed) : withEntry(snapshot, reviewed)

/** The places whose guide contains an entry. */
function homesOf({ jurisdictions }: Snapshot, { jurisdiction }: Entry): string[] {
  const place = jurisdictions.find(({ key }) => key === jurisdiction)
  return [(place?.guide === 'section' ? place.parent : place?.key) ?? []].flat()
}
