import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import { changesOfGuide } from '#domain/publish/changes-of-guide.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { changedOn, shownOn, showsOf, type ShortPrint } from '#domain/publish/short-prints.ts'
import { legalDate } from '#domain/dates.ts'
import { change, DAY, entry, snapshotOf, world } from '../../fixtures/snapshot.ts'

const snapshot = (changes: Change[] = []) => snapshotOf(world({ changes }))
const testland = (changes: Change[] = []) => {
  const from = snapshot(changes)
  const guide = guidesOf(from).find(({ place }) => place.key === 'testland')
  if (!guide) throw new Error('There is no guide.')
  return { guide, changes: changesOfGuide(from, guide) }
}

const dayOf = (instant: string) => legalDate(instant.slice(0, 10))

const field = (id: string) => ({ field: id, label: id, before: 'a', after: 'b' })

const of = (seq: number, day: string, fields: string[], over: Partial<Change> = {}): Change =>
  change(seq, {
    entry: 'testland/offence/stalking',
    jurisdiction: 'testland',
    kind: 'change',
    at: `${day}T09:00:00.000Z`,
    fields: fields.map(field),
    ...over,
  })

const changed = (print: ShortPrint, changes: Change[], today = DAY): string => {
  const { guide, changes: own } = testland(changes)
  return changedOn(print, guide, own, { today, dayOf })
}

describe('a short print', () => {
  it('shows the number, the channels of the record, and offences with words or a time limit', () => {
    const { guide } = testland()
    expect(shownOn('sheet', guide).map(({ key }) => key)).toEqual([
      'testland/profile',
      'testland/channel/police',
      'testland/offence/stalking',
    ])
    expect(shownOn('card', guide).map(({ key }) => key)).toEqual([
      'testland/profile',
      'testland/channel/police',
    ])
  })

  it('may show an entry of which only the kind is known', () => {
    expect(showsOf('sheet', { kind: 'offence' })).toBe(true)
    expect(showsOf('card', { kind: 'offence' })).toBe(false)
    expect(showsOf('sheet', { kind: 'essential' })).toBe(false)
    expect(showsOf('sheet', entry('offence'))).toBe(true)
  })

  it('changed when what it shows did, not when its guide did', () => {
    const changes = [
      of(1, '2026-10-01', ['timeLimit']),
      of(2, '2026-10-02', ['penalty', 'covers']),
      of(3, '2026-10-03', ['contacts'], { entry: 'testland/channel/police', entryKind: 'channel' }),
      of(4, '2026-10-04', ['summary'], {
        entry: 'global/essential/evidence',
        entryKind: 'essential',
        jurisdiction: null,
      }),
      of(5, '2026-10-05', ['emergency'], {
        entry: 'highmoor/profile',
        entryKind: 'profile',
        jurisdiction: 'highmoor',
      }),
    ]
    expect(changed('sheet', changes.slice(0, 2))).toBe('2026-10-01')
    expect(changed('sheet', changes)).toBe('2026-10-03')
    expect(changed('card', changes)).toBe('2026-10-03')
  })

  it('changed when what a channel does with a report did, or who can use it', () => {
    for (const name of ['role', 'reach']) {
      const one = of(1, '2026-10-09', [name], { entry: 'testland/channel/police', entryKind: 'channel' })
      expect([changed('sheet', [one]), changed('card', [one])]).toEqual(['2026-10-09', '2026-10-09'])
    }
  })

  it('shows no channel that is not for this place', () => {
    const elsewhere = entry('channel', { content: { role: 'not-here', reach: 'none' } })
    expect([showsOf('sheet', elsewhere), showsOf('card', elsewhere)]).toEqual([false, false])
  })

  it('changed again when a change of it took force', () => {
    const ahead = of(1, '2026-10-01', ['timeLimit'], { effectiveOn: legalDate('2027-01-01') })
    expect(changed('sheet', [ahead], legalDate('2026-12-31'))).toBe('2026-10-01')
    expect(changed('sheet', [ahead], legalDate('2027-01-01'))).toBe('2027-01-01')
    const past = of(2, '2026-10-02', ['timeLimit'], { effectiveOn: legalDate('2026-09-01') })
    expect(changed('sheet', [past])).toBe('2026-10-02')
  })

  it('changed when an entry of a kind that it shows came or went', () => {
    const gone = of(2, '2026-10-08', [], { entry: 'testland/offence/gone', kind: 'withdrawn' })
    expect(changed('sheet', [of(1, '2026-10-01', ['say']), gone])).toBe('2026-10-08')
  })

  it('where no change is known, is as old as the newest edition that it shows', () => {
    expect(changed('sheet', [])).toBe('2026-09-15')
  })
})
