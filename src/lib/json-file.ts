import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setAside } from './aside.ts'

/** There is no such file, or it is not a file. */
const NO_FILE = new Set(['ENOENT', 'EISDIR', 'ENOTDIR'])

/** Reads an object from a file of ours; null if there is none or the file is damaged. */
export async function readJson<T extends object>(file: string): Promise<T | null> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'))
    return typeof value === 'object' && !Array.isArray(value) ? (value as T | null) : null
  } catch (error) {
    if (NO_FILE.has((error as NodeJS.ErrnoException).code ?? '') || error instanceof SyntaxError) return null
    throw error
  }
}

/** Writes the file atomically. */
export async function writeJson(file: string, value: object): Promise<void> {
  const part = `${file}.${process.pid}.part`
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(part, `${JSON.stringify(value)}\n`, { mode: 0o600 })
  await setAside(file, (there) => there.isFile())
  await rename(part, file)
}
