import { describe, expect, it } from 'vitest'
import type { Role } from '#domain/desk/actors.ts'
import { hasNobody, taskAfterRoles, type AsksOf } from '#domain/desk/assignees.ts'

const DRAFT: AsksOf = { kind: 'offence', waits: false }
const REVIEW: AsksOf = { kind: 'offence', waits: true }
const PLACE: AsksOf = { kind: 'jurisdiction', waits: false }

describe('what a change of roles makes of a task', () => {
  it.each<[string, AsksOf, { before: Role[]; after: Role[]; now?: Role[] }, 'left' | 'back' | null]>([
    ['a reviewer becomes an editor', DRAFT, { before: ['reviewer'], after: ['editor'] }, null],
    ['a reviewer becomes an editor', REVIEW, { before: ['reviewer'], after: ['editor'] }, 'left'],
    ['an account loses all', DRAFT, { before: ['editor'], after: [] }, 'left'],
    ['an editor had no review before', REVIEW, { before: ['editor'], after: [] }, null],
    ['a place, by an administrator', PLACE, { before: ['editor'], after: ['administrator'] }, null],
    ['a place', PLACE, { before: ['administrator'], after: [] }, 'left'],
    ['the role is back', REVIEW, { before: ['editor'], after: ['editor', 'reviewer'] }, 'back'],
    ['it is back by now', REVIEW, { before: ['reviewer'], after: [], now: ['reviewer'] }, null],
    ['it is gone again by now', REVIEW, { before: [], after: ['reviewer'], now: [] }, null],
    ['the first of two steps', DRAFT, { before: ['editor', 'reviewer'], after: ['editor'], now: [] }, null],
  ])('%s (%o)', (_, asks, { before, after, now = after }, became) => {
    expect(taskAfterRoles(asks, { before, after }, now)).toBe(became)
  })
})

it('is nobody’s where the account or the role is gone', () => {
  const staff = [{ id: 'user:1', name: 'Edith', roles: ['editor'] as const }]
  expect(
    [
      { to: null, ...DRAFT },
      { to: 'user:1', ...DRAFT },
      { to: 'user:1', ...REVIEW },
      { to: 'user:2', ...DRAFT },
    ].map((asks) => hasNobody(asks, staff)),
  ).toEqual([false, false, true, true])
})
