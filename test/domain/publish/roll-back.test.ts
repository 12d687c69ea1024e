import { describe, expect, it } from 'vitest'
import { sha256 } from '#domain/hash.ts'
import { holdOf, holdWords, type HoldEvent } from '#domain/desk/hold.ts'
import { legalDate } from '#domain/dates.ts'
import type { Change } from '#domain/publish/changes.ts'
import { carriedOver, revivedBy, revivedWords } from '#domain/publish/roll-back.ts'

const ENTRY = 'testland/offence/stalking'

const change = (seq: number, more: Partial<Change> = {}): Change => ({
  seq,
  entry: ENTRY,
  entryKind: 'offence',
  jurisdiction: 'testland',
  title: 'Stalking',
  kind: 'change',
  note: 'Note.',
  noteCorrectedAt: null,
  at: '2026-11-20T10:00:00.000Z',
  effectiveOn: null,
  edition: sha256(String(seq)),
  replaced: null,
  corrects: null,
  fields: [],
  ...more,
})

const form = { entry: ENTRY, hash: sha256('1'), since: legalDate('2026-11-01'), verifiedOn: null, kept: 'x' }

/** What a release that told change 1 would bring back. */
const revived = (changes: Change[], more: Partial<Parameters<typeof revivedBy>[0]> = {}) =>
  revivedBy({
    before: { entries: [form], changes: [[1, sha256('1'), 'x']], problems: [] },
    changes,
    safe: new Set(),
    structure: [],
    noteBefore: new Map(),
    ...more,
  })

describe('what an earlier release would bring back', () => {
  it('is nothing where only ordinary changes and new entries came since', () => {
    expect(revived([change(1), change(2), change(3, { kind: 'typo' })])).toEqual([])
    expect(revived([change(2, { entry: 'testland/ladder', kind: 'correction' })])).toEqual([])
  })

  it.each([
    ['withdrawn', { kind: 'withdrawn', edition: null }],
    ['correction', { kind: 'correction' }],
    ['urgent', { kind: 'urgent' }],
    ['number', { fields: [{ field: 'contacts', label: 'Contacts', before: '101', after: '111' }] }],
    [
      'number',
      {
        fields: [
          {
            field: 'steps.report',
            label: 'Report',
            before: 'Call 101',
            after: 'Call 111',
            details: [{ part: 'contacts', before: '101', after: '111' }],
          },
        ],
      },
    ],
  ] satisfies [string, Partial<Change>][])('is an entry that has “%s” since', (why, more) => {
    const found = revived([change(1), change(2, more), change(3)])
    expect(found).toEqual([{ entry: ENTRY, title: 'Stalking', why: [why] }])
    expect(carriedOver(found)).toEqual([ENTRY])
  })

  it('is what one reviewer made safe, and pages that cannot be compared', () => {
    expect(revived([change(2)], { safe: new Set([sha256('2')]) })).toMatchObject([{ why: ['safety'] }])
    expect(revived([], { structure: ['global/site'] })).toMatchObject([
      { entry: 'global/site', why: ['safety'] },
    ])
    const problems = [{ about: 'testland/ladder', problem: 'Lost.', readers: 'pages' as const }]
    expect(
      revived([], { before: { entries: [], changes: [], problems } }).map((each) => revivedWords(each)),
    ).toEqual(['testland/ladder had pages in that release that cannot be compared'])
  })

  it('is a corrected note, without the words of its entry', () => {
    const corrected = change(1, { noteCorrectedAt: '2026-11-22T00:00:00.000Z' })
    const found = revived([corrected])
    expect(found.map(revivedWords)).toEqual([
      'Stalking (testland/offence/stalking) had the note of a change corrected since',
    ])
    expect(carriedOver(found)).toEqual([])
    expect(revived([corrected], { noteBefore: new Map([[1, corrected.noteCorrectedAt]]) })).toEqual([])
  })

  it('is not named because only the wording beside a number changed', () => {
    const fields = [
      {
        field: 'emergency',
        label: 'Emergency numbers',
        before: '999: say where you are',
        after: '999: say your address',
        details: [{ part: 'say', before: 'say where you are', after: 'say your address' }],
      },
    ]
    expect(revived([change(2, { fields })])).toEqual([])
  })
})

describe('the hold', () => {
  const event = (action: HoldEvent['action']): HoldEvent => ({
    entry: 'publishing',
    n: 3,
    at: '2026-11-29T08:00:00.000Z',
    actor: { id: 'user:1', name: 'Ada' },
    action,
    revision: 0,
    edition: null,
    details: { release: '000012-abc', sequence: 12, reason: 'A broken page.' },
    previous: null,
    hash: sha256('x'),
  })

  it('is what the last event says', () => {
    expect(holdOf(null)).toBeNull()
    expect(holdOf(event('resume'))).toBeNull()
    const hold = holdOf(event('roll-back'))
    expect(hold).toMatchObject({ n: 3, release: '000012-abc', sequence: 12 })
    expect(hold && holdWords(hold)).toBe(
      'Publishing is held: Ada rolled back to release 12 on 2026-11-29 at 08:00 UTC. Reason: A broken page.',
    )
  })
})
