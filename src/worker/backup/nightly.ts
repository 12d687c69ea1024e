import { diskProblem } from '#lib/disk-problem.ts'
import type { Logger } from '#lib/log.ts'
import { noteBackup, noteBackupProblem } from '#store/publish/backups.ts'
import { isStopped, type Claimed } from '../jobs/claim.ts'
import { writing } from '../jobs/writing.ts'
import { sealedFor } from './keys.ts'
import { storeBackup } from './store.ts'

/** Errors whose message is written for operators, and holds nothing secret. */
const PLAIN = new Set([
  'BackupFailed',
  'BackupDamaged',
  'NeverStill',
  'NoBackupKey',
  'Locked',
  'DiskUnusable',
])

const problemOf = (error: unknown): string =>
  PLAIN.has((error as Error).name)
    ? (error as Error).message
    : (diskProblem(error)?.message ??
      `The backup failed: ${(error as Error).name}. The log of the worker says more.`)

/**
 * Makes the backup of the night, where the settings name a place for it, and records how it went.
 * @throws what making it throws: it is recorded, and tried again after a back-off.
 */
export async function backupNightly(context: Claimed, log: Logger): Promise<'done'> {
  const { env, claim } = context
  const { to, keep } = env.backup
  if (!to) return 'done'
  try {
    const stored = await storeBackup(context, {
      place: to,
      sealedFor: await sealedFor(env.backup),
      keep,
      signal: claim.signal,
    })
    const { name, bytes, manifest, removed } = stored
    await writing(context, (req) => noteBackup(req, to.address, { name, bytes, at: manifest.made }))
    log.info({ backup: name, bytes, removed }, 'a backup was made')
    return 'done'
  } catch (error) {
    if (!isStopped(error, context))
      await writing(context, (req) => noteBackupProblem(req, to.address, problemOf(error)))
    throw error
  }
}
