import { describe, expect, it } from 'vitest'
import { QUOTE_CASES } from '../../fixtures/quote-cases.ts'
import { scaled } from '../../support/scale.ts'
import type { Quote } from '#domain/content/content.ts'
import { sha256 } from '#domain/hash.ts'
import { passageKey } from '#domain/watch/passages.ts'
import type { QuoteFinding } from '#domain/watch/quote-findings.ts'
import { normalisedWords } from '#domain/watch/quoted-words.ts'
import { assessQuotes } from '#pipelines/quotes/assess.ts'
import { htmlPage } from '#pipelines/quotes/html-page.ts'
import { plainPage, type PageText } from '#pipelines/quotes/page.ts'

const look = (page: PageText, quote: Quote): QuoteFinding => {
  const [finding] = assessQuotes(page, [quote]).quotes
  if (!finding) throw new Error('Nothing was said of the quote.')
  return finding
}

const bare = (exact: string): Quote => ({ prefix: null, exact, suffix: null })

describe('what became of quoted words', () => {
  const judged = QUOTE_CASES.map((each) => ({ ...each, finding: look(each.page, each.quote) }))

  it('is said right in at least 98 of 100 cases; those that are not are known', () => {
    const wrong = judged
      .filter(({ verdict, finding }) => finding.verdict !== verdict)
      .map((each) => `${each.sort}, ${each.name}: ${each.finding.verdict}, not ${each.verdict}`)
    expect(judged.length).toBeGreaterThanOrEqual(100)
    expect(wrong).toEqual(['words put in, left out, replaced, half of it rewritten: gone, not altered'])
    expect(1 - wrong.length / judged.length).toBeGreaterThanOrEqual(0.98)
  })

  it('shows the words that stand there now', () => {
    const told = judged.filter(({ now }) => now !== undefined)
    expect(told.map(({ finding }) => finding.excerpt?.exact)).toEqual(told.map(({ now }) => now))
  })

  it('is never “stands” where anything but the words’ dress changed', () => {
    const dangerous = judged.filter(
      ({ verdict, finding }) => verdict !== 'stands' && finding.verdict === 'stands',
    )
    expect(dangerous.map(({ sort, name }) => `${sort}, ${name}`)).toEqual([])
    expect(judged.filter(({ sort }) => sort === 'a changed number').length).toBeGreaterThanOrEqual(15)
  })

  it('has a reason where it cannot be told, and words with a hash where some were found', () => {
    for (const { finding } of judged) {
      expect(finding.because !== null).toBe(finding.verdict === 'cannot-tell')
      expect(finding.excerpt !== null).toBe(!['cannot-tell', 'gone'].includes(finding.verdict))
      expect(finding.hash).toBe(finding.excerpt && sha256(normalisedWords(finding.excerpt.exact)))
    }
  })
})

