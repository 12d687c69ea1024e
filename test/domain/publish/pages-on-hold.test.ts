import { describe, expect, it } from 'vitest'
import { pagesOnHold } from '#domain/publish/pages-on-hold.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { htmlFiles } from '#pipelines/html/output.ts'
import { change, snapshotOf, world } from '../../fixtures/snapshot.ts'

const ESSAY = 'global/essential/evidence'
const snapshot = snapshotOf(
  world({
    changes: [
      change(1, {
        entry: ESSAY,
        entryKind: 'essential',
        jurisdiction: null,
        fields: [{ field: 'slug', label: 'Slug', before: 'proof', after: 'evidence-slug' }],
      }),
    ],
  }),
)
const OFFERED = { publicUrl: 'https://guides.example.org', code: 'code' }
const files = [...htmlFiles(snapshot, new Map(), 'code'), ...formFiles(snapshot, OFFERED)].map(
  ({ path }) => path,
)
const held = (...entries: string[]): string[] => files.filter(pagesOnHold(snapshot, entries)).sort()
const inFolder = (folder: string): string[] => files.filter((path) => path.startsWith(folder))

describe('an entry that cannot be shown in any form', () => {
  it('holds the front page where it is the profile of a place without a guide, whose number stands there', () => {
    expect(held('farland/profile')).toEqual([
      'guides/highmoor/to/farland/index.html',
      'guides/testland/to/farland/index.html',
      'index.html',
    ])
  })

  it('does not hold the front page where it is the route to that place, which is not told there', () => {
    expect(held('farland/route')).toEqual([
      'guides/highmoor/to/farland/index.html',
      'guides/testland/to/farland/index.html',
    ])
  })

  it('holds its guide with all that lists it, and the front page only for the number', () => {
    const own = [...inFolder('guides/testland/'), 'version/testland/index.html']
    expect(held('testland/offence/stalking')).toEqual([...own, 'data/site.json', 'search/index.html'].sort())
    expect(held('testland/profile')).toEqual(
      [...own, 'data/site.json', 'index.html', 'search/index.html'].sort(),
    )
  })

  it('holds the guide that its section is in, and not the front page', () => {
    const own = [...inFolder('guides/testland/'), 'version/testland/index.html']
    expect(held('northmark/profile')).toEqual([...own, 'data/site.json', 'search/index.html'].sort())
  })

  it('holds the page of an essay at every address that it has had', () => {
    const isHeld = pagesOnHold(snapshot, [ESSAY])
    const addresses = ['evidence', 'proof', 'evidence-slug', 'platforms'].map(
      (slug) => `essentials/${slug}/index.html`,
    )
    expect(addresses.filter(isHeld)).toEqual(addresses.slice(0, 3))
  })

  it('holds nothing for what is no entry', () => {
    expect(held('jurisdictions/testland', 'x')).toEqual([])
  })
})
