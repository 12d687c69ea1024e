import { paths } from '#domain/publish/paths.ts'

/**
 * What crawlers may read: all pages. Links in mails hold a key to a subscription and are nobody's to follow. The
 * admin is not named: it answers `noindex` itself, and a list of what is hidden is a map to it.
 * @param site address of the site, if it has a site map.
 */
export const robotsText = (site: string | null): string =>
  [
    'User-agent: *',
    `Disallow: ${paths.subscribe}/`,
    ...(site === null ? [] : ['', `Sitemap: ${site}${paths.siteMap}`]),
    '',
  ].join('\n')