describe('a quote in which one thing is changed', () => {
  // The same changes in each run.
  let seed = 11
  const below = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most
  const standing = QUOTE_CASES.filter(({ verdict }) => verdict === 'stands')
  const stillStands = (page: PageText, quote: Quote, exact: string): string[] =>
    look(page, { ...quote, exact }).verdict === 'stands' ? [exact] : []

  it('never stands with another digit, one more, or one less', () => {
    const wrong = standing.flatMap(({ page, quote }) =>
      [...quote.exact.matchAll(/\d/g)].flatMap(({ index, 0: digit }) => {
        const other = String((Number(digit) + 1 + below(9)) % 10)
        // Leaving out all of a number at the end of a quote leaves a shorter quote, which stands.
        const less = /\d/.test(quote.exact[index + 1] ?? '') ? [''] : []
        return [other, `${digit}${other}`, `${other}${digit}`, ...less].flatMap((instead) =>
          stillStands(page, quote, quote.exact.slice(0, index) + instead + quote.exact.slice(index + 1)),
        )
      }),
    )
    expect(wrong).toEqual([])
  })

  it('never stands with a “not”, “no”, “unless” or “without” put in or left out', () => {
    const wrong = standing.flatMap(({ page, quote }) => {
      const words = quote.exact.split(' ')
      const added = ['not', 'no', 'unless', 'without'].flatMap((word) =>
        stillStands(page, quote, words.toSpliced(below(words.length + 1), 0, word).join(' ')),
      )
      const dropped = words.flatMap((word, at) =>
        /^(?:not|no|never)$/i.test(word) ? stillStands(page, quote, words.toSpliced(at, 1).join(' ')) : [],
      )
      return [...added, ...dropped]
    })
    expect(wrong).toEqual([])
  })

  it('never stands when a word of the page changed under it', () => {
    const text =
      'A person who breaches the order is liable on conviction to a fine of R10,000 or to imprisonment for 5 years, but not to both, unless section 18(4) applies.'
    const words = text.split(' ')
    const around = 'The court sits on weekdays. '
    for (const [at, word] of words.entries())
      for (const instead of ['something', `perhaps ${word}`, '9', ''].slice(at === 0 ? 2 : 0)) {
        const page = plainPage(around + words.toSpliced(at, 1, instead).join(' '))
        expect(look(page, bare(text)).verdict, `“${instead}” for “${word}”`).toBe('altered')
      }
  })

  it('stands however its words are set', () => {
    for (let run = 0; run < 300; run += 1) {
      const { page, quote } = standing[below(standing.length)] ?? { page: plainPage(''), quote: bare('') }
      const spaces = [' ', '\n', '\u00A0', ' \u200B', '\r\n\t']
      const exact = quote.exact.replace(/(?<=[a-z]) (?=[a-z])/g, () => spaces[below(spaces.length)] ?? ' ')
      expect(look(page, { ...quote, exact }).verdict, exact).toBe('stands')
    }
  })
})

describe('many quotes of one page', () => {
  it('are each judged as if they were alone, in their order', () => {
    const page = htmlPage('<p>One person, one vote. Two wrongs make no right. Three men in a boat.</p>')
    const quotes = ['Three men in a boat', 'Two wrongs make a right', 'Four candles for the shop'].map(bare)
    expect(assessQuotes(page, quotes).quotes).toEqual(quotes.map((quote) => look(page, quote)))
    expect(assessQuotes(page, quotes).quotes.map(({ verdict }) => verdict)).toEqual([
      'stands',
      'altered',
      'gone',
    ])
  })

  it('have their words around them shown, as the page has them', () => {
    const page = htmlPage(
      '<h1>Orders</h1><p>You may apply&nbsp;for an “<b>interim</b> order”<br>at any time.',
    )
    expect(look(page, bare('"interim order"')).excerpt).toEqual({
      prefix: 'Orders You may apply for an “',
      exact: 'interim order',
      suffix: '” at any time',
    })
  })
})

describe('a page made to take long', () => {
  const quote = bare('the court may make an order against the person who breaches the order')
  it.each([
    ['one word again and again', 'the '.repeat(scaled(500_000, 50_000))],
    [
      'the quote again and again, but for its last word',
      `${quote.exact.slice(0, -5)} `.repeat(scaled(40_000, 4_000)),
    ],
    [
      'half of the quote again and again',
      'the court may make an order against the '.repeat(scaled(60_000, 6_000)),
    ],
    ['nothing but digits', '1 2 3 4 5 6 7 8 9 '.repeat(scaled(100_000, 6_000))],
    ['hyphens', 'a-'.repeat(scaled(500_000, 50_000))],
    ['ellipses', '… '.repeat(scaled(500_000, 50_000))],
  ])('is judged within seconds: %s', (_name, text) => {
    const began = performance.now()
    look(plainPage(text), quote)
    look(plainPage(text), { ...quote, prefix: 'the order', suffix: 'the court' })
    look(plainPage(text), bare('the '.repeat(1_500)))
    expect(performance.now() - began).toBeLessThan(scaled(60_000, 10_000))
  })
})

describe('a passage', () => {
  it('has one key, however it is quoted', () => {
    const key = passageKey('example.org/act', bare('“Up to 5 years”'))
    expect(key).toMatch(/^example\.org\/act#[0-9a-f]{16}$/)
    expect(passageKey('example.org/act', bare('up to\n5 years.'))).toBe(key)
    expect(passageKey('example.org/act', bare('up to 7 years'))).not.toBe(key)
    expect(passageKey('example.org/code', bare('up to 5 years'))).not.toBe(key)
  })
})
