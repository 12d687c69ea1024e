import { mkdir, open, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setAside } from '#lib/aside.ts'
import { orElse } from '#lib/own-errors.ts'
import { currentLink, currentName, releasesFolder, releasesOnDisk, sequenceOf } from '#lib/release-names.ts'
import { MANIFEST, parseManifest, type Manifest } from './manifest.ts'

export { currentLink, currentName, releasesFolder, releasesOnDisk as releaseNames }

/** Milliseconds within which every server serves a release that was made current. */
export const FOLLOWED_WITHIN = 250

/** A release on disk. */
export interface Release {
  name: string
  folder: string
  manifest: Manifest
}

/** Reads a release by name; null where it is missing or its manifest is unusable. */
export async function readRelease(dataDir: string, name: string): Promise<Release | null> {
  const folder = join(releasesFolder(dataDir), name)
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(orElse(''))
  const manifest = parseManifest(text)
  return manifest && { name, folder, manifest }
}

/** The release readers see; null before the first, and where it is lost or its manifest unusable. */
export async function readCurrent(dataDir: string): Promise<Release | null> {
  const name = await currentName(dataDir)
  return name === null ? null : readRelease(dataDir, name)
}

/** True where `current` is no link to a folder, although something was published. */
export async function isCurrentLost(dataDir: string): Promise<boolean> {
  const name = await currentName(dataDir)
  const there =
    name !== null &&
    (await stat(join(releasesFolder(dataDir), name)).then((is) => is.isDirectory(), orElse(false)))
  return !there && (name !== null || (await releasesOnDisk(dataDir)).length > 0)
}

/** Makes the releases folder, if missing. */
export async function makeReleasesFolder(dataDir: string): Promise<void> {
  const folder = releasesFolder(dataDir)
  if (await stat(folder).then((is) => is.isDirectory(), orElse(false))) return
  await setAside(folder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

/**
 * The next release's number: one more than any release on disk, finished or not, or published from another disk.
 * @param newest number of the newest release that the database knows.
 */
export async function nextSequence(dataDir: string, newest = 0): Promise<number> {
  await makeReleasesFolder(dataDir)
  const names = await readdir(releasesFolder(dataDir))
  return Math.max(newest, sequenceOf((await currentName(dataDir)) ?? ''), ...names.map(sequenceOf)) + 1
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a release current with one atomic rename: readers see the old one or the new one, never a mix. */
export async function makeCurrent(dataDir: string, name: string): Promise<void> {
  const fresh = join(dataDir, `.current-${process.pid}`)
  await rm(fresh, { recursive: true, force: true })
  await symlink(join('releases', name), fresh)
  await setAside(currentLink(dataDir), (there) => there.isSymbolicLink())
  await rename(fresh, currentLink(dataDir))
  await syncFolder(dataDir)
}
