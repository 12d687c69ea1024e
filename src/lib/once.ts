import { randomUUID } from 'node:crypto'
import { link, rm, writeFile } from 'node:fs/promises'
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Atomically creates a file with its content if it does not exist: of several concurrent attempts one succeeds, and
 * nobody ever reads a partial file.
 * @returns false if the file already existed.
 */
export async function createWhole(path: string, content: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`
  try {
    await writeFile(aside, content, { flag: 'wx', mode: 0o600 })
    await link(aside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    await rm(aside, { force: true })
  }
}

/** Makes what was created in a folder, or renamed there, outlast a power cut. */
export function syncFolderSync(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Synchronous version, for files needed before anything else can start. They outlast a power cut. */
export function createWholeSync(path: string, content: string): boolean {
  const aside = `${path}.${randomUUID()}`
  try {
    writeFileSync(aside, content, { flag: 'wx', mode: 0o600, flush: true })
    linkSync(aside, path)
    syncFolderSync(dirname(path))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(aside, { force: true })
  }
}
