import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OutputFile } from '#domain/outputs.ts'

/**
 * Writes files into a folder of its own, which is no release: nothing is reused, and readers never see it. The folder
 * appears once it is whole, in place of one of the same name.
 */
export async function writeLoose(
  folder: string,
  files: readonly OutputFile[],
  progress: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  const part = `${folder}.part`
  await rm(part, { recursive: true, force: true })
  try {
    for (const [index, file] of files.entries()) {
      const path = join(part, file.path)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeFile(path, await file.make())
      progress(index + 1, files.length)
    }
    await rm(folder, { recursive: true, force: true })
    await rename(part, folder)
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw error
  }
}
