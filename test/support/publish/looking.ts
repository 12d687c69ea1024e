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

/** Looks again and again, 5 ms after each look, until it is stopped. @param look adds to `wrong` what it finds. */
export function lookingOn(
  look: (to: { looks: number; wrong: string[]; manifests: Map<string, Manifest> }) => Promise<void>,
): { stop(): Promise<Looked> } {
  const to = { looks: 0, wrong: [] as string[], manifests: new Map<string, Manifest>() }
  let going = true
  const loop = (async () => {
    while (going) {
      await look(to).then(
        () => (to.looks += 1),
        (error: unknown) => to.wrong.push((error as Error).message),
      )
      await new Promise((resolve) => setTimeout(resolve, LOOKS))
    }
  })()
  return {
    stop: async () => {
      going = false
      await loop
      return { looks: to.looks, wrong: to.wrong, releases: to.manifests.size }
    },
  }
}

/**
 * A reader of the release in place, as a web server is one, who looks every 5 ms: every file is there, and of the release
 * that it is in.
 */
export const lookingReader = (dataDir: string): { stop(): Promise<Looked> } =>
  lookingOn(async ({ looks, wrong, manifests }) => {
    const folder = realpathSync(join(dataDir, 'current'))
    const known =
      manifests.get(folder) ?? parseManifest(await readFile(join(folder, 'manifest.json'), 'utf8'))
    if (!known) throw new Error('There is no manifest.')
    manifests.set(folder, known)
    const { path, sha256: expected } = known.files[looks % known.files.length] ??
      known.files[0] ?? { path: '' }
    if (sha256(await readFile(join(folder, path))) !== expected) wrong.push(`${path} is of another release`)
  })
