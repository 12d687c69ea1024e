import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { canonical } from '../canonical.ts'
import { sha256, type Sha256 } from '../hash.ts'

/** A public key that signs releases, or did until it was rotated. Ed25519 (RFC 8032). */
export interface SigningKey {
  /** SHA-256 of the key as SubjectPublicKeyInfo in DER. */
  id: Sha256
  /** The key as SubjectPublicKeyInfo in base64: the body of its PEM file. */
  publicKey: string
  /** Instant since which it signs, ISO 8601 in UTC. */
  since: string
  /** The key before it and that key's signature of this one, in base64; null for the first key. */
  replaces: { key: Sha256; signature: string } | null
}

const BEGIN = '-----BEGIN PUBLIC KEY-----'
const END = '-----END PUBLIC KEY-----'

export const pemOf = (publicKey: string): string => `${BEGIN}\n${publicKey}\n${END}\n`

/** @returns null where the text is not an Ed25519 public key. */
export function publicKeyOf(publicKey: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

export const keyId = (publicKey: string): Sha256 => sha256(Buffer.from(publicKey, 'base64'))

/** What a key signs of its successor. No manifest has a purpose, so neither can be taken for the other. */
export const rotationText = (key: Pick<SigningKey, 'publicKey' | 'since'>, replaces: Sha256): string =>
  canonical({ purpose: 'recourse-signing-key', publicKey: key.publicKey, since: key.since, replaces })

export const isSigned = (text: string | Uint8Array, signature: Uint8Array, key: KeyObject): boolean =>
  verify(null, typeof text === 'string' ? Buffer.from(text) : text, key, signature)

/** The list of public keys as a release publishes it. */
export const keysText = (keys: readonly SigningKey[]): string => `${canonical({ format: 1, keys })}\n`

const isText = (value: unknown): value is string => typeof value === 'string'

const isSigningKey = (value: unknown): value is SigningKey => {
  const { id, publicKey, since, replaces } = (value ?? {}) as Partial<SigningKey>
  return (
    isText(publicKey) &&
    isText(since) &&
    publicKeyOf(publicKey) !== null &&
    id === keyId(publicKey) &&
    (replaces === null || (isText(replaces?.key) && isText(replaces.signature)))
  )
}

/** Parses a published list of keys; null where the text is none. */
export function parseKeys(text: string): SigningKey[] | null {
  try {
    const { format, keys } = JSON.parse(text) as { format: unknown; keys: unknown }
    return format === 1 && Array.isArray(keys) && keys.every(isSigningKey) ? keys : null
  } catch {
    return null
  }
}

/**
 * The public keys in a text: a published list, PEM, or the base64 of each.
 * @returns null where the text holds no key, or anything that is not one.
 */
export function publicKeysIn(text: string): string[] | null {
  const listed = parseKeys(text)
  if (listed) return listed.map(({ publicKey }) => publicKey)
  const blocks = [...text.matchAll(new RegExp(`${BEGIN}([^-]*)${END}`, 'g'))].map(([, body = '']) =>
    body.replace(/\s/g, ''),
  )
  const keys = blocks.length > 0 ? blocks : text.split(/[\s,]+/).filter(Boolean)
  return keys.length > 0 && keys.every((key) => publicKeyOf(key)) ? keys : null
}

/**
 * The keys whose signatures count: the given ones, and each listed one that a counted key has signed.
 * @param listed from the release itself: nothing in it counts without such a signature.
 */
export function trustedKeys(
  given: readonly string[],
  listed: readonly SigningKey[],
): ReadonlyMap<Sha256, KeyObject> {
  const trusted = new Map<Sha256, KeyObject>()
  for (const publicKey of given) {
    const key = publicKeyOf(publicKey)
    if (key) trusted.set(keyId(publicKey), key)
  }
  for (let found = true; found;) {
    found = false
    for (const each of listed) {
      const by = each.replaces && trusted.get(each.replaces.key)
      const key = publicKeyOf(each.publicKey)
      if (trusted.has(each.id) || !each.replaces || !by || !key) continue
      if (
        !isSigned(rotationText(each, each.replaces.key), Buffer.from(each.replaces.signature, 'base64'), by)
      )
        continue
      trusted.set(each.id, key)
      found = true
    }
  }
  return trusted
}
