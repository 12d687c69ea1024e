import type { Quote } from './content.ts'
import { normaliseUrl, UrlProblem, type NormalUrl } from '../urls.ts'

/** What somebody pasted to cite a page, as far as it says so itself. */
export interface Cited {
  /** The address of the page, without the passage that it marks; null if there is none. */
  url: NormalUrl | null
  /** What is wrong with the address; null if nothing is. */
  problem: string | null
  /** The title beside the address, or the text itself if it has no address. */
  title: string
  /** The words that the address marks on the page. */
  quote: Quote | null
  /** The first and last words of a passage that the address marks without saying what stands between them. */
  ends: { from: string; to: string } | null
  /** The provision that the address names. */
  pinpoint: string | null
}

const ADDRESS = /https?:\/\/[^\s<>"“”]+/i
const ADDRESSES = new RegExp(ADDRESS, 'gi')
/** A link as in Markdown: `[Title](address)`. */
const MARKDOWN = /^\[([^\]]+)\]\((https?:\/\/\S+)\)$/i

/** Punctuation that closes the sentence in which an address stands. */
const closed = (address: string): string => {
  const bare = address.replace(/[.,;:!?]+$/, '')
  return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare
}

/** Quotation marks, dashes and brackets with which a title is set off from its address. */
const bareTitle = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s"“„'‘<|–—:-]+|[\s"”“'’<>([|–—:,-]+$/g, '')
    .trim()

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * The first passage that an address marks.
 * @see https://wicg.github.io/scroll-to-text-fragment/#syntax
 */
function markedIn(directives: string): Pick<Cited, 'quote' | 'ends'> {
  const found = directives
    .split('&')
    .find((each) => each.startsWith('text='))
    ?.slice('text='.length)
  if (!found) return { quote: null, ends: null }
  const terms = found.split(',')
  const prefix = terms[0]?.endsWith('-') ? decoded((terms.shift() ?? '').slice(0, -1)) : null
  const suffix = terms.at(-1)?.startsWith('-') ? decoded((terms.pop() ?? '').slice(1)) : null
  const [from, to] = terms.map(decoded)
  if (!from) return { quote: null, ends: null }
  return to
    ? { quote: null, ends: { from, to } }
    : { quote: { prefix: prefix || null, exact: from, suffix: suffix || null }, ends: null }
}

/** How the parts of a path name a provision, and how it is cited. */
const UNITS: Readonly<Record<string, string>> = {
  section: 's.',
  article: 'art.',
  regulation: 'reg.',
  rule: 'r.',
  schedule: 'Sch.',
  paragraph: 'para.',
}
const LABEL = /^\d+[A-Z]{0,3}$/
/** A subsection, then a paragraph of it. */
const WITHIN = [/^\d+[A-Z]{0,2}$/, /^[a-z]{1,3}$/]

/**
 * The provision that a path names: `/section/33/2` is s. 33(2), `section-264.html` s. 264. Null where it names none, or
 * not in a way that can be read for certain.
 */
export function pinpointInPath(path: string): string | null {
  const parts = path
    .replace(/\.html?$/i, '')
    .split('/')
    .flatMap((part) => /^(section|article|regulation|rule|schedule)-(.+)$/i.exec(part)?.slice(1) ?? part)
  const found: string[] = []
  for (let at = 0; at < parts.length - 1; at += 1) {
    const unit = UNITS[(parts[at] ?? '').toLowerCase()]
    const label = parts[at + 1] ?? ''
    if (!unit || !LABEL.test(label)) continue
    let within = ''
    for (const shape of WITHIN) {
      const next = parts[at + 2] ?? ''
      if (unit === 'Sch.' || !shape.test(next)) break
      within += `(${next})`
      at += 1
    }
    found.push(`${unit} ${label}${within}`)
    at += 1
  }
  return found.length > 0 ? found.join(' ') : null
}

/** Reads what was pasted or typed: an address, with its title or without, or a title alone. */
export function readCited(text: string): Cited {
  const markdown = MARKDOWN.exec(text.trim())
  const address = markdown?.[2] ?? ADDRESS.exec(text)?.[0]
  const nothing = { url: null, problem: null, quote: null, ends: null, pinpoint: null }
  if (address === undefined) return { ...nothing, title: text.replace(/\s+/g, ' ').trim() }
  const title = bareTitle((markdown?.[1] ?? text).replace(ADDRESSES, ' '))
  const [page = '', directives = ''] = closed(address).split(':~:', 2)
  try {
    const url = normaliseUrl(page)
    return {
      ...markedIn(directives),
      url,
      problem: null,
      title,
      pinpoint: pinpointInPath(new URL(url).pathname),
    }
  } catch (error) {
    if (error instanceof UrlProblem) return { ...nothing, title, problem: error.message }
    throw error
  }
}
