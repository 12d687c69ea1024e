import { randomUUID } from 'node:crypto'
import { link, rm, writeFile } from 'node:fs/promises'
import { linkSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Makes a file that has its content from the first moment, if there is none: of several that try at once one succeeds,
 * and nobody ever reads half of it.
 * @returns false where the file was there already.
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

/** The same, for what must be there before anything else can start. */
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
