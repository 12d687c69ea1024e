// node test/bench/quotes.ts [pages] [quotes a page]: how long it takes to look for 10,000 quotes on 1,000 web pages, from
// the bytes of each page to what is said of each quote, with how much memory. One quote in five was changed. Beside it:
// the same quotes looked for with indexOf in the same text, evened out, which finds only those that stand.
import type { Quote } from '#domain/content/content.ts'
import { QUOTE_VERDICTS, type QuoteVerdict } from '#domain/watch/quote-findings.ts'
import { assessQuotes } from '#pipelines/quotes/assess.ts'
import { htmlPage } from '#pipelines/quotes/html-page.ts'
import { readPage } from '#pipelines/quotes/read-page.ts'

const PAGES = Number(process.argv[2] ?? 1_000)
const QUOTES = Number(process.argv[3] ?? 10)
const PARAGRAPHS = 40

// The same numbers in each run.
let seed = 7
const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const below = (most: number): number => Math.floor(chance() * most)
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T

const say = (words: string): void => void process.stdout.write(`${words}\n`)
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

const COMMON = 'the of a to in and or is be for on by that with as any which who such'.split(' ')
const LEGAL =
  'person court order offence conviction indictment summary imprisonment term exceeding years months fine liable guilty section subsection Act victim respondent sheriff officer police statement evidence communication message threat violence fear alarm distress conduct course intent knowledge consent disclosure image data service provider apply grant breach protection notice report complaint record day hearing appeal'.split(
    ' ',
  )
const RARE = Array.from({ length: 4_000 }, () =>
  Array.from({ length: 3 + below(3) }, () =>
    pick(['ba', 'con', 'di', 'fer', 'gal', 'lo', 'men', 'tur', 'vis', 'pro']),
  ).join(''),
)
const word = (): string => {
  const sort = chance()
  if (sort < 0.4) return pick(COMMON)
  return sort < 0.85 ? pick(LEGAL) : sort < 0.95 ? pick(RARE) : String(1 + below(500))
}
const sentence = (): string => `${Array.from({ length: 12 + below(20) }, word).join(' ')}.`

interface Made {
  bytes: Uint8Array
  quotes: Quote[]
}

function made(): Made {
  const paragraphs = Array.from({ length: PARAGRAPHS }, () => [sentence(), sentence()])
  const quotes = Array.from({ length: QUOTES }, (): Quote => {
    const [exact = '', next = ''] = pick(paragraphs)
    const words = exact.split(' ')
    const sort = chance()
    if (sort < 0.1) words[below(words.length)] = String(600 + below(900))
    else if (sort < 0.15) words.splice(below(words.length), 0, 'not')
    else if (sort < 0.2) return { prefix: null, exact: sentence(), suffix: null }
    return {
      prefix: null,
      exact: words.join(' '),
      suffix: chance() < 0.5 ? next.split(' ').slice(0, 5).join(' ') : null,
    }
  })
  const body = paragraphs
    .map(
      ([one = '', two = ''], index) =>
        `<h3 id="p${index}">${index}</h3>\n<p class="text">${one} <a href="#p${index}">${two}</a></p>`,
    )
    .join('\n')
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Act</title></head><body><nav>Menu</nav><main>${body}</main></body></html>`
  return { bytes: new TextEncoder().encode(html), quotes }
}

const even = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase()

const idle = process.memoryUsage.rss()
let processor = 0
let most = idle
let [judging, searching, bytes, quotes, found, cannot] = [0, 0, 0, 0, 0, 0]
const said = new Map<QuoteVerdict, number>()
for (let index = 0; index < PAGES; index += 1) {
  const page = made()
  bytes += page.bytes.byteLength
  quotes += page.quotes.length
  const began = performance.now()
  const before = process.cpuUsage()
  const read = await readPage({
    status: 200,
    url: `https://example.org/${index}`,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    hops: [],
    bytes: page.bytes,
  })
  const { quotes: findings } = assessQuotes(read, page.quotes)
  judging += performance.now() - began
  const { user, system } = process.cpuUsage(before)
  processor += (user + system) / 1e6
  for (const { verdict } of findings) said.set(verdict, (said.get(verdict) ?? 0) + 1)

  const start = performance.now()
  const { text } = htmlPage(new TextDecoder().decode(page.bytes))
  const whole = even(text)
  for (const { exact } of page.quotes) {
    if (whole.includes(even(exact))) found += 1
    else cannot += 1
  }
  searching += performance.now() - start
  if (index % 20 === 0) most = Math.max(most, process.memoryUsage.rss())
}
say(
  `${quotes} quotes on ${PAGES} pages (${megabytes(bytes)} of markup): ${(judging / 1000).toFixed(1)} s, ${processor.toFixed(1)} s of processor (reach 30 s); at most ${megabytes(most)}, ${megabytes(most - idle)} over idle (reach 300 MB)`,
)
say([...said].map(([verdict, count]) => `${QUOTE_VERDICTS[verdict]}: ${count}`).join(', '))
say(
  `indexOf after the same reading: ${(searching / 1000).toFixed(1)} s for ${found} that stand; of ${cannot} it says nothing. Ratio ${(judging / searching).toFixed(2)}×`,
)
