import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import { copyMark, warningsOf } from '#domain/publish/copies.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { change, contact, snapshotOf, withEntry, world } from '../../fixtures/snapshot.ts'

const POLICE = 'testland/channel/police'

/** Testland, whose police has the number 0300 111 2222 today. */
const guide = guidesOf(
  snapshotOf(
    withEntry<'channel'>(world(), POLICE, (one) => ({
      ...one,
      content: { ...one.content, contacts: [contact({ value: '+443001112222', printed: '0300 111 2222' })] },
    })),
  ),
).find(({ place }) => place.key === 'testland')
if (!guide) throw new Error('Testland has no guide.')
/** Of copies made before these changes, and of all copies. */
const since = (changes: readonly Change[]) => warningsOf(guide, changes).since(changes.length)
const ofAll = (changes: readonly Change[]) => warningsOf(guide, changes).ofAll()

const dialled = (
  seq: number,
  before: string | null,
  after: string | null,
  over: Partial<Change> = {},
): Change =>
  change(seq, {
    entry: POLICE,
    entryKind: 'channel',
    title: 'Police',
    fields: [{ field: 'contacts', label: 'Contacts', before, after }],
    ...over,
  })

const told = (warnings: ReturnType<typeof since>) =>
  warnings.map(({ change: { seq, kind, entry }, numbers }) => [seq, kind, entry, ...numbers])

describe('what a copy contains', () => {
  it('is named after its newest change', () => {
    expect([copyMark(change(12)), copyMark(null), copyMark(undefined)]).toEqual(['v-12', 'v-0', 'v-0'])
  })
})

describe('a copy made before some changes', () => {
  it('is safe where nothing but plain changes came since', () => {
    expect(since([])).toEqual([])
    expect(since([change(3), change(2, { kind: 'typo' }), change(1, { kind: 'new' })])).toEqual([])
  })

  it.each<Change['kind']>(['withdrawn', 'correction', 'urgent'])('is warned of one that is %s', (kind) => {
    expect(told(since([change(2), change(1, { entry: POLICE, kind })]))).toEqual([[1, kind, POLICE]])
  })

  it('is warned of the numbers on it that the guide no longer gives', () => {
    expect(told(since([dialled(1, 'Police, 0300 555 1234, 24/7', 'Police, 0300 111 2222, 24/7')]))).toEqual([
      [1, 'change', POLICE, '0300 555 1234'],
    ])
  })

  it('is not warned of a number that another entry gives, or that came and went since', () => {
    expect(since([dialled(1, '0300 111 2222\n0300-111-2222', '0300 999 8888')])).toEqual([])
    const cameAndWent = [
      dialled(2, '0300 777 7777', '0300 111 2222'),
      dialled(1, '0300 111 2222', '0300 777 7777'),
    ]
    expect(since(cameAndWent)).toEqual([])
  })

  it('takes no hours, years or sections for a number', () => {
    expect(since([dialled(1, 'Police, 24/7, 9:30, room12345, www.example.org/2015/3000', null)])).toEqual([])
  })

  it('is warned once of each entry, newest first', () => {
    const changes = [
      change(4, { kind: 'correction' }),
      dialled(3, '0300 555 9999', '0300 111 2222', { kind: 'urgent' }),
      change(2, { kind: 'urgent', fields: [{ field: 'title', label: 'Title', before: 'A', after: 'B' }] }),
      dialled(1, '0300 555 1234', '0300 555 9999'),
    ]
    expect(told(since(changes))).toEqual([
      [4, 'urgent', 'testland/offence/stalking'],
      [3, 'urgent', POLICE, '0300 555 1234'],
    ])
  })

  it('is not warned of an entry that it does not have', () => {
    expect(since([change(2, { kind: 'correction' }), change(1, { kind: 'new' })])).toEqual([])
  })
})

describe('a copy of whatever age', () => {
  it('is warned of every number that the guide gave once, and of what was corrected or withdrawn last', () => {
    const changes = [
      dialled(5, '0300 555 9999', '0300 111 2222'),
      change(4),
      dialled(3, '0300 555 1234', '0300 555 9999'),
      change(2, { kind: 'correction' }),
      dialled(1, null, '0300 555 1234', { kind: 'new' }),
    ]
    expect(told(ofAll(changes))).toEqual([
      [5, 'change', POLICE, '0300 555 9999', '0300 555 1234'],
      [2, 'correction', 'testland/offence/stalking'],
    ])
    expect(ofAll([])).toEqual([])
  })
})
