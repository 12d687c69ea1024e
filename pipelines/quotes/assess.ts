import type { Quote } from '#domain/content/content.ts'
import { sha256 } from '#domain/hash.ts'
import type { QuoteFinding, TypedValue, ValueFinding } from '#domain/watch/quote-findings.ts'
import { normalisedWords, quotedWords } from '#domain/watch/quoted-words.ts'
import { indexPage, Vocabulary, type IndexedPage } from './indexed.ts'
import { judge, sought, type Judgement, type Sought } from './judge.ts'
import { languageOf } from './language.ts'
import { PAGE_PROBLEMS, type PageText } from './page.ts'
import { TooRepetitive, type Span } from './same-words.ts'
import { valueJudge } from './values.ts'

/** Words shown on each side of a match. */
const AROUND = 10

/** Minimum words, and letters or digits, below which a quote without context could match anywhere. */
const FEWEST_WORDS = 2
const FEWEST_LETTERS = 6

/** Maximum words of a quote that is searched for. */
const LONGEST = 2_000

/** Minimum UTF-16 units of a paragraph used to detect its language, and how many are read. */
const PARAGRAPH = 80
const PARAGRAPHS = 300

/** Results for a page, in the order requested. */
export interface Assessment {
  quotes: QuoteFinding[]
  values: ValueFinding[]
}

/**
 * Searches a page for quotes, and for values a source should state. The page is read once; the time for each quote
 * is proportional to the occurrences of its words.
 */
export function assessQuotes(
  page: PageText,
  quotes: readonly Quote[],
  values: readonly TypedValue[] = [],
): Assessment {
  const vocabulary = new Vocabulary()
  const all = quotes.map((quote) => sought(quote, vocabulary))
  const indexed = indexPage(page, vocabulary)
  const standsOn = valueJudge(page, indexed)
  const language = languageOf(page.text, indexed.forms) ?? page.language
  return {
    quotes: quotes.map((quote, index) => {
      const words = all[index]
      return words ? found(quote, words, page, indexed, language) : cannotTell('The quote is empty.')
    }),
    values: values.map((value) => ({ value, stands: standsOn(value) })),
  }
}

const cannotTell = (because: string): QuoteFinding => ({
  verdict: 'cannot-tell',
  excerpt: null,
  hash: null,
  because,
})

function found(
  quote: Quote,
  words: Sought,
  page: PageText,
  indexed: IndexedPage,
  language: string | null,
): QuoteFinding {
  const forms = words.parts.flatMap((part) => part.forms)
  const bare = !words.before && !words.after
  if (forms.length === 0) return cannotTell('The quote has no words.')
  if (bare && (forms.length < FEWEST_WORDS || forms.join('').length < FEWEST_LETTERS))
    return cannotTell('The quote is too short: add the words just before and after it.')
  if (forms.length > LONGEST)
    return cannotTell(`The quote is longer than ${LONGEST.toLocaleString('en')} words: quote less.`)
  const judged = judgedOrNull(words, indexed)
  if (judged === null)
    return cannotTell('The page repeats these words so often that their place cannot be told.')
  if (judged.span === null) {
    if (page.problem) return cannotTell(PAGE_PROBLEMS[page.problem])
    const own = languageOf(
      quote.exact,
      quotedWords([quote.prefix, quote.exact, quote.suffix].join(' ')).forms,
    )
    if (own !== null && language !== null && own !== language && !isSpokenOn(own, page.text))
      return cannotTell(
        'The page is in another language than the quote: cite it in the language of the quote.',
      )
    return { verdict: judged.verdict, excerpt: null, hash: null, because: null }
  }
  const excerpt = excerptOf(judged.span, page.text, indexed, quote)
  return { verdict: judged.verdict, excerpt, hash: sha256(normalisedWords(excerpt.exact)), because: null }
}

function judgedOrNull(words: Sought, page: IndexedPage): Judgement | null {
  try {
    return judge(words, page)
  } catch (error) {
    if (error instanceof TooRepetitive) return null
    throw error
  }
}

/** True where a paragraph of the page is in the language: a page may have two. */
function isSpokenOn(language: string, text: string): boolean {
  return text
    .split('\n')
    .filter((line) => line.length >= PARAGRAPH)
    .slice(0, PARAGRAPHS)
    .some((line) => {
      const part = line.slice(0, 10 * PARAGRAPH)
      return languageOf(part, quotedWords(part).forms) === language
    })
}

/** An excerpt of the page, with some text around the match. */
function excerptOf({ from, to }: Span, text: string, words: IndexedPage, quote: Quote): Quote {
  const start = words.starts[from] ?? text.length
  const end = words.ends[to - 1] ?? start
  const first = words.starts[Math.max(0, from - AROUND)] ?? 0
  const last = words.ends[Math.min(words.ends.length, to + AROUND) - 1] ?? text.length
  // Quotation marks around a quote are not words; where the page has the same ones, they are part of the match.
  const [opening = ''] = /^[^\p{L}\p{N}]*/u.exec(quote.exact.trim()) ?? []
  const [closing = ''] = /[^\p{L}\p{N}]*$/u.exec(quote.exact.trim()) ?? []
  const head = opening !== '' && text.slice(0, start).endsWith(opening) ? opening.length : 0
  const tail = closing !== '' && text.startsWith(closing, end) ? closing.length : 0
  return {
    prefix: readable(text.slice(first, start - head)),
    exact: readable(text.slice(start - head, end + tail)) ?? '',
    suffix: readable(text.slice(end + tail, Math.max(last, end + tail))),
  }
}

function readable(text: string): string | null {
  const even = text
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return even === '' ? null : even
}
