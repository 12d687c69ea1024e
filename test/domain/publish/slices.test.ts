import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { slicesOf, type GuideSlice } from '#domain/publish/slices.ts'
import {
  change,
  entry,
  place,
  site,
  snapshotOf,
  withEntry,
  world,
  type World,
} from '../../fixtures/snapshot.ts'

const ahead = change(1, { entry: 'testland/offence/gone', effectiveOn: legalDate('2026-12-01') })
const ofRoute = change(2, { entry: 'oldland/route', entryKind: 'route', jurisdiction: 'oldland' })
const from = (over: Partial<World> = {}): World =>
  world({
    changes: [ahead, ofRoute],
    jurisdictions: [...world().jurisdictions, place('oldland', { guide: 'inbound' })],
    ...over,
  })

const slices = (of: World): Map<string, GuideSlice> =>
  new Map([...slicesOf(snapshotOf(of))].map((slice) => [slice.guide.place.key, slice]))

/** The guides whose slice differs. */
function changed(to: World): string[] {
  const before = slices(from())
  return [...slices(to)].flatMap(([key, { inputs }]) => (before.get(key)?.inputs === inputs ? [] : [key]))
}

const renamed = from().jurisdictions.map((each) =>
  each.key === 'oldland' ? { ...each, name: 'Newer name' } : each,
)

describe('the slice of a guide', () => {
  it.each<[string, World, string[]]>([
    ['nothing changes', from(), []],
    ['a day goes by on which nothing happens', from({ day: legalDate('2026-11-22') }), []],
    ['the day comes on which a change takes force', from({ day: legalDate('2026-12-01') }), ['testland']],
    [
      'a channel changes',
      withEntry<'channel'>(from(), 'highmoor/channel/police', (each) => ({
        ...each,
        content: { ...each.content, does: 'Something else' },
      })),
      ['highmoor'],
    ],
    [
      'a section has another offence',
      from({ live: [...world().live, entry('offence', { key: 'northmark/offence/other' })] }),
      ['testland'],
    ],
    [
      'an essay changes',
      withEntry<'essential'>(from(), 'global/essential/evidence', (each) => ({ ...each, order: 5 })),
      ['highmoor', 'testland'],
    ],
    ['a note is corrected', from({ changes: [{ ...ahead, note: 'Better' }, ofRoute] }), ['testland']],
    [
      'a place is renamed that only a change names',
      from({ jurisdictions: renamed }),
      ['highmoor', 'testland'],
    ],
    [
      'the site has other words',
      from({ site: site({ exitUrl: 'https://x.example.org' }) }),
      ['highmoor', 'testland'],
    ],
  ])('is another one where it must: %s', (_name, to, expected) => {
    expect(changed(to)).toEqual(expected)
  })

  it('holds what its guide prints, and nothing of other guides', () => {
    const slice = slices(from()).get('highmoor')
    expect(slice?.entries.filter(({ jurisdiction }) => jurisdiction === 'northmark')).toEqual([])
    expect(slice?.changes.map(({ seq }) => seq)).toEqual([2])
    expect(slice?.jurisdictions.map(({ key }) => key).sort()).toEqual([
      'farland',
      'highmoor',
      'oldland',
      'testland',
    ])
  })
})
