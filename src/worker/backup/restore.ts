import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Payload } from 'payload'
import type { BackupManifest } from '#domain/publish/backup/manifest.ts'
import type { RecordProblem } from '#domain/publish/record.ts'
import type { Clock } from '#lib/clock.ts'
import type { Env } from '#lib/env.ts'
import { MARK } from '#lib/half-restored.ts'
import { writeJson } from '#lib/json-file.ts'
import { OPT_OUTS, readOptOuts, type OptOut } from '#lib/opt-outs.ts'
import { checkArchive } from '#pipelines/backup/open.ts'
import type { OpenedWith } from '#pipelines/backup/seal.ts'
import { assertKnown } from '#store/database/migration-files.ts'
import { bringRestoredUpToDate } from '#store/database/up-to-date.ts'
import { markRestoring, unmarkRestoring } from '#store/transfer/mark.ts'
import { occupiedBy } from '#store/transfer/occupied.ts'
import { fillDatabase } from './fill.ts'
import { assertOpens, putCurrent, putFiles } from './files.ts'
import { differences, recordProblemsOf } from './proofs.ts'
import { NOTHING_SEEN, type Seen } from './seen.ts'
import { settle, type Settled } from './settle.ts'

/** The place is not empty. */
export class NotEmptyPlace extends Error {
  override name = 'NotEmpty'
}

/** What was restored is not what was backed up. */
export class RestoreFailed extends Error {
  override name = 'RestoreFailed'
}

export interface Restoring {
  archive: string
  key: OpenedWith
  dataDir: string
  clock: Clock
  database: Env['database']
  /** Opens the empty database; called once the secrets are there. */
  open: () => Promise<Payload>
  timeZone: string
  /** Who has left, as far as it is known besides the backup’s own list. */
  optOuts?: readonly OptOut[]
  /** What readers have seen, as far as it can be read. */
  seen?: Seen
  /** Only proves that it could be done: nothing is settled, since nothing is ever sent or published from there. */
  drill?: boolean
  /** Called after each step that a killed restore leaves behind. */
  reached?: (step: string) => void
  report?: (step: string, done: number, total: number) => void
}

export interface Restored {
  manifest: BackupManifest
  settled: Settled | null
  /** What was wrong with the record already when it was backed up. */
  problems: RecordProblem[]
}

/** What may be in a data folder that is restored into: backups, the list of those who have left, and what a new disk has. */
const MAY_BE_THERE = new Set(['backups', OPT_OUTS, 'lost+found'])

/** @throws {NotEmptyPlace} saying what is there. */
async function assertEmptyFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const there = (await readdir(dataDir)).filter((name) => !MAY_BE_THERE.has(name)).sort()
  if (there.includes(MARK))
    throw new NotEmptyPlace(
      `${dataDir} is half restored: an earlier restore was interrupted. Empty it and the database, then try again.`,
    )
  if (there.length > 0)
    throw new NotEmptyPlace(
      `${dataDir} is not empty: it has ${there.slice(0, 5).join(', ')}. Restore into an empty folder: set DATA_DIR, or move these away.`,
    )
}

/** @throws {NotEmptyPlace} naming what is there. */
export async function assertEmptyDatabase(settings: Env['database']): Promise<void> {
  const there = await occupiedBy(settings)
  if (there.length > 0)
    throw new NotEmptyPlace(
      `The database is not empty: there is ${there.slice(0, 5).join(', ')}. Use an empty one: set DATABASE_URL.`,
    )
}

/** Keeps everything from starting in a data folder until the restore has ended. */
const markFolder = ({ dataDir, archive, clock }: Restoring): Promise<void> =>
  writeJson(join(dataDir, MARK), { archive, at: clock.now().toISOString() })

/** Proves that the database is what was backed up, and decides about what happened since. */
async function proveAndSettle(
  payload: Payload,
  { dataDir, clock, timeZone, drill = false, optOuts = [], seen = NOTHING_SEEN }: Restoring,
  manifest: BackupManifest,
): Promise<Omit<Restored, 'manifest'>> {
  const found = await differences({ payload, dataDir }, manifest)
  if (found.length > 0)
    throw new RestoreFailed(`What was restored is not what was backed up. ${found.join(' ')}`)
  const problems = await recordProblemsOf(payload, dataDir)
  if (drill) return { problems, settled: null }
  const known = [...(await readOptOuts(dataDir)), ...optOuts]
  const settled = await settle({ payload, clock, timeZone, manifest, optOuts: known, seen })
  return { problems, settled }
}

/**
 * Restores a backup into an empty place, and proves that it is the same. Until then a mark keeps everything from
 * starting there.
 * @throws {NotEmptyPlace | BackupDamaged | DatabaseIsNewer | WrongKey} before anything is written.
 * @throws {RestoreFailed} if the place is not what was backed up; the mark stays.
 */
export async function restoreBackup(restoring: Restoring): Promise<Restored> {
  const { archive, key, dataDir, database, clock, open } = restoring
  const { reached = () => undefined, report = () => undefined } = restoring
  report('check-backup', 0, 1)
  const manifest = await checkArchive(archive)
  assertKnown(manifest.migrations)
  await assertOpens(archive, key)
  await assertEmptyFolder(dataDir)
  await assertEmptyDatabase(database)
  await markFolder(restoring)
  reached('marked')
  report('restore-files', 0, 1)
  await putFiles(dataDir, { archive, key })
  reached('files')
  const payload = await open()
  try {
    await markRestoring(payload, clock.now())
    reached('opened')
    report('restore-rows', 0, 1)
    await fillDatabase(payload, { archive, key, reached })
    report('prove', 0, 1)
    const proven = await proveAndSettle(payload, restoring, manifest)
    reached('settled')
    await bringRestoredUpToDate(payload, manifest.migrations)
    await putCurrent(dataDir, manifest)
    await unmarkRestoring(payload)
    await rm(join(dataDir, MARK))
    report('done', 1, 1)
    return { manifest, ...proven }
  } finally {
    await payload.destroy()
  }
}
