import { brotliCompressSync, constants } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import type { ChangeKind } from '#domain/content/editions.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { hrefsOf, idsOf, parseHtml } from '../../fixtures/html.ts'
import { change, snapshotOf, withEntry, world, type World } from '../../fixtures/snapshot.ts'

const render = (changes: Change[], path = '/changes/', from: World = world(), timeZone?: string): string => {
  const page = pagesOf(snapshotOf({ ...from, changes }), new Map(), timeZone).find(
    (each) => each.path === path,
  )
  if (!page) throw new Error(`There is no page ${path}`)
  return renderPage(page)
}

const words = (html: string): string => parseHtml(html).text.replace(/\s+/g, ' ')

/** What a list says between its heading and its foot. */
const list = (...args: Parameters<typeof render>): string => {
  const html = render(...args)
  return words(html.slice(html.indexOf('<main'), html.indexOf('</main>')))
}

const changeIds = (html: string): string[] =>
  parseHtml(html).tags.flatMap(({ attributes }) =>
    attributes['data-kind'] === 'change' ? [attributes.id ?? ''] : [],
  )

const field = (before: string | null, after: string | null, label = 'Maximum penalty') => ({
  field: 'penalty',
  label,
  before,
  after,
})

describe('the list of changes', () => {
  it('says that there is none yet', () => {
    expect(list([])).toContain('Nothing has changed yet.')
  })

  it('tells of a change: day, entry, place, kind, force, note, what was and is', () => {
    const html = render([change(1, { effectiveOn: '2026-10-01' as Change['effectiveOn'] })])
    expect(list([change(1, { effectiveOn: '2026-10-01' as Change['effectiveOn'] })])).toContain(
      [
        '1 October 2026 Stalking in Testland: the maximum penalty changed Change In force from 1 October 2026. Note of change 1',
        'Maximum penaltyIs now Up to added: 5 years in prison.Was Up to removed: 4 years in prison.',
        'This is all, back to the first.',
      ].join(' '),
    )
    expect(html).toContain('<del><i>removed: </i>4</del>')
    expect(html).toContain('<ins><i>added: </i>5</ins>')
    expect(changeIds(html)).toEqual(['change-1'])
    expect(hrefsOf(html)).toContain('/guides/testland/#testland/offence/stalking')
  })

  it.each<[ChangeKind, string]>([
    ['urgent', 'Stalking in Testland: the maximum penalty changed Urgent change'],
    ['change', 'Stalking in Testland: the maximum penalty changed Change'],
    ['correction', 'Stalking in Testland: the maximum penalty changed Correction'],
    ['typo', 'Stalking in Testland: the maximum penalty changed Wording only'],
    ['new', 'Testland: Stalking New'],
    ['withdrawn', 'Testland: Stalking Withdrawn'],
  ])('says what happened and names the kind %s', (kind, words) => {
    expect(list([change(1, { kind })])).toContain(words)
  })

  it('tells what takes force later so', () => {
    const effectiveOn = '2027-01-01' as Change['effectiveOn']
    expect(list([change(1, { effectiveOn })])).toContain('Takes force on 1 January 2027.')
  })

  it('stands newest first, by the day of the site', () => {
    const changes = [
      change(1, { at: '2026-10-01T12:00:00.000Z' }),
      change(2, { at: '2026-10-01T13:30:00.000Z' }),
      change(3, { at: '2026-10-02T12:00:00.000Z' }),
    ]
    const days = (timeZone: string): string[] =>
      [...render(changes, '/changes/', world(), timeZone).matchAll(/<h2>([^<]+)<\/h2>/g)].map(
        ([, day = '']) => day,
      )
    expect(changeIds(render(changes))).toEqual(['change-3', 'change-2', 'change-1'])
    expect(days('UTC')).toEqual(['2 October 2026', '1 October 2026'])
    expect(days('Pacific/Auckland')).toEqual(['3 October 2026', '2 October 2026'])
    expect(days('Australia/Darwin')).toEqual(['2 October 2026', '1 October 2026'])
  })

  it('says when a note was corrected', () => {
    expect(list([change(1, { noteCorrectedAt: '2026-10-20T08:00:00.000Z' })])).toContain(
      'Note of change 1This note was corrected on 20 October 2026.',
    )
  })

  it('names and links the change that a correction corrects, both ways', () => {
    const html = render([
      change(1),
      change(2),
      change(3, { kind: 'correction', corrects: 1, at: '2026-10-09T00:00:00.000Z' }),
    ])
    expect(words(html)).toContain('Corrects the change of 1 October 2026.')
    expect(words(html)).toContain('Corrected by the change of 9 October 2026.')
    expect(hrefsOf(html)).toEqual(expect.arrayContaining(['#change-1', '#change-3']))
    expect(hrefsOf(html)).not.toContain('#change-2')
  })

  it('says of a withdrawn entry what it said, and links nothing', () => {
    const html = render([
      change(1, {
        entry: 'testland/channel/gone',
        entryKind: 'channel',
        title: 'Gone',
        kind: 'withdrawn',
        fields: [
          field('Gone', null, 'Title'),
          field('101', null, 'Contacts'),
          { ...field('Sources of it', null, 'Sources'), field: 'citations' },
        ],
      }),
    ])
    const text = words(html)
    expect(text).toContain('ContactsWas removed: 101')
    expect(text).not.toContain('Is now')
    expect(text).not.toContain('Sources of it')
    expect(html).toContain('<h3>Testland: Gone</h3>')
  })

  it('says “not stated” where there was, or is, nothing', () => {
    expect(
      list([change(1, { fields: [field(null, '5 years'), { ...field('s. 3', null), field: 'section' }] })]),
    ).toContain(
      'Maximum penaltyIs now added: 5 yearsWas not statedSection of the lawIs now not statedWas removed: s. 3',
    )
  })

  it('names a new entry in a line and prints none of it', () => {
    const one = change(1, { kind: 'new', note: null, fields: [field(null, 'Up to 5 years in prison.')] })
    const text = list([one])
    expect(text).toContain('New Testland: Stalking.')
    expect(text).not.toContain('5 years')
  })

  it('tells new entries of one day and place together, in the order of a guide', () => {
    const one = (seq: number, over: Partial<Change>): Change =>
      change(seq, { kind: 'new', note: null, ...over })
    const at = '2026-10-01T10:00:00.000Z'
    const html = render([
      one(1, { at, title: 'Ladder', entryKind: 'ladder', entry: 'testland/ladder' }),
      one(2, {
        at,
        title: 'Essay',
        entryKind: 'essential',
        entry: 'global/essential/evidence',
        jurisdiction: null,
      }),
      one(3, { at, title: 'Stalking' }),
      one(4, { at, title: 'Numbers', entryKind: 'profile', entry: 'testland/profile' }),
      one(5, { at: '2026-10-02T10:00:00.000Z', title: 'Later' }),
    ])
    expect(words(html)).toContain(
      '2 October 2026 New Testland: Later. 1 October 2026 TestlandNew 3 new entries NumbersStalkingLadder New Every guide: Essay.',
    )
    expect(changeIds(html)).toEqual(['change-5', 'change-4', 'change-3', 'change-1', 'change-2'])
  })

  it.each<[string, Partial<Change>, string]>([
    [
      'an offence of a section',
      { entry: 'northmark/offence/local' },
      '/guides/testland/northmark/#northmark/offence/local',
    ],
    [
      'an essay',
      { entry: 'global/essential/evidence', entryKind: 'essential', jurisdiction: null },
      '/essentials/evidence/',
    ],
    ['a ladder', { entry: 'testland/ladder', entryKind: 'ladder' }, '/guides/testland/#testland/ladder'],
    [
      'a profile, by the field that changed',
      {
        entry: 'testland/profile',
        entryKind: 'profile',
        fields: [{ ...field('a', 'b'), field: 'recording' }],
      },
      '/guides/testland/#testland/profile/recording',
    ],
    [
      'a route',
      { entry: 'united-realm/route', entryKind: 'route', jurisdiction: 'united-realm' },
      '/guides/testland/to/united-realm/#united-realm/route',
    ],
  ])('links %s to where it stands', (_name, over, href) => {
    expect(hrefsOf(render([change(1, over)]))).toContain(href)
  })

  it('says which of several guides a link leads to, and on a guide’s own list needs not', () => {
    const one = change(1, {
      entry: 'farland/route',
      entryKind: 'route',
      jurisdiction: 'farland',
      title: 'Route',
    })
    expect(list([one])).toContain('Linked to the guide for Highmoor.')
    expect(hrefsOf(render([one]))).toContain('/guides/highmoor/to/farland/#farland/route')
    const own = render([one], '/guides/testland/changes/')
    expect(hrefsOf(own)).toContain('/guides/testland/to/farland/#farland/route')
    expect(words(own)).not.toContain('Linked to')
  })

  it('links only to blocks that are there', () => {
    const from = world()
    const changes = from.live.map((each, index) => {
      const { key, kind, jurisdiction } = 'entry' in each ? each.entry : each
      return change(index + 1, { entry: key, entryKind: kind, jurisdiction, title: key })
    })
    const pages = pagesOf(snapshotOf({ ...from, changes }), new Map())
    const ids = new Map(pages.map((page) => [page.path, new Set(idsOf(renderPage(page)))]))
    const lists = pages.filter(({ path }) => path.endsWith('/changes/'))
    expect(lists).toHaveLength(3)
    for (const page of lists)
      for (const href of hrefsOf(renderPage(page))) {
        const [to = '', fragment] = href.split('#')
        if (/feed\.\w+$|^\/favicon\.ico$|^(mailto|tel):|^https:|^\/(subscribe|report)\b/.test(to)) continue
        expect(ids.has(to || page.path), href).toBe(true)
        if (fragment !== undefined) expect(ids.get(to || page.path)?.has(fragment), href).toBe(true)
      }
  })
})

