import { rename, rm } from 'node:fs/promises'

/**
 * Fills a folder that is not a release: nothing is reused, and readers never see it. The folder appears once it is
 * complete, replacing one of the same name.
 * @param write writes everything into the given folder.
 */
export async function writeLoose<T>(folder: string, write: (part: string) => Promise<T>): Promise<T> {
  const part = `${folder}.part`
  await rm(part, { recursive: true, force: true })
  try {
    const written = await write(part)
    await rm(folder, { recursive: true, force: true })
    await rename(part, folder)
    return written
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw error
  }
}
