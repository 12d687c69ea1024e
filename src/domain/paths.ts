/** Addresses inside the public site. Directories end with a slash and hold an index.html. */
export const paths = {
  index: '/',
  about: '/about/',
  notFound: '/404.html',
  essentials: '/essentials/',
  essential: (slug: string): string => `/essentials/${slug}/`,
  guide: (slug: string): string => `/guides/${slug}/`,
  section: (slug: string, section: string): string => `/guides/${slug}/${section}/`,
  pair: (slug: string, target: string): string => `/guides/${slug}/to/${target}/`,
  pdf: (slug: string, paper: Paper): string => `/guides/${slug}/${slug}.${paper}.pdf`,
} as const

export const PAPERS = { a4: 'A4', letter: 'Letter' } as const
export type Paper = keyof typeof PAPERS

/** The file in a release that answers an address: `/about/` is `about/index.html`. */
export const fileOf = (path: string): string =>
  (path.endsWith('/') ? `${path}index.html` : path).replace(/^\//, '')
