import { describe, expect, it } from 'vitest'
import type { ChannelContent, Entry, ProfileContent } from '#domain/content/content.ts'
import { legalDate, type LegalDate } from '#domain/dates.ts'
import { guideProblemWords, wasWhole, type GuideParts } from '#domain/content/guide-parts.ts'
import { guidesOf, type Guide } from '#domain/publish/guides.ts'
import { guidePlaces, guideProblem } from '#domain/publish/open-guides.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { Kind } from '#domain/keys.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import type { Site } from '#domain/content/site.ts'
import {
  DAY,
  entry,
  place,
  rewordWorld,
  site,
  snapshotOf,
  submission,
  withEntry,
  world,
  type Live,
  type World,
} from '../../fixtures/snapshot.ts'

const guideOf = (from: World, key = 'testland'): Guide => {
  const guide = guidesOf(snapshotOf(from)).find((each) => each.place.key === key)
  if (!guide) throw new Error(`${key} has no guide`)
  return guide
}

const keys = (list: readonly { key: string }[]): string[] => list.map(({ key }) => key)
const without = (from: World, ...gone: string[]): World => ({
  ...from,
  live: from.live.filter((each) => !gone.includes('entry' in each ? each.entry.key : each.key)),
})
const placeIn = (from: World, slug: string): Jurisdiction => {
  const found = from.jurisdictions.find(({ key }) => key === slug)
  if (!found) throw new Error('fixture')
  return found
}
const withPlace = (from: World, slug: string, over: Partial<Jurisdiction>): World => ({
  ...from,
  jurisdictions: from.jurisdictions.map((each) => (each.key === slug ? { ...each, ...over } : each)),
})

