import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import type { ChangeKind } from '#domain/content/editions.ts'
import { netChanges, netChangeOf } from '#domain/publish/net-change.ts'
import { change } from '../../fixtures/snapshot.ts'

type Sides = [field: string, before: string | null, after: string | null]

const fields = (...all: Sides[]): Change['fields'] =>
  all.map(([field, before, after]) => ({ field, label: `Label of ${field}`, before, after }))

/** What happened to one entry, one change after the other. */
const story = (...steps: (Partial<Change> & { said?: Sides[] })[]): Change[] =>
  steps.map(({ said, ...over }, index) =>
    change(index + 1, { ...(said ? { fields: fields(...said) } : {}), ...over }),
  )

const told = (changes: Change[]): Sides[] =>
  netChangeOf(changes)?.fields.map(({ field, before, after }) => [field, before, after]) ?? []

describe('all changes of one entry as one', () => {
  it('go from before the first to after the last', () => {
    const changes = story(
      {
        said: [['penalty', '4', '5']],
        effectiveOn: '2026-10-01' as Change['effectiveOn'],
        title: 'Old title',
      },
      { said: [['penalty', '5', '6']], effectiveOn: '2026-11-01' as Change['effectiveOn'] },
      { said: [['penalty', '6', '7']], at: '2026-10-20T00:00:00.000Z' },
    )
    expect(netChangeOf(changes)).toEqual({
      ...changes[2],
      title: 'Stalking',
      note: 'Note of change 1\nNote of change 2\nNote of change 3',
      effectiveOn: '2026-11-01',
      fields: fields(['penalty', '4', '7']),
      seqs: [1, 2, 3],
      notes: ['Note of change 1', 'Note of change 2', 'Note of change 3'],
      corrected: [],
    })
  })

  it.each<[string, Sides[][], Sides[]]>([
    [
      'a field that ends as it began',
      [
        [
          ['a', '1', '2'],
          ['b', '1', '2'],
        ],
        [['a', '2', '1']],
      ],
      [['b', '1', '2']],
    ],
    ['everything changed back', [[['a', '1', '2']], [['a', '2', '1']]], []],
    [
      'a field that came and went',
      [
        [
          ['a', null, '2'],
          ['b', '1', '2'],
        ],
        [['a', '2', null]],
      ],
      [['b', '1', '2']],
    ],
    ['a field that went and came', [[['a', '1', null]], [['a', null, '3']]], [['a', '1', '3']]],
    [
      'fields of several changes, in printed order',
      [
        [
          ['b', '1', '2'],
          ['d', '1', '2'],
        ],
        [
          ['a', '1', '2'],
          ['b', '2', '3'],
          ['c', '1', '2'],
        ],
        [['e', '1', '2']],
      ],
      [
        ['e', '1', '2'],
        ['a', '1', '2'],
        ['b', '1', '3'],
        ['c', '1', '2'],
        ['d', '1', '2'],
      ],
    ],
  ])('fold %s', (_name, steps, expected) => {
    expect(told(story(...steps.map((said) => ({ said })))).toSorted()).toEqual(expected.toSorted())
  })

  it('keep the printed order of what stands together', () => {
    const changes = story(
      {
        said: [
          ['b', '1', '2'],
          ['d', '1', '2'],
        ],
      },
      {
        said: [
          ['b', '2', '3'],
          ['c', '1', '2'],
          ['d', '2', '3'],
        ],
      },
    )
    expect(told(changes).map(([field]) => field)).toEqual(['b', 'c', 'd'])
  })

  it.each<[ChangeKind[], ChangeKind | 'nothing']>([
    [['typo'], 'typo'],
    [['typo', 'typo'], 'typo'],
    [['typo', 'change'], 'change'],
    [['change', 'typo'], 'change'],
    [['change', 'urgent', 'typo'], 'urgent'],
    [['correction', 'change'], 'correction'],
    [['urgent', 'correction'], 'urgent'],
    [['new'], 'new'],
    [['new', 'change'], 'new'],
    [['new', 'urgent', 'typo'], 'new'],
    [['withdrawn'], 'withdrawn'],
    [['change', 'withdrawn'], 'withdrawn'],
    [['urgent', 'withdrawn'], 'withdrawn'],
    [['new', 'withdrawn'], 'nothing'],
    [['new', 'change', 'withdrawn'], 'nothing'],
    [['withdrawn', 'new'], 'change'],
    [['withdrawn', 'new', 'typo'], 'change'],
    [['withdrawn', 'new', 'withdrawn'], 'withdrawn'],
    [['new', 'withdrawn', 'new'], 'new'],
  ])('of the kinds %j are of the kind %s', (kinds, expected) => {
    const changes = story(
      ...kinds.map((kind, index) => ({
        kind,
        said: [
          ['penalty', kind === 'new' ? null : String(index), kind === 'withdrawn' ? null : String(index + 1)],
        ] as Sides[],
      })),
    )
    expect(netChangeOf(changes)?.kind ?? 'nothing').toBe(expected)
  })

  it('are a change where a correction is told with what it corrects, and a correction where it is not', () => {
    const wrong = change(3)
    const right = change(4, { kind: 'correction', corrects: 3, fields: fields(['penalty', '5', '6']) })
    expect(netChangeOf([wrong, right])).toMatchObject({ kind: 'change', corrected: [], corrects: null })
    expect(netChangeOf([right])).toMatchObject({ kind: 'correction', corrected: [3], corrects: 3 })
    const again = change(6, { kind: 'correction', corrects: 2, fields: fields(['covers', 'a', 'b']) })
    expect(netChangeOf([right, again])).toMatchObject({ kind: 'correction', corrected: [2, 3], corrects: 3 })
  })

  it('say what each said of itself, without what is said of the wording alone', () => {
    const notes = (...steps: [ChangeKind, string | null][]): string[] | undefined =>
      netChangeOf(
        story(
          ...steps.map(([kind, note], index) => ({
            kind,
            note,
            said: [['penalty', String(index), String(index + 1)]] as Sides[],
          })),
        ),
      )?.notes
    expect(notes(['change', 'One.'], ['typo', 'Comma.'], ['change', 'Two.'])).toEqual(['One.', 'Two.'])
    expect(notes(['change', 'Same.'], ['change', 'Same.'], ['change', null])).toEqual(['Same.'])
    expect(notes(['typo', 'Comma.'], ['typo', ' '])).toEqual(['Comma.'])
    expect(notes(['new', null])).toEqual([])
  })

  it('are told where only what stands behind the words differs', () => {
    expect(netChangeOf(story({ said: [] }, { said: [] }))).toMatchObject({ kind: 'change', seqs: [1, 2] })
  })

  it('are a correction where something wrong was put right: pages and prints had said it meanwhile', () => {
    const wrong = change(1, { fields: fields(['penalty', '2 years', '20 years']) })
    const right = {
      kind: 'correction',
      corrects: 1,
      fields: fields(['penalty', '20 years', '2 years']),
    } as const
    expect(netChangeOf([wrong, change(2, right)])).toMatchObject({
      kind: 'correction',
      fields: [],
      seqs: [1, 2],
    })
    expect(netChangeOf([wrong, change(2, { ...right, kind: 'change', corrects: null })])).toBe(null)
  })

  it('are nothing where there are none', () => {
    expect(netChangeOf([])).toBe(null)
    expect(netChanges([])).toEqual([])
  })
})

describe('changes of several entries', () => {
  it('are folded by entry, in the order in which these first changed', () => {
    const of = (seq: number, entry: string, before: string, after: string): Change =>
      change(seq, { entry, fields: fields(['penalty', before, after]) })
    const folds = netChanges([
      of(1, 'b', '1', '2'),
      of(2, 'a', '1', '2'),
      of(3, 'c', '1', '2'),
      of(4, 'b', '2', '3'),
      of(5, 'c', '2', '1'),
    ])
    expect(folds.map(({ entry, seqs }) => [entry, seqs])).toEqual([
      ['b', [1, 4]],
      ['a', [2]],
    ])
  })
})
