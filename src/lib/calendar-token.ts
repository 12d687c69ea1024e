import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a person's calendar link is made from: with another one, the old link is worth nothing. */
export const newNonce = (): string => randomBytes(24).toString('base64url')

const seal = (secret: string, person: string, nonce: string): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['calendar', person, nonce]))
    .digest('base64url')

/** The secret part of the address of a person's calendar: whose it is, and 256 bits that nobody guesses. */
export const calendarToken = (secret: string, person: string, nonce: string): string =>
  `${Buffer.from(person).toString('base64url')}.${seal(secret, person, nonce)}`

/** Whom a token claims to be of; null for what is none. */
export function claimedPerson(token: string): string | null {
  const match = /^([A-Za-z0-9_-]{1,100})\.[A-Za-z0-9_-]{43}$/.exec(token)
  return match ? Buffer.from(match[1] ?? '', 'base64url').toString() : null
}

export function isTokenOf(secret: string, person: string, nonce: string, token: string): boolean {
  const [given, own] = [Buffer.from(token), Buffer.from(calendarToken(secret, person, nonce))]
  return given.length === own.length && timingSafeEqual(given, own)
}
