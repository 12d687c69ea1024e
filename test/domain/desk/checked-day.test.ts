import { describe, expect, it } from 'vitest'
import { PUBLISHER } from '#domain/desk/actors.ts'
import { addDays, legalDate, type LegalDate } from '#domain/dates.ts'
import type { Decision } from '#domain/desk/decision.ts'
import type { Submission } from '#domain/content/editions.ts'
import { dueOn } from '#domain/desk/heads.ts'
import { entry } from '../../fixtures/snapshot.ts'
import { ADA, BEN, CLEO, STATES, type Story } from './story.ts'

const day = (text: string | null): LegalDate | null => (text === null ? null : legalDate(text))

const problem = (decision: Decision): string =>
  decision.allowed
    ? 'yes'
    : (decision.problems ?? []).map(({ field, message }) => `${field}: ${message}`).join(' ') ||
      decision.message

/** What the desk says of a submission of today, checked on a day. */
const asked = (
  story: Story,
  checkedOn: string | null,
  said: Partial<Submission> = {},
  action: 'submit' | 'safety-fix' = 'submit',
): string => problem(story.write({ inForceAsOf: day(checkedOn) }).decide(CLEO, story.request(action, said)))

/** Live since 21 November, checked in September; edited ten days later. */
const edited = (): Story => STATES.live().wait(10).act(ADA, 'save')

describe('the day on which the sources were checked', () => {
  it.each<[string | null, string]>([
    [null, 'checkedOn: The day on which the sources were checked is missing.'],
    ['2026-12-02', 'checkedOn: The date is in the future.'],
    ['2026-12-01', 'yes'],
    ['2026-11-30', 'yes'],
    ['2026-09-02', 'yes'],
    ['2026-09-01', 'checkedOn: The date is that of the check before, 1 September 2026.'],
    ['2026-08-31', 'checkedOn: The date is before 1 September 2026.'],
  ])('%s, of a change on 1 December to what was checked on 1 September, is decided: %s', (on, expected) => {
    for (const action of ['submit', 'safety-fix'] as const)
      expect(asked(edited(), on, {}, action)).toBe(expected)
  })

  it('may be any day that has come, where nothing was ever live', () => {
    expect(asked(STATES.draft(), '2020-01-01')).toBe('yes')
    expect(asked(STATES.draft(), '2026-11-21')).toBe('yes')
    expect(asked(STATES.draft(), '2026-11-22')).toBe('checkedOn: The date is in the future.')
    expect(asked(STATES.draft(), null)).toMatch(/^checkedOn: /)
  })

  it('may stay for better wording, and for no other kind of change', () => {
    const old = '2026-09-01'
    expect(asked(edited(), old, { changeKind: 'typo' })).toBe('yes')
    expect(asked(edited(), '2026-08-31', { changeKind: 'typo' })).toMatch(/before 1 September/)
    for (const changeKind of ['change', 'urgent', 'correction'] as const)
      expect(asked(edited(), old, { changeKind, corrects: changeKind === 'correction' ? 41 : null })).toMatch(
        /the check before/,
      )
  })

  it('counts a verification, also of an edition that is not live any more', () => {
    const verified = STATES.live().act(CLEO, 'verify').wait(1).act(ADA, 'save')
    expect(asked(verified, '2026-11-20')).toBe('checkedOn: The date is before 21 November 2026.')
    expect(asked(verified, '2026-11-21')).toMatch(/the check before, 21 November/)
    expect(asked(verified, '2026-11-22')).toBe('yes')
    const gone = STATES.withdrawn().wait(1).act(ADA, 'save')
    expect(asked(gone, '2026-08-31')).toMatch(/before 1 September/)
    expect(asked(gone, '2026-11-22')).toBe('yes')
  })

  it('may be the day of the check before, where that is today: both were looked at', () => {
    const verified = STATES.live().act(CLEO, 'verify').act(ADA, 'save')
    expect(asked(verified, '2026-11-21')).toBe('yes')
  })

  it('is no day before a source was retrieved', () => {
    const { citations } = entry('offence')
    const cited = (retrievedOn: string): Story =>
      edited().write({ citations: citations.map((each) => ({ ...each, retrievedOn: day(retrievedOn) })) })
    expect(asked(cited('2026-11-20'), '2026-11-19')).toBe(
      'checkedOn: The date is before 20 November 2026, when a source was retrieved.',
    )
    expect(asked(cited('2026-11-20'), '2026-11-20')).toBe('yes')
    // Retrieved where the day begins earlier than at the site.
    expect(asked(cited('2026-12-02'), '2026-12-01')).toBe('yes')
  })

  it('is no difference by itself: what is checked and unchanged is verified', () => {
    const same = STATES['live, edited']().write({ penalty: 'Up to 2 years.' })
    expect(asked(same.wait(5), '2026-11-25')).toMatch(/Nothing to submit.*Verified, unchanged/)
  })
})

