import { isolated } from '#domain/content/direction.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { FEED_TYPES, paths, type FeedFormat } from '#domain/publish/paths.ts'
import { languageOf } from '#domain/content/language.ts'
import type { Site } from '#domain/content/site.ts'
import { contactView, safeHref } from './parts.ts'
import type { VersionView } from './guide.ts'
import { catalogue } from '../words/index.ts'

interface Frame {
  title: string
  description: string | null
  bodyClass: string
  bar: { href: string; label: string } | null
  version: VersionView | null
  /** The guide the page belongs to: its changes and feeds are linked. */
  guide: Pick<Guide, 'place' | 'profile'> | null
  /** True for a page that links the site-wide feeds. */
  feeds: boolean
  /** True for a page with a form: it has the form styles, and may send forms to the site itself. */
  forms: boolean
  /** True for a page of lists that can be searched: it has their styles. */
  searched: boolean
  /** True for the page on which a copy is compared: it has its styles. */
  compared: boolean
  /** True for a page excluded from search engines, whatever the site’s content is. */
  noindex: boolean
  /** Address that has taken the place of the page’s own: browsers go there at once. */
  movedTo: string | null
}

/** A feed link in a page's head. */
interface FeedLink {
  href: string
  type: string
  title: string
  label: string
}

/** What a list of changes is called outside of its page: in feeds, and in links to them. */
export const feedHeading = (guide: Pick<Guide, 'place'> | null): string =>
  guide ? catalogue.changes.inGuide({ place: guide.place.inSentence }) : catalogue.changes.inAllGuides

/** The feeds of a guide, or of the whole site. */
export const feedLinks = ({ brand }: Site, guide: Pick<Guide, 'place'> | null): FeedLink[] =>
  (Object.keys(FEED_TYPES) as FeedFormat[]).map((format) => ({
    href: guide ? paths.guideFeed(guide.place.slug, format) : paths.feed(format),
    type: FEED_TYPES[format],
    title: `${isolated(feedHeading(guide))} · ${isolated(brand)}`,
    label: catalogue.labels.feeds[format],
  }))

/** Title of the tab while a reader leaves: that of nothing on this site. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '')

/** The emergency number of the guide a page belongs to; elsewhere the way to those of all places. */
function callOf(guide: Pick<Guide, 'place' | 'profile'> | null): { href: string; label: string } {
  const [first] = guide?.profile.content.emergency?.contacts ?? []
  if (!guide || !first) return { href: `${paths.index}#guides`, label: catalogue.page.emergencyNumbers }
  const { href, printed } = contactView(first)
  return {
    href: href ?? `${paths.guide(guide.place.slug)}#main`,
    label: catalogue.page.call({ number: printed }),
  }
}

/** What the layout of every page needs. */
export const frame = (
  site: Site,
  {
    title,
    description = null,
    bodyClass = '',
    bar = null,
    version = null,
    guide = null,
    feeds = false,
    forms = false,
    searched = false,
    compared = false,
    noindex = false,
    movedTo = null,
  }: Partial<Frame> & { title: string },
) => ({
  site: {
    ...languageOf(site),
    brand: site.brand,
    strapline: site.strapline,
    sample: site.sample,
    sampleNotice: site.sampleNotice,
    disclaimer: site.disclaimer,
    correctionsEmail: site.correctionsEmail,
    exitUrl: safeHref(site.exitUrl) ?? 'about:blank',
    exitLabel: site.exitLabel,
    exitTitle: hostOf(site.exitUrl),
  },
  heading: title,
  title: `${isolated(title)} · ${isolated(site.brand)}`,
  description,
  bodyClass,
  bar,
  call: callOf(guide),
  version,
  forms,
  searched,
  compared,
  address: null,
  report: paths.report(guide ? paths.guide(guide.place.slug) : paths.index, version?.hash),
  schemaOrg: null,
  noindex: noindex || site.sample,
  movedTo,
  changes: guide ? paths.guideChanges(guide.place.slug) : paths.changes,
  search: guide ? paths.guideSearch(guide.place.slug) : paths.search,
  alternates: guide || feeds ? feedLinks(site, guide) : [],
})

/** A view in the frame of all pages. */
export type Framed = ReturnType<typeof frame>
