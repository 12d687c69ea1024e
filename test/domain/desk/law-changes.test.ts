import { describe, expect, it } from 'vitest'
import {
  LAW_CHANGE_STATES,
  LAW_CHANGES,
  lawChangeState,
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
