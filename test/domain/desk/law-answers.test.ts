import { describe, expect, it } from 'vitest'
import { PUBLISHER } from '#domain/desk/actors.ts'
import { legalDate } from '#domain/dates.ts'
import { sealEvent, type Action } from '#domain/desk/events.ts'
import {
  answeredOf,
  answerProblems,
  isFrozenBefore,
  isSaidOf,
  lastSaid,
  settlementOf,
  type LawAnswer,
  type LawFlag,
} from '#domain/desk/law-answers.ts'
import { sha256 } from '#domain/hash.ts'
import { ADA, BEN, STATES, type Story } from './story.ts'

const flag: LawFlag = {
  key: 'law-change testland/offence/sample law 2026-11-21T08:00:00.000Z',
  about: 'law',
  detail: 'The maximum rises',
  claims: ['covers', 'penalty'],
  at: '2026-11-21T08:00:00.000Z',
  flaggedOn: legalDate('2026-11-21'),
  effectiveOn: legalDate('2026-12-01'),
}
const whole: LawFlag = { ...flag, claims: [] }

const states = (claim: string | null = 'penalty'): LawAnswer => ({
  flag: flag.key,
  claim,
  verdict: 'states-new-law',
  because: null,
})
const spared = (
  claim: string | null = 'covers',
  because: string | null = 'Only the maximum rises.',
): LawAnswer => ({
  flag: flag.key,
  claim,
  verdict: 'not-affected',
  because,
})

const A = sha256('edition A')
const B = sha256('edition B')

type Step = [action: Action, edition?: string | null, answers?: LawAnswer[], frozen?: boolean]

/** A chain of these steps; Ada submits, Ben decides. */
const chain = (...steps: Step[]) =>
  steps.map(([action, edition = null, answers = [], frozen = true], index) => {
    const { id, name } =
      action === 'submit' || action === 'flag' ? ADA : action === 'go-live' ? PUBLISHER : BEN
    return sealEvent({
      entry: 'testland/offence/sample',
      n: index + 1,
      at: `2026-11-2${index}T08:00:00.000Z`,
      actor: { id, name },
      action,
      revision: 1,
      edition: edition as never,
      details: {
        ...(action === 'flag' ? { lawChange: 'law' } : {}),
        ...(action === 'safety-fix' ? { frozen } : {}),
        ...(answers.length > 0 ? { answers } : {}),
      },
      previous: null,
    })
  })

describe('what is answered of a flag', () => {
  it.each<[name: string, steps: Step[], answered: string[]]>([
    ['nothing, by going live alone', [['flag'], ['submit', A], ['approve', A], ['go-live', A]], []],
    [
      'nothing, by an edition that was submitted before',
      [['submit', A, [states()]], ['flag'], ['approve', A, [spared()]], ['go-live', A]],
      [],
    ],
    [
      'nothing, while the edition is not live',
      [['flag'], ['submit', A, [states(), spared()]], ['approve', A]],
      [],
    ],
    [
      'what the submitter says',
      [['flag'], ['submit', A, [states()]], ['approve', A], ['go-live', A]],
      ['penalty Ada'],
    ],
    [
      'what the reviewer adds',
      [['flag'], ['submit', A, [states()]], ['approve', A, [spared()]], ['go-live', A]],
      ['covers Ben', 'penalty Ada'],
    ],
    [
      'nothing of an edition that was replaced',
      [
        ['flag'],
        ['submit', A, [states(), spared()]],
        ['submit', B, [spared()]],
        ['approve', B],
        ['go-live', B],
      ],
      ['covers Ada'],
    ],
    [
      'what several editions say one after the other',
      [
        ['flag'],
        ['submit', A, [states()]],
        ['approve', A],
        ['go-live', A],
        ['submit', B, [spared()]],
        ['approve', B],
        ['go-live', B],
      ],
      ['covers Ada', 'penalty Ada'],
    ],
    [
      'what a safety fix says that was frozen for it',
      [['flag'], ['safety-fix', A, [states()]], ['go-live', A]],
      ['penalty Ben'],
    ],
    [
      'nothing by a safety fix of what was submitted before',
      [['submit', A], ['flag'], ['safety-fix', A, [states()], false], ['go-live', A]],
      [],
    ],
    [
      'what a verification says',
      [['submit', A], ['go-live', A], ['flag'], ['verify', A, [states()]]],
      ['penalty Ben'],
    ],
    [
      'nothing, by a verification that says nothing',
      [['submit', A], ['go-live', A], ['flag'], ['verify', A]],
      [],
    ],
    [
      'nothing that was verified, once an older edition goes live',
      [
        ['submit', A],
        ['go-live', A],
        ['submit', B],
        ['flag'],
        ['verify', A, [states()]],
        ['approve', B],
        ['go-live', B],
      ],
      [],
    ],
    [
      'nothing where the entry was flagged again',
      [['flag'], ['submit', A, [states()]], ['go-live', A], ['flag']],
      [],
    ],
  ])('%s', (_name, steps, answered) => {
    const said = answeredOf(flag, chain(...steps))
    expect([...said.values()].map(({ claim, by }) => `${claim} ${by}`).sort()).toEqual(answered)
  })

  it('settles once nothing is left, with who said what of which edition', () => {
    const part = chain(['flag'], ['submit', A, [states()]], ['approve', A], ['go-live', A])
    expect(settlementOf(flag, part)).toBeNull()
    const all = chain(['flag'], ['submit', A, [states()]], ['approve', A, [spared()]], ['go-live', A])
    expect(settlementOf(flag, all)).toEqual([
      {
        claim: 'covers',
        verdict: 'not-affected',
        because: 'Only the maximum rises.',
        by: 'Ben',
        at: all[2]?.at,
        edition: A,
      },
      { claim: 'penalty', verdict: 'states-new-law', because: null, by: 'Ada', at: all[1]?.at, edition: A },
    ])
    const one = chain(['flag'], ['submit', A, [states(null)]], ['go-live', A])
    expect(settlementOf(whole, one)).toHaveLength(1)
    expect(settlementOf(flag, one)).toBeNull()
  })

  it('goes by the instant where an old chain does not say when the entry was flagged', () => {
    const steps = chain(['submit', A], ['submit', B])
    const late = { ...flag, at: '2026-11-20T12:00:00.000Z' }
    expect([isFrozenBefore(A, late, steps), isFrozenBefore(B, late, steps)]).toEqual([true, false])
  })

  it('remembers what was said of an edition that is sent back', () => {
    const events = chain(['flag'], ['submit', A, [states()]], ['request-changes', A])
    expect(lastSaid(flag, events).get('penalty')).toMatchObject({ by: 'Ada', verdict: 'states-new-law' })
    expect(lastSaid(flag, events, B).size).toBe(0)
    expect(isSaidOf(A, [states()], events)).toBe(true)
    expect(isSaidOf(A, [states(), spared()], events)).toBe(false)
  })
})

