import type { FieldChange } from './diff.ts'
import type { ChangeKind } from './editions.ts'
import type { LegalDate } from './dates.ts'
import type { Sha256 } from './hash.ts'
import type { Kind } from './keys.ts'

/** The public record of one edition going live or being withdrawn. */
export interface Change {
  /** 1 for the first, without gaps. */
  seq: number
  entry: string
  entryKind: Kind
  jurisdiction: string | null
  kind: ChangeKind
  note: string | null
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
