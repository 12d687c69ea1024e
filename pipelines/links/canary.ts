/** How a site answers an address that cannot exist. */
export type Canary =
  /** It says that there is no such page; or it could not be asked, which counts in its favour. */
  | { does: 'refuses' }
  /** It redirects to this address. */
  | { does: 'sends'; to: string }
  /** It shows a page anyway. */
  | { does: 'shows'; page: PageMark }

/** A fingerprint of a page, without the parts that change on each request. */
export interface PageMark {
  title: string
  words: ReadonlySet<string>
  /** True where the page says in words that it does not exist. */
  saysNotFound: boolean
}

/** Share of words that two copies of one page have in common. */
const SAME = 0.9

const NOT_FOUND =
  /\b(404|not found|cannot be found|can.?t find|could ?n.?t find|could not find|does ?n.?t exist|does not exist|no longer (exists|available)|page introuvable|introuvable|n.existe (pas|plus)|nicht gefunden|no encontrada)\b/i

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

const plain = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<(script|style|noscript|template)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#39|rsquo);/g, '’')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim()

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{2,}/gu) ?? []

/**
 * @param html the start of a page is enough.
 * @param url its address: occurrences of it in the page are ignored.
 */
export function pageMark(html: string, url: string): PageMark {
  const own = new Set(wordsOf(new URL(url).pathname))
  const title = plain(/<title\b[^>]*>([\s\S]*?)<\/title>/i.exec(html)?.[1] ?? '')
  const text = plain(html.replace(/<title\b[\s\S]*?<\/title>/i, ' '))
  const heading = plain(/<h1\b[^>]*>([\s\S]*?)<\/h1>/i.exec(html)?.[1] ?? '')
  const words = wordsOf(text).filter((word) => !own.has(word))
  // In a long text these words need not be about the page itself.
  const short = words.length < 250 ? text : ''
  return { title, words: new Set(words), saysNotFound: NOT_FOUND.test(`${title} ${heading} ${short}`) }
}

/** True where two marks are of one page, shown under two addresses. */
export function isSamePage(a: PageMark, b: PageMark): boolean {
  if (a.title !== b.title && !(a.saysNotFound && b.saysNotFound)) return false
  const common = [...a.words].filter((word) => b.words.has(word)).length
  const all = a.words.size + b.words.size - common
  return all === 0 || common / all >= SAME
}

/** An address of the same site that cannot exist. */
export const canaryAddress = (url: string, token: string): string =>
  new URL(`/recourse-asks-${token}`, url).href

/** True where two addresses are one place: a query often only records the referrer. */
export function isSamePlace(a: string, b: string): boolean {
  const [one, other] = [new URL(a), new URL(b)]
  return one.host === other.host && one.pathname.replace(/\/$/, '') === other.pathname.replace(/\/$/, '')
}

/** How a site treats impossible addresses, from its answer to one. */
export function canaryOf(asked: string, answer: { status: number; url: string; html: string }): Canary {
  if (answer.status < 200 || answer.status > 299) return { does: 'refuses' }
  // A redirect from http to https, or to the full host name, decides nothing: it still asks for the impossible path.
  const { pathname } = new URL(asked)
  if (new URL(answer.url).pathname.includes(pathname))
    return { does: 'shows', page: pageMark(answer.html, answer.url) }
  return { does: 'sends', to: answer.url }
}
