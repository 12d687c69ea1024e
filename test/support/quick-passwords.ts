import crypto from 'node:crypto'
import { oncePerProcess } from './once-per-process.ts'

/**
 * Payload hashes a password with 600,000 iterations, to make guessing expensive. Tests create and sign in hundreds
 * of users, so they use the same hash with one iteration. No other process accepts such a hash; a test that starts
 * another process, or measures time, uses the full count.
 */
const pbkdf2 = oncePerProcess('pbkdf2', () => crypto.pbkdf2)

export function hashInEarnest(): void {
  crypto.pbkdf2 = pbkdf2
}

export function hashOnce(): void {
  crypto.pbkdf2 = (password, salt, _iterations, length, digest, done) =>
    pbkdf2(password, salt, 1, length, digest, done)
}

hashOnce()
