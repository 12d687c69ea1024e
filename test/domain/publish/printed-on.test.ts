import { describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import type { Entry } from '#domain/content/content.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { guidePlaces } from '#domain/publish/open-guides.ts'
import { pathOf, previewGuideOf, previewPathOf, printedOn } from '#domain/publish/printed-on.ts'
import { entriesOf } from '#domain/publish/snapshot-index.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { idsOf } from '../../fixtures/html.ts'
import { entry, place, reword, snapshotOf, withEntry, world, type World } from '../../fixtures/snapshot.ts'

/** Lists of changes, and the page that compares copies, are about what changed; those to search name everything. */
const isList = (path: string): boolean => /\/(changes|search)\/$|^\/version\//.test(path)

/**
 * What each page and PDF is made from, by its address, without the version of its guide: that is a hash over the whole
 * guide, so that every page which names it has new inputs when any entry of the guide changes.
 */
function inputsOf(snapshot: Snapshot): Map<string, string> {
  const versions = guidesOf(snapshot).map(({ version }) => version.hash)
  return new Map([
    ...pagesOf(snapshot, new Map())
      .filter(({ path }) => !isList(path))
      .map(({ path, view }) => [path, canonical({ ...view, version: null, report: null })] as const),
    ...documentsOf(snapshot).map(
      ({ path, html }) =>
        [path, versions.reduce((text, version) => text.replaceAll(version, 'version'), html)] as const,
    ),
  ])
}

/** Addresses whose inputs differ. */
function changedIn(before: Snapshot, after: Snapshot): string[] {
  const [was, is] = [inputsOf(before), inputsOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])].filter((path) => was.get(path) !== is.get(path)).sort()
}

const anew = <T>(value: T): T => reword(value, (words) => `${words} anew`)

/** What the analysis says for an entry of a snapshot. */
function said(snapshot: Snapshot, asked: Parameters<typeof printedOn>[0]): string[] {
  const sections = snapshot.jurisdictions.filter(
    ({ key, guide }) =>
      guide === 'section' && entriesOf(snapshot, 'profile').some((each) => each.jurisdiction === key),
  )
  const { pages, documents } = printedOn(
    asked,
    snapshot.jurisdictions,
    guidePlaces(snapshot),
    entriesOf(snapshot, 'route').map(({ jurisdiction }) => jurisdiction ?? ''),
    sections.map(({ key }) => key),
  )
  expect(new Set([...pages, ...documents]).size).toBe(pages.length + documents.length)
  expect(documents.every((path) => path.endsWith('.pdf'))).toBe(true)
  expect(pages.some((path) => path.endsWith('.pdf'))).toBe(false)
  return [...pages, ...documents].sort()
}

/** A world in which what may be missing is: unpublished guides, a section without a profile, no step across a border. */
function sparse(): World {
  const { live, jurisdictions } = world()
  return world({
    jurisdictions: [
      ...jurisdictions,
      place('southmark', { parent: 'testland', kind: 'state', guide: 'section', iso: 'TL-SM' }),
      place('nowhere'),
      place('eastland'),
    ],
    live: [
      ...live.filter((each) => !('key' in each && each.key === 'testland/ladder')),
      entry('ladder', {
        content: { steps: entry('ladder').content.steps.map((step) => ({ ...step, crossBorder: false })) },
      }),
      entry('ladder', { key: 'northmark/ladder' }),
      entry('route', { key: 'northmark/route' }),
      entry('channel', { key: 'southmark/channel/local' }),
      entry('offence', { key: 'southmark/offence/local' }),
      entry('channel', { key: 'nowhere/channel/police' }),
      entry('offence', { key: 'nowhere/offence/stalking' }),
      entry('profile', { key: 'eastland/profile' }),
      entry('ladder', { key: 'eastland/ladder' }),
      entry('route', { key: 'eastland/route' }),
    ],
  })
}

