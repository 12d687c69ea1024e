import { copyFile, mkdir, open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { backupSite } from '#lib/backup-site.ts'
import { readJson, writeJson } from '#lib/json-file.ts'
import type { Logger } from '#lib/log.ts'
import { OPT_OUTS, optOutsOf } from '#lib/opt-outs.ts'
import type { BackupPlace } from '#domain/publish/backup/settings.ts'
import type { Context } from '../context.ts'
import type { Claimed } from '../jobs/claim.ts'

/** Milliseconds without a byte after which a request is given up. */
const SILENCE = 30_000

/** Milliseconds before the next attempt after a failure. */
const BACK_OFF = 600_000

/** What of the list is beside the backups. */
interface Copied {
  bytes: number
  to: string
}

const copiedFile = (dataDir: string): string => join(dataDir, 'opt-outs-copied.json')

/** Per data folder, the instant before which a failed copy is not tried again. */
const resting = new Map<string, number>()

/** Bytes of the list; 0 where nobody has left yet. */
const bytesOf = (dataDir: string): Promise<number> =>
  stat(join(dataDir, OPT_OUTS)).then(
    ({ size }) => size,
    () => 0,
  )

/** Puts the list of who has left into a folder of backups: it is newer than any of them. */
export async function putOptOuts(dataDir: string, folder: string): Promise<void> {
  if ((await bytesOf(dataDir)) === 0) return
  const name = optOutsOf(backupSite(dataDir))
  const part = join(folder, `${name}.part`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await copyFile(join(dataDir, OPT_OUTS), part)
  await rename(part, join(folder, name))
}

async function put(dataDir: string, place: BackupPlace, signal: AbortSignal): Promise<void> {
  if (place.kind === 'folder') return putOptOuts(dataDir, place.path)
  const { BucketStore } = await import('#pipelines/push/bucket-store.ts')
  const store = new BucketStore(place, signal, SILENCE)
  const file = await open(join(dataDir, OPT_OUTS))
  try {
    await store.putLarge(optOutsOf(backupSite(dataDir)), file)
  } finally {
    await file.close()
    store.close()
  }
}

/** Whether somebody has left, or come back, since the list was copied. */
export async function areOptOutsNew({ env, clock }: Context): Promise<boolean> {
  const { dataDir, backup } = env
  if (!backup.to || clock.now().getTime() < (resting.get(dataDir) ?? 0)) return false
  const bytes = await bytesOf(dataDir)
  if (bytes === 0) return false
  const copied = await readJson<Copied>(copiedFile(dataDir))
  return copied?.bytes !== bytes || copied.to !== backup.to.address
}

/** Copies the list beside the backups, within seconds: a restore then honours who left since the last of them. */
export async function copyOptOuts({ env, clock, claim }: Claimed, log: Logger): Promise<void> {
  const { dataDir, backup } = env
  if (!backup.to) return
  try {
    // Counted before: what is added meanwhile is copied next.
    const bytes = await bytesOf(dataDir)
    await put(dataDir, backup.to, claim.signal)
    await writeJson(copiedFile(dataDir), { bytes, to: backup.to.address })
    resting.delete(dataDir)
  } catch (error) {
    resting.set(dataDir, clock.now().getTime() + BACK_OFF)
    // The error of a bucket names the key that was used.
    log.error(
      { to: backup.to.address, why: (error as Error).name },
      'the list of who has left could not be copied',
    )
  }
}
