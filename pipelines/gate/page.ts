import { findAll, getAttributeValue, textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'

export type Element = ReturnType<typeof findAll>[number]

/** A page of a release, as a browser reads its bytes. */
export interface Page {
  /** File in the release. */
  path: string
  elements: readonly Element[]
  ids: ReadonlySet<string>
}

export function readPage(path: string, html: string): Page {
  const elements = findAll(() => true, parseDocument(html).children)
  const ids = elements.flatMap((element) => getAttributeValue(element, 'id') ?? [])
  return { path, elements, ids: new Set(ids) }
}

export const isHtml = (path: string): boolean => path.endsWith('.html')

/** A page of the site, with its frame; not a form of a guide that readers keep. */
export const isSitePage = (path: string): boolean => /(^|\/)(index|404)[.]html$/.test(path)

/** The slug of the guide in whose folder a file is; null outside guides. */
export const guideOf = (path: string): string | null => /^guides\/([^/]+)\//.exec(path)?.[1] ?? null

export const isGuidePage = (path: string): boolean => /^guides\/[^/]+\/index[.]html$/.test(path)

export const named = ({ elements }: Page, ...names: string[]): Element[] =>
  elements.filter(({ name }) => names.includes(name))

export const attribute = (element: Element, name: string): string | null =>
  getAttributeValue(element, name) ?? null

export { textContent }
