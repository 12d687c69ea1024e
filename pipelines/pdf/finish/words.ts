import { getElementsByTagName, textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'

/** What a print says of itself in HTML, for what its PDF must say beside its pages. */
export interface PrintWords {
  title: string
  headings: ReadonlySet<string>
  /** What each link leads to, by its address. */
  links: ReadonlyMap<string, string>
}

const evened = (text: string): string => text.replace(/\s+/g, ' ').trim()

export function wordsOf(html: string): PrintWords {
  const document = parseDocument(html)
  const named = (tag: string | ((tag: string) => boolean)) => getElementsByTagName(tag, document, true)
  return {
    title: evened(named('title').map(textContent).join('')),
    headings: new Set(named((tag) => /^h[1-6]$/.test(tag)).map((each) => evened(textContent(each)))),
    links: new Map(
      named('a').map((each) => [each.attribs.href ?? '', evened(each.attribs.title ?? textContent(each))]),
    ),
  }
}
