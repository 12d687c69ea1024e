import type { ServerResponse } from 'node:http'
import { FEED_TYPES, GUIDE_FORMS, paths, type FeedFormat } from '#domain/publish/paths.ts'
import { formsPolicy, sitePolicy } from '#templates/engine.ts'

/** Headers of every response. */
function common(response: ServerResponse, https: boolean): void {
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader(
    'Permissions-Policy',
    'camera=(), microphone=(), geolocation=(), browsing-topics=(), interest-cohort=()',
  )
  if (https) response.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
}

/** The public site: nothing runs but its own inline style and scripts. A page itself allows only those it has. */
export function siteHeaders(response: ServerResponse, https: boolean): void {
  common(response, https)
  response.setHeader('Content-Security-Policy', `${sitePolicy}; frame-ancestors 'none'`)
  response.setHeader('Cache-Control', 'no-cache')
}

/** Subscription pages: site styles, forms that post to the site itself, and no caching anywhere. */
export function subscribeHeaders(response: ServerResponse, https: boolean): void {
  common(response, https)
  response.setHeader('Content-Security-Policy', `${formsPolicy}; frame-ancestors 'none'`)
}

/**
 * Sets types that the extension alone doesn't tell: that of `feed.json`, of the icon and of a signature, and the
 * encoding of plain text.
 */
export function typeHeaders(response: ServerResponse, path: string): void {
  const format = /(?:^|\/)feed\.(\w+)$/.exec(path)?.[1]
  const type = path.endsWith('.txt')
    ? GUIDE_FORMS.text.type
    : path === paths.icon
      ? 'image/vnd.microsoft.icon'
      : path.endsWith('.sig')
        ? 'application/octet-stream'
        : (FEED_TYPES[format as FeedFormat] as string | undefined)
  if (type) response.setHeader('Content-Type', type)
}

/** The admin: its own scripts and styles, some inlined by Next; no other site, no framing. */
export function adminHeaders(response: ServerResponse, https: boolean): void {
  common(response, https)
  response.setHeader(
    'Content-Security-Policy',
    [
      `default-src 'self'`,
      `script-src 'self' 'unsafe-inline'`,
      `style-src 'self' 'unsafe-inline'`,
      `img-src 'self' data: blob:`,
      `font-src 'self' data:`,
      `connect-src 'self'`,
      `object-src 'none'`,
      `base-uri 'none'`,
      `form-action 'self'`,
      `frame-ancestors 'none'`,
    ].join('; '),
  )
  response.setHeader('X-Robots-Tag', 'noindex')
}

/** Prevents caching by browsers and proxies, whatever the handler sets: pages, redirects and errors. */
export function keptNowhere(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...more: unknown[]
  ) => ServerResponse
  response.writeHead = (status: number, ...more: unknown[]) => {
    const headers = more.at(-1)
    if (typeof headers === 'object' && headers !== null) setAll(response, headers)
    response.setHeader('Cache-Control', 'no-store')
    return typeof more[0] === 'string' ? writeHead(status, more[0]) : writeHead(status)
  }
}

/** Sets headers in either form `writeHead` takes: an object, or a flat list of names and values. */
function setAll(response: ServerResponse, headers: object): void {
  if (!Array.isArray(headers)) response.setHeaders(new Map(Object.entries(headers)))
  else {
    const names = headers.filter((_, at) => at % 2 === 0).map(String)
    for (const name of names) response.removeHeader(name)
    names.forEach((name, at) => response.appendHeader(name, String(headers[2 * at + 1])))
  }
}
