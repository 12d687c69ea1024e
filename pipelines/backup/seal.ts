import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { createInterface } from 'node:readline'
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import type { ArchivePart } from './open.ts'

/** Who can open the encrypted part: owners of these keys, or whoever knows the passphrase. */
export type SealedFor = { recipients: readonly string[] } | { passphrase: string }

/** What opens the encrypted part. */
export type OpenedWith = { identities: readonly string[] } | { passphrase: string }

/** The encrypted part cannot be opened with what was given. */
export class WrongKey extends Error {
  override name = 'WrongKey'
}

const asWeb = (stream: Readable): ReadableStream<Uint8Array> =>
  // Node’s web streams and those of the DOM differ in type alone.
  Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>

const asNode = (stream: ReadableStream<Uint8Array>): Readable =>
  Readable.fromWeb(stream as unknown as Parameters<typeof Readable.fromWeb>[0]) // as above

/** A new key: the private half, which opens, and the public one, which encrypts. */
export async function newKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateIdentity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Writes lines, compressed and encrypted, to a file. Nothing of them is on the disk in clear. */
export async function sealLines(
  path: string,
  lines: AsyncIterable<string>,
  sealedFor: SealedFor,
): Promise<void> {
  const encrypter = new Encrypter()
  if ('passphrase' in sealedFor) encrypter.setPassphrase(sealedFor.passphrase)
  else for (const recipient of sealedFor.recipients) encrypter.addRecipient(recipient)
  const packed = createZstdCompress()
  const failed = pipeline(Readable.from(lines), packed)
  failed.catch(() => undefined)
  const sealed = await encrypter.encrypt(asWeb(packed))
  await Promise.all([failed, pipeline(asNode(sealed), createWriteStream(path, { mode: 0o600 }))])
}

/**
 * The lines of the encrypted part.
 * @throws {WrongKey} if they cannot be decrypted.
 */
export async function* openedLines(part: ArchivePart, key: OpenedWith): AsyncGenerator<string> {
  const decrypter = new Decrypter()
  if ('passphrase' in key) decrypter.addPassphrase(key.passphrase)
  else for (const identity of key.identities) decrypter.addIdentity(identity)
  let clear: ReadableStream<Uint8Array>
  try {
    clear = await decrypter.decrypt(asWeb(Readable.from(part.chunks())))
  } catch (error) {
    throw new WrongKey(
      `The encrypted part cannot be opened with this ${'passphrase' in key ? 'passphrase' : 'key'}: ${(error as Error).message}. Give the one that belongs to this backup.`,
      { cause: error },
    )
  }
  const unpacked = createZstdDecompress()
  const done = pipeline(asNode(clear), unpacked)
  done.catch(() => undefined)
  try {
    yield* createInterface({ input: unpacked, crlfDelay: Infinity })
    await done
  } finally {
    // Whoever reads only its beginning.
    unpacked.destroy()
  }
}
