import { pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const hash = promisify(pbkdf2)

/** Iterations of the hash that Payload makes of a password, and its length in bytes. */
export const ITERATIONS = 600_000
export const LENGTH = 32
const PREFIX = 'pbkdf2-sha256-v1:'

/** What Payload made before it wrote a prefix. */
const EARLIER = { iterations: 25_000, length: 512 }

export const hashOf = (
  password: string,
  salt: string,
  { iterations, length } = { iterations: ITERATIONS, length: LENGTH },
): Promise<Buffer> => hash(password, salt, iterations, length, 'sha256')

/** Whether a password is the one of which Payload keeps this hash. */
export async function isPassword(
  password: string,
  kept: { hash?: string | null; salt?: string | null },
): Promise<boolean> {
  if (!kept.hash || !kept.salt) return false
  const current = kept.hash.startsWith(PREFIX)
  const right = Buffer.from(current ? kept.hash.slice(PREFIX.length) : kept.hash, 'hex')
  const given = await hashOf(password, kept.salt, current ? undefined : EARLIER)
  return given.length === right.length && timingSafeEqual(given, right)
}
