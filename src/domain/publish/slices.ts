import { canonical } from '../canonical.ts'
import type { LegalDate } from '../dates.ts'
import { hashOf, sha256, type Sha256 } from '../hash.ts'
import { changesOfGuide } from './changes-of-guide.ts'
import { changeHash, type Change } from './changes.ts'
import { entriesOfGuide, guidesOf, type Guide } from './guides.ts'
import { indexOf } from './snapshot-index.ts'
import type { LiveEntry, Snapshot } from './snapshot.ts'

/**
 * The part of a snapshot that the files of one guide are made of. They are given nothing else, so that nothing
 * outside of it can change them.
 */
export interface GuideSlice extends Pick<Snapshot, 'day' | 'site' | 'jurisdictions' | 'entries' | 'changes'> {
  guide: Guide
  /** The changes shown to readers of the guide, newest first. */
  changes: readonly Change[]
  /** Hash of all this. */
  inputs: Sha256
}

const marks = new WeakMap<LiveEntry, string>()

/** What an entry says and shows, in short: its words by their hash, then what a snapshot adds. */
export function markOf(entry: LiveEntry): string {
  const known = marks.get(entry)
  if (known !== undefined) return known
  const { key, edition, verifiedOn, dueOn, overdue, takesForce, inForceSince } = entry
  const mark = canonical([key, { ...edition }, verifiedOn, dueOn, overdue, takesForce, inForceSince])
  marks.set(entry, mark)
  return mark
}

const entryHashes = new WeakMap<LiveEntry, Sha256>()

/** The hash of all that an entry says and shows, computed once. */
export function hashOfEntry(entry: LiveEntry): Sha256 {
  const hash = entryHashes.get(entry) ?? sha256(markOf(entry))
  entryHashes.set(entry, hash)
  return hash
}

const told = new WeakMap<Change, Sha256>()

/** The hash of a change, computed once. */
export function hashOfChange(change: Change): Sha256 {
  const hash = told.get(change) ?? changeHash(change)
  told.set(change, hash)
  return hash
}

/** A change as a list shows it: of the day, only whether the change takes force later. */
const markOfChange = (change: Change, day: LegalDate): string =>
  `${hashOfChange(change)}${change.effectiveOn !== null && change.effectiveOn > day ? ' ahead' : ''}`

const hashes = new WeakMap<object, Sha256>()

/** The hash of something that many slices share. */
export function hashOfShared(value: object): Sha256 {
  const hash = hashes.get(value) ?? hashOf(value)
  hashes.set(value, hash)
  return hash
}

/** Hashes of the slices of a snapshot: several kinds of file ask for them. */
const inputsBySnapshot = new WeakMap<Snapshot, WeakMap<Guide, Sha256>>()

function inputsOf(snapshot: Snapshot, guide: Guide, slice: Omit<GuideSlice, 'inputs' | 'guide'>): Sha256 {
  const known = inputsBySnapshot.get(snapshot) ?? new WeakMap<Guide, Sha256>()
  inputsBySnapshot.set(snapshot, known)
  const { day, site, jurisdictions, entries, changes } = slice
  const inputs = known.get(guide)
  if (inputs !== undefined) return inputs
  const structure = {
    site: hashOfShared(site),
    version: { ...guide.version },
    place: guide.place,
    sections: guide.sections.map(({ place }) => place),
    targets: guide.targets.map(({ place, nations }) => ({ place, nations })),
    jurisdictions,
  }
  const fresh = sha256(
    [
      canonical(structure),
      ...entries.map(markOf),
      ...changes.map((change) => markOfChange(change, day)),
    ].join('\n'),
  )
  known.set(guide, fresh)
  return fresh
}

/** The slice of a guide. It costs a look at each of its entries and changes, whatever the size of the snapshot. */
export function sliceOf(snapshot: Snapshot, guide: Guide): GuideSlice {
  const { day, site } = snapshot
  const { entries: byKey, places } = indexOf(snapshot)
  const changes = changesOfGuide(snapshot, guide)
  const printed = entriesOfGuide(guide)
  // A change names the sources of its entry, although no page may print that.
  const entries = [...new Set([...printed, ...changes.flatMap(({ entry }) => byKey.get(entry) ?? [])])]
  const named = [...printed, ...changes].flatMap(({ jurisdiction }) => places.get(jurisdiction ?? '') ?? [])
  const jurisdictions = [...new Set(named)]
  const slice = { day, site, jurisdictions, entries, changes }
  return { ...slice, guide, inputs: inputsOf(snapshot, guide, slice) }
}

/** The slices of all guides, one after the other: whoever is done with one may forget it. */
export function* slicesOf(snapshot: Snapshot): Generator<GuideSlice> {
  for (const guide of guidesOf(snapshot)) yield sliceOf(snapshot, guide)
}
