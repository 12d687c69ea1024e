import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { WrittenFile } from '#corpus/write.ts'
import { UsageProblem } from './exit-codes.ts'

/** How an export is written. */
export type ExportForm = 'folder' | 'zip' | 'yaml' | 'json' | 'csv'

/** @throws {UsageProblem} if something is there that an export would replace. */
export async function assertFree(path: string): Promise<void> {
  const there = await stat(path).catch(() => null)
  if (!there) return
  if (!there.isDirectory() || (await readdir(path)).length > 0)
    throw new UsageProblem(`${path} is there already, and is not replaced: name another, or remove it first.`)
}

/** Writes an export beside its place first, then gives it its name: it is whole, or not there. */
export async function writeExport(
  path: string,
  form: ExportForm,
  files: readonly WrittenFile[],
): Promise<void> {
  const part = `${path}.part`
  await mkdir(dirname(path), { recursive: true })
  await rm(part, { recursive: true, force: true })
  try {
    if (form === 'folder') await writeFolder(part, files)
    else if (form === 'zip') await writeFile(part, (await import('#exchange/zip.ts')).zipOf(files))
    else await writeFile(part, files[0]?.text ?? '')
    if (form === 'folder') await rm(path, { recursive: true, force: true })
    await rename(part, path)
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw error
  }
}

async function writeFolder(folder: string, files: readonly WrittenFile[]): Promise<void> {
  await mkdir(folder)
  for (const { path, text } of files) {
    const file = join(folder, ...path.split('/'))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}
