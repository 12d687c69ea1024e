import type { Precision } from './content.ts'
import { sha256 } from '../hash.ts'
import { slugify } from '../keys.ts'
import { hostOf, type NormalUrl } from '../urls.ts'

/** Maximum length of a title within a key: a hash distinguishes longer titles and those in other scripts. */
const LONGEST = 60

function titleWord(title: string): string {
  const slug = slugify(title)
  return slug !== '' && slug.length <= LONGEST
    ? slug
    : `${slug.slice(0, LONGEST)}-${sha256(title).slice(0, 8)}`.replace(/^-/, '')
}

/** How a source is named in lists and pickers: “Theft Act 1968 · www.legislation.gov.uk”. */
export const sourceLabel = (title: string, url: NormalUrl): string => `${title} · ${hostOf(url)}`

/**
 * The natural key of a source: for a page, its address without scheme and `www.`; if only the site is known,
 * host and title. The http and https forms of an address are the same source.
 */
export function sourceKey({
  precision,
  url,
  title,
}: {
  precision: Precision
  url: NormalUrl
  title: string
}): string {
  const { host, pathname, search, hash } = new URL(url)
  const site = host.replace(/^www\./, '')
  if (precision === 'host') return `${site}#${titleWord(title)}`
  // A home page keeps its slash before a fragment: without it the fragment would look like a title.
  const path = pathname === '/' ? (search === '' && hash !== '' ? '/' : '') : pathname.replace(/\/$/, '')
  return `${site}${path}${search}${hash}`
}
