import { canonical } from '#domain/canonical.ts'
import { isLegalDate, type LegalDate } from '#domain/dates.ts'
import { sha256, type Sha256 } from '#domain/hash.ts'
import type { DocumentFacts } from '#domain/publish/outputs.ts'

/** One file of a release, as listed in its manifest. */
export interface ManifestFile {
  path: string
  bytes: number
  sha256: Sha256
  /** Hash of the file's inputs: a file with equal inputs is not made again. */
  inputs: Sha256
  /** The brotli form of the file, stored as `<path>.br`. */
  brotli: { bytes: number; sha256: Sha256 }
  /** Page count of a printed document. */
  pages?: number
}

/** A manifest as its successor names it. */
export interface ManifestBefore {
  sequence: number
  sha256: Sha256
}

/** Description of a release, served as /manifest.json. */
export interface Manifest {
  format: 1
  sequence: number
  /** Instant of publication, ISO 8601 in UTC. */
  time: string
  /** The site's day that the release shows. */
  day: LegalDate
  snapshot: Sha256
  /** SHA-256 of the heads file, kept beside the release and not served. */
  heads: Sha256
  /** The manifest that this one follows; null for the first. Absent, like `signing`, where a release is not signed. */
  previous?: ManifestBefore | null
  /** The key that signs the manifest, and the SHA-256 of the list of public keys, served as /signing-keys.json. */
  signing?: { key: Sha256; keys: Sha256 }
  /** Sorted by path. */
  files: ManifestFile[]
}

export const MANIFEST = 'manifest.json'

/** The Ed25519 signature of the bytes of the manifest: 64 bytes. */
export const SIGNATURE = 'manifest.sig'

/** The public keys that signed this release and those before it. */
export const SIGNING_KEYS = 'signing-keys.json'

/** Files of a release that its manifest cannot list. */
export const unlisted = ({ signing }: Pick<Manifest, 'signing'>): string[] =>
  signing ? [MANIFEST, SIGNATURE, SIGNING_KEYS] : [MANIFEST]

/** The manifest as written: canonical, so that it can be signed and compared. */
export const manifestText = (manifest: Manifest): string => `${canonical(manifest)}\n`

/** True for a path that stays inside the release and can be part of a URL. */
const isPath = (path: unknown): boolean =>
  typeof path === 'string' &&
  path.isWellFormed() &&
  path.split('/').every((part) => part !== '' && !part.startsWith('.'))

const isHash = (hash: unknown): boolean => typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)

/** A number of bytes or pages, or of a release. */
const isCount = (count: unknown): boolean => Number.isSafeInteger(count) && (count as number) >= 0

const isInstant = (time: unknown): boolean =>
  typeof time === 'string' && !Number.isNaN(Date.parse(time)) && new Date(time).toISOString() === time

const isFile = ({ path, bytes, sha256, inputs, brotli, pages }: ManifestFile): boolean =>
  isPath(path) &&
  isCount(bytes) &&
  isHash(sha256) &&
  isHash(inputs) &&
  isCount(brotli.bytes) &&
  isHash(brotli.sha256) &&
  (pages === undefined || isCount(pages))

const isBefore = (before: unknown): boolean => {
  if (before === null) return true
  const { sequence, sha256 } = (before ?? {}) as Partial<ManifestBefore>
  return isCount(sequence) && isHash(sha256)
}

/** True where a manifest is not signed, or names all that its signature rests on. */
const isSigningWhole = ({ signing, previous }: Manifest): boolean =>
  signing === undefined
    ? previous === undefined
    : isHash(signing.key) && isHash(signing.keys) && isBefore(previous)

/** Parses a manifest; null where the text is not a manifest as written here. */
export function parseManifest(text: string): Manifest | null {
  try {
    const manifest = JSON.parse(text) as Manifest
    const whole =
      (manifest.format as number) === 1 &&
      isCount(manifest.sequence) &&
      isInstant(manifest.time) &&
      typeof manifest.day === 'string' &&
      isLegalDate(manifest.day) &&
      isHash(manifest.heads) &&
      isHash(manifest.snapshot) &&
      isSigningWhole(manifest) &&
      manifest.files.every(isFile)
    return whole && manifestText(manifest) === text ? manifest : null
  } catch {
    return null // damaged
  }
}

/** Hash of a manifest, recorded by the desk for a release. */
export const manifestHash = (manifest: Manifest): Sha256 => sha256(manifestText(manifest))

const NAME_HASH = 12

/** Folder of a release: `000012-3fa9…`, so that names sort in order of publication. */
export const releaseName = (sequence: number, snapshot: Sha256): string =>
  `${String(sequence).padStart(6, '0')}-${snapshot.slice(0, NAME_HASH)}`

/** Facts of the documents that a manifest lists, by path. */
export const documentFacts = (files: readonly ManifestFile[]): Map<string, DocumentFacts> =>
  new Map(files.flatMap(({ path, pages, bytes }) => (pages === undefined ? [] : [[path, { pages, bytes }]])))

/** The files of a release by path, for reuse. */
export const byPath = (manifest: Manifest | null): ReadonlyMap<string, ManifestFile> =>
  new Map((manifest?.files ?? []).map((file) => [file.path, file]))
