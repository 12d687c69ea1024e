import crypto from 'node:crypto'

/** Iterations of the hash that Payload makes of a password, and its length in bytes. */
const ITERATIONS = 600_000
const LENGTH = 32
const PREFIX = 'pbkdf2-sha256-v1:'

/** What Payload made before it wrote a prefix. */
const EARLIER = { iterations: 25_000, length: 512 }

/** The hash of a password, made as Payload makes it. */
export const hashOf = (
  password: string,
  salt: string,
  { iterations, length } = { iterations: ITERATIONS, length: LENGTH },
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    crypto.pbkdf2(password, salt, iterations, length, 'sha256', (error, hash) =>
      error ? reject(error) : resolve(hash),
    )
  })

/** Whether a password is the one of which Payload keeps this hash. */
export async function isPassword(
  password: string,
  kept: { hash?: string | null; salt?: string | null },
): Promise<boolean> {
  if (!kept.hash || !kept.salt) return false
  const current = kept.hash.startsWith(PREFIX)
  const right = Buffer.from(current ? kept.hash.slice(PREFIX.length) : kept.hash, 'hex')
  const given = await hashOf(password, kept.salt, current ? undefined : EARLIER)
  return given.length === right.length && crypto.timingSafeEqual(given, right)
}
