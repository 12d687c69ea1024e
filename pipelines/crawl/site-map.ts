import type { LegalDate } from '#domain/dates.ts'

/** A page, as far as a site map is concerned. */
export interface MappedPage {
  path: string
  /** Whether search engines may list it: not one that is no longer published, or leads elsewhere. */
  listed: boolean
  /** The day on which what it says last changed. */
  modified?: LegalDate | null
}

interface Row {
  path: string
  modified: LegalDate | null
}

/** The pages that search engines may list. */
export const listed = (pages: readonly MappedPage[]): Row[] =>
  pages.filter((page) => page.listed).map(({ path, modified = null }) => ({ path, modified }))

/** Addresses are made of slugs: nothing in them needs an escape. */
export const siteMapText = (rows: readonly Row[], site: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...rows.map(
      ({ path, modified }) =>
        `<url><loc>${site}${path}</loc>${modified === null ? '' : `<lastmod>${modified}</lastmod>`}</url>`,
    ),
    '</urlset>',
    '',
  ].join('\n')
