import { findAll, getAttributeValue, textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'

type Element = ReturnType<typeof findAll>[number]

/** A page parsed as HTML: tests of words, links and blocks need no browser. */
export const parsed = (html: string): Element[] => findAll(() => true, parseDocument(html).children)

export const attribute = (element: Element, name: string): string | null =>
  getAttributeValue(element, name) ?? null

export const named = (all: readonly Element[], ...names: string[]): Element[] =>
  all.filter(({ name }) => names.includes(name))

/** Blocks of one kind, in page order; all blocks where none is given. */
export const blocks = (all: readonly Element[], kind?: string): Element[] =>
  all.filter((element) =>
    kind === undefined ? 'data-kind' in element.attribs : element.attribs['data-kind'] === kind,
  )

export const withClass = (all: readonly Element[], name: string): Element[] =>
  all.filter(({ attribs }) => (attribs.class ?? '').split(/\s+/).includes(name))

/** Elements inside an element. */
export const within = (element: Element, ...names: string[]): Element[] =>
  named(
    findAll(() => true, element.children),
    ...names,
  )

export const wordsOf = (element: Element | undefined): string => (element ? textContent(element) : '')
