import { changeHash, type Change } from './changes.ts'
import type { LegalDate } from '../dates.ts'
import { isSound, type Edition } from '../content/editions.ts'
import type { Sha256 } from '../hash.ts'
import type { Jurisdiction } from '../content/jurisdictions.ts'
import type { PublishProblem } from '../desk/publish-problems.ts'
import type { Site } from '../content/site.ts'
import type { LiveEntry } from './snapshot.ts'

/** An entry as it was published. */
export interface PublishedForm {
  entry: string
  hash: Sha256
  since: LegalDate
  /** The day of its last verification, from its event; null if it has none. */
  verifiedOn: LegalDate | null
  /** Name of the release that stores its words. */
  kept: string
}

/** Stored with a release, but not served: the state of everything it published. */
export interface ReleaseForms {
  format: 1
  /** Sorted by entry. */
  entries: PublishedForm[]
  /** The public changes in order of seq: the hash of each, and the release that stores it. */
  changes: [seq: number, hash: Sha256, kept: string][]
  places: readonly Jurisdiction[]
  site: Site
  /** What could not be published as it is. */
  problems: readonly PublishProblem[]
  /** What a release shows that was made while publishing was held; absent in any other. */
  held?: HeldForm
}

/** An earlier release, with what was carried over into it. */
export interface HeldForm {
  /** Name of the earlier release. */
  release: string
  /** The entries, places and site texts of today in it; null where nothing of one is live. */
  carried: readonly (readonly [entry: string, hash: Sha256 | null])[]
  /** Changes whose note was corrected since, and when. */
  notes: readonly (readonly [seq: number, correctedAt: string])[]
}

/** Content stored with the release that first published it, one line each. */
export type Kept = { hash: Sha256; edition: Edition } | { hash: Sha256; change: Change }

/** Returns the content stored under a hash, if it still matches that hash. */
export function checkKept(kept: unknown, hash: string): Kept | null {
  try {
    const found = kept as Kept
    if ('edition' in found) return isSound(found.edition) && found.edition.hash === hash ? found : null
    return changeHash(found.change) === hash ? found : null
  } catch {
    return null // a truncated line, or foreign JSON
  }
}

/** An entry's published form, before the release that stores its words is known. */
export const formOf = (
  { key, edition }: LiveEntry,
  verifiedOn: LegalDate | null,
): Omit<PublishedForm, 'kept'> => ({
  entry: key,
  hash: edition.hash,
  since: edition.since,
  verifiedOn,
})
