import { assertWellFormed, canonical, deepFreeze } from '../canonical.ts'
import { isStructure, type Entry, type Reviewed } from './content.ts'
import { type LegalDate } from '../dates.ts'
import { sha256, type Sha256 } from '../hash.ts'
import type { ReviewedKind } from '../keys.ts'

/** Why an edition differs from the previous one. People choose the first four; the system sets the last two. */
export const CHANGE_KINDS = {
  urgent: 'Urgent change',
  change: 'Change',
  correction: 'Correction',
  typo: 'Wording only',
  new: 'New',
  withdrawn: 'Withdrawn',
} as const
export type ChangeKind = keyof typeof CHANGE_KINDS
export type ChosenKind = Exclude<ChangeKind, 'new' | 'withdrawn'>
export const CHOSEN_KINDS: readonly ChosenKind[] = ['change', 'urgent', 'correction', 'typo']

/** The submission form: stored in the edition, not in the working copy, and part of no diff. */
export interface Submission {
  changeNote: string | null
  changeKind: ChangeKind
  /** The day the law change takes force. */
  effectiveOn: LegalDate | null
  /** The day the edition goes live; null for at once. */
  goesLiveOn: LegalDate | null
  /** For a correction, the sequence number of the change it corrects. */
  corrects: number | null
}

/** An entry's content, frozen and hashed at submission. Never changed, never deleted. */
export interface Edition {
  entry: string
  kind: ReviewedKind
  /** 1 for the first edition of an entry, without gaps. */
  n: number
  /** SHA-256 over the canonical JSON of all the fields below plus entry, kind and n. */
  hash: Sha256
  /** Revision of the working copy it was frozen from. */
  revision: number
  submission: Submission
  /** Canonical JSON of the entry, with the contacts, titles, numbers and addresses that it prints. */
  content: string
  /** SHA-256 of `content`: equal for equal content. */
  contentHash: Sha256
}

/**
 * Freezes an entry. Equal content gives an equal `contentHash` on every machine and database.
 * @throws {TypeError} for text that a database would not return unchanged.
 */
export function freezeEdition(entry: Reviewed, n: number, revision: number, submission: Submission): Edition {
  assertWellFormed({ entry, submission })
  const content = canonical(entry)
  const edition = {
    entry: entry.key,
    kind: entry.kind,
    n,
    revision,
    submission,
    content,
    contentHash: sha256(content),
  }
  return deepFreeze({ ...edition, hash: editionHash(edition) })
}

/** Recomputes the hash that an edition must have. */
export function editionHash({
  entry,
  kind,
  n,
  revision,
  submission,
  content,
}: Omit<Edition, 'hash' | 'contentHash'>): Sha256 {
  return sha256(canonical({ entry, kind, n, revision, submission, content }))
}

/** True if two editions have the same words, regardless of when their sources were checked. */
export const saysTheSame = (
  { content }: Pick<Edition, 'content'>,
  other: { contentHash: Sha256; inForceAsOf: LegalDate },
): boolean =>
  sha256(canonical({ ...thaw({ content }), inForceAsOf: other.inForceAsOf })) === other.contentHash

/** The frozen content as plain data. */
export const thaw = (edition: Pick<Edition, 'content'>): Reviewed =>
  deepFreeze(JSON.parse(edition.content) as Reviewed)

/**
 * The frozen entry as plain data.
 * @throws {TypeError} for an edition of a place, or of the site.
 */
export function thawEntry(edition: Pick<Edition, 'content'>): Entry {
  const reviewed = thaw(edition)
  if (isStructure(reviewed)) throw new TypeError(`An edition of ${reviewed.key} is no edition of an entry.`)
  return reviewed
}

/** True if both hashes of an edition match its content. */
export function isSound(edition: Edition): boolean {
  try {
    return editionHash(edition) === edition.hash && sha256(edition.content) === edition.contentHash
  } catch {
    return false // an edition without a canonical form was never frozen
  }
}

/** The frozen entry of an intact edition; null if the edition is altered or missing. */
export function soundEntry(edition: Edition | null): Reviewed | null {
  if (!edition || !isSound(edition)) return null
  try {
    return thaw(edition)
  } catch {
    return null // someone recomputed hashes over something that was never an entry
  }
}
