import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { legalDate, printDate } from '#domain/dates.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { parseHtml } from '../../fixtures/html.ts'
import { attribute, named, parsed, within, wordsOf } from '../../support/publish/parsed.ts'
import { rewordWorld, site, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'

interface Facts {
  name: string
  url: string
  inLanguage: string
  dateModified?: string
  mainEntity?: { headline: string; dateModified: string }
  breadcrumb?: { itemListElement: { name: string; item: string }[] }
}

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
        mainEntity: {
          '@type': 'Article',
          headline: 'Title for Testland',
          inLanguage: 'en',
          dateModified: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
        },
        isPartOf: { '@type': 'WebSite', name: 'Brand of the site', url: `${SITE}/` },
        breadcrumb: {
          '@type': 'BreadcrumbList',
          itemListElement: [
            { '@type': 'ListItem', position: 1, name: 'Brand of the site', item: `${SITE}/` },
            {
              '@type': 'ListItem',
              position: 2,
              name: 'Title for Testland',
              item: `${SITE}/guides/testland/`,
            },
          ],
        },
      },
    ])
    expect(headsOf(world()).flatMap(({ data }) => data)).toEqual([])
  })

  it('states no heading, day, language or way that the page does not show', () => {
    const pages = pagesOf(snapshotOf(real), new Map()).map((page) => renderPage(page, SITE))
    const stated = pages.flatMap((html) => {
      const [data] = parseHtml(html).scripts.filter((script) => script.startsWith('{'))
      return data === undefined ? [] : [{ html, facts: JSON.parse(data) as Facts }]
    })
    expect(stated.length).toBeGreaterThan(10)
    for (const { html, facts } of stated) {
      const page = parsed(html)
      const [heading] = named(page, 'h1').map(wordsOf)
      const [address] = named(page, 'link').filter((link) => attribute(link, 'rel') === 'canonical')
      const links = named(page, 'header')
        .flatMap((header) => within(header, 'a'))
        .map((link) => [wordsOf(link), `${SITE}${attribute(link, 'href')}`])
      const way = facts.breadcrumb?.itemListElement.map(({ name, item }) => [name, item]) ?? []
      expect([facts.url, facts.name, facts.inLanguage]).toEqual([
        address && attribute(address, 'href'),
        named(page, 'title').map(wordsOf)[0],
        named(page, 'html').map((html) => attribute(html, 'lang'))[0],
      ])
      expect(way.slice(0, -1).filter((step) => !links.some((link) => isDeepStrictEqual(link, step)))).toEqual(
        [],
      )
      expect(way.slice(-1)).toEqual(facts.url === `${SITE}/` ? [] : [[heading, facts.url]])
      const { mainEntity: article } = facts
      expect(article?.dateModified).toBe(facts.dateModified)
      if (!article) continue
      expect(article.headline).toBe(heading)
      expect(wordsOf(named(page, 'body')[0])).toContain(printDate(legalDate(article.dateModified)))
    }
    expect(
      stated.filter(({ facts }) => facts.mainEntity).map(({ facts }) => facts.url?.split('/')[3]),
    ).toEqual(expect.arrayContaining(['guides', 'essentials']))
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