describe('the day on which it takes force, with that on which it was checked and goes live', () => {
  const early = 'goesLiveOn: It would go live before 1 January 2027, the day on which it takes force.'

  it.each<[effectiveOn: string | null, goesLiveOn: string | null, checkedOn: string, expected: string]>([
    [null, null, '2026-12-01', 'yes'],
    [null, '2026-11-30', '2026-12-01', 'goesLiveOn: The day on which it goes live has passed.'],
    [null, '2026-12-01', '2026-12-01', 'yes'],
    [null, '2027-01-01', '2026-12-01', 'yes'],
    ['2026-11-20', null, '2026-12-01', 'yes'],
    ['2026-11-20', null, '2026-11-20', 'yes'],
    [
      '2026-11-20',
      null,
      '2026-11-19',
      'checkedOn: The date is before 20 November 2026, the day on which it took force.',
    ],
    // It is law already: that it goes live later makes the check no truer.
    [
      '2026-11-20',
      '2026-12-10',
      '2026-11-19',
      'checkedOn: The date is before 20 November 2026, the day on which it took force.',
    ],
    ['2026-12-01', null, '2026-12-01', 'yes'],
    ['2027-01-01', null, '2026-12-01', early],
    ['2027-01-01', '2026-12-31', '2026-12-01', early],
    ['2027-01-01', '2027-01-01', '2026-12-01', 'yes'],
    ['2027-01-01', '2027-02-01', '2026-12-01', 'yes'],
    ['2027-01-01', '2027-01-01', '2027-01-01', 'checkedOn: The date is in the future.'],
  ])('on %s, live on %s, checked on %s: %s', (effectiveOn, goesLiveOn, checkedOn, expected) => {
    const said = { effectiveOn: day(effectiveOn), goesLiveOn: day(goesLiveOn) }
    expect(asked(edited(), checkedOn, said)).toBe(expected)
    expect(asked(STATES.draft().wait(10), checkedOn, said)).toBe(expected)
  })

  it('keeps a safety fix from telling of law to come, as it is saved and as it was submitted', () => {
    const said = { effectiveOn: day('2027-01-01'), goesLiveOn: day('2027-01-01') }
    expect(asked(edited(), '2026-12-01', { ...said, goesLiveOn: null }, 'safety-fix')).toBe(
      'effectiveOn: It has not taken force yet.',
    )
    const story = edited().submit(ADA, said)
    expect(problem(story.decide(CLEO, story.fixOfOpen()))).toMatch(
      /^This edition takes force on 1 January 2027/,
    )
    story.wait(31)
    expect(problem(story.decide(CLEO, story.fixOfOpen()))).toBe('yes')
  })

  /** Checked on 1 December, in force and live on 1 January. */
  const ahead = (): Story => {
    const newYear = legalDate('2027-01-01')
    const story = edited().submit(ADA, { effectiveOn: newYear, goesLiveOn: newYear }).act(BEN, 'approve')
    return story.wait(31).act(PUBLISHER, 'go-live')
  }

  it('has what was checked ahead verified on the day on which it takes force', () => {
    const story = ahead()
    expect(story.head.live).toMatchObject({ inForceAsOf: '2026-12-01', takesForceOn: '2027-01-01' })
    expect(dueOn(story.head)).toBe('2027-01-01')
    story.act(CLEO, 'verify')
    expect(dueOn(story.head)).toBe(addDays(legalDate('2027-01-01'), 180))
  })

  it('does not let better wording carry a check from before it took force on', () => {
    const story = ahead().act(ADA, 'save')
    expect(asked(story, '2026-12-01', { changeKind: 'typo' })).toBe(
      'checkedOn: The date is before 1 January 2027.',
    )
    expect(asked(story, '2027-01-01', { changeKind: 'typo' })).toBe('yes')
    story.act(CLEO, 'verify').wait(3)
    expect(asked(story, '2027-01-01', { changeKind: 'typo' })).toBe('yes')
  })
})
