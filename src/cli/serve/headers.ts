import type { ServerResponse } from 'node:http'
import { commonHeaders, siteHeaders as headersOfSite, typeOf } from '#pipelines/hosts/headers.ts'
import { formsPolicy } from '#templates/engine.ts'

function setEach(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}

/** Whatever is answered, also to those who ask whether the server is well. Nothing of it is framed. */
export function everyHeaders(response: ServerResponse, https: boolean): void {
  setEach(response, commonHeaders(https))
  response.setHeader('Content-Security-Policy', `default-src 'none'; frame-ancestors 'none'`)
}

/** The public site. */
export const siteHeaders = (response: ServerResponse, https: boolean): void =>
  setEach(response, headersOfSite(https))

/** Forms of readers: site styles, forms that post to the site itself, and no caching anywhere. */
export function formHeaders(response: ServerResponse, https: boolean): void {
  setEach(response, commonHeaders(https))
  response.setHeader('Content-Security-Policy', `${formsPolicy}; frame-ancestors 'none'`)
}

/** Sets the type of a file. The address of a page does not tell it: that is left to whoever reads the file. */
export function typeHeaders(response: ServerResponse, path: string): void {
  const type = typeOf(path)
  if (type) response.setHeader('Content-Type', type)
}

/** The admin: its own scripts and styles, some inlined by Next; no other site, no framing. */
export function adminHeaders(response: ServerResponse, https: boolean): void {
  setEach(response, commonHeaders(https))
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