describe('a list of many changes', () => {
  const long = (seq: number): string =>
    Array.from({ length: 60 }, (_each, index) => `word${(seq * 31 + index * 17) % 5000}`).join(' ')
  const many = (count: number, over: (seq: number) => Partial<Change> = () => ({})): Change[] =>
    Array.from({ length: count }, (_each, index) =>
      change(index + 1, {
        at: new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString(),
        note: `Note ${long(index).slice(0, 150)}`,
        fields: [field(long(index), long(index + 1)), field(long(index + 2), null, 'Section')],
        ...over(index + 1),
      }),
    )
  const brotli = (html: string): number =>
    brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length

  it.each<[string, Change[]]>([
    ['edited here and there', many(3000)],
    ['with long titles', many(3000, (seq) => ({ title: long(seq).slice(0, 150) }))],
    ['of one day', many(3000, () => ({ at: '2026-10-01T10:00:00.000Z' }))],
    ['new', many(3000, (seq) => ({ kind: 'new', note: null, title: long(seq).slice(0, 60) }))],
    [
      'in another script',
      many(3000, (seq) => ({ title: '骚扰和跟踪的处罚'.repeat(8) + String(seq), note: '骚扰'.repeat(200) })),
    ],
  ])('stays within 16 KB and holds all that feeds link to: %s', (_name, changes) => {
    for (const path of ['/changes/', '/guides/testland/changes/']) {
      const html = render(changes, path)
      expect(brotli(html)).toBeLessThanOrEqual(16 * 1024)
      const ids = changeIds(html)
      expect(ids.length).toBeLessThanOrEqual(200)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toEqual(
        expect.arrayContaining(Array.from({ length: 50 }, (_each, index) => `change-${3000 - index}`)),
      )
    }
  })

  it('tells the newest in full, older ones in a line, and where the rest is', () => {
    const text = list(many(3000))
    expect(text).toContain(
      'This page lists the newest 200 of 3000 changes. The lists of the guides reach further back.',
    )
    expect(text).toContain('The feeds carry fewer. All are on record: ask us for an older one.')
    expect(text).toContain('Older changes are told in one line, without what was and is.')
    const html = render(many(3000))
    const whole = html.split('<article class="change"').length - 1
    expect(whole).toBeGreaterThan(3)
    expect(html.split('class="change-line"').length - 1).toBe(200 - whole)
    expect(html.lastIndexOf('<article class="change"')).toBeLessThan(html.indexOf('class="change-line"'))
  })

  it('shortens a long text around what changed', () => {
    const sentence = (index: number): string => `This is sentence ${index} of a long text.`
    const text = Array.from({ length: 80 }, (_each, index) => sentence(index)).join(' ')
    const told = list([change(1, { fields: [field(text, text.replace('sentence 40', 'number 40'))] })])
    expect(told).toContain(
      'Is now … This is added: number 40 of a long text. … Was … This is removed: sentence 40 of a long text. …',
    )
    expect(told).not.toContain('sentence 20')
  })

  it('names the fields of a change that it has no room for', () => {
    const fields = Array.from({ length: 14 }, (_each, index) => ({
      ...field(long(index), long(index + 40), `Step ${index}`),
      field: `steps.s${index}`,
    }))
    expect(list([change(1, { fields })])).toMatch(/Also changed: Step \d+, .* and \d+ more\./)
  })
})

