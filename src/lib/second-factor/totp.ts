import { Secret, TOTP } from 'otpauth'
import { createHash } from 'node:crypto'
import type { TotpOffer } from '#domain/desk/second-factor.ts'
import { bothForms, withPortableIds } from '#domain/portable-ids.ts'
import { seal, unseal } from '../sealed.ts'
import { secret } from '../secrets.ts'

/** Seconds for which a code is shown (RFC 6238), and steps before and after it in which it is accepted: clocks differ. */
const PERIOD = 30
const WINDOW = 1

const totpOf = (base32: string, label: string): TOTP =>
  new TOTP({
    issuer: 'Recourse',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD,
    secret: Secret.fromBase32(base32),
  })

/** A new secret for an authenticator app, of 160 bits (RFC 4226, section 4). */
export function newTotp(label: string): TotpOffer {
  const { base32 } = new Secret({ size: 20 })
  return { secret: base32, uri: totpOf(base32, label).toString() }
}

/** The time step that a code belongs to, now or one step before or after; null for a wrong code. */
export function stepOf(base32: string, code: string, now: Date): number | null {
  const delta = totpOf(base32, 'Recourse').validate({ token: code, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD) + delta
}

const keyOf = (dataDir: string): Buffer =>
  createHash('sha256').update(secret(dataDir, 'second-factors')).digest()

/**
 * Encrypts a secret for the database; it opens for the same account only. The id is that which the account keeps in
 * the other kind of database: a move locks nobody out.
 */
export const sealTotp = (dataDir: string, account: string, base32: string): string =>
  seal(keyOf(dataDir), base32, withPortableIds(account))

/** @throws {Error} if it was altered, or belongs to another account or installation. */
export function openTotp(dataDir: string, account: string, sealed: string): string {
  const [first = account, ...others] = bothForms(account).reverse()
  try {
    return unseal(keyOf(dataDir), sealed, first)
  } catch (error) {
    const [other] = others
    if (other === undefined) throw error
    // Sealed before ids were portable.
    return unseal(keyOf(dataDir), sealed, other)
  }
}
