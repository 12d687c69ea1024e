import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BackupManifest } from '#domain/publish/backup/manifest.ts'
import { backupName, isPartOf, outdatedBackups, PART } from '#domain/publish/backup/rotation.ts'
import type { BackupPlace, KeptBackups } from '#domain/publish/backup/settings.ts'
import type { BucketTarget } from '#domain/publish/targets.ts'
import { backupSite } from '#lib/backup-site.ts'
import { withLock } from '#lib/lock.ts'
import { OPT_OUTS, optOutsOf } from '#lib/opt-outs.ts'
import { checkArchive } from '#pipelines/backup/open.ts'
import type { SealedFor } from '#pipelines/backup/seal.ts'
import { syncFolder } from '#pipelines/release/current.ts'
import type { Context } from '../context.ts'
import { makeBackup } from './make.ts'
import { putOptOuts } from './opt-outs.ts'

export interface Storing {
  place: BackupPlace
  sealedFor: SealedFor
  /** Null: nothing is removed. */
  keep: KeptBackups | null
  progress?: (done: number, total: number) => void
  /** Ends an upload where it is. */
  signal?: AbortSignal
}

export interface Stored {
  /** The file or object that was made. */
  place: string
  name: string
  bytes: number
  manifest: BackupManifest
  removed: string[]
}

type Here = Pick<Context, 'payload' | 'env' | 'clock'>

/** A backup could not be stored; the message says what is wrong and what to do, and holds nothing secret. */
export class BackupFailed extends Error {
  override name = 'BackupFailed'
}

/** Removes what killed backups of this site have left. */
async function removeParts(site: string, folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (isPartOf(site, name)) await rm(join(folder, name), { force: true })
}

/**
 * Makes a backup in a folder. It gets its name once it is whole and was read back, so that no half one ever takes the
 * place of a good one.
 */
async function makeIn(here: Here, path: string, storing: Storing): Promise<BackupManifest> {
  const part = `${path}${PART}`
  const { sealedFor, progress } = storing
  try {
    await makeBackup(here, { path: part, sealedFor, ...(progress && { progress }) })
    const manifest = await checkArchive(part)
    await rename(part, path)
    await syncFolder(dirname(path))
    return manifest
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new BackupFailed(
      `A file stands where a folder is needed: ${folder}. Move it away, or correct BACKUP_TO.`,
    )
  }
}

async function intoFolder(here: Here, path: string, storing: Storing): Promise<Stored> {
  const file = path.endsWith('.tar')
  const folder = file ? dirname(path) : path
  const site = backupSite(here.env.dataDir)
  await makeFolder(folder)
  await removeParts(site, folder)
  const whole = file ? path : join(folder, backupName(site, here.clock.now()))
  const manifest = await makeIn(here, whole, storing)
  await putOptOuts(here.env.dataDir, folder)
  const removed = storing.keep ? outdatedBackups(site, await readdir(folder), storing.keep) : []
  for (const name of removed) await rm(join(folder, name), { force: true })
  const { size: bytes } = await stat(whole)
  return { place: whole, name: basename(whole), bytes, manifest, removed }
}

/** Milliseconds without a byte after which a request is given up. */
const SILENCE = 30_000

async function intoBucket(here: Here, target: BucketTarget, storing: Storing): Promise<Stored> {
  const [{ BucketStore }, { bucketProblem }] = await Promise.all([
    import('#pipelines/push/bucket-store.ts'),
    import('#pipelines/push/bucket-problem.ts'),
  ])
  const folder = join(here.env.dataDir, 'backups')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const site = backupSite(here.env.dataDir)
  await removeParts(site, folder)
  const name = backupName(site, here.clock.now())
  const local = join(folder, `${name}${PART}`)
  const store = new BucketStore(target, storing.signal ?? new AbortController().signal, SILENCE)
  try {
    await makeBackup(here, { path: local, ...storing })
    const manifest = await checkArchive(local)
    const { size: bytes } = await stat(local)
    await upload(store, name, local)
    await upload(store, optOutsOf(site), join(here.env.dataDir, OPT_OUTS))
    const listed = await store.list('')
    if (listed.get(name)?.bytes !== bytes)
      throw new BackupFailed(`The backup is not in ${target.address} as it was sent. It is made again.`)
    const removed = storing.keep ? outdatedBackups(site, [...listed.keys()], storing.keep) : []
    for (const each of removed) await store.remove(each)
    return { place: `${target.address.replace(/\?.*$/, '')}/${name}`, name, bytes, manifest, removed }
  } catch (error) {
    const problem = bucketProblem(error, target, 'BACKUP_TO')
    throw problem ? new BackupFailed(problem.message) : error
  } finally {
    store.close()
    await rm(local, { force: true })
  }
}

async function upload(
  store: { putLarge(path: string, file: Awaited<ReturnType<typeof open>>): Promise<void> },
  name: string,
  path: string,
): Promise<void> {
  const file = await open(path).catch(() => null)
  if (!file) return
  try {
    await store.putLarge(name, file)
  } finally {
    await file.close()
  }
}

/** Makes a backup and stores it where it belongs; older ones that are not kept are removed. */
export async function storeBackup(here: Here, storing: Storing): Promise<Stored> {
  const { place } = storing
  const lock = join(here.env.dataDir, 'backup.lock')
  return withLock(lock, 'Another backup is being made', () =>
    place.kind === 'folder' ? intoFolder(here, place.path, storing) : intoBucket(here, place, storing),
  )
}