describe('answers', () => {
  const flags = [flag]
  it.each<[name: string, answers: LawAnswer[], fields: string[]]>([
    ['for each claim', [states(), spared()], []],
    ['for one claim', [spared()], []],
    ['without a reason', [states(), spared('covers', null)], ['answers.1.because']],
    ['with an empty reason', [spared('covers', ' \n')], ['answers.0.because']],
    ['for a claim that was not flagged', [states('section')], ['answers.0.claim']],
    ['for the whole where claims were flagged', [states(null)], ['answers.0.claim']],
    ['twice', [states(), spared('penalty')], ['answers.1.claim']],
    ['for another flag', [{ ...states(), flag: 'another' }], ['answers.0.flag']],
  ])('%s', (_name, answers, fields) => {
    expect(answerProblems({ flags, answers }, []).map(({ field }) => field)).toEqual(fields)
  })

  it('are of the whole entry where the flag names no claims', () => {
    expect(answerProblems({ flags: [whole], answers: [states(null)] }, [])).toEqual([])
    expect(answerProblems({ flags: [whole], answers: [states()] }, [])).toMatchObject([
      { field: 'answers.0.claim' },
    ])
  })

  it('are not given by a reviewer for an older edition, nor a second time', () => {
    const before = chain(['submit', A], ['flag'])
    expect(answerProblems({ flags, answers: [states()] }, before, A)).toMatchObject([
      { field: 'answers.0.flag' },
    ])
    const after = chain(['flag'], ['submit', A, [states()]])
    expect(answerProblems({ flags, answers: [spared('penalty')] }, after, A)).toMatchObject([
      { field: 'answers.0.claim' },
    ])
    expect(answerProblems({ flags, answers: [spared()] }, after, A)).toEqual([])
  })
})

describe('the desk', () => {
  const saying = (story: Story, action: Action, answers: LawAnswer[]) =>
    story.decide(action === 'submit' ? ADA : BEN, {
      ...story.request(action),
      answering: { flags: [flag], answers },
    } as never)

  it.each<[state: keyof typeof STATES, action: Action]>([
    ['live, edited', 'submit'],
    ['in review', 'approve'],
    ['live, edited', 'safety-fix'],
    ['live', 'verify'],
  ])('%s: judges what is said with %s', (state, action) => {
    const story = STATES[state]()
    if (action === 'approve')
      expect(saying(story, action, [spared('covers', '')])).toMatchObject({ allowed: false })
    else {
      expect(saying(story, action, [states()])).toEqual({ allowed: true })
      expect(saying(story, action, [])).toEqual({ allowed: true })
    }
    expect(saying(story, action, [spared('covers', '')])).toMatchObject({
      allowed: false,
      because: 'content',
      problems: [{ field: expect.stringMatching(/^answers\.0\./) as string }],
    })
  })

  it('does not believe a verification of a day before the flag', () => {
    const story = STATES.live()
    const early: LawFlag = { ...flag, flaggedOn: legalDate('2026-11-22') }
    expect(
      story.decide(BEN, {
        ...story.request('verify'),
        answering: { flags: [early], answers: [states()] },
      } as never),
    ).toMatchObject({ allowed: false, problems: [{ field: 'on' }] })
  })
})
