import { describe, expect, it } from 'vitest'
import { submissionFields, submissionOf, submissionStart } from '#admin/desk/actions/submission.ts'
import { verdictName } from '#admin/desk/law/law-questions.ts'
import type { Values } from '#admin/desk/actions/values.ts'
import { legalDate } from '#domain/dates.ts'
import type { WorkflowStatus, LawFlagStatus } from '#domain/desk/workflow-status.ts'
import { standIn } from '../support/stand-in.ts'

const TODAY = legalDate('2026-11-28')

const standing = (over: Partial<WorkflowStatus> = {}): WorkflowStatus =>
  standIn<WorkflowStatus>({
    today: TODAY,
    everLive: true,
    confirmedOn: legalDate('2026-01-31'),
    unconfirmedSince: null,
    open: null,
    lawFlags: [],
    changes: [],
    ...over,
  })

type Open = NonNullable<WorkflowStatus['open']>
const open = (said: Partial<Open['submission']> = {}, checkedOn = '2026-11-20'): Open =>
  standIn<Open>({
    n: 3,
    checkedOn: legalDate(checkedOn),
    submission: {
      changeNote: 'The number has changed.',
      changeKind: 'urgent',
      effectiveOn: legalDate('2026-11-15'),
      goesLiveOn: legalDate('2026-12-01'),
      corrects: null,
      ...said,
    },
  })

const flag = (
  effectiveOn: string,
  unit: Pick<LawFlagStatus['units'][number], 'claim' | 'label'> = {
    claim: 'penalty',
    label: 'Maximum penalty',
  },
): LawFlagStatus =>
  standIn<LawFlagStatus>({
    key: `flag ${effectiveOn}`,
    effectiveOn: legalDate(effectiveOn),
    about: `law of ${effectiveOn}`,
    units: [{ ...unit, answered: null }],
  })

const start = (given: WorkflowStatus, typed: Values = {}): Values => submissionStart(given, typed, 'change')
const help = (given: WorkflowStatus, name: string, values: Values = start(given)): string =>
  submissionFields(given, values).find((field) => field.name === name)?.help ?? ''

describe('what the form of a submission starts with', () => {
  it('is today, for the check, and a change', () => {
    expect(start(standing())).toEqual({
      changeNote: '',
      changeKind: 'change',
      corrects: '',
      effectiveOn: '',
      goesLiveOn: '',
      checkedOn: '2026-11-28',
    })
  })

  it('is the day that stands, for better wording: words verify nothing', () => {
    expect(start(standing(), { changeKind: 'typo' }).checkedOn).toBe('2026-01-31')
    expect(help(standing(), 'checkedOn', { changeKind: 'typo' })).toContain('leave 31 January 2026')
    const ahead = standing({ unconfirmedSince: legalDate('2026-11-01') })
    expect(start(ahead, { changeKind: 'typo' }).checkedOn).toBe('2026-11-28')
    expect(help(ahead, 'checkedOn')).toContain('Nobody has looked since it took force on 1 November 2026.')
  })

  it('is what the open edition said, in all of it', () => {
    expect(start(standing({ open: open() }))).toEqual({
      changeNote: 'The number has changed.',
      changeKind: 'urgent',
      corrects: '',
      effectiveOn: '2026-11-15',
      goesLiveOn: '2026-12-01',
      checkedOn: '2026-11-20',
    })
    const correction = open({ changeKind: 'correction', corrects: 7 })
    expect(start(standing({ open: correction }))).toMatchObject({ changeKind: 'correction', corrects: '7' })
    expect(submissionStart(standing({ open: open({ changeKind: 'change' }) }), {}, 'urgent').changeKind).toBe(
      'change',
    )
  })

  it('says where a day that was said has passed, or is no check any more', () => {
    const late = standing({ open: open({ goesLiveOn: legalDate('2026-11-25') }) })
    expect(start(late).goesLiveOn).toBe('')
    expect(help(late, 'goesLiveOn')).toContain('It was to go live on 25 November 2026: that day has passed')
    const old = standing({ open: open(), confirmedOn: legalDate('2026-11-20') })
    expect(start(old).checkedOn).toBe('2026-11-28')
    expect(help(old, 'checkedOn')).toContain('Edition 3 said 20 November 2026')
  })

  it('is the day of the law change for which it is flagged', () => {
    const flagged = standing({ lawFlags: [flag('2026-11-20')] })
    expect(start(flagged)).toMatchObject({
      effectiveOn: '2026-11-20',
      goesLiveOn: '',
      checkedOn: '2026-11-28',
    })
    expect(help(flagged, 'effectiveOn')).toContain('20 November 2026')
    expect(start(standing({ lawFlags: [flag('2027-01-01')] }))).toMatchObject({
      effectiveOn: '2027-01-01',
      goesLiveOn: '2027-01-01',
    })
    expect(
      start(standing({ lawFlags: [flag('2026-10-01'), flag('2026-11-20'), flag('2027-01-01')] })).effectiveOn,
    ).toBe('2026-11-20')
  })

  it('is the day of the law change from whose flag it was opened, and no other', () => {
    const flags = [flag('2026-10-01'), flag('2026-11-20'), flag('2027-01-01')]
    const flagged = standing({ lawFlags: flags })
    const from = (day: string) => start(flagged, { lawChange: `law of ${day}` })
    expect(from('2026-10-01')).toMatchObject({ effectiveOn: '2026-10-01', goesLiveOn: '' })
    expect(from('2027-01-01')).toMatchObject({ effectiveOn: '2027-01-01', goesLiveOn: '2027-01-01' })
    expect(from('1999-01-01').effectiveOn).toBe('2026-11-20')
  })

  it('is no day of a law change that does not touch it, nor for better wording', () => {
    const law = flag('2026-11-20')
    const [unit] = law.units
    if (!unit) throw new Error('The flag is about nothing.')
    const answers = { [verdictName({ flag: law, unit, id: '' })]: 'not-affected' }
    expect(start(standing({ lawFlags: [law] }), { answers }).effectiveOn).toBe('')
    expect(start(standing({ lawFlags: [law] }), { changeKind: 'typo' }).effectiveOn).toBe('')
  })
})

