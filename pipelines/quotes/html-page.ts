import { Parser } from 'htmlparser2'
import { plainPage, type PageProblem, type PageText, type Stretch } from './page.ts'

/** Elements whose content is not read, or only leads elsewhere. */
const UNREAD = new Set(
  'script style noscript template svg head iframe object embed audio video canvas select datalist textarea nav del s strike'.split(
    ' ',
  ),
)

/** Elements that start and end a line. */
const BLOCKS = new Set(
  'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol optgroup option p pre search section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const CELLS = new Set(['td', 'th', 'button', 'rt', 'rp'])
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

/** Class names that sites use for text for screen readers only. */
const SPOKEN =
  /(^|[\s_-])(sr-only|visually-?hidden|screen-?reader(-text|-only)?|assistive-text|element-invisible|a11y-hidden)([\s_-]|$)/i

/** What a footnote reference looks like: 1, [12], a, *, F3. */
const NOTE = /^[[(]?\s*(?:[FCXIEM]?\d{1,4}|[a-z]|[*†‡§¶]+|note \d+)\s*[\])]?$/i

/** Numbers, and words whose absence would reverse a sentence: screen-reader text with these is never left out. */
const WEIGHTY = /\d|\b(?:not?|never|nor|none|neither|without|except|unless|only)\b|n['’]t\b/i

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const LOWERED = '₀₁₂₃₄₅₆₇₈₉'
const ALL_RAISED = /^[⁰¹²³⁴-⁹]+$/

/** Minimum number of words on a page with content. Below it, the page may be a wall, or waiting for a script. */
const FEW_WORDS = 60

/** UTF-16 units that suffice to see that there are many words. */
const LONGEST_WALL = 20_000

const WALL =
  /\b(?:sign in|log ?in|log on|password|verify (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot)|not a robot|captcha|checking (?:your|if the site connection)|access (?:is |has been )?denied|unusual traffic|request (?:was )?blocked|accept (?:all )?cookies|just a moment)\b/i
const NEEDS_SCRIPT =
  /\b(?:enable|turn on|requires?|needs?|without|activate|allow)\s+(?:\w+\s+){0,3}java ?script\b|\bjava ?script\s+(?:is|must be|has to be)\b/i
const NOT_FOUND =
  /\b(?:page|document|content|file) (?:could not be|cannot be|can['’]t be|was not|wasn['’]t|not|isn['’]t) found\b|\bpage (?:does not|doesn['’]t) exist\b|\bpage (?:is )?no longer (?:available|exists)\b|^\s*(?:error )?404\b/i

/** End of a text that needs no further space. */
const SPACE = /^\s?$/

interface Open {
  name: string
  unread: boolean
  /** Start of an element's text if it may be left out; null for others. */
  omissibleFrom: number | null
  spoken: boolean
  /** Next number of an ordered list. */
  next: number
  list: string | null
  /** Start of superscript or subscript text. */
  shiftedFrom: number | null
  link: boolean
}

/** Characters of markup parsed at a time. */
const PIECE = 65_536

/** Nesting depth at which a page is treated as an attack: the parser's time grows with depth. */
const DEEPEST = 2_000

/** Longest text of an omissible element, in UTF-16 units. */
const LONGEST_ASIDE = 300

/**
 * The text a reader of a web page sees: blocks on separate lines, without scripts, menus, hidden or struck-out
 * text. Accepts any markup: it never fails, and takes time linear in its length.
 */
export function htmlPage(html: string): PageText {
  const reader = new Reader()
  const parser = new Parser(reader, { decodeEntities: true, recognizeSelfClosing: false })
  for (let at = 0; at < html.length && !reader.isTooDeep; at += PIECE)
    parser.write(html.slice(at, at + PIECE))
  parser.end()
  return reader.page()
}

/** An appendable text that tracks its length and last character. */
class Growing {
  #pieces: string[] = []
  length = 0
  last = ''

  add(text: string): void {
    if (text === '') return
    this.#pieces.push(text)
    this.length += text.length
    this.last = text.slice(-1)
  }

  /** Text from an append position on; null where it is longer than an aside. */
  from(place: number): string | null {
    if (this.length - place > LONGEST_ASIDE) return null
    let tail = ''
    for (let index = this.#pieces.length - 1; tail.length < this.length - place; index -= 1)
      tail = (this.#pieces[index] ?? '') + tail
    return tail
  }

  /** Replaces the last words by others of the same length. */
  replaceLast(words: string): void {
    for (let left = words.length; left > 0;) left -= this.#pieces.pop()?.length ?? left
    this.#pieces.push(words)
    this.last = words.slice(-1)
  }

  toString(): string {
    return this.#pieces.join('')
  }
}

class Reader {
  readonly #text = new Growing()
  readonly #open: Open[] = []
  #unread = 0
  readonly #omissible: Stretch[] = []
  readonly #dials: string[] = []
  #language: string | null = null
  #title = ''
  #inTitle = false
  #noscript = ''
  #inNoscript = 0
  #heading = ''
  #inHeading = 0
  #scripts = 0
  #frames = 0
  #password = false
  isTooDeep = false

  onopentag(name: string, attributes: Record<string, string>): void {
    if (name === 'html' || name === 'body')
      this.#language = /^[a-z]{2,3}\b/i.exec(attributes.lang ?? '')?.[0].toLowerCase() ?? this.#language
    if (name === 'title' && !this.#open.some((each) => each.name === 'svg')) this.#inTitle = true
    if (name === 'script') this.#scripts += 1
    if (name === 'iframe' || name === 'frame') this.#frames += 1
    if (name === 'noscript') this.#inNoscript += 1
    if (name === 'h1') this.#inHeading += 1
    if (name === 'input' && attributes.type?.toLowerCase() === 'password') this.#password = true
    const dial = /^(?:tel|sms):(.+)$/i.exec((attributes.href ?? '').trim())?.[1]
    if (dial !== undefined) this.#dials.push(dial)
    if (VOID.has(name)) {
      if (BLOCKS.has(name)) this.#break('\n')
      return
    }
    const unread = isUnread(name, attributes)
    if (unread) this.#unread += 1
    const raised = name === 'sup' || name === 'sub'
    const spoken = SPOKEN.test(attributes.class ?? '') || attributes['aria-hidden'] === 'true'
    if (BLOCKS.has(name)) this.#break('\n')
    else if (CELLS.has(name)) this.#break('\t')
    else if (spoken) this.#break(' ')
    const opened: Open = {
      name,
      unread,
      omissibleFrom: null,
      spoken,
      next: Number.parseInt(attributes.start ?? '1', 10) || 1,
      list: name === 'ol' ? (attributes.type ?? '1') : null,
      shiftedFrom: null,
      link: name === 'a' && /^[^#]*#/.test(attributes.href ?? ''),
    }
    this.#open.push(opened)
    this.isTooDeep ||= this.#open.length > DEEPEST
    if (name === 'li' && this.#unread === 0) this.#number(attributes)
    if (spoken || raised || opened.link) opened.omissibleFrom = this.#text.length
    if (raised) opened.shiftedFrom = this.#text.length
  }

  ontext(text: string): void {
    if (this.#inTitle) this.#title += text
    if (this.#inNoscript > 0) this.#noscript += text
    if (this.#unread > 0) return
    if (this.#inHeading > 0) this.#heading += text
    const even = text.replace(/[ \t\r\n\f]+/g, ' ')
    this.#text.add(even.startsWith(' ') && SPACE.test(this.#text.last) ? even.slice(1) : even)
  }

  onclosetag(name: string): void {
    if (name === 'title') this.#inTitle = false
    if (VOID.has(name)) return
    const closed = this.#open.at(-1)?.name === name ? this.#open.pop() : undefined
    if (!closed) return
    if (name === 'noscript') this.#inNoscript -= 1
    if (name === 'h1') this.#inHeading -= 1
    if (closed.unread) this.#unread -= 1
    else if (this.#unread === 0) this.#end(closed)
    if (BLOCKS.has(name)) this.#break('\n')
    else if (CELLS.has(name)) this.#break('\t')
    else if (closed.spoken) this.#break(' ')
  }

  page(): PageText {
    const whole = this.#text.toString()
    const text = whole.trim()
    const cut = whole.length - whole.trimStart().length
    const omissible = this.#omissible
      .map(([from, to]): Stretch => [Math.max(0, from - cut), Math.min(text.length, to - cut)])
      .filter(([from, to]) => to > from)
    return {
      ...plainPage(text),
      omissible: apart(omissible),
      dials: this.#dials,
      language: this.#language,
      problem: this.#problem(text),
    }
  }

  #problem(text: string): PageProblem | null {
    const words = text.slice(0, LONGEST_WALL).match(/[\p{L}\p{N}]+/gu)?.length ?? 0
    if (this.isTooDeep) return 'heavy'
    if (NOT_FOUND.test(this.#title.trim()) || NOT_FOUND.test(this.#heading.trim())) return 'not-found'
    if (words >= FEW_WORDS * 5) return null
    if (this.#password) return 'wall'
    if (words >= FEW_WORDS) return null
    if (WALL.test(`${this.#title} ${text}`)) return 'wall'
    if (NEEDS_SCRIPT.test(`${text} ${this.#noscript}`)) return 'script'
    if (words > 0 && NOT_FOUND.test(text)) return 'not-found'
    if (words < 10 && this.#frames > 0) return 'frames'
    if (words < 20 && this.#scripts > 0) return 'script'
    return words === 0 ? 'empty' : null
  }

  /** Ends an omissible element, and marks superscript and subscript digits, so that 10² is not 102. */
  #end({ name, omissibleFrom, shiftedFrom, spoken, link }: Open): void {
    const words = omissibleFrom === null ? null : this.#text.from(omissibleFrom)
    if (omissibleFrom === null || words === null || words.trim() === '') return
    const note = NOTE.test(words.trim())
    const marked = /[[(*†‡§¶]|^\s*[FCXIEM]\d/i.test(words)
    if (shiftedFrom !== null && /^\d{1,4}$/.test(words)) {
      const forms = name === 'sup' ? RAISED : LOWERED
      this.#text.replaceLast(words.replace(/\d/g, (digit) => forms[Number(digit)] ?? digit))
    } else if (
      (spoken && !WEIGHTY.test(words)) ||
      (note && link && (marked || ALL_RAISED.test(words))) ||
      (note && shiftedFrom !== null && (marked || words.length === 1))
    )
      this.#omissible.push([omissibleFrom, this.#text.length])
  }

  /** The number a browser shows before a list item. Copied text may or may not include it. */
  #number(attributes: Record<string, string>): void {
    const list = this.#open.at(-2)
    if (!list || list.list === null) return
    const value = Number.parseInt(attributes.value ?? '', 10) || list.next
    list.next = value + 1
    const from = this.#text.length
    const mark = /^[aA]$/.test(list.list) ? String.fromCharCode(96 + value) : String(value)
    if (value > 26 && mark.length === 1) return
    this.#text.add(`${mark}.`)
    this.#omissible.push([from, this.#text.length])
    this.#text.add(' ')
  }

  #break(by: '\n' | '\t' | ' '): void {
    const { last } = this.#text
    if (this.#unread > 0 || last === '' || last === '\n' || last === by) return
    if (by === '\n' || (last !== ' ' && last !== '\t')) this.#text.add(by)
  }
}

function isUnread(name: string, attributes: Record<string, string>): boolean {
  if (name === 'template') return attributes.shadowrootmode === undefined
  if (UNREAD.has(name)) return true
  if (attributes.hidden !== undefined && attributes.hidden !== 'until-found') return true
  if (attributes.role === 'navigation' || attributes.role === 'menu' || attributes.role === 'menubar')
    return true
  if (name === 'dialog' && attributes.open === undefined) return true
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributes.style ?? '')
}

/** Sorted stretches, none inside another. */
function apart(stretches: Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const [from, to] of stretches.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = found.at(-1)
    if (!last || from >= last[1]) found.push([from, to])
  }
  return found
}
