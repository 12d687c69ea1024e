import { createHash, timingSafeEqual } from 'node:crypto'
import { secret } from './secrets.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * Whether an `Authorization` header has a secret of this installation, as `Bearer …`. The comparison takes constant
 * time.
 * @param name file of the secret in DATA_DIR/secrets.
 */
export function hasSecret(authorization: string | null | undefined, dataDir: string, name: string): boolean {
  const given = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(secret(dataDir, name)))
}
