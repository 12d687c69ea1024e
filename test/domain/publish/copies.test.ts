import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import { copyMark, warningsOf } from '#domain/publish/copies.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { change, citation, contact, snapshotOf, withEntry, world } from '../../fixtures/snapshot.ts'

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

  describe('with a number of a step of the ladder', () => {
    const step = (before: string, after: string, parts: boolean): Change =>
      change(1, {
        entry: 'testland/ladder',
        entryKind: 'ladder',
        fields: [
          {
            field: 'steps.ask-again',
            label: 'Ask again',
            before: `Ask again under the Act of 2003\n${before}`,
            after: `Ask again under the Act of 2003\n${after}`,
            ...(parts && { details: [{ part: 'contacts', before, after }] }),
          },
        ],
      })

    it.each([true, false])('is warned when it is gone, and the change tells its parts: %s', (parts) => {
      const changes = [step('0300 555 2222', '0300 111 2222', parts)]
      const warning = [[1, 'change', 'testland/ladder', '0300 555 2222']]
      expect(told(since(changes))).toEqual(warning)
      expect(told(ofAll(changes))).toEqual(warning)
    })

    it('is not warned of the years in other words of the step', () => {
      const changes = [step('0300 111 2222', '0300 111 2222', false)]
      expect([since(changes), ofAll(changes)]).toEqual([[], []])
      const text = { part: 'text', before: 'Under the Act of 1861', after: 'Under the Act of 2003' }
      const reworded = change(1, {
        fields: [{ field: 'steps.a', label: 'A', ...text, details: [text] }],
      })
      expect(since([reworded])).toEqual([])
    })
  })

  it('is warned of a number whose digits the guide has in other words only', () => {
    const quoting = guidesOf(
      snapshotOf(
        withEntry<'channel'>(world(), POLICE, (one) => ({
          ...one,
          content: { ...one.content, does: 'Acts under section 105' },
          citations: [citation('police', ['does'], { pinpoint: 's. 105' })],
        })),
      ),
    ).find(({ place }) => place.key === 'testland')
    if (!quoting) throw new Error('Testland has no guide.')
    expect(told(warningsOf(quoting, [dialled(1, '105', '101')]).since(1))).toEqual([
      [1, 'change', POLICE, '105'],
    ])
  })

  it.each(['+44 300 111 2222', '+44 (0)300 111 2222', '+443001112222', '0300 1112222'])(
    'is not warned of a number that is now printed in another form: %s',
    (before) => {
      expect(since([dialled(1, before, '0300 111 2222')])).toEqual([])
    },
  )

  it('is not warned where a number has been given its country code, and is where it is another', () => {
    const abroad = (before: string) => since([dialled(1, before, '+44 20 7946 0000')])
    // The route to Farland gives +44 20 7946 0000.
    expect(abroad('020 7946 0000')).toEqual([])
    for (const other of ['+49 300 111 2222', '7946 0000', '020 7946 0001'])
      expect(told(abroad(other))).toEqual([[1, 'change', POLICE, other]])
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
