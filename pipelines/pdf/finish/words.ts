import { getElementsByTagName, textContent } from 'domutils'
import type { Variant } from '#domain/publish/paths.ts'
import { parseDocument } from 'htmlparser2'

/** What a print says of itself in HTML, for what its PDF must say beside its pages. */
export interface PrintWords {
  title: string
  /** True if its file tells nobody what it is about: not what made it, and no bookmarks. */
  isDiscreet: boolean
  headings: ReadonlySet<string>
  /** What each link leads to, by its address. */
  links: ReadonlyMap<string, string>
}

const evened = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** @param variant of the print; undefined for one without variants. */
export function wordsOf(html: string, variant?: Variant): PrintWords {
  const document = parseDocument(html)
  const named = (tag: string | ((tag: string) => boolean)) => getElementsByTagName(tag, document, true)
  const isDiscreet = variant === 'discreet'
  const titles = isDiscreet ? named('h1').filter(({ attribs }) => attribs.class === variant) : named('title')
  return {
    title: evened(titles.map(textContent).join('')),
    isDiscreet,
    headings: new Set(named((tag) => /^h[1-6]$/.test(tag)).map((each) => evened(textContent(each)))),
    links: new Map(
      named('a').map((each) => [each.attribs.href ?? '', evened(each.attribs.title ?? textContent(each))]),
    ),
  }
}
