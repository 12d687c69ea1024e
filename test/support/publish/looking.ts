import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { parseManifest, type Manifest } from '#pipelines/release/manifest.ts'

/** Milliseconds between two looks of a reader. */
const LOOKS = 5

export interface Looked {
  looks: number
  /** What was missing, or of another release than the one it was in. */
  wrong: string[]
  releases: number
}

/**
 * A reader of the release in place, as a web server is one, who looks every 5 ms: every file is there, and of the release
 * that it is in.
 */
export function lookingReader(dataDir: string): { stop(): Promise<Looked> } {
  const wrong: string[] = []
  const manifests = new Map<string, Manifest>()
  let looks = 0
  let going = true
  const look = async (): Promise<void> => {
    const folder = realpathSync(join(dataDir, 'current'))
    const known =
      manifests.get(folder) ?? parseManifest(await readFile(join(folder, 'manifest.json'), 'utf8'))
    if (!known) throw new Error('There is no manifest.')
    manifests.set(folder, known)
    const { path, sha256: expected } = known.files[looks % known.files.length] ??
      known.files[0] ?? { path: '' }
    if (sha256(await readFile(join(folder, path))) !== expected) wrong.push(`${path} is of another release`)
    looks += 1
  }
  const loop = (async () => {
    while (going) {
      await look().catch((error: unknown) => wrong.push((error as Error).message))
      await new Promise((resolve) => setTimeout(resolve, LOOKS))
    }
  })()
  return {
    stop: async () => {
      going = false
      await loop
      return { looks, wrong, releases: manifests.size }
    },
  }
}
