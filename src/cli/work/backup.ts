import type { BackupManifest } from '#domain/publish/backup/manifest.ts'
import { backupPlace } from '#domain/publish/backup/settings.ts'
import type { Context } from '#worker/context.ts'
import { noteBackup } from '#store/publish/backups.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { storeBackup } from '#worker/backup/store.ts'
import { sealedFor } from '#worker/backup/keys.ts'
import { UsageProblem } from '../exit-codes.ts'
import type { Report } from './report.ts'

export interface BackupReceipt {
  /** The file or object that was made. */
  place: string
  bytes: number
  seconds: number
  manifest: BackupManifest
  /** Names of old backups that were removed. */
  removed: string[]
}

/** Makes a backup now. @param to a place, or the full name of a file; null for BACKUP_TO. */
export async function backupWork(
  context: Context,
  { to }: { to: string | null },
  report: Report,
): Promise<BackupReceipt> {
  const { backup } = context.env
  const place = to === null ? backup.to : placeOf(to)
  if (!place)
    throw new UsageProblem(
      'Say where the backup goes: --to /srv/backups, --to s3://bucket/prefix, or BACKUP_TO.',
    )
  const start = performance.now()
  const made = await storeBackup(context, {
    place,
    sealedFor: await sealedFor(backup),
    // What somebody asked to be put elsewhere is theirs to remove.
    keep: to === null ? backup.keep : null,
    progress: (done, total) => report('backup', done, total),
  })
  if (to === null)
    await inOwnTransaction(context, (req) =>
      noteBackup(req, place.address, { name: made.name, bytes: made.bytes, at: made.manifest.made }),
    )
  return { ...made, seconds: (performance.now() - start) / 1_000 }
}

function placeOf(to: string): ReturnType<typeof backupPlace> {
  try {
    return backupPlace(to)
  } catch (error) {
    throw new UsageProblem(`--to ${(error as Error).message}`)
  }
}
