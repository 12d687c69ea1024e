import type { Precision } from './content.ts'
import { sha256 } from '../hash.ts'
import { slugify } from '../keys.ts'
import type { NormalUrl } from '../urls.ts'

/** Titles as words of a key: longer ones, and those in other scripts, are told apart by a hash. */
const LONGEST = 60

function titleWord(title: string): string {
  const slug = slugify(title)
  return slug !== '' && slug.length <= LONGEST
    ? slug
    : `${slug.slice(0, LONGEST)}-${sha256(title).slice(0, 8)}`.replace(/^-/, '')
}

/**
 * The natural key of a source: its address without scheme and `www.` for one page; host and title where only the site
 * is known. http and https of one address are one source.
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
  // The slash of a front page stays before a fragment: without it the fragment would look like a title.
  const path = pathname === '/' ? (search === '' && hash !== '' ? '/' : '') : pathname.replace(/\/$/, '')
  return `${site}${path}${search}${hash}`
}
