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
  /** Where readers report an error on this page. */
  report?: string
}

/** Where a page is, and the day on which what it says last changed. */
interface Place {
  site: string
  address: string
  modified: LegalDate | null
}

/** What the head of a page says of its address. Facts are only what the page itself shows: title, language, day, the way to it. */
export function headOf({ path, view, modified = null }: Page, publicUrl?: string): Head {
  const site = publicUrl === undefined ? null : siteAddress(publicUrl)
  if (!isFramed(view) || path === paths.notFound) return { address: null, schemaOrg: null }
  const report = paths.report(path, view.version?.hash)
  if (site === null) return { address: null, schemaOrg: null, report }
  if (view.movedTo !== null) return { address: site + view.movedTo, schemaOrg: null, report }
  const address = site + path
  const schemaOrg = view.noindex ? null : factsOf(view, { site, address, modified })
  return { address, schemaOrg, report }
}

/** Whether a view is in the frame of all pages. One that lacks parts of it cannot be rendered, and says so there. */
const isFramed = (view: object): view is Framed => 'site' in view && 'title' in view && 'noindex' in view

const factsOf = (framed: Framed, { site, address, modified }: Place): object => {
  const { title, description, site: own } = framed
  return {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    name: title,
    ...(description !== null && { description }),
    url: address,
    inLanguage: own.lang,
    ...(modified !== null && { dateModified: modified, mainEntity: articleOf(framed, modified) }),
    isPartOf: { '@type': 'WebSite', name: own.brand, url: `${site}${paths.index}` },
    ...wayTo(framed, site, address),
  }
}

/**
 * What the page tells, where it has a day. Neither author nor publisher: the site has a name, but nobody has said who
 * stands behind it. Nor a type that promises advice.
 */
const articleOf = ({ heading, site }: Framed, modified: LegalDate): object => ({
  '@type': 'Article',
  headline: heading,
  inLanguage: site.lang,
  dateModified: modified,
})

/** The way to a page from the first, by the links at its top. The first itself has none. */
function wayTo({ heading, bar, site: { brand } }: Framed, site: string, address: string): object {
  const above = [
    { name: brand, item: site + paths.index },
    ...(bar ? [{ name: bar.label, item: site + bar.href }] : []),
  ]
  const way = [...above.filter(({ item }) => item !== address), { name: heading, item: address }]
  if (way.length === 1) return {}
  return {
    breadcrumb: {
      '@type': 'BreadcrumbList',
      itemListElement: way.map((step, index) => ({ '@type': 'ListItem', position: index + 1, ...step })),
    },
  }
}
