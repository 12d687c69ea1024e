import { isDay, isListOf, isNullOr, isNumber, isRecordOf, isShape, isText } from '../../checks.ts'
import type { LegalDate } from '../../dates.ts'
import type { Sha256 } from '../../hash.ts'

/** What is live in a backup, as one hash: a place that gives the same one shows readers the same. */
export interface BackedUpSnapshot {
  day: LegalDate
  timeZone: string
  hash: Sha256
}

/** What a backup holds, and what proves that a place restored from it is the same. The last part of its archive. */
export interface BackupManifest {
  format: 1
  /** Instant of the moment that was read, ISO 8601 in UTC. */
  made: string
  /** Version of the program. */
  version: string
  database: string
  /** “point in time”, or “unmoved”: read one row after the other while nothing of the record changed. */
  consistency: string
  /** Migrations that the database had run, of whichever kind it is. */
  migrations: string[]
  /** Null where nothing can be published yet. */
  snapshot: BackedUpSnapshot | null
  /** SHA-256 of the ends of all event chains, in canonical form. */
  ends: Sha256
  /** Number of rows by set. */
  counts: Record<string, number>
  /** Number of the newest public change. */
  changes: number
  /** The newest release that the database knows. */
  newest: { name: string; sequence: number } | null
  /** The release that readers saw, and those whose folders are here. */
  current: string | null
  releases: string[]
  /** How the encrypted part is opened. */
  sealed: string
  /** The lists of parts with their hashes, each after the parts that it lists. */
  index: { name: string; sha256: Sha256 }[]
}

const isHash = (value: unknown): value is Sha256 => isText(value) && /^[0-9a-f]{64}$/.test(value)

const isManifest = isShape<BackupManifest>({
  format: (value): value is 1 => value === 1,
  made: isText,
  version: isText,
  database: isText,
  consistency: isText,
  migrations: isListOf(isText),
  snapshot: isNullOr(isShape<BackedUpSnapshot>({ day: isDay, timeZone: isText, hash: isHash })),
  ends: isHash,
  counts: isRecordOf(isNumber),
  changes: isNumber,
  newest: isNullOr(isShape<{ name: string; sequence: number }>({ name: isText, sequence: isNumber })),
  current: isNullOr(isText),
  releases: isListOf(isText),
  sealed: isText,
  index: isListOf(isShape<{ name: string; sha256: Sha256 }>({ name: isText, sha256: isHash })),
})

/** Parses the manifest of a backup; null where the text is none. */
export function parseBackupManifest(text: string): BackupManifest | null {
  try {
    const value: unknown = JSON.parse(text)
    return isManifest(value) ? value : null
  } catch {
    return null
  }
}

/** One part of an archive, as its list names it. */
export interface ListedPart {
  name: string
  /** Null for one that has no bytes of its own. */
  sha256: Sha256 | null
  /** The part that it is the same as. */
  same?: string
  /** Of a symbolic link, what it holds. */
  leadsTo?: string
}

/** A part in one line, for comparison with how it was listed. */
export const described = ({ sha256, same, leadsTo }: Omit<ListedPart, 'name'>): string =>
  sha256 ?? (same === undefined ? `leads to ${leadsTo ?? ''}` : `same as ${same}`)

/** Names of the parts of an archive. */
export const PARTS = {
  manifest: 'manifest.json',
  manifestHash: 'manifest.sha256',
  sealed: 'private.ndjson.zst.age',
  rows: 'rows/',
  index: 'index/',
  releases: 'releases/',
} as const
