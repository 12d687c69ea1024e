import { paths } from '#domain/publish/paths.ts'
import { fill, pagePolicy } from '#templates/engine.ts'
import { frame } from '#templates/views/frame.ts'
import { guideView } from '#templates/views/guide.ts'
import type { Subject, Whole } from './form.ts'
import { elementsOf, hasClass, parseMarkup, rewritten, type Markup, type MarkupElement } from './markup.ts'

const only = (markup: Markup[]): MarkupElement => {
  const [element] = markup
  if (!element || typeof element === 'string') throw new TypeError('The document was rewritten to nothing.')
  return element
}

export function wholeOf({ guide, site, publicUrl, ownCopy }: Subject): Whole {
  const view = guideView(guide, site, { whole: true })
  const guideUrl = publicUrl + paths.guide(guide.place.slug)
  const html = fill('forms/whole', {
    ...frame(site, { title: view.words.title, version: view.version, guide }),
    ...view,
    csp: pagePolicy,
    guideUrl,
    ownCopyUrl: publicUrl + ownCopy,
  })
  const page = linked(parseMarkup(html), publicUrl)
  return { view, guideUrl, page, open: only(rewritten(page, opened)) }
}

/** Links between pages of the site lead to the same block of this document, or to the site where it has none. */
function linked(document: MarkupElement, publicUrl: string): MarkupElement {
  const ids = new Set(elementsOf(document).flatMap(({ attributes }) => attributes['id'] ?? []))
  const target = (href: string): string => {
    if (!href.startsWith('/')) return href
    const id = href.split('#')[1]
    return id !== undefined && ids.has(id) ? `#${id}` : publicUrl + href
  }
  return only(
    rewritten(document, (element) => {
      const href = element.attributes['href']
      return [
        href === undefined
          ? element
          : { ...element, attributes: { ...element.attributes, href: target(href) } },
      ]
    }),
  )
}

/** Elements that do something only on a page. */
const ONLY_ON_A_PAGE = new Set(['button', 'form', 'input', 'script', 'template'])

/** What a closed offence shows stands again inside it. */
const REPEATED = ['offence__law', 'offence__max', 'warned']

/** Links from an entry to itself, and to the form by which one follows it: a book or a text has no use for them. */
const OF_A_PAGE = 'entry-link'

/** Nothing is closed, and nothing is there to be pressed. */
function opened(element: MarkupElement): Markup[] {
  const { name, attributes } = element
  if (ONLY_ON_A_PAGE.has(name) || 'hidden' in attributes || hasClass(element, OF_A_PAGE)) return []
  if (REPEATED.some((each) => hasClass(element, each))) return []
  if (hasClass(element, 'offence__title') && name === 'span') return [{ ...element, name: 'h3' }]
  if (name === 'details') return [unfolded(element)]
  return [name === 'summary' ? { ...element, name: 'div' } : element]
}

/** What was folded keeps its address, which leads to its heading. */
function unfolded({ attributes, children }: MarkupElement): MarkupElement {
  const { open: _open, ...others } = attributes
  return { name: 'section', attributes: others, children }
}
