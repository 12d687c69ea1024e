import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { PushFailed, type PushedFile } from './release.ts'

/** The bytes of a file in this folder. @throws {PushFailed} if they are not those that were published. */
export async function publishedBytes(folder: string, file: PushedFile): Promise<Buffer> {
  const bytes = await readFile(join(folder, file.path)).catch(() => null)
  if (bytes?.byteLength === file.bytes && sha256(bytes) === file.sha256) return bytes
  throw new PushFailed(
    `/${file.path} is not as it was published here. “recourse status” says more; “recourse publish” makes it again.`,
  )
}
