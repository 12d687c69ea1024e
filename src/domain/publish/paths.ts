/** Addresses within the public site. Directories end with a slash and hold an index.html. */
export const paths = {
  index: '/',
  about: '/about/',
  notFound: '/404.html',
  robots: '/robots.txt',
  siteMap: '/sitemap.xml',
  icon: '/favicon.ico',
  hostHeaders: '/_headers',
  hostRedirects: '/_redirects',
  /** Hosts answer with it at `/.well-known/security.txt`: no file of a release has a dot before its name. */
  securityTxt: '/security.txt',
  essentials: '/essentials/',
  essential: (slug: string): string => `/essentials/${slug}/`,
  guide: (slug: string): string => `/guides/${slug}/`,
  section: (slug: string, section: string): string => `/guides/${slug}/${section}/`,
  pair: (slug: string, target: string): string => `/guides/${slug}/to/${target}/`,
  changes: '/changes/',
  guideChanges: (slug: string): string => `/guides/${slug}/changes/`,
  search: '/search/',
  guideSearch: (slug: string): string => `/guides/${slug}/search/`,
  /** Whether a copy is current. @param mark what a copy contains; the page has a line for each. */
  version: (slug: string, mark?: string): string =>
    `/version/${slug}/${mark === undefined ? '' : `#${mark}`}`,
  feed: (format: FeedFormat): string => `/feed.${format}`,
  guideFeed: (slug: string, format: FeedFormat): string => `/guides/${slug}/feed.${format}`,
  subscribe: '/subscribe',
  /** The form with one place preselected. */
  subscribeTo: (place: string): string => `/subscribe?place=${encodeURIComponent(place)}`,
  /** The form with one entry preselected, and no place. @param entry its key. */
  subscribeToEntry: (entry: string): string => `/subscribe?entry=${entry}`,
  /** The form by which readers report an error on a page. */
  report: (page: string, version?: string): string =>
    `/report?page=${page}${version === undefined ? '' : `&version=${version}`}`,
  form: (slug: string, form: GuideForm): string => `/guides/${slug}/${GUIDE_FORMS[form].file(slug)}`,
  siteData: '/data/site.json',
  schema: (name: DataSchema): string => `/data/schema/${name}.json`,
  /** A discreet print is named after nothing that it is about. */
  pdf: (slug: string, paper: Paper, print: Print = 'guide', variant: Variant = 'open'): string =>
    `/guides/${slug}/${variant === 'open' ? '' : 'notes-'}${slug}${print === 'guide' ? '' : `.${print}`}.${paper}.pdf`,
} as const

/** First parts of the addresses of forms, which no file answers: readers may send them to another host. */
export const READER_FORMS = ['subscribe', 'report', 'expert'] as const

export const isReaderForm = (part: string): boolean => (READER_FORMS as readonly string[]).includes(part)

/** The prints of a guide: all of it, two pages to act on, a card for the wallet, all of it in large print. */
export const PRINTS = ['guide', 'sheet', 'card', 'large'] as const
export type Print = (typeof PRINTS)[number]

/** Each print says what it is, or is discreet: whoever sees its name or its head does not learn what it is about. */
export const VARIANTS = ['open', 'discreet'] as const
export type Variant = (typeof VARIANTS)[number]

/** What an installation prints of each guide. */
export interface WantedPrints {
  prints: readonly Print[]
  variants: readonly Variant[]
}
export const EVERY_PRINT: WantedPrints = { prints: PRINTS, variants: VARIANTS }

export const PAPERS = { a4: 'A4', letter: 'Letter' } as const
export type Paper = keyof typeof PAPERS

/** Every PDF of a guide. */
export const pdfsOf = (slug: string, prints: readonly Print[] = PRINTS): string[] =>
  prints.flatMap((print) =>
    (Object.keys(PAPERS) as Paper[]).flatMap((paper) =>
      VARIANTS.map((variant) => paths.pdf(slug, paper, print, variant)),
    ),
  )

/** Feed formats by file extension, with their media types (RFC 4287, JSON Feed 1.1). */
export const FEED_TYPES = { atom: 'application/atom+xml', json: 'application/feed+json' } as const
export type FeedFormat = keyof typeof FEED_TYPES

/** The forms of a guide besides its page and its prints: file in its folder, media type. */
export const GUIDE_FORMS = {
  epub: { file: (slug: string) => `${slug}.epub`, type: 'application/epub+zip' },
  offline: { file: (slug: string) => `${slug}.html`, type: 'text/html; charset=utf-8' },
  text: { file: (slug: string) => `${slug}.txt`, type: 'text/plain; charset=utf-8' },
  data: { file: () => 'guide.json', type: 'application/json' },
} as const
export type GuideForm = keyof typeof GUIDE_FORMS

/** The published JSON Schemas. A change that breaks their readers gets another name. */
export type DataSchema = 'guide-1' | 'site-1'

/**
 * Files for hosts of static files, which must stand at the root of what they serve. Most of them read these and give
 * them to nobody.
 */
export const HOST_FILES: readonly string[] = [paths.hostHeaders, paths.hostRedirects]

/** The release file served at an address: `/about/` is `about/index.html`. */
export const fileOf = (path: string): string =>
  (path.endsWith('/') ? `${path}index.html` : path).replace(/^\//, '')

/** The address of a page by its file in a release; null for a file that is not the page of a directory. */
export const pageAt = (file: string): string | null =>
  /(^|\/)index[.]html$/.test(file) ? `/${file.replace(/index[.]html$/, '')}` : null