describe('words of a change', () => {
  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</style></title><!--',
    '&lt;b&gt; & {{x}}',
  ])('are never more than words: %s', (hostile) => {
    const one = (say: (text: string) => string): string =>
      render([
        change(1, {
          title: say('title'),
          note: say('note'),
          fields: [
            field(say('before'), say('after'), say('label')),
            field(null, say('come')),
            field(say('gone'), null),
          ],
        }),
      ])
    const html = one((text) => `${hostile} ${text}`)
    const names = (text: string): string[] => parseHtml(text).tags.map(({ name }) => name)
    expect(names(html)).toEqual(names(one((text) => `plain ${text}`)))
    expect(parseHtml(html).text).toContain(`${hostile} title`)
    expect(parseHtml(html).text).toContain(`${hostile} note`)
  })
})

describe('what other pages say of changes', () => {
  const feeds = (html: string): (string | undefined)[][] =>
    parseHtml(html)
      .tags.filter(({ name, attributes }) => name === 'link' && attributes.rel === 'alternate')
      .map(({ attributes }) => [attributes.rel, attributes.type, attributes.href])
  const ATOM = 'application/atom+xml'
  const JSON_FEED = 'application/feed+json'
  const SITE = [
    ['alternate', ATOM, '/feed.atom'],
    ['alternate', JSON_FEED, '/feed.json'],
  ]
  const TESTLAND = [
    ['alternate', ATOM, '/guides/testland/feed.atom'],
    ['alternate', JSON_FEED, '/guides/testland/feed.json'],
  ]

  it.each([
    ['/', SITE, '/changes/'],
    ['/changes/', SITE, '/changes/'],
    ['/guides/testland/', TESTLAND, '/guides/testland/changes/'],
    ['/guides/testland/changes/', TESTLAND, '/guides/testland/changes/'],
    ['/guides/testland/northmark/', TESTLAND, '/guides/testland/changes/'],
    ['/guides/testland/to/farland/', TESTLAND, '/guides/testland/changes/'],
    ['/essentials/', [], '/changes/'],
    ['/essentials/evidence/', [], '/changes/'],
    ['/about/', [], '/changes/'],
    ['/404.html', [], '/changes/'],
  ])('%s names its feeds, and its list in the foot', (path, expected, href) => {
    const html = render([], path)
    expect(feeds(html)).toEqual(expected)
    expect(html.slice(html.indexOf('<footer'))).toContain(`<a href="${href}">What changed</a>`)
  })

  it('a guide says in its head when it last changed', () => {
    const head = (changes: Change[]): string => words(render(changes, '/guides/testland/'))
    expect(head([change(1), change(2, { at: '2026-11-03T00:00:00.000Z' })])).toContain(
      'What changed last on 3 November 2026',
    )
    expect(head([])).not.toContain('last on')
  })

  it('an entry that is not live any more is not linked', () => {
    const gone = withEntry(
      world(),
      'testland/offence/stalking',
      (one) => ({ ...one, key: 'testland/offence/other' }) as never,
    )
    expect(hrefsOf(render([change(1)], '/changes/', gone))).not.toContain(
      '/guides/testland/#testland/offence/stalking',
    )
  })
})
