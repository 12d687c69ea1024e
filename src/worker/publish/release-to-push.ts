import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256, type Sha256 } from '#domain/hash.ts'
import { typeOf } from '#pipelines/hosts/headers.ts'
import { PushFailed, type PushedFile, type PushedRelease } from '#pipelines/push/release.ts'
import { readCurrent, type Release } from '#pipelines/release/current.ts'
import { unlisted } from '#pipelines/release/manifest.ts'
import type { Context } from '../context.ts'
import { isTrue } from './current-release.ts'

/**
 * A release with every file on disk: each also in its brotli form, and the manifest with its signature and keys. The
 * hashes are those of the manifest, so that a file that was altered here is pushed nowhere.
 * @throws {PushFailed} if its manifest, signature or keys are lost.
 */
export async function pushedRelease({ name, folder, manifest }: Release): Promise<PushedRelease> {
  const file = (path: string, bytes: number, hash: Sha256, encoded = false): PushedFile => ({
    path: encoded ? `${path}.br` : path,
    bytes,
    sha256: hash,
    type: typeOf(path) ?? 'application/octet-stream',
  })
  const others = await Promise.all(
    unlisted(manifest).map(async (path) => {
      const bytes = await readFile(join(folder, path)).catch(() => null)
      if (!bytes)
        throw new PushFailed(`/${path} of the current release is lost here. Publishing makes it again.`)
      return file(path, bytes.byteLength, sha256(bytes))
    }),
  )
  const files = manifest.files.flatMap(({ path, bytes, sha256: hash, brotli }) => [
    file(path, bytes, hash),
    file(path, brotli.bytes, brotli.sha256, true),
  ])
  return { name, sequence: manifest.sequence, folder, files: [...files, ...others] }
}

/**
 * The release that readers get here.
 * @throws {PushFailed} if it is lost or was altered.
 */
export async function releaseToPush({
  payload,
  env,
}: Pick<Context, 'payload' | 'env'>): Promise<{ release: PushedRelease; time: string }> {
  const current = await readCurrent(env.dataDir)
  if (!current || !(await isTrue(payload)(current)))
    throw new PushFailed(
      'The current release is lost here, or was altered. “recourse status” says what; publishing makes it again.',
    )
  return { release: await pushedRelease(current), time: current.manifest.time }
}