describe('which guides are published', () => {
  it('is those that are whole, and those that were when they opened, by name', () => {
    const names = (from: World) => guidePlaces(snapshotOf(from)).map(({ name }) => name)
    expect(names(world())).toEqual(['Highmoor', 'Testland'])
    expect(guidesOf(snapshotOf(world())).map((guide) => guide.place.key)).toEqual(['highmoor', 'testland'])
    expect(names(world({ opened: [] }))).toEqual(['Testland'])
  })

  const muteProfile = (emergency: ProfileContent['emergency']): World =>
    withEntry<'profile'>(world(), 'testland/profile', (profile) => ({
      ...profile,
      content: { ...profile.content, emergency },
    }))
  const offences = ['testland/offence/stalking', 'testland/offence/insult']
  const channel = (over: Partial<ChannelContent>): World =>
    withEntry<'channel'>(world(), 'testland/channel/police', (police) => ({
      ...police,
      content: { ...police.content, ...over },
    }))
  const BUILT: [string, World, string[]][] = [
    ['nothing, where all is there', world(), []],
    ['its profile', without(world(), 'testland/profile'), ['profile']],
    ['the number, where the profile has no emergency', muteProfile(null), ['emergency']],
    [
      'the number, where the emergency has none',
      muteProfile({ contacts: [], useWhen: 'x', say: null, note: null }),
      ['emergency'],
    ],
    ['a channel', without(world(), 'testland/channel/police'), ['record']],
    ['a channel of step 1, where the only one is national', channel({ stage: 'national' }), ['record']],
    ['a channel of step 1, where it is not for this place', channel({ role: 'not-here' }), ['record']],
    ['an offence', without(world(), ...offences), ['offence']],
    ['its ladder', without(world(), 'testland/ladder'), ['ladder']],
    [
      'all but its profile',
      without(world(), 'testland/channel/police', 'testland/ladder', ...offences),
      ['record', 'offence', 'ladder'],
    ],
    ['everything', world({ live: [] }), ['profile', 'record', 'offence', 'ladder']],
  ]

  it.each(BUILT)('opens whole: it lacks %s', (_name, from, parts) => {
    const snapshot = snapshotOf({ ...from, opened: [] })
    const problem = guideProblem(snapshot, placeIn(from, 'testland'))
    expect(problem?.missing ?? []).toEqual(parts)
    expect(problem?.open ?? true).toBe(parts.length === 0)
    expect(keys(guidePlaces(snapshot)).includes('testland')).toBe(parts.length === 0)
  })

  it.each(BUILT)('stays open as long as there is a number to call: it lost %s', (_name, from, parts) => {
    const snapshot = snapshotOf(from)
    const open = !parts.includes('profile') && !parts.includes('emergency')
    expect(guideProblem(snapshot, placeIn(from, 'testland'))?.open ?? true).toBe(open)
    expect(keys(guidePlaces(snapshot)).includes('testland')).toBe(open)
  })

  it('says what is missing in a sentence', () => {
    const missing = ['profile', 'record', 'offence', 'ladder'] as const
    const told = { name: 'Testland', open: false, missing: [...missing] }
    expect(guideProblemWords(told)).toBe(
      'The guide of Testland is not published, because these are not live: its profile, with an emergency number; a channel of step 1; an offence; and its ladder.',
    )
    expect(guideProblemWords({ ...told, missing: ['offence', 'ladder'] })).toBe(
      'The guide of Testland is not published, because these are not live: an offence and its ladder.',
    )
    expect(guideProblemWords({ ...told, open: true, missing: ['ladder'] })).toBe(
      'The guide of Testland stays published, but of it this is not live any more: its ladder.',
    )
  })

  describe('was whole at some time', () => {
    const parts: Record<string, Partial<GuideParts>> = {
      number: { profile: true, emergency: true },
      mute: { profile: true, emergency: false },
      police: { record: true },
      regulator: { record: false },
    }
    const change = (kind: Kind, edition: string | null, entry: string = kind) => ({
      entry,
      entryKind: kind,
      edition: edition as Sha256 | null,
    })
    const profile = change('profile', 'number')
    const police = change('channel', 'police')
    const offence = change('offence', 'x')
    const ladder = change('ladder', 'y')
    const was = (...changes: ReturnType<typeof change>[]) => wasWhole(changes, (hash) => parts[hash] ?? null)

    it.each<[string, boolean, ReturnType<typeof change>[]]>([
      ['where all went live', true, [profile, police, offence, ladder]],
      [
        'where one was withdrawn since',
        true,
        [profile, police, offence, ladder, change('ladder', null), change('offence', null)],
      ],
      ['not where one never did', false, [profile, police, offence]],
      [
        'not where one went before the last came',
        false,
        [profile, police, change('channel', null), offence, ladder],
      ],
      [
        'not where its channels are of another step',
        false,
        [profile, change('channel', 'regulator'), offence, ladder],
      ],
      ['not where its profile had no number', false, [change('profile', 'mute'), police, offence, ladder]],
      [
        'where an edition cannot be read any more',
        true,
        [change('profile', 'gone'), police, offence, ladder],
      ],
      ['not where nothing did', false, []],
    ])('%s: %s', (_name, expected, changes) => {
      expect(was(...changes)).toBe(expected)
    })
  })

  it.each(['northmark', 'united-realm', 'farland'])('asks for no guide of %s, which has none', (slug) => {
    const from = world({ live: [], opened: [] })
    expect(guideProblem(snapshotOf(from), placeIn(from, slug))).toBeNull()
    expect(guidePlaces(snapshotOf(from))).toEqual([])
  })
})

