import { describe, expect, it } from 'vitest'
import type { Contact } from '#domain/content/contacts.ts'
import type { Entry } from '#domain/content/content.ts'
import { changesOfGuide, changesOfSite } from '#domain/publish/changes-of-guide.ts'
import type { Change } from '#domain/publish/changes.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { withReadersOf } from '#domain/publish/open-guides.ts'
import { previewPathOf } from '#domain/publish/printed-on.ts'
import { withReviewed, type Snapshot } from '#domain/publish/snapshot.ts'
import { letterForPlace } from '#pipelines/digest/example.ts'
import { siteFormFiles } from '#pipelines/forms/output.ts'
import { indexPage } from '#pipelines/html/index-page.ts'
import { linksOfGuide, linksOfSite } from '#templates/views/entry-links.ts'
import { findUnusable } from '#worker/publish/unusable.ts'
import { change, contact, entry, place, snapshotOf, world, type World } from '../fixtures/snapshot.ts'
import { standIn } from '../support/stand-in.ts'

const of = (seq: number, key: string, over: Partial<Change> = {}): Change => {
  const [jurisdiction = null, entryKind] = key.split('/') as [string, Change['entryKind']]
  return change(seq, { entry: key, entryKind, jurisdiction, title: key, ...over })
}

/** The United Realm is a target, Oldland was one, and nothing of Newland was ever with readers. */
const changes = [
  of(1, 'oldland/route', { kind: 'withdrawn' }),
  of(2, 'united-realm/profile', { kind: 'correction', corrects: null }),
  of(3, 'united-realm/offence/stalking'),
  of(4, 'oldland/profile', { kind: 'urgent' }),
  of(5, 'newland/profile'),
]

/** The world with all three places published as this. */
function as(
  guide: 'building' | 'full' | 'inbound',
  told: readonly Change[] = changes,
  instead: readonly Entry[] = [],
): Snapshot {
  const from: World = world({ changes: [...told], opened: ['testland', 'highmoor'] })
  return snapshotOf({
    ...from,
    jurisdictions: [
      ...from.jurisdictions.map((each) => (each.key === 'united-realm' ? { ...each, guide } : each)),
      place('oldland', { guide }),
      place('newland', { guide: guide === 'inbound' ? 'building' : guide }),
    ],
    live: [
      ...from.live.filter((each) => !('key' in each && instead.some(({ key }) => key === each.key))),
      ...instead,
      entry('offence', { key: 'united-realm/offence/stalking' }),
      entry('profile', { key: 'oldland/profile', content: { emergency: null } }),
      entry('profile', { key: 'newland/profile', content: { emergency: null } }),
    ],
  })
}

const seqs = (list: readonly Change[]): number[] => list.map(({ seq }) => seq).sort()
const guideOf = (snapshot: Snapshot, key: string) => {
  const guide = guidesOf(snapshot).find((each) => each.place.key === key)
  if (!guide) throw new Error(`${key} has no guide.`)
  return guide
}
const letter = (snapshot: Snapshot, to: string): number[] =>
  letterForPlace({
    kind: 'weekly',
    place: to,
    fromSeq: 0,
    toSeq: changes.length,
    changes: snapshot.changes,
    jurisdictions: snapshot.jurisdictions,
    withReaders: withReadersOf(snapshot),
  })?.seqs ?? []

// One that is not whole yet is what one that is being built was before there was a word for it.
describe.each(['building', 'full', 'inbound'] as const)('a target whose guide is “%s”, not open', (guide) => {
  const snapshot = as(guide)

  it('tells what changed in its profile where routes lead or once led, and nothing else of it', () => {
    const told = [1, 2, 4]
    expect(seqs(changesOfSite(snapshot))).toEqual(guide === 'inbound' ? [1, 2, 3, 4] : told)
    expect(seqs(changesOfGuide(snapshot, guideOf(snapshot, 'testland')))).toEqual(told)
    expect(letter(snapshot, 'testland')).toEqual(told)
    expect(letter(snapshot, '*')).toEqual(guide === 'inbound' ? [1, 2, 3, 4] : told)
    // It is a part of the United Realm.
    expect(letter(snapshot, 'highmoor')).toEqual([1, 4])
  })

  it('stands on the first page, and in the data as what readers know', () => {
    const view = indexPage(snapshot, guidesOf(snapshot), []).view as { inbound: { name: string }[] }
    expect(view.inbound.map(({ name }) => name)).toEqual(['Farland', 'Oldland', 'United Realm'])
    const [file] = siteFormFiles(snapshot, { publicUrl: 'https://guides.example.org', code: 'x' }, [])
    const { places } = JSON.parse(new TextDecoder().decode(file?.make() as Uint8Array)) as {
      places: { key: string; guide: string }[]
    }
    expect(places.map(({ key, guide: form }) => `${key} ${form}`)).toEqual([
      'farland inbound',
      'highmoor full',
      'northmark section',
      'oldland inbound',
      'testland full',
      'united-realm inbound',
    ])
  })

  it('is found where what guides print of it cannot be rendered', () => {
    // As a row may be that somebody altered.
    const number = standIn<Contact>({ ...contact(), value: undefined })
    const emergency = { contacts: [number], useWhen: null, say: null, note: null }
    const broken = entry('profile', { key: 'united-realm/profile', content: { emergency } })
    const damaged = as(guide, changes, [broken])
    const { edition } = damaged.entries.find(({ key }) => key === broken.key) ?? {}
    const rendering = { timeZone: 'UTC', publicUrl: 'https://guides.example.org', code: 'x' }
    expect([...findUnusable(damaged, rendering).keys()]).toEqual([edition?.hash])
  })

  it('leads from its profile to the pages on it, in a preview, too', () => {
    const testland = guideOf(snapshot, 'testland')
    const pair = '/guides/testland/to/united-realm/'
    expect(linksOfGuide(testland).get('united-realm/profile')).toEqual({
      href: pair,
      guide: null,
      abroad: true,
    })
    expect(linksOfSite([testland], []).get('united-realm/profile')?.href).toBe(pair)
    const profile = snapshot.entries.find(({ key }) => key === 'united-realm/profile')
    if (!profile) throw new Error('fixture')
    expect(previewPathOf(withReviewed(snapshot, profile), profile)).toBe(pair)
  })
})

it('a place with an open guide is no target of which other guides tell', () => {
  const snapshot = as('building', [of(1, 'testland/profile'), of(2, 'testland/route')])
  const highmoor = guideOf(snapshot, 'highmoor')
  expect(seqs(changesOfGuide(snapshot, highmoor))).toEqual([2])
  expect(linksOfGuide(highmoor).get('testland/profile')).toBeUndefined()
})
