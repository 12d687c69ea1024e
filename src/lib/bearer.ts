import { createHash, timingSafeEqual } from 'node:crypto'
import { secret } from './secrets.ts'

/** Secrets that others send: who scrapes metrics, who reports mail that came back. */
const BEARERS = ['metrics', 'bounce'] as const

/** Makes the secrets that others send: they are copied to them before anybody sends one. */
export function makeBearers(dataDir: string): void {
  for (const name of BEARERS) secret(dataDir, name)
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * Whether an `Authorization` header has a secret of this installation, as `Bearer …`. The comparison takes constant
 * time.
 * @param name file of the secret in DATA_DIR/secrets.
 */
export function hasSecret(
  authorization: string | null | undefined,
  dataDir: string,
  name: (typeof BEARERS)[number],
): boolean {
  const given = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(secret(dataDir, name)))
}
