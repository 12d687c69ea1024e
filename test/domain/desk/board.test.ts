import { describe, expect, it } from 'vitest'
import { ago, isBoardList } from '#domain/desk/board.ts'
import { groupUses, impactTotals, totalsInWords } from '#domain/desk/impact.ts'

const now = new Date('2026-11-21T10:00:00Z')

describe('how long ago', () => {
  it.each([
    ['2026-11-21T10:00:30Z', 'just now'],
    ['2026-11-21T09:59:00Z', '1 minute ago'],
    ['2026-11-21T09:15:00Z', '45 minutes ago'],
    ['2026-11-21T12:00:00Z', 'in 2 hours'],
    ['2026-11-20T10:00:00Z', '24 hours ago'],
    ['2026-11-18T10:00:00Z', '3 days ago'],
    ['2026-11-24T10:00:00Z', 'in 3 days'],
  ])('%s: %s', (instant, words) => {
    expect(ago(instant, now)).toBe(words)
  })
})

it('knows its lists by name', () => {
  expect(['overdue', 'toString', '', 7, undefined].map(isBoardList)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

describe('what an instrument carries', () => {
  it.each([
    [[{ pages: [], documents: [] }], '1 entry, not on a published page yet'],
    [
      [
        { pages: ['/guides/a/', '/guides/b/to/a/'], documents: ['/guides/a/a.a4.pdf'] },
        { pages: ['/guides/a/'], documents: ['/guides/a/a.a4.pdf', '/guides/a/a.letter.pdf'] },
      ],
      '2 entries in 2 guides, 2 pages, 2 PDFs',
    ],
    [[{ pages: ['/essentials/x/'], documents: [] }], '1 entry outside the guides, 1 page, 0 PDFs'],
  ])('counts each page, PDF and guide once: %#', (entries, words) => {
    expect(totalsInWords(impactTotals(entries))).toBe(words)
  })

  it('names provisions together that do the same for the same claims', () => {
    const use = {
      relation: 'creates',
      standing: 'in-force',
      claimLabels: ['Section'],
      onlyLive: false,
      reach: 'met',
    } as const
    const uses = [
      { ...use, claimLabels: [...use.claimLabels], provision: 's. 1' },
      { ...use, claimLabels: [], provision: null },
      { ...use, claimLabels: [...use.claimLabels], provision: 's. 2' },
    ]
    expect(groupUses(uses).map(({ provisions, claimLabels }) => [provisions, claimLabels])).toEqual([
      [['s. 1', 's. 2'], ['Section']],
      [['The whole of it'], []],
    ])
  })
})
