import { expect, it } from 'vitest'
import type { ImpactEntry, LawChangeDesk } from '#domain/desk/impact.ts'
import { nextFlagged } from '#domain/desk/next-flagged.ts'

const OPEN = { at: '', by: 'Ada', closedAt: null, closedBy: null, how: null, note: null, answers: [], of: 1 }

const flagged = (entry: string, more: Partial<ImpactEntry> = {}): ImpactEntry => ({
  entry,
  kind: 'offence',
  label: `The ${entry}`,
  at: { collection: 'offences', id: entry },
  uses: [],
  reach: 'met',
  claimLabels: [],
  cited: [],
  live: true,
  pages: [],
  documents: [],
  flag: OPEN,
  ...more,
})

const draft = (entry: string) => ({ entry, label: `The ${entry}`, revision: 2 })
const member = (entry: string) => ({ entry, label: '', at: null, state: 'in-review', problem: null }) as const

it.each<[string, Partial<LawChangeDesk>, ReturnType<typeof nextFlagged>]>([
  [
    'the first that is neither open on this screen nor edited',
    { entries: [flagged('a'), flagged('b'), flagged('c')], drafts: [draft('b')] },
    { what: 'entry', label: 'The c', at: { collection: 'offences', id: 'c' } },
  ],
  [
    'to submit them, where each is edited',
    { entries: [flagged('a'), flagged('b')], drafts: [draft('a'), draft('b')] },
    { what: 'submit', n: 2 },
  ],
  [
    'to submit them, past what is submitted, settled, left out, deleted, or only to be checked',
    {
      entries: [
        flagged('a'),
        flagged('b'),
        flagged('c', { flag: { ...OPEN, closedAt: '2026-11-21', how: 'left-out' } }),
        flagged('d', { flag: { ...OPEN, closedAt: '2026-11-21' } }),
        flagged('e', { at: null }),
        flagged('f', { flag: null, reach: 'untold' }),
      ],
      drafts: [draft('a')],
      together: { members: [member('b')], goesLiveOn: null, mayPart: false },
    },
    { what: 'submit', n: 1 },
  ],
  ['nowhere, where nothing is edited and nothing else flagged', { entries: [flagged('a')] }, null],
])('leads from one entry of a law change on to %s', (_name, desk, next) => {
  expect(nextFlagged({ entries: [], drafts: [], together: null, ...desk }, 'a')).toEqual(next)
})
