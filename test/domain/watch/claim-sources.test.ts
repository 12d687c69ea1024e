import { describe, expect, it } from 'vitest'
import type { Citation, Entry, Reviewed } from '#domain/content/content.ts'
import { dayIn, legalDate } from '#domain/dates.ts'
import { claimSources, type ClaimSource, type Watched } from '#domain/watch/claim-sources.ts'
import type { HostState } from '#domain/watch/host-states.ts'
import { LINK_REASONS, type LinkReason } from '#domain/watch/link-checks.ts'
import type { QuoteVerdict } from '#domain/watch/quote-findings.ts'
import type { QuoteState, ValueState } from '#domain/watch/quote-states.ts'
import type { SourceState } from '#domain/watch/source-states.ts'
import { citation, entry, source } from '../../fixtures/snapshot.ts'
import { standIn } from '../../support/stand-in.ts'

const AT = '2026-11-20T23:30:00.000Z'

const checked = (because: LinkReason, over: Partial<SourceState> = {}): SourceState =>
  standIn<SourceState>({
    because,
    verdict: LINK_REASONS[because].verdict,
    checkedAt: AT,
    brokenAt: null,
    failingSince: null,
    movedTo: null,
    ...over,
  })

const words = (verdict: QuoteVerdict, over: Partial<QuoteState> = {}): QuoteState =>
  standIn<QuoteState>({ verdict, times: 2, because: null, stood: null, now: null, ...over })

const STOOD: QuoteState['stood'] = {
  excerpt: { prefix: null, exact: 'quoted words on act', suffix: null },
  hash: 'h',
  on: legalDate('2026-11-02'),
}

const nothing: Watched = { state: null, host: null, quote: null, values: [] }

const ask = (
  after: Reviewed | null,
  known: (citation: Citation) => Watched | null = () => nothing,
  before: Reviewed | null = null,
) =>
  claimSources(before, after, {
    known,
    dayOf: (instant) => dayIn('Pacific/Auckland', new Date(instant)),
    today: legalDate('2026-11-29'),
  })

const offence = (over: Partial<Entry> = {}): Entry => ({ ...entry('offence'), ...over }) as Entry

/** The one source behind the penalty, where the watch knows this of it. */
function penalty(known: Partial<Watched> | null, over: Partial<Citation> = {}): ClaimSource {
  const found = ask(offence({ citations: [citation('act', ['penalty'], over)] }), () =>
    known === null ? null : { ...nothing, ...known },
  )
  const [only] = found.find(({ claim }) => claim === 'penalty')?.sources ?? []
  if (!only) throw new Error('There is no source.')
  return only
}

describe('the sources beside a claim', () => {
  it('are those that are cited for it, in order; a claim without one has none', () => {
    const found = ask(
      offence({ citations: [citation('act', ['penalty', 'covers']), citation('guide', ['penalty'])] }),
    )
    const titles = Object.fromEntries(
      found.map(({ claim, sources }) => [claim, sources.map(({ title }) => title)]),
    )
    expect(titles).toMatchObject({
      penalty: ['Page on act', 'Page on guide'],
      covers: ['Page on act'],
      section: [],
    })
    expect(found.every(({ gone }) => !gone)).toBe(true)
  })

  it('open at the quoted words, and at those of the day on which they were taken in the archive', () => {
    expect(penalty({})).toMatchObject({
      href: 'https://law.example.org/act#:~:text=before-,quoted%20words%20on%20act,-after',
      archived:
        'https://web.archive.org/web/20261001/https://law.example.org/act#:~:text=before-,quoted%20words%20on%20act,-after',
      pinpoint: 's. 1',
      quote: 'quoted words on act',
      retrievedOn: '2026-10-01',
    })
    expect(penalty({ quote: words('gone', { stood: STOOD }) }).archived).toContain('/web/20261102/')
    expect(penalty({}, { quote: null, retrievedOn: null })).toMatchObject({
      href: 'https://law.example.org/act',
      archived: 'https://web.archive.org/web/20261129/https://law.example.org/act',
    })
  })

  it('of a claim that is gone are those that stood behind it', () => {
    const steps = entry('ladder').content.steps
    const [first] = steps
    const before = { ...entry('ladder'), citations: [citation('act', [`steps.${first?.key}`])] }
    const after = { ...before, content: { ...before.content, steps: steps.slice(1) } }
    const found = ask(after, undefined, before).find(({ claim }) => claim === `steps.${first?.key}`)
    expect(found).toMatchObject({ gone: true, sources: [{ title: 'Page on act' }] })
  })

  it('are none where nothing is cited: of places, and of no entry', () => {
    expect(ask(null)).toEqual([])
  })
})

