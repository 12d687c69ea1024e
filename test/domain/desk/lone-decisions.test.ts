import { expect, it } from 'vitest'
import { PUBLISHER } from '#domain/desk/actors.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import { BEN, CLEO, STATES } from './story.ts'

const between = (events: Parameters<typeof loneDecisionsOf>[0]) =>
  loneDecisionsOf(events).map(({ action, by, before, after }) => [action, by, before, after])

it('are between the edition that readers saw and the one that was approved alone', () => {
  const story = STATES['second review due']()
  expect(between(story.events)).toEqual([['safety-fix', 'Ada', 1, 2]])
  expect(loneDecisionsOf(story.events)[0]).toMatchObject({
    reason: 'A reason.',
    changeNote: 'Note of edition 2.',
    n: story.events.find(({ action }) => action === 'safety-fix')?.n,
  })
})

it('add up until somebody has looked at all of them, ordinary editions between them or not', () => {
  const story = STATES['second review due']().act(CLEO, 'save').publish(CLEO, BEN)
  story.act(CLEO, 'safety-withdrawal').act(PUBLISHER, 'withdraw')
  expect(between(story.events)).toEqual([
    ['safety-fix', 'Ada', 1, 2],
    ['safety-withdrawal', 'Cleo', 3, null],
  ])
  expect(loneDecisionsOf(story.act(BEN, 'second-review').events)).toEqual([])
})
