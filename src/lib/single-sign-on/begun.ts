import { createHash } from 'node:crypto'
import { isRecord } from '#domain/checks.ts'
import { seal, unseal } from '../sealed.ts'
import { secret } from '../secrets.ts'
import type { Checks } from './provider.ts'

/** Milliseconds in which a sign-in at the provider is done. */
const WITHIN = 600_000
/** Seconds for which browsers keep the cookie: whoever comes back late is told so, and led to where they began. */
const KEPT = 3_600

/** A sign-in that somebody began in this browser. */
export interface Begun {
  checks: Checks
  /** Path of the admin to go to afterwards. */
  to: string
  /** The network that it was begun from, whose try is not counted if it comes off. */
  network: string
  /** The account to be linked and the session that asked for it; null to sign in. */
  link: { account: string; session: string } | null
}

interface Site {
  dataDir: string
  /** Prefix of the names of this site's cookies. */
  cookiePrefix: string
  https: boolean
}

const keyOf = (dataDir: string): Buffer =>
  createHash('sha256').update(secret(dataDir, 'single-sign-on')).digest()
const nameOf = ({ cookiePrefix }: Site): string => `${cookiePrefix}-sign-on`

// Lax: the answer is a visit that another site leads to, to which browsers send no strict cookie.
const cookie = (site: Site, value: string, seconds: number): string =>
  `${nameOf(site)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${site.https ? '; Secure' : ''}`

/** A `Set-Cookie` header by which this browser alone can end the sign-in. */
export const keepBegun = (site: Site, begun: Begun, now: Date): string =>
  cookie(site, seal(keyOf(site.dataDir), JSON.stringify({ ...begun, at: now.getTime() })), KEPT)

/** A `Set-Cookie` header after which it cannot be ended again. */
export const forgetBegun = (site: Site): string => cookie(site, '', 0)

/** The sign-in that this browser began, and whether it took too long; null if there is none, or it was altered. */
export function readBegun(
  site: Site,
  cookies: string | null,
  now: Date,
): { begun: Begun; isLate: boolean } | null {
  const start = `${nameOf(site)}=`
  const found = (cookies ?? '').split(/; */).find((each) => each.startsWith(start))
  if (!found) return null
  try {
    const { at, ...begun } = JSON.parse(unseal(keyOf(site.dataDir), found.slice(start.length))) as Begun & {
      at: number
    }
    const age = now.getTime() - at
    return isRecord(begun.checks) && age >= 0 ? { begun, isLate: age >= WITHIN } : null
  } catch {
    return null
  }
}