describe('a guide', () => {
  it('has everything of its place, in printed order', () => {
    const guide = guideOf(world())
    expect({
      place: guide.place.key,
      profile: guide.profile.key,
      record: keys(guide.record),
      national: keys(guide.national),
      offences: keys(guide.offences),
      sections: guide.sections.map(({ place: { key }, profile, channels, offences }) => ({
        key,
        profile: profile.key,
        channels: keys(channels),
        offences: keys(offences),
      })),
      ladder: guide.ladder?.key,
      essentials: keys(guide.essentials),
    }).toEqual({
      place: 'testland',
      profile: 'testland/profile',
      record: ['testland/channel/police'],
      national: ['testland/channel/regulator', 'testland/channel/not-for-you'],
      offences: ['testland/offence/stalking', 'testland/offence/insult'],
      sections: [
        {
          key: 'northmark',
          profile: 'northmark/profile',
          channels: ['northmark/channel/local'],
          offences: ['northmark/offence/local'],
        },
      ],
      ladder: 'testland/ladder',
      essentials: ['global/essential/evidence', 'global/essential/platforms'],
    })
  })

  it('does without what its place does not have', () => {
    const guide = guideOf(world(), 'highmoor')
    expect([guide.national, guide.offences, guide.sections, guide.ladder]).toEqual([[], [], [], null])
  })

  it('lists its sections as their profiles are ordered, then by name, and only those that have one', () => {
    const state = (slug: string): Jurisdiction => place(slug, { parent: 'testland', guide: 'section' })
    const from = world()
    const guide = guideOf({
      ...from,
      jurisdictions: [...from.jurisdictions, state('alpha'), state('beta'), state('gamma'), state('empty')],
      live: [
        ...from.live,
        entry('profile', { key: 'gamma/profile', order: 5 }),
        entry('profile', { key: 'beta/profile', order: 20 }),
        entry('profile', { key: 'alpha/profile', order: 20 }),
      ],
    })
    expect(guide.sections.map((section) => section.place.key)).toEqual([
      'gamma',
      'northmark',
      'alpha',
      'beta',
    ])
    expect(guideOf(from, 'highmoor').sections).toEqual([])
  })

  const targets = (guide: Guide) =>
    guide.targets.map(({ place: { key }, route, nations }) => [key, route.key, keys(nations)])

  it('has a route to every country but its own', () => {
    expect(targets(guideOf(world()))).toEqual([
      ['united-realm', 'united-realm/route', ['highmoor']],
      ['farland', 'farland/route', []],
    ])
  })

  it('of a nation has no route to the country that it is part of', () => {
    expect(targets(guideOf(world(), 'highmoor'))).toEqual([
      ['farland', 'farland/route', []],
      ['testland', 'testland/route', []],
    ])
  })

  it('of a part of a nation has no route to any that it is part of', () => {
    const from = withPlace(world(), 'testland', { parent: 'highmoor' })
    expect(targets(guideOf(from)).map(([key]) => key)).toEqual(['farland'])
  })

  it('names the nations under a target only where the route says so and their guides are published', () => {
    const silent = withEntry<'route'>(world(), 'united-realm/route', (route) => ({
      ...route,
      content: { ...route.content, seeNations: false },
    }))
    expect(targets(guideOf(silent))[0]).toEqual(['united-realm', 'united-realm/route', []])
    expect(targets(guideOf(without(world(), 'highmoor/profile')))[0]).toEqual([
      'united-realm',
      'united-realm/route',
      [],
    ])
  })

  it('names all nations under a target by name, and no country beside it', () => {
    const from = world()
    const more = {
      ...from,
      jurisdictions: [
        ...from.jurisdictions,
        place('aldmoor', { parent: 'united-realm' }),
        place('lowmoor', { parent: 'highmoor' }),
        place('otherland'),
      ],
      live: [
        ...from.live,
        ...['aldmoor', 'lowmoor', 'otherland'].map(
          (slug) => entry('profile', { key: `${slug}/profile` }) as Entry,
        ),
      ],
    }
    expect(targets(guideOf(more))[0]).toEqual([
      'united-realm',
      'united-realm/route',
      ['aldmoor', 'highmoor', 'lowmoor'],
    ])
  })

  it('leaves out a route to a place that is not there', () => {
    const from = world()
    expect(
      targets(guideOf({ ...from, live: [...from.live, entry('route', { key: 'atlantis/route' }) as Entry] })),
    ).toEqual(targets(guideOf(from)))
  })
})

