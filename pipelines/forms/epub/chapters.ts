import { elementsOf, hasClass, rewritten, textOf, type Markup, type MarkupElement } from '../markup.ts'

/** One file of the book. */
export interface BookFile {
  /** `record`: its name, and its id in the package. */
  name: string
  title: string
  /** Headings in it that the table of contents lists. */
  parts: { href: string; title: string }[]
  body: Markup[]
}

const find = (element: MarkupElement, test: (each: MarkupElement) => boolean): MarkupElement | undefined =>
  elementsOf(element).find(test)

const plain = (markup: Markup): string => textOf(markup).replace(/\s+/g, ' ').trim()

const fileOf = (name: string): string => `${name}.xhtml`

/** Name of the file that a document begins with. */
const START = 'start'

/** The chapters of a document as files, each with its headings one level higher: a file has a title of its own. */
export function bookFiles(document: MarkupElement): BookFile[] {
  const main = find(document, ({ name }) => name === 'main')
  if (!main) throw new TypeError('The document has no main part.')
  const isChapter = (each: Markup): each is MarkupElement =>
    typeof each !== 'string' && (hasClass(each, 'chapter') || hasClass(each, 'sources'))
  const outside = ['sample', 'foot'].map((name) => find(document, (each) => hasClass(each, name)) ?? '')
  const [sample = '', foot = ''] = outside
  const first: MarkupElement = {
    name: 'div',
    attributes: { id: 'main' },
    children: [sample, ...main.children.filter((each) => !isChapter(each) && !isContents(each)), foot],
  }
  const chapters = [first, ...main.children.filter(isChapter)]
  const named = chapters.map((chapter): [string, MarkupElement] => [
    chapter === first ? START : (chapter.attributes['id'] ?? ''),
    chapter,
  ])
  const homes = new Map(
    named.flatMap(([name, chapter]) =>
      elementsOf(chapter).flatMap(({ attributes: { id } }): [string, string][] =>
        id === undefined ? [] : [[id, name]],
      ),
    ),
  )
  return named.map(([name, chapter]) => bookFile(name, chapter, homes))
}

const isContents = (each: Markup): boolean => typeof each !== 'string' && hasClass(each, 'contents')

function bookFile(name: string, chapter: MarkupElement, homes: ReadonlyMap<string, string>): BookFile {
  const level = name === START ? 0 : 1
  let headings = 0
  const body = rewritten(chapter, (element) => {
    const found = inFile(element, name, level, homes)
    return [found.name === 'h2' ? withId(found, `part-${++headings}`) : found]
  })
  const ofBody = body.flatMap((each) => (typeof each === 'string' ? [] : elementsOf(each)))
  const title = ofBody.find((each) => each.name === 'h1')
  return {
    name,
    title: title ? plain(title) : name,
    parts: ofBody
      .filter((each) => each.name === 'h2' && name !== START)
      .map((each) => ({ href: `${fileOf(name)}#${each.attributes['id'] ?? ''}`, title: plain(each) })),
    body,
  }
}

/** Source numbers that cannot be taken for part of the sentence: a book has no frames around them. */
const bracketed = (references: readonly Markup[]): Markup[] => [
  '[',
  ...references.flatMap((each, index) => (index === 0 ? [each] : [', ', each])),
  ']',
]

const withId = (element: MarkupElement, id: string): MarkupElement => ({
  ...element,
  attributes: { id, ...element.attributes },
})

/** Attributes of a page that a book has no use for. */
const ONLY_ONLINE = new Set(['rel', 'tabindex', 'aria-label', 'autofocus'])

function inFile(
  { name, attributes, children }: MarkupElement,
  file: string,
  level: number,
  homes: ReadonlyMap<string, string>,
): MarkupElement {
  if (hasClass({ name, attributes, children }, 'refs'))
    return { name, attributes, children: bracketed(children) }
  const heading = /^h([2-6])$/.exec(name)?.[1]
  const kept = Object.fromEntries(Object.entries(attributes).filter(([each]) => !ONLY_ONLINE.has(each)))
  const { href, 'aria-label': label } = attributes
  const id = href?.startsWith('#') ? href.slice(1) : undefined
  const home = id === undefined ? undefined : homes.get(id)
  // Few readers of books can send a text message; the number stands there to be read.
  if (name === 'a' && href?.startsWith('sms:')) return { name: 'span', attributes: {}, children }
  return {
    name: heading ? `h${Number(heading) - level}` : name,
    attributes: {
      ...kept,
      ...(label === undefined || name !== 'a' ? {} : { 'aria-label': label }),
      ...(home === undefined || home === file ? {} : { href: `${fileOf(home)}#${id ?? ''}` }),
    },
    children,
  }
}
