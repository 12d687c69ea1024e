import { hasClass, textOf, type Markup, type MarkupElement } from '../markup.ts'
import { catalogue } from '#templates/words/index.ts'

const listed = (numbers: readonly string[]): string =>
  numbers.length < 2
    ? numbers.join('')
    : catalogue.forms.and({ numbers: numbers.slice(0, -1).join(', '), last: numbers.at(-1) ?? '' })

/** Source numbers as a voice can read them. @param after the words before them. */
function sourcesSaid({ children }: MarkupElement, after: string): string {
  const numbers = children.map((each) => textOf(each).trim()).filter(Boolean)
  if (numbers.length === 0) return ''
  const { source, sources } = catalogue.forms
  const [one] = numbers
  const said = numbers.length === 1 && one ? source({ number: one }) : sources({ numbers: listed(numbers) })
  if (after.trimEnd().endsWith(catalogue.entry.sourcesLead)) return ` ${listed(numbers)}`
  return /:\s*$/.test(after) ? ` ${said}` : ` (${said})`
}

const digits = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '')

/** The target of a link, where its words do not already say it. */
function targetSaid(words: string, href: string): string {
  if (href.startsWith('#')) return ''
  const [scheme = '', value = ''] = /^(tel|sms|mailto):(.*)$/.exec(href)?.slice(1) ?? []
  if (scheme === 'mailto') return words.includes(value) ? '' : ` (${value})`
  if (scheme !== '') {
    const said = digits(words)
    return said !== '' && digits(value).endsWith(said) ? '' : ` (${value.replaceAll('%23', '#')})`
  }
  const bare = (address: string): string => address.replace(/^https?:\/\/|\/$/g, '')
  return bare(words) === bare(href) ? '' : ` (${href})`
}

/** Words set apart by their look on a page: here by a stop, or by a comma where they go on. */
function besideSaid(words: string, before: string): string {
  if (words === '' || before.trim() === '' || /[.:,]\s*$/.test(before)) return words
  return `${/^\p{Ll}|^[^\p{Ll}]+$/u.test(words) ? ',' : '.'} ${words}`
}

/** Elements that repeat what the text says elsewhere. */
const LEFT_OUT = ['host', 'supports']

/** Inline markup as running text; its line ends are those of the content. */
export function wordsOf(nodes: readonly Markup[]): string {
  let said = ''
  for (const node of nodes) said += typeof node === 'string' ? node.replace(/\s+/g, ' ') : saidOf(node, said)
  return said
}

function saidOf(element: MarkupElement, before: string): string {
  const { name, attributes, children } = element
  if (name === 'wbr' || LEFT_OUT.some((each) => hasClass(element, each))) return ''
  if (name === 'br') return '\n'
  if (hasClass(element, 'refs')) return sourcesSaid(element, before)
  const words = wordsOf(children)
  if (name === 'q') return `“${words}”`
  if (hasClass(element, 'contact__what')) return `: ${words.trim().replaceAll(' · ', ', ')}`
  if (hasClass(element, 'by')) return besideSaid(words.trim(), before)
  if (hasClass(element, 'tag')) return /[.:!?]$/.test(words) ? words : `${words}. `
  const href = name === 'a' ? attributes['href'] : undefined
  return href === undefined ? words : words + targetSaid(words.trim(), href)
}

/** Running text without the spaces that markup leaves around its parts. */
export const tidied = (text: string): string =>
  text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/ ([.,;:])(?=\s|$)/g, '$1')
    .replace(/\. ((?:on|since|of) )/g, ' $1')
    .trim()
