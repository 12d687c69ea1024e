import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { freezeEdition, type Submission } from '#domain/content/editions.ts'
import { newHead, type Head, type OpenEdition } from '#domain/desk/heads.ts'
import {
  areDue,
  dayOfAll,
  dayProblem,
  heldBy,
  mayGoTogether,
  whyHeld,
  type Going,
} from '#domain/desk/together.ts'
import { entry, submission } from '../../fixtures/snapshot.ts'

const TODAY = legalDate('2026-12-01')
const CHANGE = { effectiveOn: TODAY }
const AT = '2026-11-21T10:00:00.000Z'

/** One of those that go live together, approved and due today, unless told otherwise. */
function going(
  open: Partial<OpenEdition> | null = {},
  { head = {}, said = {} }: { head?: Partial<Head>; said?: Partial<Submission> } = {},
): Going {
  const goesLiveOn = open?.goesLiveOn ?? null
  const edition = freezeEdition(
    entry('offence'),
    1,
    1,
    submission({ effectiveOn: TODAY, goesLiveOn, changeNote: 'The maximum rose.', ...said }),
  )
  const approved: OpenEdition = {
    n: 1,
    hash: edition.hash,
    state: 'approved',
    at: AT,
    goesLiveOn,
    together: 'law',
  }
  return {
    head: {
      ...newHead(edition.entry, 'offence'),
      editions: 1,
      open: open && { ...approved, ...open },
      ...head,
    },
    edition,
  }
}

const withdrawal = (state: 'asked' | 'confirmed') => ({ state, by: 'user:a', at: AT, safety: false })
const fix = { n: 1, hash: going().head.open?.hash ?? ('' as never), at: AT }

describe('what of a head holds its edition', () => {
  it.each<[name: string, each: Going, held: RegExp | null]>([
    ['approved', going(), null],
    ['in review', going({ state: 'in-review' }), null],
    ['without an open edition', going(null), null],
    ['sent back', going({ state: 'changes-requested' }), /Changes were requested, or its basis has changed/],
    ['with a safety fix', going({}, { head: { fix } }), /safety fix of it is about to go live/],
    [
      'to be withdrawn',
      going({}, { head: { withdrawal: withdrawal('confirmed') } }),
      /about to be withdrawn/,
    ],
    ['asked to be withdrawn', going({}, { head: { withdrawal: withdrawal('asked') } }), null],
  ])('%s', (_name, { head }, held) => {
    const said = heldBy(head)
    if (held === null) expect(said).toBeNull()
    else expect(said).toMatch(held)
  })
})

describe('the days of a submission', () => {
  it.each<[effectiveOn: string | null, goesLiveOn: string | null, problem: RegExp | null]>([
    ['2026-12-01', null, null],
    ['2026-12-01', '2026-12-01', null],
    ['2026-12-01', '2026-11-30', null],
    ['2026-12-01', '2026-12-02', /^It would go live on 2 December 2026, but .* do so on 1 December 2026/],
    ['2026-11-30', null, /^It says that it takes force on 30 November 2026, but .* on 1 December 2026/],
    [null, null, /^It says no day on which it takes force, but .* on 1 December 2026/],
  ])('taking force on %s, live on %s', (effectiveOn, goesLiveOn, problem) => {
    const day = (text: string | null) => (text === null ? null : legalDate(text))
    const said = dayProblem({ effectiveOn: day(effectiveOn), goesLiveOn: day(goesLiveOn) }, CHANGE)
    if (problem === null) expect(said).toBeNull()
    else expect(said).toMatch(problem)
  })
})

describe('whether all may go', () => {
  const yesterday = legalDate('2026-11-30')
  const tomorrow = legalDate('2026-12-02')
  it.each<[name: string, all: Going[], due: boolean, may: boolean]>([
    ['nobody', [], false, false],
    ['one, approved', [going()], true, true],
    ['two, approved', [going(), going()], true, true],
    ['one for today', [going({ goesLiveOn: TODAY })], true, true],
    ['one for yesterday', [going({ goesLiveOn: yesterday })], true, true],
    ['one for tomorrow', [going(), going({ goesLiveOn: tomorrow })], false, false],
    ['one in review', [going(), going({ state: 'in-review' })], false, false],
    ['one sent back', [going(), going({ state: 'changes-requested' })], false, false],
    ['one without an open edition', [going(), going(null)], false, false],
    ['one with a safety fix', [going(), going({}, { head: { fix } })], true, false],
    [
      'one to be withdrawn',
      [going(), going({}, { head: { withdrawal: withdrawal('confirmed') } })],
      true,
      false,
    ],
    ['one of another day', [going(), going({}, { said: { effectiveOn: yesterday } })], true, false],
    ['one that was altered', [going(), { ...going(), edition: null }], true, false],
  ])('%s', (_name, all, due, may) => {
    const heads = all.map(({ head }) => head)
    expect([areDue(heads, TODAY), mayGoTogether(all, CHANGE, TODAY)]).toEqual([due, may])
  })

  it('says of one that only waits for its review or its day nothing', () => {
    expect(whyHeld(going({ state: 'in-review' }), CHANGE, yesterday)).toBeNull()
    expect(whyHeld(going({ goesLiveOn: TODAY }), CHANGE, yesterday)).toBeNull()
  })
})

it.each<[days: (string | null)[], day: string | null]>([
  [[], null],
  [[null, null], null],
  [[null, '2026-12-01'], '2026-12-01'],
  [['2026-12-01', null, '2026-12-05', '2026-12-03'], '2026-12-05'],
])('the day of all that wait for %j is %s', (days, day) => {
  const heads = days.map((each) => going({ goesLiveOn: each === null ? null : legalDate(each) }).head)
  expect(dayOfAll(heads)).toBe(day)
})
