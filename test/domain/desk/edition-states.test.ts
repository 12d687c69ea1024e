import { describe, expect, it } from 'vitest'
import { PUBLISHER } from '#domain/desk/actors.ts'
import { editionStates } from '#domain/desk/edition-states.ts'
import { EDITION_STATES, type EditionState } from '#domain/desk/workflow-status.ts'
import { ADA, BEN, CLEO, STATES, type Story } from './story.ts'

/** The state of each edition, in the order in which they were made. */
const states = (story: Story): (EditionState | undefined)[] => {
  const found = editionStates(story.events)
  expect([...found.keys()].sort()).toEqual([...story.editions.keys()].sort())
  return [...story.editions.keys()].map((hash) => found.get(hash))
}

const approvedNext = () => STATES['live, open in review']().act(BEN, 'approve')

describe('the editions of an entry', () => {
  it.each<[string, () => Story, EditionState[]]>([
    ['nothing', STATES.unknown, []],
    ['a draft', STATES.draft, []],
    ['submitted', STATES['in review'], ['in-review']],
    ['edited since', () => STATES['in review']().act(ADA, 'save'), ['in-review']],
    ['sent back', STATES['changes requested'], ['changes-requested']],
    ['submitted again', () => STATES['changes requested']().submit(ADA), ['replaced', 'in-review']],
    [
      'submitted three times',
      () => STATES['in review']().submit(ADA).submit(ADA),
      ['replaced', 'replaced', 'in-review'],
    ],
    ['approved', STATES.approved, ['approved']],
    ['approved, then replaced', () => STATES.approved().submit(ADA), ['replaced', 'in-review']],
    ['approved, then sent back', () => STATES.approved().act(CLEO, 'request-changes'), ['changes-requested']],
    ['live', STATES.live, ['live']],
    ['live, and the next approved', approvedNext, ['live', 'approved']],
    ['live anew', () => approvedNext().act(PUBLISHER, 'go-live'), ['superseded', 'live']],
    ['asked to withdraw', STATES['withdrawal asked'], ['live']],
    ['confirmed to withdraw', STATES['withdrawal confirmed'], ['live']],
    ['withdrawn', STATES.withdrawn, ['withdrawn']],
    [
      'withdrawn with one in review',
      () =>
        STATES['live, open in review']()
          .act(ADA, 'ask-withdrawal')
          .act(BEN, 'confirm-withdrawal')
          .act(PUBLISHER, 'withdraw'),
      ['withdrawn', 'changes-requested'],
    ],
    ['live again after that', () => STATES.withdrawn().act(ADA, 'save').publish(), ['withdrawn', 'live']],
    [
      'verified, flagged and noted',
      () => STATES.live().act(BEN, 'verify').act(BEN, 'flag').act(BEN, 'correct-note'),
      ['live'],
    ],
    ['decided alone', STATES['safety fix waiting'], ['live', 'approved']],
    ['decided alone, and live', STATES['second review due'], ['superseded', 'live']],
    [
      'decided alone while another is approved',
      () => approvedNext().act(ADA, 'save').act(CLEO, 'safety-fix'),
      ['live', 'approved', 'approved'],
    ],
    [
      'decided alone, live, and the other sent back',
      () => approvedNext().act(ADA, 'save').act(CLEO, 'safety-fix').act(PUBLISHER, 'go-live'),
      ['superseded', 'changes-requested', 'live'],
    ],
    [
      'decided alone, live, and the other submitted again',
      () =>
        approvedNext()
          .act(ADA, 'save')
          .act(CLEO, 'safety-fix')
          .act(PUBLISHER, 'go-live')
          .act(ADA, 'save')
          .submit(ADA),
      ['superseded', 'replaced', 'live', 'in-review'],
    ],
  ])('%s', (_name, tell, expected) => {
    expect(states(tell())).toEqual(expected)
    for (const state of expected) expect(EDITION_STATES).toHaveProperty([state])
  })

  it('stay approved where one alone approved the open one, and what is live is withdrawn before it goes live', () => {
    const story = STATES['live, open in review']().act(ADA, 'ask-withdrawal').act(BEN, 'confirm-withdrawal')
    story.act(CLEO, story.fixOfOpen()).act(PUBLISHER, 'withdraw')
    expect(states(story)).toEqual(['withdrawn', 'approved'])
    expect(states(story.act(PUBLISHER, 'go-live'))).toEqual(['withdrawn', 'live'])
  })

  it('agree with the head, whatever happened', () => {
    for (const tell of Object.values(STATES)) {
      const { head, events } = tell()
      const found = editionStates(events)
      if (head.open) expect(found.get(head.open.hash)).toBe(head.open.state)
      if (head.fix) expect(found.get(head.fix.hash)).toBe('approved')
      if (head.live) expect(found.get(head.live.hash)).toBe('live')
      expect([...found.values()].filter((state) => state === 'live')).toHaveLength(head.live ? 1 : 0)
    }
  })
})
