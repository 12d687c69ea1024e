import type { LegalDate } from '#domain/dates.ts'
import type { Sha256 } from '#domain/hash.ts'
import { findRow, findRows, insertRow, isRow, type StoreRequest } from '../rows.ts'

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

/** The newest release published from any disk; null before the first. */
export async function newestRelease(
  req: StoreRequest,
): Promise<{ name: string; sequence: number; manifestHash: Sha256 | null } | null> {
  const [newest] = await findRows(
    req,
    'releases',
    (row) => ({
      name: row.text('name'),
      sequence: row.number('seq'),
      manifestHash: row.sealedOrNull<Sha256>('manifestHash'),
    }),
    {},
    '-seq',
    { limit: 1 },
  )
  return newest ?? null
}

/** Hash of a release's manifest as published; null if the database does not know the release. */
export const manifestHashOf = (req: StoreRequest, name: string): Promise<Sha256 | null> =>
  findRow(req, 'releases', (row) => row.sealedOrNull<Sha256>('manifestHash'), { name: { equals: name } })

/** Records a published release for the desk. The release itself is on disk. */
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

/** When a release was published; null if the database does not know it. */
export const releaseTimeOf = (req: StoreRequest, name: string): Promise<string | null> =>
  findRow(req, 'releases', (row) => row.textOrNull('at'), { name: { equals: name } })

/** When releases were published, by name; those that the database does not know are left out. */
export async function releaseTimesOf(
  req: StoreRequest,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await findRows(req, 'releases', (row) => [row.text('name'), row.text('at')] as const, {
    name: { in: names },
  })
  return new Map(rows)
}

/** Whether the database knows a release. */
export const releaseAt = (req: StoreRequest, name: string): Promise<boolean> =>
  isRow(req, 'releases', { name: { equals: name } })

/** Leaves out the numbers up to this one, which readers may have seen: a release of no files that was never made. */
export const reserveNumber = (
  req: StoreRequest,
  { sequence, at, day }: { sequence: number; at: string; day: LegalDate },
): Promise<void> =>
  insertRow(req, 'releases', {
    seq: sequence,
    name: `${String(sequence).padStart(6, '0')}-${'0'.repeat(12)}`,
    at,
    day,
    snapshotHash: null,
    manifestHash: null,
    headsHash: null,
    files: 0,
    rendered: 0,
    printed: 0,
  })
