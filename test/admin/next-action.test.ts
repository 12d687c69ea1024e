import { describe, expect, it } from 'vitest'
import { menuActions, nextAction } from '#admin/desk/bar/next-action.ts'
import { isUnderWay } from '#admin/desk/bar/under-way.ts'
import { DESK_ACTIONS, type DeskAction, type WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { legalDate } from '#domain/dates.ts'
import type { Decision } from '#domain/desk/decision.ts'

const no = (because: 'role' | 'state' | 'content'): Decision => ({
  allowed: false,
  because,
  message: `Not now: ${because}.`,
})

const can = (decisions: Partial<Record<DeskAction, Decision>>): WorkflowStatus['can'] =>
  Object.fromEntries(
    DESK_ACTIONS.map((action) => [action, decisions[action] ?? no('state')]),
  ) as WorkflowStatus['can']

const yes: Decision = { allowed: true }

const standing = (parts: Partial<WorkflowStatus>): WorkflowStatus => ({
  structure: false,
  key: 'scotland/offence/stalking',
  state: 'live',
  revision: 3,
  today: '2026-11-21' as WorkflowStatus['today'],
  confirmedOn: null,
  unconfirmedSince: null,
  live: null,
  open: null,
  fix: null,
  withdrawal: null,
  secondReviewDue: null,
  assigned: null,
  colleagues: [],
  alone: [],
  everLive: true,
  can: can({}),
  claims: [],
  notices: [],
  sources: [],
  flags: [],
  threads: [],
  experts: [],
  mayAskExperts: false,
  lawFlags: [],
  changes: [],
  publishing: null,
  writing: null,
  url: null,
  notPublished: null,
  ...parts,
})

const open = (parts: Partial<NonNullable<WorkflowStatus['open']>>) =>
  ({
    n: 2,
    hash: 'h',
    state: 'in-review',
    goesLiveOn: null,
    editedSince: false,
    notes: [],
    together: null,
    othersReady: true,
    lawChangeGone: false,
    ...parts,
  }) as never

describe('the next thing to do', () => {
  it.each<[string, Partial<WorkflowStatus>, string | null]>([
    ['a draft', { state: 'never-live', can: can({ submit: no('content') }) }, 'submit'],
    ['edited since live', { state: 'edited', can: can({ submit: yes }) }, 'submit'],
    ['in review, for who may approve', { state: 'in-review', can: can({ approve: yes }) }, 'review'],
    ['in review, for its author', { state: 'in-review', can: can({ approve: no('role') }) }, 'review'],
    [
      'in review, and edited since by its author',
      { state: 'in-review', open: open({ editedSince: true }), can: can({ submit: yes }) },
      'submit',
    ],
    [
      'changes requested, nothing done yet',
      { state: 'changes-requested', open: open({ state: 'changes-requested' }) },
      null,
    ],
    [
      'changes requested, and saved since',
      { state: 'changes-requested', open: open({ state: 'changes-requested', editedSince: true }) },
      'submit',
    ],
    ['live, for a reviewer', { can: can({ verify: yes }) }, 'verify'],
    ['live, for an editor', { can: can({ verify: no('role') }) }, null],
    ['a withdrawal to confirm', { can: can({ verify: yes, 'confirm-withdrawal': yes }) }, 'review'],
    ['a second review to do', { can: can({ verify: yes, 'second-review': yes }) }, 'review'],
    ['withdrawn', { state: 'withdrawn', can: can({ submit: yes }) }, null],
    [
      'approved and due',
      { state: 'approved', open: open({ state: 'approved' }), can: can({ submit: yes }) },
      null,
    ],
  ])('%s', (_name, parts, action) => {
    expect(nextAction(standing(parts))?.action ?? null).toBe(action)
  })
})

it('leaves out of the menu what cannot be now, and keeps what only this person may not', () => {
  const seen = standing({
    can: can({
      submit: no('state'),
      verify: no('role'),
      'ask-withdrawal': yes,
      'safety-withdrawal': no('content'),
    }),
  })
  expect(menuActions(seen, null)).toEqual(['verify', 'ask-withdrawal', 'safety-withdrawal'])
  expect(menuActions(seen, { action: 'verify', loud: true })).toEqual(['ask-withdrawal', 'safety-withdrawal'])
})

it.each<[string, Partial<WorkflowStatus>, boolean]>([
  ['nothing', {}, false],
  ['approved', { open: open({ state: 'approved' }) }, true],
  [
    'approved for a day to come',
    { open: open({ state: 'approved', goesLiveOn: legalDate('2026-12-24') }) },
    false,
  ],
  [
    'approved, and waiting for others',
    { open: open({ state: 'approved', together: 'a law change', othersReady: false }) },
    false,
  ],
  ['approved as the last of several', { open: open({ state: 'approved', together: 'a law change' }) }, true],
  ['approved for today', { open: open({ state: 'approved', goesLiveOn: legalDate('2026-11-21') }) }, true],
  ['a withdrawal that was asked for', { withdrawal: { state: 'asked' } as never }, false],
  ['a withdrawal that was confirmed', { withdrawal: { state: 'confirmed' } as never }, true],
  ['published', { publishing: { state: 'done' } as never }, false],
  ['publishing that failed', { publishing: { state: 'failed' } as never }, true],
])('is on its way to readers: %s', (_name, parts, underWay) => {
  expect(isUnderWay(standing(parts))).toBe(underWay)
})
