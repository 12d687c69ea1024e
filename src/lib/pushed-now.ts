import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { readJson, writeJson } from './json-file.ts'
import { orElse } from './own-errors.ts'

/** Which release is being pushed where, a file for each target: its files are not removed meanwhile. */
const folderOf = (dataDir: string): string => join(dataDir, 'pushing')
const nameOf = (address: string): string => `${sha256(address).slice(0, 16)}.json`

/** Notes which release is pushed to a target while that lasts. After a kill the note stays until the next push there. */
export async function whilePushing<T>(
  dataDir: string,
  { address, release }: { address: string; release: string },
  work: () => Promise<T>,
): Promise<T> {
  const file = join(folderOf(dataDir), nameOf(address))
  await writeJson(file, { release })
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

/** The releases that are being pushed to one of these targets. Notes about other targets are removed. */
export async function readPushedNow(dataDir: string, addresses: readonly string[]): Promise<string[]> {
  const folder = folderOf(dataDir)
  const known = new Set(addresses.map(nameOf))
  const found: string[] = []
  for (const name of await readdir(folder).catch(orElse<string[]>([]))) {
    if (name.endsWith('.part')) continue
    if (!known.has(name)) await rm(join(folder, name), { force: true })
    else found.push((await readJson<{ release: string }>(join(folder, name)))?.release ?? '')
  }
  return found
}
