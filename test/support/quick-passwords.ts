import crypto from 'node:crypto'

/**
 * Payload hashes a password 600,000 times, which is what it costs to guess one. Tests make hundreds of people and sign them
 * in: there it is the same hash, once. What is made so is known to no other process; a test that starts one, or asks how
 * long something takes, hashes as in earnest.
 */
const { pbkdf2 } = crypto

export function hashInEarnest(): void {
  crypto.pbkdf2 = pbkdf2
}

export function hashOnce(): void {
  crypto.pbkdf2 = (password, salt, _iterations, length, digest, done) =>
    pbkdf2(password, salt, 1, length, digest, done)
}

hashOnce()
