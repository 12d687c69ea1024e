import { describe, expect, it } from 'vitest'
import { formerPage } from '#pipelines/html/former-page.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import type { Change } from '#domain/publish/changes.ts'
import { hrefsOf, parseHtml } from '../../fixtures/html.ts'
import { change, entry, place, site, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'

const SITE = 'https://guides.example.org'
const real = (over: Partial<World> = {}): World => world({ site: site({ sample: false }), ...over })
const liveIn = (from: World) => from.live.map((each) => ('entry' in each ? each.entry : each))

/** The world without these entries, whose withdrawal is on record. */
const without = (keys: string[], note: string | null = null): World => {
  const from = real()
  return real({
    live: liveIn(from).filter(({ key }) => !keys.includes(key)),
    changes: liveIn(from)
      .filter(({ key }) => keys.includes(key))
      .map(({ key, kind, jurisdiction }, index) =>
        change(index + 1, {
          entry: key,
          entryKind: kind,
          jurisdiction,
          title: `Title of ${key}`,
          kind: 'withdrawn',
          note,
          at: '2026-11-20T23:30:00.000Z',
          fields: [{ field: 'summary', label: 'Summary', before: 'Words that were withdrawn', after: null }],
        }),
      ),
  })
}

/** The page at an address, of which nothing but its withdrawal is on record. */
const former = (from: World, path: string) => {
  const snapshot = snapshotOf(from)
  const html = renderPage(formerPage(snapshot, path, 'Pacific/Auckland'), SITE)
  const { tags, text } = parseHtml(html)
  const main = /<main id="main">\s*(.*?)<\/main>/s.exec(html)?.[1] ?? ''
  const meta = (name: string) =>
    tags.find(({ attributes }) => attributes['http-equiv'] === name || attributes.name === name)?.attributes
      .content
  return {
    html,
    text,
    lines: [...main.matchAll(/<(h1|p)>(.*?)<\/\1>/g)].map(([, , words]) => words),
    links: hrefsOf(main),
    refresh: meta('refresh'),
    robots: meta('robots'),
    canonical: tags.find(({ attributes }) => attributes.rel === 'canonical')?.attributes.href,
    call: tags.find(({ attributes }) => attributes.class === 'bar__call')?.attributes.href,
  }
}

const DANGER = 'In danger now? Call the emergency number of the place you are in.'
const COPIES = 'If you printed or saved it, do not rely on that copy: what it says may no longer be right.'

describe('the page at an address that once had another', () => {
  it.each<[string, World, string, string, string[]]>([
    [
      'a guide',
      without(['testland/profile']),
      '/guides/testland/',
      'The guide for Testland was withdrawn on 21 November 2026.',
      ['/#guides', '/search/', '/changes/'],
    ],
    [
      'a page of a guide that is gone',
      without(['testland/profile']),
      '/guides/testland/to/farland/',
      'The guide for Testland was withdrawn on 21 November 2026.',
      ['/#guides', '/search/', '/changes/'],
    ],
    [
      'a pair',
      without(['farland/route']),
      '/guides/testland/to/farland/',
      'The page for people in Testland who report somebody in Farland was withdrawn on 21 November 2026.',
      ['/guides/testland/', '/#guides', '/search/', '/changes/'],
    ],
    [
      'a section',
      without(['northmark/profile']),
      '/guides/testland/northmark/',
      'The page on what differs in Northmark was withdrawn on 21 November 2026.',
      ['/guides/testland/', '/#guides', '/search/', '/changes/'],
    ],
  ])('says of %s when it was withdrawn, and leads on', (_what, from, path, sentence, links) => {
    const page = former(from, path)
    expect(page.lines).toEqual(['This page is no longer published', sentence, COPIES, DANGER])
    expect(page.links).toEqual(links)
    expect(page.robots).toBe('noindex')
    expect(page.refresh).toBeUndefined()
    expect(page.html).not.toContain('Words that were withdrawn')
  })

  it('gives the reason that readers were given, and keeps the number of its guide in reach', () => {
    const page = former(without(['farland/route'], 'The treaty has ended.'), '/guides/testland/to/farland/')
    expect(page.lines[2]).toBe('The treaty has ended.')
    expect(page.call).toMatch(/^tel:/)
  })

  const essay = liveIn(real()).find(({ kind }) => kind === 'essential')
  const ESSAY = essay?.key ?? ''
  const named = (seq: number, before: string | null, after: string | null, over: Partial<Change> = {}) =>
    change(seq, {
      entry: ESSAY,
      entryKind: 'essential',
      jurisdiction: null,
      title: 'An essay',
      fields: [{ field: 'slug', label: 'Slug', before, after }],
      ...over,
    })
  const OLD = [named(1, null, 'old'), named(2, 'old', 'older'), named(3, 'older', 'third')]

  it('leads from each address that an essay had to the one it has', () => {
    const from = real({ changes: OLD })
    const now = essay?.kind === 'essential' ? `/essentials/${essay.content.slug}/` : ''
    expect(pagesOf(snapshotOf(from), new Map()).map(({ path }) => path)).toContain(now)
    for (const path of ['/essentials/old/', '/essentials/older/', '/essentials/third/']) {
      const page = former(from, path)
      expect(page.refresh).toBe(`0; url=${now}`)
      expect(page.canonical).toBe(SITE + now)
      expect(page.links).toEqual([now])
      expect(page.lines[0]).toBe('This page has moved')
      expect(page.robots).toBeUndefined()
    }
  })

  it('says at every address of an essay that it was withdrawn', () => {
    const from = without([ESSAY])
    const gone = [...OLD, named(4, 'third', null, { kind: 'withdrawn', at: '2026-11-20T23:30:00.000Z' })]
    for (const path of ['/essentials/old/', '/essentials/third/'])
      expect(former({ ...from, changes: gone }, path).lines[1]).toBe(
        '“An essay” was withdrawn on 21 November 2026.',
      )
  })

  it('leads from a guide to the section that the place has now, and back', () => {
    const from = real()
    const jurisdictions = from.jurisdictions.map((each) =>
      each.key === 'highmoor' ? { ...each, guide: 'section' as const, parent: 'testland' } : each,
    )
    expect(former({ ...from, jurisdictions }, '/guides/highmoor/').refresh).toBe(
      '0; url=/guides/testland/highmoor/',
    )
    expect(former(from, '/guides/testland/highmoor/').refresh).toBe('0; url=/guides/highmoor/')
  })

  it('does not send copies of a guide that became a section away from the warning about them', () => {
    const from = real()
    const jurisdictions = from.jurisdictions.map((each) =>
      each.key === 'highmoor' ? { ...each, guide: 'section' as const, parent: 'testland' } : each,
    )
    const page = former({ ...from, jurisdictions }, '/version/highmoor/')
    expect(page.refresh).toBeUndefined()
    expect(page.robots).toBe('noindex')
    expect(page.lines).toEqual([
      'This page has moved',
      'Do not rely on your print or file of this guide: what it says may no longer be right.',
      'What the guide said is now on the page “Highmoor”. Follow the link and use what it says now.',
      DANGER,
    ])
    expect(page.links).toEqual(['/guides/testland/highmoor/'])
  })

  it('leads from a section to the guide that has it now, and never to itself', () => {
    const from = real()
    const jurisdictions = from.jurisdictions.map((each) =>
      each.key === 'northmark' ? { ...each, parent: 'highmoor' } : each,
    )
    const moved = former({ ...from, jurisdictions }, '/guides/testland/northmark/')
    expect(moved.refresh).toBe('0; url=/guides/highmoor/northmark/')
    expect(former(from, '/guides/testland/northmark/').refresh).toBeUndefined()
  })

  it('says no more than it knows', () => {
    const closed = real({ opened: [], live: [entry('profile')], jurisdictions: [place('testland')] })
    expect(former(closed, '/guides/testland/').lines).toEqual([
      'This page is no longer published',
      'There is no guide for Testland at present.',
      DANGER,
    ])
    for (const path of ['/guides/nowhere/', '/essentials/never/', '/elsewhere/', '/guides/testland/x/y/'])
      expect(former(closed, path).lines[0]).toBe('This page is no longer published')
    expect(former(closed, '/guides/nowhere/').lines[1]).toBe('What was here is not published at present.')
  })
})
