import { mkdir, open, readFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { currentLink, currentName, releasesFolder } from '#lib/release-names.ts'
import { MANIFEST, type Manifest } from './manifest.ts'

export { currentLink, currentName, releasesFolder }

/** Milliseconds after which every server answers with a release that was made current. */
export const FOLLOWED_WITHIN = 250

export interface CurrentRelease {
  name: string
  folder: string
  manifest: Manifest
}

/** The release that readers see; null before the first. */
export async function readCurrent(dataDir: string): Promise<CurrentRelease | null> {
  const name = await currentName(dataDir)
  if (name === null) return null
  const folder = join(releasesFolder(dataDir), name)
  return { name, folder, manifest: JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest }
}

/** The number that the next release takes: one more than any that is, or was begun, on disk. */
export async function nextSequence(dataDir: string): Promise<number> {
  await mkdir(releasesFolder(dataDir), { recursive: true, mode: 0o700 })
  const names = await readdir(releasesFolder(dataDir))
  const numbers = names.map((name) => Number(/^\.?(\d{6,})-/.exec(name)?.[1] ?? 0))
  return Math.max(0, ...numbers) + 1
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a release the one that readers see, by one atomic rename: they see the old one or the new one, never a mix. */
export async function makeCurrent(dataDir: string, name: string): Promise<void> {
  const fresh = join(dataDir, `.current-${process.pid}`)
  await rm(fresh, { force: true })
  await symlink(join('releases', name), fresh)
  await rename(fresh, currentLink(dataDir))
  await syncFolder(dataDir)
}