describe('what the form says', () => {
  it('is each field, also the empty ones: what is emptied does not stay as it was said before', () => {
    const given = standing({ open: open() })
    expect(submissionOf(given, { ...start(given), goesLiveOn: '', effectiveOn: '' })).toEqual({
      changeNote: 'The number has changed.',
      changeKind: 'urgent',
      corrects: null,
      effectiveOn: null,
      goesLiveOn: null,
      checkedOn: '2026-11-20',
    })
  })

  it('is checked today only if somebody says so, where the law has a new text', () => {
    const flagged = standing({ lawFlags: [flag('2026-11-20')] })
    const values = start(flagged)
    const asked = submissionFields(flagged, values).find(({ name }) => name === 'newText')
    expect(asked).toMatchObject({ as: 'choice', label: 'Checked against the new text today?' })
    expect(asked?.help).toContain('Compare Maximum penalty with the text in force from 20 November 2026.')
    const ofAll = standing({ lawFlags: [flag('2026-11-20', { claim: null, label: 'The whole entry' })] })
    expect(help(ofAll, 'newText')).toContain(
      'Compare the whole entry with the text in force from 20 November 2026.',
    )
    expect(submissionFields(flagged, values).map(({ name }) => name)).not.toContain('checkedOn')
    const checkedOn = (typed: Values) => submissionOf(flagged, { ...values, ...typed }).checkedOn
    expect(checkedOn({})).toBeNull()
    expect(checkedOn({ newText: 'today', checkedOn: '2026-11-25' })).toBe('2026-11-28')
    expect(checkedOn({ newText: 'other', checkedOn: '2026-11-25' })).toBe('2026-11-25')
    const other = submissionFields(flagged, { ...values, newText: 'other' }).map(({ name }) => name)
    expect(other).toContain('checkedOn')
  })

  it.each<[string, WorkflowStatus, Values]>([
    ['better words', standing({ lawFlags: [flag('2026-11-20')] }), { changeKind: 'typo' }],
    ['no flag', standing(), {}],
    ['a place', standing({ lawFlags: [flag('2026-11-20')], structure: true }), {}],
  ])('asks of no new text for %s', (_what, given, typed) => {
    const names = submissionFields(given, { ...start(given, typed), ...typed }).map(({ name }) => name)
    expect(names).not.toContain('newText')
  })

  it('is days alone, where nothing was ever live', () => {
    const given = standing({ everLive: false, confirmedOn: null })
    expect(submissionFields(given, {}).map(({ name }) => name)).toEqual([
      'checkedOn',
      'effectiveOn',
      'goesLiveOn',
    ])
    expect(submissionOf(given, start(given))).toEqual({
      checkedOn: '2026-11-28',
      effectiveOn: null,
      goesLiveOn: null,
    })
  })
})
