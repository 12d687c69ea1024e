import { describe, expect, it } from 'vitest'
import { crawlFiles } from '#pipelines/crawl/output.ts'
import { listed } from '#pipelines/crawl/site-map.ts'
import { entriesOf } from '#domain/publish/snapshot-index.ts'
import { formerPage, plannedFormerPage } from '#pipelines/html/former-page.ts'
import { pagesOf, plannedPages } from '#pipelines/html/pages.ts'
import { change, site, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'

const SITE = 'https://guides.example.org'
const real = world({ site: site({ sample: false }) })

const filesOf = async (from: World = real, publicUrl = SITE): Promise<Map<string, string>> => {
  const files = crawlFiles(plannedPages(snapshotOf(from), new Map()), { publicUrl, code: 'code' })
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.path, Buffer.from(await file.make()).toString('latin1')] as const),
    ),
  )
}

describe('the site map', () => {
  it('lists every page but “not found” and those for owners of a copy, with the day on which it last changed', async () => {
    const map = (await filesOf()).get('sitemap.xml') ?? ''
    const paths = pagesOf(snapshotOf(real), new Map()).map(({ path }) => path)
    expect([...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)).toEqual(
      paths
        .filter((path) => path !== '/404.html' && !path.startsWith('/version/'))
        .map((path) => SITE + path),
    )
    expect(map).toMatch(
      /<url><loc>https:\/\/guides\.example\.org\/guides\/testland\/<\/loc><lastmod>\d{4}-\d\d-\d\d<\/lastmod><\/url>/,
    )
  })

  it.each([
    ['a site', real],
    ['sample content', world()],
  ])('lists the pages of %s that do not refuse it, and says their day', (_name, from) => {
    for (const planned of plannedPages(snapshotOf(from), new Map())) {
      const { path, view, modified = null } = planned.build()
      expect([path, planned.path, planned.listed, planned.modified]).toEqual([
        path,
        path,
        'noindex' in view && !view.noindex,
        modified,
      ])
    }
  })

  it('leaves out what became of addresses that once had a page', () => {
    const [essay] = entriesOf(snapshotOf(real), 'essential')
    const fields = [{ field: 'slug', label: 'Slug', before: null, after: 'once' }]
    const changes = [change(1, { entry: essay?.key ?? '', entryKind: 'essential', fields })]
    const snapshot = snapshotOf({ ...real, changes })
    const former = ['/essentials/once/', '/essentials/never/'].map((path) =>
      formerPage(snapshot, path, 'UTC'),
    )
    expect(former.map(({ view }) => 'movedTo' in view && view.movedTo)).toEqual([
      `/essentials/${essay?.content.slug}/`,
      null,
    ])
    const pages = plannedPages(snapshot, new Map())
    const planned = former.map(({ path }) => plannedFormerPage(snapshot, path, 'UTC'))
    expect(listed([...pages, ...planned])).toEqual(listed(pages))
  })

  it.each<[string, World, string]>([
    ['sample content, which search engines leave out', world(), SITE],
    ['a site whose address nobody has said', real, 'http://127.0.0.1:3000'],
  ])('is missing for %s', async (_name, from, publicUrl) => {
    const files = await filesOf(from, publicUrl)
    expect([...files.keys()]).toEqual(['robots.txt', 'favicon.ico'])
    expect(files.get('robots.txt')).toBe('User-agent: *\nDisallow: /subscribe/\n')
  })

  it('is the same for the same pages', async () => {
    expect(await filesOf()).toEqual(await filesOf())
  })
})

describe('the rules for crawlers', () => {
  it('keep them from the links of mails, and lead to the site map', async () => {
    expect((await filesOf()).get('robots.txt')).toBe(
      'User-agent: *\nDisallow: /subscribe/\n\nSitemap: https://guides.example.org/sitemap.xml\n',
    )
  })
})

describe('the icon of the tab', () => {
  it('is one picture of 16 by 16 that fills its file', async () => {
    const bytes = Buffer.from((await filesOf()).get('favicon.ico') ?? '', 'latin1')
    expect([bytes.readUInt16LE(2), bytes.readUInt16LE(4), bytes[6], bytes[7]]).toEqual([1, 1, 16, 16])
    expect(bytes.readUInt32LE(14) + bytes.readUInt32LE(18)).toBe(bytes.length)
  })
})