describe('the version of a guide', () => {
  const version = (from: World, key = 'testland') => guideOf(from, key).version
  const before = version(world())

  it('is a short hash and the day on which the guide last changed', () => {
    expect(before.hash).toMatch(/^[0-9a-f]{10}$/)
    expect(before.day).toBe('2026-09-15')
  })

  it('is the same for the same content on another day, where nothing fell due', () => {
    expect(version(world({ day: legalDate('2026-11-22') }))).toEqual(before)
  })

  const reword =
    (key: string) =>
    (from: World): World =>
      withEntry(
        from,
        key,
        (one) => rewordWorld({ ...from, live: [one as Entry] }, (words) => `${words}!`).live[0] as Entry,
      )

  it.each([
    'testland/profile',
    'testland/channel/police',
    'testland/channel/regulator',
    'testland/offence/stalking',
    'testland/ladder',
    'northmark/profile',
    'northmark/channel/local',
    'northmark/offence/local',
    'united-realm/route',
    'farland/route',
    'global/essential/evidence',
    'global/essential/platforms',
  ])('has another hash when %s says something else', (key) => {
    expect(version(reword(key)(world())).hash).not.toBe(before.hash)
  })

  const words = (over: Partial<Site>): World => world({ site: site(over) })

  it.each<[string, World]>([
    ['a sentence of the site that it prints', words({ routeClosing: 'Other' })],
    ['a heading of the site', words({ guide: { ...site().guide, ladderHeading: 'Other' } })],
    ['the disclaimer', words({ disclaimer: 'Other' })],
    ['the name of its place', withPlace(world(), 'testland', { name: 'Testonia' })],
    ['the name of a section', withPlace(world(), 'northmark', { name: 'Southmark' })],
    ['the name of a target', withPlace(world(), 'farland', { inSentence: 'the Far Land' })],
    ['the name of a nation that it links to', withPlace(world(), 'highmoor', { name: 'Lowmoor' })],
    ['an entry that is gone', without(world(), 'testland/offence/insult')],
    ['a route that is gone', without(world(), 'farland/route')],
    ['a nation whose guide is gone', without(world(), 'highmoor/profile')],
    [
      'the order of its entries',
      withEntry(world(), 'testland/offence/insult', (one) => ({ ...one, order: 1 }) as Entry),
    ],
    [
      'a verification',
      {
        ...world(),
        live: world().live.map((each) =>
          (each as Entry).key === 'testland/ladder'
            ? { entry: each as Entry, verifiedOn: legalDate('2026-11-20') }
            : each,
        ),
      },
    ],
    ['the day on which something is overdue', world({ day: legalDate('2027-03-01') })],
  ])('has another hash with another state of %s', (_name, from) => {
    expect(version(from).hash).not.toBe(before.hash)
  })

  it.each<[string, World]>([
    ['an entry of another guide', reword('highmoor/channel/police')(world())],
    ['a route to its own country', reword('testland/route')(world())],
    ['an unrelated place', { ...world(), jurisdictions: [...world().jurisdictions, place('nowhere')] }],
    [
      'the number, revision and note of an edition',
      {
        ...world(),
        live: world().live.map((each) => ({
          entry: each as Entry,
          n: 5,
          revision: 9,
          submission: submission({ changeNote: 'x', changeKind: 'typo' }),
        })),
      },
    ],
    [
      'the day since which an entry is live',
      {
        ...world(),
        live: world().live.map((each) => ({ entry: each as Entry, since: legalDate('2026-10-10') })),
      },
    ],
  ])('has the same hash whatever becomes of %s', (_name, from) => {
    expect(version(from).hash).toBe(before.hash)
  })

  it('has another hash when a target leaves the convention that its page tells of', () => {
    const from = withEntry<'profile'>(world(), 'united-realm/profile', (profile) => ({
      ...profile,
      content: { ...profile.content, budapest: 'not-party' },
    }))
    expect(version(from).hash).not.toBe(before.hash)
  })

  it.each<[string, World]>([
    ['the page about the site', words({ about: 'Other' })],
    ['what the first page says to people elsewhere', words({ elsewhere: 'Other' })],
    ['the strapline of the first page', words({ strapline: 'Other' })],
  ])('has the same hash whatever becomes of %s', (_name, from) => {
    expect(version(from).hash).toBe(before.hash)
  })

  const live = (from: World, key: string, over: Omit<Live, 'entry'>): World => ({
    ...from,
    live: from.live.map((each) => ((each as Entry).key === key ? { entry: each as Entry, ...over } : each)),
  })
  const day = (text: string): LegalDate => legalDate(text)

  it.each<[string, World, string]>([
    ['an entry that went live', live(world(), 'testland/ladder', { since: day('2026-11-01') }), '2026-11-01'],
    ['a route that went live', live(world(), 'farland/route', { since: day('2026-11-02') }), '2026-11-02'],
    [
      'an essay that went live',
      live(world(), 'global/essential/platforms', { since: day('2026-11-03') }),
      '2026-11-03',
    ],
    [
      'an offence of a section',
      live(world(), 'northmark/offence/local', { since: day('2026-11-04') }),
      '2026-11-04',
    ],
    [
      'an entry that was verified',
      live(world(), 'testland/ladder', { verifiedOn: day('2026-11-05') }),
      '2026-11-05',
    ],
    [
      'an entry that was verified before it went live',
      live(world(), 'testland/ladder', { verifiedOn: day('2026-09-10') }),
      '2026-09-15',
    ],
    ['an entry of today', live(world(), 'testland/ladder', { since: DAY }), '2026-11-21'],
    [
      'an entry of another guide',
      live(world(), 'highmoor/profile', { since: day('2026-11-06') }),
      '2026-09-15',
    ],
  ])('bears the day of %s', (_name, from, expected) => {
    expect(version(from).day).toBe(expected)
  })

  it('bears no day that is still to come', () => {
    const from = live(world(), 'testland/ladder', { since: day('2026-12-24') })
    expect(version(from).day).toBe('2026-09-15')
  })
})
