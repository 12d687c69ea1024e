import { hasFromRight } from '#domain/content/direction.ts'
import { parseMarkup, textOf, type Markup } from '#pipelines/forms/markup.ts'

const STARTS = /[\u2066-\u2068]/
const END = '\u2069'

/** Words of a text that are written from right to left and would draw what stands beside them to their other side. */
export function looseWords(text: string, open = 0): string[] {
  const loose: string[] = []
  let depth = open
  for (const character of text) {
    if (STARTS.test(character)) depth += 1
    else if (character === END) depth -= 1
    else if (depth <= 0 && hasFromRight(character)) loose.push(character)
  }
  return loose.length === 0 ? [] : [text.trim().slice(0, 60)]
}

/** Elements that name a page or a person. */
const NAMES = ['title', 'name']

/**
 * The same for a page, where elements have directions, too, and the marks around an element hold for what is in it.
 * @param isAlone true for a name that is one text: its direction is its own.
 */
export function looseWordsOfPage(html: string, isAlone: (text: string) => boolean): string[] {
  let depth = 0
  const loose: string[] = []
  const read = (markup: Markup): void => {
    if (typeof markup === 'string') {
      loose.push(...looseWords(markup, depth))
      for (const character of markup)
        if (STARTS.test(character)) depth += 1
        else if (character === END) depth -= 1
      return
    }
    const { name, attributes, children } = markup
    const isDirected = name !== 'html' && 'dir' in attributes
    for (const text of ['aria-label', 'content', 'title'].map((each) => attributes[each] ?? ''))
      if (!isAlone(text)) loose.push(...looseWords(text))
    if (isDirected) depth += 1
    if (!['style', 'script'].includes(name) && !(NAMES.includes(name) && isAlone(textOf(markup))))
      children.forEach(read)
    if (isDirected) depth -= 1
  }
  read(parseMarkup(html))
  return loose
}
