import { changeHash, type Change } from './changes.ts'
import type { LegalDate } from '../dates.ts'
import { isSound, type Edition } from '../content/editions.ts'
import type { Sha256 } from '../hash.ts'
import type { Jurisdiction } from '../content/jurisdictions.ts'
import type { PublishProblem } from '../desk/publish-problems.ts'
import type { Site } from '../content/site.ts'
import type { LiveEntry } from './snapshot.ts'

/** The form in which an entry was published. */
export interface PublishedForm {
  entry: string
  hash: Sha256
  since: LegalDate
  /** The day on which it was last verified, by its event; null where nobody has. */
  verifiedOn: LegalDate | null
  /** Name of the release beside which its words are kept. */
  kept: string
}

/** What a release keeps beside it, unserved: how everything stood that it published. */
export interface ReleaseForms {
  format: 1
  /** Sorted by entry. */
  entries: PublishedForm[]
  /** The record of changes, in order of seq: with the hash of each, and the release beside which it is kept. */
  changes: [seq: number, hash: Sha256, kept: string][]
  places: readonly Jurisdiction[]
  site: Site
  /** What could not be published as it is. */
  problems: readonly PublishProblem[]
}

/** Words that are kept beside the release that published them first: one line each. */
export type Kept = { hash: Sha256; edition: Edition } | { hash: Sha256; change: Change }

/** What was kept under a hash, if it is still what was kept. */
export function checkKept(kept: unknown, hash: string): Kept | null {
  try {
    const found = kept as Kept
    if ('edition' in found) return isSound(found.edition) && found.edition.hash === hash ? found : null
    return changeHash(found.change) === hash ? found : null
  } catch {
    return null // half of a line, or no JSON of ours
  }
}

/** How an entry is published now, before it is known where its words are kept. */
export const formOf = (
  { key, edition }: LiveEntry,
  verifiedOn: LegalDate | null,
): Omit<PublishedForm, 'kept'> => ({
  entry: key,
  hash: edition.hash,
  since: edition.since,
  verifiedOn,
})
