import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { secret } from './secrets.ts'

/** Seconds for which a browser is known. */
const KEPT = 180 * 24 * 3600

/** Cookies that tell a browser by which an account was signed in to before: what others try does not hinder it. */
export interface KnownBrowsers {
  /** The name by which such a browser is told from others; null for one that is not known. */
  read(cookies: string | null, account: string): string | null
  /** A header that makes a browser known. */
  setCookie(account: string): string
}

/** @param cookiePrefix with which the cookies of this site begin. */
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
