import { randomUUID } from 'node:crypto'
import { link, rm, writeFile } from 'node:fs/promises'
import { linkSync, rmSync, writeFileSync } from 'node:fs'

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

/** Synchronous version, for files needed before anything else can start. */
export function createWholeSync(path: string, content: string): boolean {
  const aside = `${path}.${randomUUID()}`
  try {
    writeFileSync(aside, content, { flag: 'wx', mode: 0o600 })
    linkSync(aside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(aside, { force: true })
  }
}
