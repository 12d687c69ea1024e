/** What a site does with an address that cannot exist. */
export type Canary =
  /** It says that there is no such page; or it could not be asked, and nothing is held against it. */
  | { does: 'refuses' }
  /** It sends whoever asks to this address. */
  | { does: 'sends'; to: string }
  /** It shows a page all the same. */
  | { does: 'shows'; page: PageMark }

/** What tells one page from another, without what changes each time. */
export interface PageMark {
  title: string
  words: ReadonlySet<string>
  /** True where it says in words that there is no such page. */
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
 * @param html the beginning of a page is enough.
 * @param url its address: what a page repeats of that is not counted.
 */
export function pageMark(html: string, url: string): PageMark {
  const own = new Set(wordsOf(new URL(url).pathname))
  const title = plain(/<title\b[^>]*>([\s\S]*?)<\/title>/i.exec(html)?.[1] ?? '')
  const text = plain(html.replace(/<title\b[\s\S]*?<\/title>/i, ' '))
  const heading = plain(/<h1\b[^>]*>([\s\S]*?)<\/h1>/i.exec(html)?.[1] ?? '')
  const words = wordsOf(text).filter((word) => !own.has(word))
  // In a long text the words say nothing of the page itself.
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

/** True where two addresses are one place: what stands in the query often only says whence somebody came. */
export function isSamePlace(a: string, b: string): boolean {
  const [one, other] = [new URL(a), new URL(b)]
  return one.host === other.host && one.pathname.replace(/\/$/, '') === other.pathname.replace(/\/$/, '')
}

/** What a site does, by its answer to an address that cannot exist. */
export function canaryOf(asked: string, answer: { status: number; url: string; html: string }): Canary {
  if (answer.status < 200 || answer.status > 299) return { does: 'refuses' }
  // http to https, or to the full name, says nothing: the address that cannot exist is still asked.
  const { pathname } = new URL(asked)
  if (new URL(answer.url).pathname.includes(pathname))
    return { does: 'shows', page: pageMark(answer.html, answer.url) }
  return { does: 'sends', to: answer.url }
}