const DOWN = standIn<HostState>({ brokenAt: AT })
const VALUE = standIn<ValueState>({
  stands: false,
  stoodOn: legalDate('2026-11-01'),
  times: 2,
  value: { kind: 'maximum', text: '5 years', value: '5 year', claim: 'penalty' },
})

describe('whether a source still stands', () => {
  const fine = checked('answers')
  it.each<[string, Partial<Watched> | null, Partial<Citation>, string, RegExp]>([
    [
      'before the first check',
      {},
      {},
      'unknown',
      /^Not checked yet\. The quoted words were not looked for yet\.$/,
    ],
    [
      'where page and words were seen, on the day of the site',
      { state: fine, quote: words('stands') },
      {},
      'stands',
      /^Checked on 21 November 2026: The page answers\. The quoted words stand there\.$/,
    ],
    [
      'where the words moved on the page',
      { state: fine, quote: words('moved') },
      {},
      'stands',
      /elsewhere on the page/,
    ],
    [
      'where the words are others now',
      { state: fine, quote: words('altered', { now: { prefix: null, exact: 'other words', suffix: null } }) },
      {},
      'trouble',
      /read otherwise there now\. It says now: “other words”$/,
    ],
    [
      'where the words are gone',
      { state: fine, quote: words('gone', { stood: STOOD }) },
      {},
      'trouble',
      /gone from it\. They last stood there on 2 November 2026\.$/,
    ],
    ['where they never stood', { state: fine, quote: words('gone') }, {}, 'trouble', /never found there\.$/],
    [
      'where one check missed them',
      { state: fine, quote: words('gone', { times: 1 }) },
      {},
      'unknown',
      /not found at the last check\.$/,
    ],
    [
      'where the watch cannot tell',
      { state: fine, quote: words('cannot-tell', { because: 'It is a picture.' }) },
      {},
      'unknown',
      /cannot tell\. It is a picture\.$/,
    ],
    [
      'where the page is dead',
      { state: checked('not-found', { failingSince: legalDate('2026-11-18') }), quote: words('stands') },
      {},
      'trouble',
      /no such page\. So since 18 November 2026\./,
    ],
    [
      'where it fails for days',
      { state: checked('busy', { brokenAt: AT }) },
      { quote: null },
      'trouble',
      /busy/,
    ],
    ['where the site is down', { state: checked('no-connection'), host: DOWN }, {}, 'trouble', /whole site/],
    [
      'where it moved',
      { state: checked('moved-for-good', { movedTo: 'https://new.example/act' }), quote: words('stands') },
      {},
      'stands',
      /now at https:\/\/new\.example\/act/,
    ],
    [
      'where the site keeps the watch out',
      { state: checked('forbidden') },
      { quote: null },
      'unknown',
      /refuses/,
    ],
    ['where nothing is quoted', { state: fine }, { quote: null }, 'unknown', /No words are quoted/],
    [
      'where only the site is known',
      { state: checked('site-answers') },
      { source: source('act', { precision: 'host' }) },
      'unknown',
      /Only the site is known/,
    ],
    [
      'where a value of the claim is gone',
      { state: fine, quote: words('stands'), values: [VALUE] },
      {},
      'trouble',
      /“5 years” does not stand there any more\.$/,
    ],
    ['where its record was changed since', null, {}, 'unknown', /does not check this address any more/],
  ])('%s', (_name, known, over, standing, said) => {
    const found = penalty(known, over)
    expect(found.standing).toBe(standing)
    expect(found.words.join(' ')).toMatch(said)
  })

  it('does not hold a value of another claim against this one', () => {
    const value = { ...VALUE, value: { ...VALUE.value, claim: 'section' } }
    expect(penalty({ state: fine, quote: words('stands'), values: [value] }).standing).toBe('stands')
  })
})
