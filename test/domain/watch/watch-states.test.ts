import { describe, expect, it } from 'vitest'
import type { Quote } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { countHost, isHostTrouble, nextHostState, type HostState } from '#domain/watch/host-states.ts'
import { LINK_REASONS, type LinkCheck, type LinkReason } from '#domain/watch/link-checks.ts'
import type { QuoteVerdict } from '#domain/watch/quote-findings.ts'
import {
  isValueGone,
  nextQuoteState,
  nextValueState,
  wordingFlagOf,
  type QuoteState,
  type ValueState,
} from '#domain/watch/quote-states.ts'
import { linkFlagOf, nextSourceState, type SourceState } from '#domain/watch/source-states.ts'

const check = (because: LinkReason, day: string, rest: Partial<LinkCheck> = {}): LinkCheck => ({
  url: 'https://law.example.org/3',
  verdict: LINK_REASONS[because].verdict,
  because,
  status: 200,
  movedTo: null,
  hops: 0,
  milliseconds: 20,
  certificateEndsOn: null,
  etag: null,
  lastModified: null,
  at: `${day}T01:30:00.000Z`,
  ...rest,
})

const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}`

/** What an editor is told after a check a day; `*` before a reason: its whole site is down. */
function told(reasons: string, rest: Partial<LinkCheck> = {}): string {
  let state: SourceState | null = null
  const flags = reasons.split(' ').map((word, index) => {
    const on = legalDate(day(index + 1))
    if (word === '-') return '-'
    const because = word.replace('*', '') as LinkReason
    state = nextSourceState(state, {
      source: 's',
      key: 'law.example.org/3',
      host: 'law.example.org',
      check: check(because, on, rest),
      slot: on,
      day: on,
      hostDown: word.startsWith('*'),
    })
    return linkFlagOf(state, on)?.kind ?? '.'
  })
  return flags.join(' ')
}

describe('the state of a source', () => {
  it.each<[name: string, reasons: string, expected: string]>([
    ['one failure says nothing', 'answers not-found answers', '. . .'],
    ['three nights are not yet three days', 'not-found not-found not-found', '. . .'],
    ['three days are', 'not-found not-found not-found not-found', '. . . link-broken'],
    ['two failures far apart are not three', 'not-found - - not-found', '. - - .'],
    ['three far apart are', 'not-found - not-found - not-found', '. - . - link-broken'],
    ['a success restarts', 'not-found not-found answers not-found not-found not-found', '. . . . . .'],
    ['a caution restarts, too', 'not-found not-found not-found slow not-found', '. . . . .'],
    [
      'what cannot be told neither counts nor restarts',
      'not-found odd-answer not-found busy not-found',
      '. . . . link-broken',
    ],
    [
      'an error that stays is of the page, where its site is up',
      'site-trouble no-answer-in-time site-trouble broke-off',
      '. . . link-broken',
    ],
    [
      'and of the site, where that is down',
      '*site-trouble *broke-off *site-trouble *no-connection',
      '. . . .',
    ],
    ['gone follows the same rule', 'gone gone gone gone', '. . . link-broken'],
    [
      'a site that is down speaks for none of its pages',
      '*not-found *not-found *not-found *not-found',
      '. . . .',
    ],
    ['a broken one that answers is whole', 'gone gone gone gone answers', '. . . link-broken .'],
    [
      'a broken one whose site goes down stays broken',
      'gone gone gone gone *gone',
      '. . . link-broken link-broken',
    ],
    ['a refusal is told once it stays', 'forbidden forbidden forbidden forbidden', '. . . link-refused'],
    [
      'a circle is for a person to look at, and breaks nothing',
      'goes-in-circles goes-in-circles goes-in-circles goes-in-circles too-many-redirects',
      '. . . link-refused link-refused',
    ],
    [
      'a circle does not make whole what was broken',
      'gone gone gone gone goes-in-circles',
      '. . . link-broken link-broken',
    ],
    ['certificates are told of beside the source, not as flags', 'certificate-ends certificate-ended', '. .'],
  ])('%s', (_name, reasons, expected) => expect(told(reasons)).toBe(expected))

  it('says that a page has moved when two checks in a row name the same address', () => {
    const rest = { movedTo: 'https://law.example.org/new' }
    expect(told('moved-for-good moved-for-good moved-for-good', rest)).toBe('. link-moved link-moved')
  })

  it('forgets what was counted by a reason that counts no more', () => {
    const broken: SourceState = {
      ...nextSourceState(null, {
        source: 's',
        key: 'k',
        host: 'law.example.org',
        check: check('goes-in-circles', day(1)),
        slot: 'one',
        day: legalDate(day(1)),
        hostDown: false,
      }),
      verdict: 'cannot-tell',
      failures: 3,
      failingSince: legalDate(day(1)),
      brokenAt: '2026-03-04T01:30:00Z',
    }
    const next = nextSourceState(broken, {
      source: 's',
      key: 'k',
      host: 'law.example.org',
      check: check('goes-in-circles', day(5)),
      slot: 'five',
      day: legalDate(day(5)),
      hostDown: false,
    })
    expect(next).toMatchObject({ failures: 0, failingSince: null, brokenAt: null, times: 1 })
  })

  it('counts a slot once, and begins anew with another address', () => {
    const seen = {
      source: 's',
      key: 'k',
      host: 'law.example.org',
      slot: 'one',
      day: legalDate(day(1)),
      hostDown: false,
    }
    const first = nextSourceState(null, { ...seen, check: check('not-found', day(1)) })
    expect(nextSourceState(first, { ...seen, check: check('not-found', day(1)) })).toBe(first)
    const moved = nextSourceState(first, {
      ...seen,
      slot: 'two',
      key: 'other',
      check: check('not-found', day(2), { url: 'https://law.example.org/4' }),
    })
    expect(moved).toMatchObject({ failures: 1, keys: ['k', 'other'], times: 1 })
  })
})

describe('the state of a site', () => {
  it.each<[reasons: string, down: boolean]>([
    ['no-connection', true],
    ['no-connection site-trouble no-answer-in-time', true],
    ['no-connection site-trouble answers', true],
    ['no-connection answers', false],
    ['not-found not-found', false],
    ['forbidden busy', false],
    ['goes-in-circles leads-inside', false],
  ])('%s: down %s', (reasons, down) => {
    const checks = reasons.split(' ').map((each) => check(each as LinkReason, day(1)))
    expect(countHost(checks).down).toBe(down)
  })

  it('takes an overloaded server for a site in trouble, and one that asks us to slow down not', () => {
    expect(isHostTrouble({ because: 'busy', status: 503 })).toBe(true)
    expect(isHostTrouble({ because: 'busy', status: 429 })).toBe(false)
  })

  it('is down after three passes over three days, and up with the first that answers', () => {
    let state: HostState | null = null
    const after = [1, 2, 3, 4, 5].map((n) => {
      const on = legalDate(day(n))
      const count = { failing: n < 5 ? 2 : 0, sources: 2, down: n < 5 }
      state = nextHostState(state, { host: 'h', ...count, at: `${on}T01:30:00Z`, slot: on, day: on })
      return state.brokenAt
    })
    expect(after).toEqual([null, null, null, '2026-03-04T01:30:00Z', null])
  })
})

describe('the state of quoted words', () => {
  const quote: Quote = { prefix: null, exact: 'up to 5 years', suffix: null }
  const finding = (verdict: QuoteVerdict) => ({
    verdict,
    excerpt: verdict === 'gone' || verdict === 'cannot-tell' ? null : { ...quote, exact: verdict },
    hash: verdict === 'gone' || verdict === 'cannot-tell' ? null : verdict,
    because: null,
  })

  it.each<[verdicts: string, flag: string | null, stood: string | null]>([
    ['stands', null, 'stands'],
    ['altered', 'wording-altered', null],
    ['stands altered', 'wording-altered', 'stands'],
    ['stands gone', null, 'stands'],
    ['stands gone gone', 'wording-gone', 'stands'],
    ['stands gone stands', null, 'stands'],
    ['moved', 'wording-moved', 'moved'],
    ['stands cannot-tell', null, 'stands'],
  ])('%s: %s', (verdicts, flag, stood) => {
    let state: QuoteState | null = null
    for (const [n, verdict] of verdicts.split(' ').entries())
      state = nextQuoteState(state, quote, finding(verdict as QuoteVerdict), {
        source: 's',
        at: `${day(n + 1)}T03:00:00Z`,
        slot: String(n),
        day: legalDate(day(n + 1)),
      })
    if (!state) throw new Error('There is no state.')
    expect([wordingFlagOf(state), state.stood?.excerpt.exact ?? null]).toEqual([flag, stood])
  })

  it.each<[stands: (boolean | null)[], gone: boolean]>([
    [[false, false, false], false],
    [[true, false], false],
    [[true, false, false], true],
    [[true, null, null], false],
    [[true, false, false, true], false],
  ])('a value that was found as %j is gone: %s', (found, gone) => {
    const value = { kind: 'maximum' as const, text: '5 years', value: '5 year', claim: 'penalty' }
    let state: ValueState | null = null
    for (const [n, stands] of found.entries())
      state = nextValueState(
        state,
        { value, stands },
        { source: 's', at: `${day(n + 1)}T03:00:00Z`, slot: String(n), day: legalDate(day(n + 1)) },
      )
    if (!state) throw new Error('There is no state.')
    expect(isValueGone(state)).toBe(gone)
  })
})
