import { FEED_TYPES, fileOf, GUIDE_FORMS, HOST_FILES } from '#domain/publish/paths.ts'
import { sitePolicy } from '#templates/engine.ts'

/** Headers by name. */
export type Headers = Readonly<Record<string, string>>

const OVER_HTTPS: Headers = { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }

/** Headers of every response, whoever gives it. */
export const commonHeaders = (https: boolean): Headers => ({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=(), interest-cohort=()',
  ...(https ? OVER_HTTPS : {}),
})

/**
 * Headers of the public site: nothing runs but its own inline style and scripts. A page itself allows only those it
 * has. Any file may change with the next release: browsers ask, and are mostly told that it has not.
 */
export const siteHeaders = (https: boolean): Headers => ({
  ...commonHeaders(https),
  'Content-Security-Policy': `${sitePolicy}; frame-ancestors 'none'`,
  'Cache-Control': 'no-cache',
})

/**
 * The same for a configuration that is not made anew with each release. Inline styles and scripts are allowed by hash in
 * the page itself; a list of hashes that was outdated would leave readers without them.
 */
export const lastingHeaders = (https: boolean): Headers => ({
  ...siteHeaders(https),
  'Content-Security-Policy': `${sitePolicy.replace(/'sha256-[^;]+/g, "'unsafe-inline'")}; frame-ancestors 'none'`,
})

/** Media types of the files of a release by extension. */
export const TYPES = {
  html: 'text/html;charset=utf-8',
  json: GUIDE_FORMS.data.type,
  atom: FEED_TYPES.atom,
  txt: GUIDE_FORMS.text.type,
  epub: GUIDE_FORMS.epub.type,
  pdf: 'application/pdf',
  xml: 'text/xml',
  ico: 'image/vnd.microsoft.icon',
  sig: 'application/octet-stream',
} as const

/** The feed whose type its extension does not tell. */
export const JSON_FEED = 'feed.json'

const isKnown = (extension: string): extension is keyof typeof TYPES => Object.hasOwn(TYPES, extension)

/** Media type of a file of a release by its name; undefined where its name does not tell it. */
export function typeOf(path: string): string | undefined {
  const name = path.split('/').at(-1) ?? ''
  if (name === JSON_FEED) return FEED_TYPES.json
  if (HOST_FILES.map(fileOf).includes(name)) return TYPES.txt
  const extension = /\.(\w+)$/.exec(name)?.[1] ?? ''
  return isKnown(extension) ? TYPES[extension] : undefined
}
