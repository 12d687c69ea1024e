import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { sha256 } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import type { ManifestFile } from './manifest.ts'

const compress = promisify(brotliCompress)

/** What a manifest records of a new file. */
export type Made = Pick<ManifestFile, 'bytes' | 'sha256' | 'brotli' | 'pages'>

/**
 * Writes a file of a release, and its brotli form next to it.
 * @param describe what the manifest records besides the hash.
 */
export async function makeFile(
  file: Pick<OutputFile, 'make'>,
  target: string,
  describe: (bytes: Uint8Array) => Pick<ManifestFile, 'pages'> = () => ({}),
): Promise<Made> {
  const bytes = await file.make()
  const small = await compress(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
  })
  await writeDurably(target, bytes)
  await writeDurably(`${target}.br`, small)
  return {
    bytes: bytes.byteLength,
    sha256: sha256(bytes),
    brotli: { bytes: small.byteLength, sha256: sha256(small) },
    ...describe(bytes),
  }
}

export async function writeDurably(
  path: string,
  bytes: Uint8Array | string | AsyncIterable<string>,
): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file of a release: content made here, or a file that another process writes in place. */
export type ReleaseFile =
  OutputFile | (Omit<OutputFile, 'make'> & { makeAt: (target: string) => Promise<Made> })
