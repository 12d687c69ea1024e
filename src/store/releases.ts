import type { LegalDate } from '#domain/dates.ts'
import type { Sha256 } from '#domain/hash.ts'
import { insertRow, type StoreRequest } from './rows.ts'

interface Published {
  name: string
  manifest: {
    sequence: number
    time: string
    day: LegalDate
    snapshot: Sha256
    heads: Sha256
    files: readonly unknown[]
  }
  manifestHash: Sha256
  rendered: number
  printed: number
}

/** Notes that a release was published, for the desk. The release itself is on disk. */
export async function writeReleaseRow(
  req: StoreRequest,
  { name, manifest, manifestHash, rendered, printed }: Published,
): Promise<void> {
  const { sequence, time, day, snapshot, heads, files } = manifest
  await insertRow(req, 'releases', {
    seq: sequence,
    name,
    at: time,
    day,
    snapshotHash: snapshot,
    manifestHash,
    headsHash: heads,
    files: files.length,
    rendered,
    printed,
  })
}
