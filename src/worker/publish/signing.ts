import { sha256, type Sha256 } from '#domain/hash.ts'
import { keysText } from '#domain/publish/signing-keys.ts'
import { signer } from '#lib/signing-keys.ts'
import type { Release } from '#pipelines/release/current.ts'
import { manifestHash, type Manifest, type ManifestBefore } from '#pipelines/release/manifest.ts'
import type { Signing } from '#pipelines/release/write.ts'

interface Before {
  /** As the database knows it: it may have been published from another disk, or its manifest be damaged here. */
  newest: { sequence: number; manifestHash: Sha256 | null } | null
  /** As this disk has it: the database forgets what was published after its backup, or just before a kill. */
  usable: Release | null
}

/** The manifest that the next one follows: by number, wherever it is known. */
export function manifestBefore({ newest, usable }: Before): ManifestBefore | null {
  if (usable && (!newest?.manifestHash || usable.manifest.sequence > newest.sequence))
    return { sequence: usable.manifest.sequence, sha256: manifestHash(usable.manifest) }
  return newest?.manifestHash ? { sequence: newest.sequence, sha256: newest.manifestHash } : null
}

/** What signs the next release. */
export function signingOf({ dataDir, now, ...before }: Before & { dataDir: string; now: Date }): Signing {
  const { key, keys, sign } = signer(dataDir, now)
  return { key, keys: keysText(keys), previous: manifestBefore(before), sign }
}

/** False where a release was not signed yet, or with a key that was rotated since: it is published again. */
export const isSignedBy = ({ signing }: Manifest, { key, keys }: Signing): boolean =>
  signing?.key === key && signing.keys === sha256(keys)
