import { hashOf } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf, isReaderForm, paths, READER_FORMS } from '#domain/publish/paths.ts'
import { addDays, type LegalDate } from '#domain/dates.ts'
import { BY_SERVER } from './by-server.ts'
import { siteHeaders, typeOf, type Headers } from './headers.ts'
import { SECURITY_TXT_DAYS, securityTxt } from './security-txt.ts'

interface Options {
  /** Address of the site: over https, readers are told to stay there. */
  publicUrl: string
  /** Address at which a host reaches the server itself; null if it does not. */
  serverUrl: string | null
  /** Address at which people outside reach forms (`/subscribe`, `/report`, `/expert`); that of the site where its host passes it on. */
  subscribeUrl: string
  /** Whom to tell of a weakness; null where nobody is named. */
  securityContact: string | null
  /** The day of the release. */
  day: LegalDate
}

/** Stands for any guide. */
const ANY = ':guide'

/**
 * Files whose type hosts do not tell by their extension, or tell otherwise. Each is matched by one rule: hosts join
 * what several rules say of one header.
 */
const TYPED = [
  paths.feed('atom'),
  paths.feed('json'),
  paths.guideFeed(ANY, 'atom'),
  paths.guideFeed(ANY, 'json'),
  paths.icon,
  '/manifest.sig',
]

const rule = (path: string, headers: Headers): string =>
  [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')

/** The file `_headers`, as Netlify and Cloudflare read it. */
export function headersText({ publicUrl }: Pick<Options, 'publicUrl'>): string {
  const types = TYPED.map((path) => rule(path, { 'Content-Type': typeOf(path) ?? '' }))
  return `${[rule('/*', siteHeaders(publicUrl.startsWith('https:'))), ...types].join('\n\n')}\n`
}

const redirect = (part: string, to: string, status: number): string =>
  `/${part} ${to}/${part} ${status}\n/${part}/* ${to}/${part}/:splat ${status}\n`

/** An address that every host can answer with a file, and none of a release can have. */
const WELL_KNOWN = `/.well-known${paths.securityTxt}`

/**
 * The file `_redirects`: what no file answers is answered by the server, under the address of the site; readers who
 * subscribe elsewhere are sent there, and whoever found a weakness finds whom to tell. Empty where none of it is so.
 */
export function redirectsText({
  publicUrl,
  serverUrl,
  subscribeUrl,
  securityContact,
}: Omit<Options, 'day'>): string {
  const elsewhere = subscribeUrl !== publicUrl
  const passedOn = serverUrl === null ? [] : BY_SERVER.filter((part) => !elsewhere || !isReaderForm(part))
  return [
    securityContact === null ? '' : `${WELL_KNOWN} ${paths.securityTxt} 200\n`,
    ...(elsewhere ? READER_FORMS.map((part) => redirect(part, subscribeUrl, 302)) : []),
    ...passedOn.map((part) => redirect(part, serverUrl ?? '', 200)),
  ].join('')
}

const encoder = new TextEncoder()

/** Files that tell a host of static files what this server does by itself. */
export function hostFiles(options: Options): OutputFile[] {
  const redirects = redirectsText(options)
  const { publicUrl, securityContact, day } = options
  const expires = new Date(addDays(day, SECURITY_TXT_DAYS))
  const file = (path: string, text: string): OutputFile => ({
    path: fileOf(path),
    inputs: hashOf({ path, text }),
    make: () => encoder.encode(text),
  })
  return [
    file(paths.hostHeaders, headersText(options)),
    ...(redirects === '' ? [] : [file(paths.hostRedirects, redirects)]),
    ...(securityContact === null
      ? []
      : [file(paths.securityTxt, securityTxt({ contact: securityContact, publicUrl, expires }))]),
  ]
}
