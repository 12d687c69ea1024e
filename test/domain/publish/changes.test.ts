import { describe, expect, it } from 'vitest'
import { changesOfGuide } from '#domain/publish/changes-of-guide.ts'
import { entryTitle, type Change } from '#domain/publish/changes.ts'
import type { Entry } from '#domain/content/content.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import type { Kind } from '#domain/keys.ts'
import { change, entry, snapshotOf, world } from '../../fixtures/snapshot.ts'

describe('what an entry is called in a list of changes', () => {
  const none = { emergency: null, doxxing: null, recording: null }
  it.each<[string, Entry]>([
    ['Emergency numbers and rules', entry('profile')],
    ['Rules on doxxing and recording', entry('profile', { content: { emergency: null } })],
    ['Rule on recording calls', entry('profile', { content: { emergency: null, doxxing: null } })],
    ['General facts', entry('profile', { content: none })],
    ['Police of the place', entry('channel')],
    ['Stalking', entry('offence')],
    ['testland/offence/sample', entry('offence', { content: { title: ' ' } })],
    ['How a case reaches the United Realm', entry('route', { jurisdiction: 'united-realm' })],
    ['Escalation ladder', entry('ladder')],
    ['Keeping evidence', entry('essential')],
  ])('is “%s”', (title, of) => {
    expect(entryTitle(of, 'the United Realm')).toBe(title)
  })

  it('is said of a route without a place, too', () => {
    expect(entryTitle(entry('route'), null)).toBe('How a case reaches another country')
  })
})

describe('the changes of a guide', () => {
  const of = (key: string, kind: Kind): Omit<Change, 'seq'> => {
    const { seq: _seq, ...rest } = change(0, {
      entry: key,
      entryKind: kind,
      jurisdiction: kind === 'essential' ? null : (key.split('/')[0] ?? null),
    })
    return rest
  }
  const told: [key: string, kind: Kind, guides: string[]][] = [
    ['testland/offence/stalking', 'offence', ['testland']],
    ['testland/offence/withdrawn-long-ago', 'offence', ['testland']],
    ['testland/profile', 'profile', ['testland']],
    ['testland/route', 'route', ['highmoor']],
    ['northmark/profile', 'profile', ['testland']],
    ['northmark/channel/local', 'channel', ['testland']],
    ['highmoor/channel/police', 'channel', ['highmoor']],
    // Highmoor is part of the United Realm: no case goes there from it.
    ['united-realm/route', 'route', ['testland']],
    ['united-realm/profile', 'profile', ['testland']],
    ['farland/route', 'route', ['highmoor', 'testland']],
    // Its route is withdrawn, and that is told.
    ['goneland/route', 'route', ['highmoor', 'testland']],
    ['farland/offence/of-no-guide', 'offence', []],
    ['global/essential/evidence', 'essential', ['highmoor', 'testland']],
  ]
  const changes = told.map(([key, kind], index) => ({ seq: index + 1, ...of(key, kind) }))
  const snapshot = snapshotOf(world({ changes }))
  const guides = guidesOf(snapshot)

  it.each(told)('tell of %s (%s) in %j', (key, _kind, expected) => {
    const telling = guides.filter((guide) =>
      changesOfGuide(snapshot, guide).some((each) => each.entry === key),
    )
    expect(telling.map(({ place }) => place.key)).toEqual(expected)
  })

  it('come newest first, each once', () => {
    for (const guide of guides) {
      const seqs = changesOfGuide(snapshot, guide).map(({ seq }) => seq)
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => b - a))
      expect(seqs.length).toBeGreaterThan(3)
    }
  })
})
