import type { LegalDate } from '#domain/dates.ts'
import { paths } from '#domain/publish/paths.ts'
import { siteAddress } from '#domain/publish/site-address.ts'
import type { Framed } from '#templates/views/frame.ts'
import type { Page } from './page.ts'

interface Head {
  /** The one address of the page; null where there is none to name. */
  address: string | null
  /** What the page is, as schema.org data; null for one that search engines leave out. */
  schemaOrg: object | null
}

/** What the head of a page says of its address. Facts are only what the page itself shows: title, language, day. */
export function headOf({ path, view, modified = null }: Page, publicUrl?: string): Head {
  const site = publicUrl === undefined ? null : siteAddress(publicUrl)
  if (site === null || !isFramed(view) || path === paths.notFound) return { address: null, schemaOrg: null }
  if (view.movedTo !== null) return { address: site + view.movedTo, schemaOrg: null }
  const address = site + path
  return { address, schemaOrg: view.noindex ? null : factsOf(view, { site, address, modified }) }
}

/** Whether a view is in the frame of all pages. One that lacks parts of it cannot be rendered, and says so there. */
const isFramed = (view: object): view is Framed => 'site' in view && 'title' in view && 'noindex' in view

const factsOf = (
  { title, description, site: { brand, lang } }: Framed,
  { site, address, modified }: { site: string; address: string; modified: LegalDate | null },
): object => ({
  '@context': 'https://schema.org',
  '@type': 'WebPage',
  name: title,
  ...(description !== null && { description }),
  url: address,
  inLanguage: lang,
  ...(modified !== null && { dateModified: modified }),
  isPartOf: { '@type': 'WebSite', name: brand, url: `${site}${paths.index}` },
})
