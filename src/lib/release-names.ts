import { readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { orElse } from './own-errors.ts'

export const releasesFolder = (dataDir: string): string => join(dataDir, 'releases')
export const currentLink = (dataDir: string): string => join(dataDir, 'current')

/** Name of a release and of its folder: sequence number and hash. */
export const RELEASE = /^\d{6,15}-[0-9a-f]+$/

/** The sequence number in a name. */
export const sequenceOf = (name: string): number => Number(/^\.?(\d{6,15})-/.exec(name)?.[1] ?? 0)

/** Names of all releases on disk, newest first: by number, independent of the clock. */
export async function releasesOnDisk(dataDir: string): Promise<string[]> {
  const names = await readdir(releasesFolder(dataDir)).catch(orElse([]))
  return names.filter((name) => RELEASE.test(name)).sort((a, b) => sequenceOf(b) - sequenceOf(a))
}

/** Something else is at the link's path or at one of its parents: treated as missing. */
const NO_LINK = new Set(['ENOENT', 'EINVAL', 'ENOTDIR'])

/** Name of the release readers see; null before the first, or if the link is lost. */
export async function currentName(dataDir: string): Promise<string | null> {
  try {
    return (await readlink(currentLink(dataDir))).split('/').at(-1) ?? null
  } catch (error) {
    if (NO_LINK.has((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}
