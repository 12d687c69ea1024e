import { describe, expect, it } from 'vitest'
import {
  LAW_CHANGE_STATES,
  LAW_CHANGES,
  lawChangeState,
  suggestedTitle,
  type LawChangeState,
} from '#domain/desk/law-changes.ts'

const OPEN = { closedAt: null }
const SETTLED = { closedAt: '2026-11-21T10:00:00.000Z' }

describe('a law change', () => {
  it.each<[string, { closedAt: string | null }[], LawChangeState]>([
    ['nothing was flagged yet', [], 'recorded'],
    ['one entry waits', [OPEN], 'under-way'],
    ['one of several waits', [SETTLED, OPEN, SETTLED], 'under-way'],
    ['the first of several waits', [OPEN, SETTLED], 'under-way'],
    ['the only entry is settled', [SETTLED], 'settled'],
    ['every entry is settled', [SETTLED, SETTLED], 'settled'],
  ])('where %s, is what it is', (_name, flags, state) => {
    expect(lawChangeState(flags)).toBe(state)
    expect(LAW_CHANGE_STATES).toHaveProperty([state])
  })

  it('has a name for whatever can happen to an instrument', () => {
    expect(LAW_CHANGES).toEqual({
      commencement: 'Commencement',
      amendment: 'Amendment',
      repeal: 'Repeal',
      decision: 'Decision of a court',
    })
  })
})

describe('what a law change is called until somebody types it', () => {
  it.each([
    ['amendment', 'Fraud Act 2006', 's. 1', 'Amendment: Fraud Act 2006, s. 1'],
    ['repeal', 'Fraud Act 2006', '  ', 'Repeal: Fraud Act 2006'],
    ['decision', 'Breach of the peace', '', 'Decision of a court: Breach of the peace'],
  ] as const)('%s of %s, “%s”', (what, instrument, provisions, title) => {
    expect(suggestedTitle({ what, instrument, provisions }, 300)).toBe(title)
  })

  it('leaves out provisions that do not fit, and is never longer than its field', () => {
    const of = (provisions: string, limit: number) =>
      suggestedTitle({ what: 'repeal', instrument: 'Fraud Act 2006', provisions }, limit)
    expect(of('ss. 1–30', 24)).toBe('Repeal: Fraud Act 2006')
    expect(of('', 12)).toBe('Repeal: Frau')
  })
})
