import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { secret } from './secrets.ts'

/** Seconds for which a browser is remembered. */
const KEPT = 180 * 24 * 3600

/**
 * Cookies that recognize a browser from which an account was signed in to before: attempts by others don't lock it
 * out.
 */
export interface KnownBrowsers {
  /** The identifier of a known browser; null for an unknown one. */
  read(cookies: string | null, account: string): string | null
  /** A `Set-Cookie` header that makes a browser known. */
  setCookie(account: string): string
}

/** @param cookiePrefix prefix of this site's cookies. */
export function knownBrowsers(
  dataDir: string,
  { cookiePrefix, https }: { cookiePrefix: string; https: boolean },
): KnownBrowsers {
  const key = secret(dataDir, 'browsers')
  const seal = (text: string): string => createHmac('sha256', key).update(text).digest('base64url')
  const nameOf = (account: string): string => `${cookiePrefix}-browser-${seal(account).slice(0, 8)}`
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return {
    read(cookies, account) {
      const start = `${nameOf(account)}=`
      const found = (cookies ?? '').split(/; */).find((cookie) => cookie.startsWith(start))
      const [browser = '', sealed = ''] = (found ?? '').slice(start.length).split('.')
      return timingSafeEqual(digest(sealed), digest(seal(`${browser} ${account}`))) ? browser : null
    },
    setCookie(account) {
      const browser = randomBytes(16).toString('base64url')
      const value = `${browser}.${seal(`${browser} ${account}`)}`
      return `${nameOf(account)}=${value}; Path=/; Max-Age=${KEPT}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`
    },
  }
}
