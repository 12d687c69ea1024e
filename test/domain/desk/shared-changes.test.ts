import { describe, expect, it } from 'vitest'
import type { Actor } from '#domain/desk/actors.ts'
import { sealEvent } from '#domain/desk/events.ts'
import { printsOf, sharedAuthorsOf, sharedChanges, sharedChangesOf } from '#domain/desk/shared-changes.ts'
import {
  editsBetween,
  fieldName,
  fieldWords,
  type FieldEdit,
  type RecordName,
  type SharedEvent,
} from '#domain/desk/shared-edits.ts'
import { entry } from '../../fixtures/snapshot.ts'
import { ADA, BEN, CLEO, STATES } from './story.ts'

const SOURCE = 'sources/1' as RecordName
const [cited] = entry('offence').citations
if (!cited) throw new Error('The offence of the fixtures cites nothing.')
const { key, title } = cited.source

/** The offence with its source under another title. */
const titled = (words: string, under = key) =>
  entry('offence', {
    citations: [{ ...cited, source: { ...cited.source, title: words, key: under } }],
    content: { officialSource: null },
  })

const edits = (...steps: [Actor, FieldEdit[]][]): SharedEvent[] =>
  steps.map(([actor, changed], index) =>
    sealEvent({
      entry: SOURCE,
      n: index + 1,
      at: `2026-11-2${index}T10:00:00.000Z`,
      actor: { id: actor.id, name: actor.name },
      action: index === 0 ? 'create' : 'save',
      revision: 0,
      edition: null,
      details: { name: 'The source', changed },
      previous: null,
    }),
  )
const to = (after: string, before: string | null = title): FieldEdit[] => [{ field: 'title', before, after }]
const printing = (words: string, n: number, under = key) => ({
  entry: titled(words, under),
  prints: [{ record: SOURCE, key: under, n }],
})
const told = (...asked: Parameters<typeof sharedChanges>) =>
  sharedChanges(...asked).map(({ field, was, is, by }) => [field, was, is, by.map(({ name }) => name)])
const chains = (events: SharedEvent[]) => new Map([[SOURCE, events]])

describe('what an edition prints of shared records otherwise', () => {
  const chain = edits(
    [ADA, to(title, null)],
    [BEN, to('Mine')],
    [CLEO, to(title, 'Mine')],
    [BEN, to('Again')],
  )

  it('is told by field, with everybody who changed it since', () => {
    expect(told(printing('Mine', 2), printing(title, 1), chains(chain))).toEqual([
      ['title', title, 'Mine', ['Ben']],
    ])
    expect(told(printing('Again', 4), printing(title, 1), chains(chain))).toEqual([
      ['title', title, 'Again', ['Ben', 'Cleo', 'Ben']],
    ])
    expect(told(printing('Again', 4), printing(title, 3), chains(chain))).toEqual([
      ['title', title, 'Again', ['Ben']],
    ])
  })

  it('is nothing where it was put back, or changed after the edition was frozen', () => {
    expect(told(printing(title, 3), printing(title, 1), chains(chain))).toEqual([])
    expect(told(printing(title, 1), printing(title, 1), chains(chain))).toEqual([])
  })

  it('is all of a record that was not printed before, unless readers see it elsewhere', () => {
    expect(told(printing('Mine', 2), null, chains(chain))).toEqual([[null, null, null, ['Ada', 'Ben']]])
    const seen = new Map([[SOURCE, [new Map([['title', 'Mine']])]]])
    expect(told(printing('Mine', 2), null, chains(chain), seen)).toEqual([])
  })

  it('is found where the record had another key', () => {
    const moved = edits(
      [ADA, to(title, null)],
      [BEN, [{ field: 'key', before: key, after: 'else.example.org' }, ...to('Mine')]],
    )
    // Noted, and worked out for an edition that noted nothing.
    for (const prints of [printing(title, 1).prints, []])
      expect(
        told(printing('Mine', 2, 'else.example.org'), { entry: titled(title), prints }, chains(moved)).at(-1),
      ).toEqual(['title', title, 'Mine', prints.length > 0 ? ['Ben'] : ['Ada', 'Ben']])
  })

  it('is told without a name where nobody recorded it', () =>
    expect(told(printing('Mine', 0), printing(title, 0), new Map())).toEqual([['title', title, 'Mine', []]]))

  it('is nothing of an edition that was frozen before it was noted', () => {
    const { events, head } = STATES['in review']()
    const hash = head.open?.hash ?? ''
    expect([
      printsOf(hash, events),
      sharedChangesOf(hash, events),
      [...sharedAuthorsOf(hash, events)],
    ]).toEqual([[], [], []])
  })
})

describe('a field of a shared record', () => {
  it('is compared as it is stored, and told in words', () => {
    expect(editsBetween(new Map([['year', 2001]]), new Map([['year', 2002]]))).toEqual([
      { field: 'year', before: 2001, after: 2002 },
    ])
    expect(fieldName('contacts.call-101.value')).toBe('contact “call-101”, number or address')
    expect(fieldName('title')).toBe('title')
    expect(fieldWords('contacts.line.kind', 'relay')).toBe('Text relay')
    expect(fieldWords('precision', 'host')).toBe('Only the site is known')
  })
})
