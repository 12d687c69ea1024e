import { readlink } from 'node:fs/promises'
import { join } from 'node:path'

export const releasesFolder = (dataDir: string): string => join(dataDir, 'releases')
export const currentLink = (dataDir: string): string => join(dataDir, 'current')

/** Name of the release that readers see; null before the first. */
export async function currentName(dataDir: string): Promise<string | null> {
  try {
    return (await readlink(currentLink(dataDir))).split('/').at(-1) ?? null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