describe.each<[string, World]>([
  ['the whole world', world()],
  ['a sparse world', sparse()],
])('where an entry is printed, in %s', (_name, from) => {
  const snapshot = snapshotOf(from)

  it.each(snapshot.entries.map(({ key }) => key))('is where its words change what is made: %s', (key) => {
    const found = snapshot.entries.find((each) => each.key === key) as Entry
    const truth = changedIn(snapshot, snapshotOf(withEntry(from, key, (each) => anew(each) as Entry)))
    expect(said(snapshot, found)).toEqual(truth)
  })

  it.each(snapshot.entries.map(({ key }) => key))(
    'is nowhere missing where its content is not told: %s',
    (key) => {
      const found = snapshot.entries.find((each) => each.key === key) as Entry
      const slug = found.kind === 'essential' ? { slug: found.content.slug } : {}
      const { kind, jurisdiction } = found
      expect(said(snapshot, { key, kind, jurisdiction, ...slug })).toEqual(
        expect.arrayContaining(said(snapshot, found)),
      )
    },
  )
})

describe('where an entry is printed', () => {
  it('is nowhere for a place that is unknown, and where no guide is published', () => {
    const { jurisdictions } = snapshotOf(world())
    const offence = entry('offence')
    expect(printedOn({ ...offence, jurisdiction: 'elsewhere' }, jurisdictions, jurisdictions, [])).toEqual({
      pages: [],
      documents: [],
    })
    expect(printedOn(offence, jurisdictions, [], [])).toEqual({ pages: [], documents: [] })
  })

  it('is every section, where it is not told which are live', () => {
    const { jurisdictions } = snapshotOf(sparse())
    const testland = jurisdictions.filter(({ key }) => key === 'testland')
    expect(printedOn(entry('profile'), jurisdictions, testland, []).pages).toEqual([
      '/guides/testland/',
      '/',
      '/guides/testland/northmark/',
      '/guides/testland/southmark/',
    ])
  })
})

describe('the address of an entry', () => {
  const snapshot = snapshotOf(world())
  const pages = new Map(pagesOf(snapshot, new Map()).map((page) => [page.path, page]))

  /** What is wrong with an address: its page, or the block in it, is not there. */
  function dead(address: string): string | null {
    const [path = '', anchor] = address.split('#')
    const page = pages.get(path)
    if (!page) return `${address}: no such page`
    return anchor === undefined || idsOf(renderPage(page)).includes(anchor)
      ? null
      : `${address}: no such block`
  }

  it('leads to its block, for each that has one', () => {
    const addresses = new Map(
      snapshot.entries.map((each) => [each.key, pathOf(each as Entry, snapshot.jurisdictions)]),
    )
    expect([...addresses.values()].flatMap((address) => (address ? (dead(address) ?? []) : []))).toEqual([])
    expect(Object.fromEntries(addresses)).toMatchObject({
      'testland/offence/stalking': '/guides/testland/#testland/offence/stalking',
      'testland/profile': '/guides/testland/#testland/profile/emergency',
      'northmark/offence/local': '/guides/testland/northmark/#northmark/offence/local',
      'global/essential/evidence': '/essentials/evidence/',
      'farland/route': null,
      'united-realm/profile': null,
    })
  })

  it('of a preview leads to a page that prints it', () => {
    for (const each of snapshot.entries) {
      const address = previewPathOf(snapshot, each)
      expect([each.key, address && dead(address)]).toEqual([each.key, null])
      expect([each.key, said(snapshot, each as Entry)]).toEqual([
        each.key,
        expect.arrayContaining([address?.split('#')[0]]),
      ])
    }
  })

  it('of a preview is in its own guide, or in the first that prints it', () => {
    const guides = Object.fromEntries(
      snapshot.entries.map((each) => [each.key, previewGuideOf(snapshot, each as Entry)]),
    )
    expect(guides).toMatchObject({
      'testland/offence/stalking': 'testland',
      'northmark/offence/local': 'testland',
      'highmoor/profile': 'highmoor',
      'farland/route': 'highmoor',
      'united-realm/route': 'testland',
      'united-realm/profile': 'testland',
      'global/essential/evidence': 'highmoor',
    })
    expect(previewGuideOf(snapshot, { ...entry('offence'), jurisdiction: 'elsewhere' })).toBeNull()
    expect(previewPathOf(snapshot, { ...entry('offence'), jurisdiction: 'elsewhere' })).toBeNull()
  })
})
