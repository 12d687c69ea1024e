import type { FlagKind } from '#domain/desk/flags.ts'

/** Address of the watch in the admin, for one kind of flag or all. */
export function watchHref(admin: string, kind: FlagKind | null = null, page = 1): string {
  const query = new URLSearchParams()
  if (kind !== null) query.set('kind', kind)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `${admin}/watch${text === '' ? '' : `?${text}`}`
}

/** Sources for which only the site is known. */
export const inexactHref = (admin: string): string =>
  `${admin}/collections/sources?where[or][0][and][0][precision][equals]=host&sort=host`
