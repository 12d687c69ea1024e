import { describe, expect, it } from 'vitest'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { parseHtml } from '../../fixtures/html.ts'
import { rewordWorld, site, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'

const SITE = 'https://guides.example.org'
const real = world({ site: site({ sample: false }) })

const headsOf = (from: World = real, publicUrl: string | undefined = SITE) =>
  pagesOf(snapshotOf(from), new Map()).map((page) => {
    const { tags, scripts } = parseHtml(renderPage(page, publicUrl))
    const meta = (name: string) =>
      tags.find(({ attributes }) => attributes.name === name || attributes.property === name)?.attributes
        .content
    const rel = (kind: string) => tags.find(({ attributes }) => attributes.rel === kind)?.attributes.href
    return { path: page.path, meta, rel, data: scripts.filter((script) => script.startsWith('{')) }
  })

describe('the head of a page', () => {
  it('names its one address, on all pages but “not found”', () => {
    for (const { path, rel, meta } of headsOf()) {
      const address = path === '/404.html' ? undefined : SITE + path
      expect([path, rel('canonical'), meta('og:url')]).toEqual([path, address, address])
    }
  })

  it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
    'names no address where nobody has said what it is: %s',
    (publicUrl) => {
      for (const { path, rel, meta, data } of headsOf(real, publicUrl))
        expect([path, rel('canonical'), meta('og:url'), data]).toEqual([path, undefined, undefined, []])
    },
  )

  it('describes each page in words of its own', () => {
    const told = headsOf().map(({ path, meta }) => [path, meta('description')])
    expect(told.filter(([, words]) => !words)).toEqual([])
    expect(new Set(told.map(([, words]) => words)).size).toBe(told.length)
  })

  it('shows the same in every chat: the name of the site, and no word of a page', () => {
    for (const { path, meta } of headsOf())
      expect([path, meta('og:title'), meta('og:description')]).toEqual([
        path,
        'Brand of the site',
        'Information about the law and public offices.',
      ])
  })

  it('states as data what the page itself says, and nothing of sample content', () => {
    const guide = headsOf().find(({ path }) => path === '/guides/testland/')
    expect(guide?.data.map((text) => JSON.parse(text) as unknown)).toEqual([
      {
        '@context': 'https://schema.org',
        '@type': 'WebPage',
        name: 'Title for Testland · Brand of the site',
        description: 'Title for Testland. Intro for Testland',
        url: `${SITE}/guides/testland/`,
        inLanguage: 'en',
        dateModified: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
        isPartOf: { '@type': 'WebSite', name: 'Brand of the site', url: `${SITE}/` },
      },
    ])
    expect(headsOf(world()).flatMap(({ data }) => data)).toEqual([])
  })

  it('stays data whatever the words are', () => {
    const hostile = '</script><script>alert(1)</script><!--"'
    for (const { path, data } of headsOf(rewordWorld(real, (words) => `${hostile}${words}`))) {
      expect([path, data.length]).toEqual([
        path,
        path === '/404.html' || path.startsWith('/version/') ? 0 : 1,
      ])
      for (const text of data) {
        expect(text).not.toContain('<')
        const { name } = JSON.parse(text) as { name: string }
        expect([path, name.endsWith(`${hostile}Brand of the site`)]).toEqual([path, true])
      }
    }
  })
})
