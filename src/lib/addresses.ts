import { createHash, createHmac, randomBytes } from 'node:crypto'
import { seal, unseal } from './sealed.ts'
import { secret } from './secrets.ts'

/** Subscriber addresses: encrypted with one key, looked up by another. Neither key is in the database. */
export interface AddressBook {
  /** Each call gives a different result. */
  seal(text: string): string
  /** @throws {Error} if the text was altered or sealed with another key. */
  open(sealed: string): string
  /** HMAC-SHA-256 of an address, in hex: the same for every spelling that reaches the same person. */
  lookup(address: string): string
}

const keyOf = (text: string): Buffer => createHash('sha256').update(text).digest()

export function addressBook(dataDir: string): AddressBook {
  const key = keyOf(secret(dataDir, 'addresses'))
  const lookupKey = keyOf(secret(dataDir, 'address-lookup'))
  return {
    seal: (text) => seal(key, text),
    open: (text) => unseal(key, text),
    lookup: (address) => createHmac('sha256', lookupKey).update(address.toLowerCase()).digest('hex'),
  }
}

/** A link token: 128 random bits, 22 characters. Only its hash is stored. */
export const newToken = (): string => randomBytes(16).toString('base64url')

/** SHA-256 of a token, in hex. The token is random and long enough that no salt is needed. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
