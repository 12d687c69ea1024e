import { expect, it } from 'vitest'
import { PUBLISHER } from '#domain/desk/actors.ts'
import { loneDecisionsOf, putsNoteBack } from '#domain/desk/lone-decisions.ts'
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

it('are corrections of notes, with what they said and say', () => {
  const story = STATES.live().act(BEN, 'correct-note')
  expect(between(story.events)).toEqual([['correct-note', 'Ben', 1, 1]])
  expect(loneDecisionsOf(story.events)[0]).toMatchObject({
    note: { seq: 41, was: 'As it was.', is: 'As it is.' },
    reason: '',
    changeNote: null,
  })
  expect(loneDecisionsOf(story.act(CLEO, 'second-review').events)).toEqual([])
})

it('are not corrections from before a second review of them was due', () => {
  expect(loneDecisionsOf(STATES.live().correctAsBefore(BEN).events)).toEqual([])
})

it('are put back by whoever gives a note the words that it had, but for who took them away', () => {
  const events = STATES.live().act(BEN, 'correct-note').events
  expect(putsNoteBack(events, CLEO.id, { seq: 41, after: 'As it was.' })).toBe(true)
  expect(putsNoteBack(events, BEN.id, { seq: 41, after: 'As it was.' })).toBe(false)
  expect(putsNoteBack(events, CLEO.id, { seq: 41, after: 'Else.' })).toBe(false)
  expect(putsNoteBack(events, CLEO.id, { seq: 40, after: 'As it was.' })).toBe(false)
  expect(putsNoteBack([], CLEO.id, { seq: 41, after: 'As it was.' })).toBe(false)
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
