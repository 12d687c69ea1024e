import type { Precision } from './content.ts'
import { slugify } from './keys.ts'
import { hostOf, type NormalUrl } from './urls.ts'

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
  const { pathname, search, hash } = new URL(url)
  if (precision === 'host') return `${hostOf(url)}#${slugify(title)}`
  return `${hostOf(url)}${pathname === '/' ? '' : pathname.replace(/\/$/, '')}${search}${hash}`
}
