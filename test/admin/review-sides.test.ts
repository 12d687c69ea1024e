import { describe, expect, it } from 'vitest'
import { aloneInWords, decisionWords, instead } from '#admin/desk/review/sides.ts'
import type { LoneDecision } from '#domain/desk/lone-decisions.ts'

const decision = (over: Partial<LoneDecision>): LoneDecision => ({
  n: 9,
  action: 'safety-fix',
  by: 'Rey',
  at: '2026-11-21T10:00:00.000Z',
  reason: 'The number was wrong.',
  answers: [],
  shared: [],
  changeNote: null,
  note: null,
  before: 1,
  after: 2,
  ...over,
})

describe('what somebody decided alone', () => {
  it.each<[string, Partial<LoneDecision>, string, string]>([
    ['a fix', {}, 'edition 2', 'Rey decided alone: “The number was wrong.”'],
    [
      'a withdrawal',
      { action: 'safety-withdrawal', after: null },
      'withdrawal',
      'Rey decided alone: “The number was wrong.”',
    ],
    [
      'a note',
      { action: 'correct-note', reason: '', note: { seq: 7, was: 'Teh scope grew.', is: 'The scope grew.' } },
      'note of change 7',
      'Rey corrected the note of change 7 alone: “The scope grew.”',
    ],
  ])('is called by what it is: %s', (_name, over, name, sentence) => {
    expect(decisionWords(decision(over))).toBe(name)
    expect(aloneInWords(decision(over))).toBe(sentence)
  })

  it('is mended where it does not stand, a note in the history', () => {
    const note = decision({ action: 'correct-note', note: { seq: 7, was: null, is: 'The scope grew.' } })
    expect(instead([note])).toBe(' and correct the note under History instead')
    expect(instead([decision({}), note])).toBe(', mend it and submit it instead')
  })
})
