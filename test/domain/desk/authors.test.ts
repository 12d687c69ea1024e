import { describe, expect, it } from 'vitest'
import { PUBLISHER } from '#domain/desk/actors.ts'
import { authorsOf, partakersOf } from '#domain/desk/authors.ts'
import { submitterOf } from '#domain/desk/submitters.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { ADA, BEN, CLEO, DORA, STATES, Story } from './story.ts'

const names = (ids: Iterable<string>): string[] => [...ids].map((id) => id.replace('user:', '')).sort()

/** Everybody saved once: revisions 1 to 4. */
const SAVED = new Story().act(ADA, 'create').act(BEN, 'save').act(CLEO, 'save').act(DORA, 'save')

describe('the authors of an edition', () => {
  it.each<[number | null, number, string[]]>([
    [null, 4, ['Ada', 'Ben', 'Cleo', 'Dora']],
    [null, 1, ['Ada']],
    [null, 2, ['Ada', 'Ben']],
    [1, 4, ['Ben', 'Cleo', 'Dora']],
    [2, 3, ['Cleo']],
    [3, 4, ['Dora']],
    [4, 4, []],
  ])('where revision %j is live, of the one frozen from %i, are %j', (live, revision, expected) => {
    const authors = authorsOf({ revision }, live === null ? null : { revision: live }, SAVED.events)
    expect(names(authors)).toEqual(expected)
  })

  it('are those who saved, each once, whatever else others did', () => {
    const story = STATES['changes requested']().act(ADA, 'save').submit(BEN).act(CLEO, 'approve')
    story.act(PUBLISHER, 'go-live').act(DORA, 'flag').act(DORA, 'verify').act(DORA, 'ask-withdrawal')
    expect(names(authorsOf({ revision: 9 }, null, story.events))).toEqual(['Ada'])
  })

  it('begin anew where the key of a deleted entry is used again', () => {
    const story = STATES.draft().act(ADA, 'delete').act(BEN, 'create').act(CLEO, 'save')
    expect(names(authorsOf({ revision: 9 }, null, story.events))).toEqual(['Ben', 'Cleo'])
    story.act(CLEO, 'delete').act(DORA, 'create')
    expect(names(authorsOf({ revision: 9 }, null, story.events))).toEqual(['Dora'])
  })

  it('are found among saves alone, where their beginning is not told', () => {
    expect(names(authorsOf({ revision: 9 }, null, SAVED.events.slice(1)))).toEqual(['Ben', 'Cleo', 'Dora'])
  })
})

describe('the submitter of an edition', () => {
  it('is found for each edition, replaced ones too', () => {
    const story = STATES.draft().submit(BEN).submit(CLEO)
    const submitters = [...story.editions.keys()].map((hash) => submitterOf(hash, story.events))
    expect(submitters).toEqual([BEN.id, CLEO.id])
  })

  it('is nobody where one person froze and approved it alone', () => {
    const { head, events } = STATES['safety fix waiting']()
    expect(submitterOf(head.fix?.hash ?? '', events)).toBeNull()
    expect(submitterOf('unknown', events)).toBeNull()
  })
})

describe('who took part in what waits for a second review', () => {
  const took = (story: Story): string[] => names(partakersOf(story.events))

  it('is nobody where nothing was decided alone', () => {
    for (const state of ['unknown', 'draft', 'live', 'withdrawn'] as const)
      expect(took(STATES[state]())).toEqual([])
  })

  it('are those who decided, submitted and saved what was decided on', () => {
    const story = STATES.live().act(BEN, 'save').submit(CLEO)
    expect(took(story.act(DORA, story.fixOfOpen()))).toEqual(['Ben', 'Cleo', 'Dora'])
  })

  it('are not those who only saved after it was frozen', () => {
    const story = STATES.live().act(BEN, 'save').submit(CLEO).act(ADA, 'save')
    expect(took(story.act(DORA, story.fixOfOpen()))).toEqual(['Ben', 'Cleo', 'Dora'])
  })

  it('are those who saved up to the revision, where it was frozen then', () => {
    const story = STATES.live().act(BEN, 'save').submit(CLEO).act(ADA, 'save')
    expect(took(story.act(DORA, 'safety-fix'))).toEqual(['Ada', 'Ben', 'Dora'])
  })

  it('are everybody who ever saved, where nothing was live', () => {
    const story = STATES.withdrawn().act(BEN, 'save').act(CLEO, 'safety-fix')
    expect(took(story)).toEqual(['Ada', 'Ben', 'Cleo'])
  })

  it('are those who corrected a note, since it is looked at a second time', () => {
    expect(took(STATES.live().act(CLEO, 'correct-note'))).toEqual(['Cleo'])
    expect(took(STATES['second review due']().act(CLEO, 'correct-note'))).toEqual(['Ada', 'Cleo'])
    expect(took(STATES.live().correctAsBefore(CLEO))).toEqual([])
  })

  it('stay the same when it goes live, and whatever follows', () => {
    const story = STATES.live().act(BEN, 'save').act(CLEO, 'safety-fix')
    expect(took(story)).toEqual(['Ben', 'Cleo'])
    expect(took(story.act(PUBLISHER, 'go-live'))).toEqual(['Ben', 'Cleo'])
    expect(took(story.act(DORA, 'save').publish(DORA, ADA))).toEqual(['Ben', 'Cleo'])
  })

  it('are those of every decision since the last second review', () => {
    const story = STATES['second review due']()
      .act(BEN, 'save')
      .act(BEN, 'safety-fix')
      .act(PUBLISHER, 'go-live')
    expect(took(story)).toEqual(['Ada', 'Ben'])
    expect(took(story.act(CLEO, 'second-review'))).toEqual([])
    expect(took(story.act(DORA, 'safety-withdrawal'))).toEqual(['Dora'])
  })

  it('are those who asked for a withdrawal, where one decided on it alone', () => {
    expect(took(STATES['withdrawal asked']().act(BEN, 'safety-withdrawal'))).toEqual(['Ada', 'Ben'])
  })

  it('are not those whose request was declined, or carried out before', () => {
    const declined = STATES['withdrawal asked']().act(CLEO, 'decline-withdrawal')
    expect(took(declined.act(BEN, 'safety-withdrawal'))).toEqual(['Ben'])
    const before = STATES.withdrawn().act(CLEO, 'save').publish(CLEO, DORA).act(BEN, 'safety-withdrawal')
    expect(took(before)).toEqual(['Ben'])
  })

  it('is told by events alone: nothing else is asked', () => {
    const events: EditorialEvent[] = structuredClone(STATES['second review due']().events)
    expect(names(partakersOf(events))).toEqual(['Ada'])
  })
})
