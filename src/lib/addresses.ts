import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { secret } from './secrets.ts'

/** Subscriber addresses: encrypted with one key, looked up by another. Neither key is in the database. */
export interface AddressBook {
  /** AES-256-GCM, base64url of nonce (12 bytes), tag (16 bytes) and ciphertext. Each call gives a different result. */
  seal(text: string): string
  /** @throws {Error} if the text was altered or sealed with another key. */
  open(sealed: string): string
  /** HMAC-SHA-256 of an address, in hex: the same for every spelling that reaches the same person. */
  lookup(address: string): string
}

const NONCE = 12
const TAG = 16

const keyOf = (text: string): Buffer => createHash('sha256').update(text).digest()

export function addressBook(dataDir: string): AddressBook {
  const key = keyOf(secret(dataDir, 'addresses'))
  const lookupKey = keyOf(secret(dataDir, 'address-lookup'))
  return {
    seal(text) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(text) {
      const sealed = Buffer.from(text, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
    },
    lookup: (address) => createHmac('sha256', lookupKey).update(address.toLowerCase()).digest('hex'),
  }
}

/** A link token: 128 random bits, 22 characters. Only its hash is stored. */
export const newToken = (): string => randomBytes(16).toString('base64url')

/** SHA-256 of a token, in hex. The token is random and long enough that no salt is needed. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
