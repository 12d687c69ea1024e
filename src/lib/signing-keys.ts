import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Sha256 } from '#domain/hash.ts'
import { keyId, parseKeys, rotationText, type SigningKey } from '#domain/publish/signing-keys.ts'
import { withLock } from './lock.ts'
import { createWholeSync, syncFolderSync } from './once.ts'
import { secretsFolder } from './secrets.ts'

/** The key that signs releases, with the public keys of all that did. */
export interface Signer {
  key: Sha256
  /** Oldest first; the last one signs. */
  keys: readonly SigningKey[]
  sign: (text: string) => Uint8Array
}

/** The file of the signing key was altered or cut short. */
export class SigningKeyUnusable extends Error {
  override name = 'SigningKeyUnusable'
}

/** One file, so that a private key and its public one are always replaced together. */
const fileOf = (dataDir: string): string => join(dataDir, 'secrets', 'signing')

const textOf = (keys: readonly SigningKey[], privateKey: KeyObject): string =>
  `${JSON.stringify({ format: 1, keys, privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }) })}\n`

const publicTextOf = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).toString('base64')

/** A new key: the first, or one that the key before signs. */
function made(now: Date, before: Signer | null): { key: SigningKey; privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const fresh = { publicKey: publicTextOf(publicKey), since: now.toISOString() }
  const replaces = before && {
    key: before.key,
    signature: Buffer.from(before.sign(rotationText(fresh, before.key))).toString('base64'),
  }
  return { key: { id: keyId(fresh.publicKey), ...fresh, replaces }, privateKey }
}

function read(path: string): Signer {
  try {
    const text = readFileSync(path, 'utf8')
    const keys = parseKeys(text)
    const privateKey = createPrivateKey((JSON.parse(text) as { privateKey: string }).privateKey)
    const last = keys?.at(-1)
    if (keys && last?.publicKey === publicTextOf(createPublicKey(privateKey)))
      return { key: last.id, keys, sign: (signed) => sign(null, Buffer.from(signed), privateKey) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error
  }
  throw new SigningKeyUnusable(
    `${path} holds no usable signing key. Restore it from a backup. Only if there is none, delete it: a new key is made, and everybody who verifies releases must be told, because no earlier key signs it.`,
  )
}

/**
 * The key that signs this installation's releases: read from DATA_DIR/secrets, created there at first use, its
 * private part never printed. Of several processes that start at once, the first to create the file wins.
 */
export function signer(dataDir: string, now: Date): Signer {
  secretsFolder(dataDir)
  const path = fileOf(dataDir)
  if (!existsSync(path)) {
    const { key, privateKey } = made(now, null)
    createWholeSync(path, textOf([key], privateKey))
  }
  return read(path)
}

/** The public keys of this installation; null before the first. */
export function knownSigningKeys(dataDir: string): readonly SigningKey[] | null {
  const path = fileOf(dataDir)
  return existsSync(path) ? read(path).keys : null
}

/**
 * Replaces the signing key by a new one, which the old one signs. The private part of the old one is gone: the
 * next release is signed with the new key.
 */
export function rotateSigningKey(dataDir: string, now: Date): Promise<SigningKey> {
  const path = join(secretsFolder(dataDir), 'signing')
  return withLock(`${path}.lock`, 'Another process is rotating the signing key', async () => {
    const before = signer(dataDir, now)
    const { key, privateKey } = made(now, before)
    const part = `${path}.part`
    const handle = await open(part, 'w', 0o600)
    try {
      await handle.writeFile(textOf([...before.keys, key], privateKey))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, path)
    syncFolderSync(dirname(path))
    return key
  })
}
