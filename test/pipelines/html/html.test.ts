import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Contact } from '#domain/content/contacts.ts'
import { pdfsOf } from '#domain/publish/paths.ts'
import type { Entry, EntryOf } from '#domain/content/content.ts'
import type { DocumentFacts } from '#domain/publish/outputs.ts'
import { fileOf } from '#domain/publish/paths.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { htmlFiles, RenderFailed, renderPage } from '#pipelines/html/output.ts'
import type { Page } from '#pipelines/html/page.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { copyPolicy, pagePolicy, searchPolicy, versionPolicy } from '#templates/engine.ts'
import { hrefsOf, idsOf, parseHtml, shapeOf, type Tag } from '../../fixtures/html.ts'
import {
  citation,
  contact,
  entry,
  link,
  place,
  rewordWorld,
  site,
  snapshotOf,
  source,
  withEntry,
  world,
  type World,
} from '../../fixtures/snapshot.ts'
import { standIn } from '../../support/stand-in.ts'

const DOCUMENTS = new Map<string, DocumentFacts>(
  ['testland', 'highmoor'].flatMap((slug) =>
    ['a4', 'letter'].map((paper) => [`/guides/${slug}/${slug}.${paper}.pdf`, { pages: 12, bytes: 345_678 }]),
  ),
)

const FEEDS = ['', '/guides/testland', '/guides/highmoor'].flatMap((folder) => [
  `${folder}/feed.atom`,
  `${folder}/feed.json`,
])

const pages = (from: World = world(), documents: ReadonlyMap<string, DocumentFacts> = DOCUMENTS): Page[] =>
  pagesOf(snapshotOf(from), documents)

/** Pages that the server answers by itself. */
/** The other forms of the guides, and their data. */
const FORMS = formFiles(snapshotOf(world()), { publicUrl: 'https://guides.example.org', code: 'code' }).map(
  ({ path }) => `/${path}`,
)
const SERVED = [
  '/favicon.ico',
  '/subscribe',
  '/subscribe?place=testland',
  '/subscribe?place=highmoor',
  ...world().live.map((each) => `/subscribe?entry=${('entry' in each ? each.entry : each).key}`),
]

/** Every page of a world as HTML, by its address. */
const rendered = (
  from: World = world(),
  documents?: ReadonlyMap<string, DocumentFacts>,
): Map<string, string> => new Map(pages(from, documents).map((page) => [page.path, renderPage(page)]))

const page = (path: string, from?: World): string => {
  const html = rendered(from).get(path)
  if (html === undefined) throw new Error(`There is no page ${path}`)
  return html
}

const PATHS: [path: string, template: string][] = [
  ['/', 'pages/index'],
  ['/changes/', 'pages/changes'],
  ['/essentials/', 'pages/essentials'],
  ['/essentials/evidence/', 'pages/essay'],
  ['/essentials/platforms/', 'pages/essay'],
  ['/about/', 'pages/text'],
  ['/404.html', 'pages/text'],
  ['/search/', 'pages/search'],
  ['/guides/highmoor/', 'pages/guide'],
  ['/guides/highmoor/changes/', 'pages/changes'],
  ['/version/highmoor/', 'pages/version'],
  ['/guides/highmoor/search/', 'pages/search'],
  ['/guides/highmoor/to/farland/', 'pages/pair'],
  ['/guides/highmoor/to/testland/', 'pages/pair'],
  ['/guides/testland/', 'pages/guide'],
  ['/guides/testland/changes/', 'pages/changes'],
  ['/version/testland/', 'pages/version'],
  ['/guides/testland/search/', 'pages/search'],
  ['/guides/testland/northmark/', 'pages/section'],
  ['/guides/testland/to/united-realm/', 'pages/pair'],
  ['/guides/testland/to/farland/', 'pages/pair'],
]

describe('the pages of a snapshot', () => {
  it('are one of each kind for all that there is', () => {
    expect(pages().map(({ path, template }) => [path, template])).toEqual(PATHS)
  })

  it.each(PATHS)('%s is a whole page, of tags that close in order', (path) => {
    const html = page(path)
    expect(html.startsWith('<!doctype html>\n<html lang="en"')).toBe(true)
    expect(html.endsWith('</html>\n')).toBe(true)
    expect(unclosed(parseHtml(html).tags)).toEqual([])
    const ids = idsOf(html)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('print nothing that no view gave them', () => {
    for (const [path, html] of rendered())
      expect(`${path}: ${/undefined|\[object|NaN|\{\{|\bnull\b/.exec(parseHtml(html).text)?.[0]}`).toBe(
        `${path}: undefined`,
      )
  })

  it('are fewer where there is less, and still whole', () => {
    const bare = world({
      jurisdictions: [place('testland')],
      live: [
        entry('profile', {
          citations: [],
          content: {
            emergency: { contacts: [contact({ note: null })], useWhen: null, say: null, note: null },
            doxxing: null,
            recording: null,
            budapest: null,
          },
        }),
      ],
      site: site({ sample: false, correctionsEmail: null }),
    })
    const html = rendered(bare, new Map())
    expect([...html.keys()]).toEqual([
      '/',
      '/changes/',
      '/essentials/',
      '/about/',
      '/404.html',
      '/search/',
      '/guides/testland/',
      '/guides/testland/changes/',
      '/version/testland/',
      '/guides/testland/search/',
    ])
    for (const [path, each] of html) {
      expect(unclosed(parseHtml(each).tags)).toEqual([])
      expect([path, each.includes('noindex')]).toEqual([
        path,
        ['/404.html', '/version/testland/'].includes(path),
      ])
      expect(each).not.toContain('mailto:')
    }
    expect(blocks(html.get('/guides/testland/') ?? '')).toEqual([['emergency', 'testland/profile/emergency']])
  })

  it('are none of a guide that has no emergency number', () => {
    const from = withEntry<'profile'>(world(), 'testland/profile', (profile) => ({
      ...profile,
      content: { ...profile.content, emergency: null },
    }))
    expect([...rendered(from).keys()].filter((path) => path.startsWith('/guides/testland/'))).toEqual([])
  })

  it('are files of a release, made of their inputs and the code', () => {
    const files = htmlFiles(snapshotOf(world()), DOCUMENTS, 'code')
    expect(files.map(({ path }) => path)).toEqual(PATHS.map(([path]) => fileOf(path)))
    const html = rendered()
    for (const [index, [path]] of PATHS.entries())
      expect(new TextDecoder().decode(files[index]?.make() as Uint8Array)).toBe(html.get(path))
    const again = htmlFiles(snapshotOf(world()), DOCUMENTS, 'code')
    expect(again.map(({ inputs }) => inputs)).toEqual(files.map(({ inputs }) => inputs))
    const other = htmlFiles(snapshotOf(world()), DOCUMENTS, 'other code')
    expect(other.filter(({ inputs }, index) => inputs === files[index]?.inputs)).toEqual([])
  })

  const changedPages = (from: World): string[] => {
    const before = htmlFiles(snapshotOf(world()), DOCUMENTS, 'code')
    const known = new Map(before.map((file) => [file.path, file.inputs]))
    const html = rendered()
    const files = htmlFiles(snapshotOf(from), DOCUMENTS, 'code')
    const after = rendered(from)
    const anew = (path: string): boolean => html.get(path) !== after.get(path)
    const changed = pages(from).flatMap(({ path }) => (anew(path) ? [path] : []))
    // What is made anew and stays the same is of the same guide as what changed, or lists all of them.
    const guides = new Set(
      changed.map((path) => /^\/(?:guides|version)\/[^/]+\//.exec(path)?.[0].split('/')[2]),
    )
    for (const [index, { path }] of pages(from).entries()) {
      const isKnown = known.get(fileOf(path)) === files[index]?.inputs
      if (anew(path)) expect([path, isKnown]).toEqual([path, false])
      else if (!isKnown)
        expect([path, path === '/search/' || guides.has(path.split('/')[2])]).toEqual([path, true])
    }
    return changed.map(fileOf)
  }

  it.each<[string, World, string[]]>([
    [
      'an offence',
      withEntry<'offence'>(world(), 'testland/offence/stalking', (one) => ({
        ...one,
        content: { ...one.content, penalty: 'Up to 7 years.' },
      })),
      [
        'guides/testland/index.html',
        'version/testland/index.html',
        'guides/testland/northmark/index.html',
        'guides/testland/to/united-realm/index.html',
        'guides/testland/to/farland/index.html',
      ],
    ],
    [
      'the summary of an essay that stays at home',
      withEntry<'essential'>(world(), 'global/essential/platforms', (one) => ({
        ...one,
        content: { ...one.content, summary: 'Other words' },
      })),
      PATHS.map(([path]) => fileOf(path)).filter(
        (path) =>
          !['essentials/evidence/index.html', 'about/index.html', '404.html'].includes(path) &&
          !/(changes|search)\/index\.html$/.test(path),
      ),
    ],
    ['nothing', world(), []],
  ])('are made anew where %s changes, and nowhere else', (_name, from, changed) => {
    expect(changedPages(from)).toEqual(changed)
  })
})

const VOID = ['meta', 'br', 'wbr', 'img', 'link', 'input', 'hr']

/** Tags that are left open, or closed out of order. */
function unclosed(tags: readonly Tag[]): string[] {
  const open: string[] = []
  for (const { name, closing } of tags)
    if (VOID.includes(name)) continue
    else if (!closing) open.push(name)
    else if (open.at(-1) === name) open.pop()
    else return [...open, `/${name}`]
  return open
}

/** Kind and id of each block of a page. */
const blocks = (html: string): [string, string | undefined][] =>
  parseHtml(html).tags.flatMap(({ attributes }) =>
    attributes['data-kind'] === undefined ? [] : [[attributes['data-kind'], attributes.id]],
  )

describe('words in a page', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style></title></textarea><!--',
    '{{site.brand}}{{{site.brand}}}{{> layouts/page}}',
    '&lt;b&gt; & &amp; &#60;',
    '`=${x}`\\',
    'a\u2028b\u2029c\u00a0d',
    'x'.repeat(5000),
  ]

  /** The text of a page, but for the version of the guide, which is another for other words. */
  const wordsOf = (html: string): string =>
    parseHtml(html).text.replace(/(?<=Guide version |current version is )[0-9a-f]{10}/g, '…')

  /** The kinds of tags in a page. */
  const elementsOf = (html: string): string[] => [...new Set(shapeOf(html))].sort()

  // Marks around every text, so that two renderings can be counted against each other.
  const harmless = rendered(rewordWorld(world(), (words) => `⟦${words}⟧`))

  it.each(HOSTILE.map((words) => [words.slice(0, 40), words]))(
    'are never more than words: %s',
    (_name, hostile) => {
      const html = rendered(rewordWorld(world(), (words) => `${hostile}⟦${words}⟧`))
      expect([...html.keys()]).toEqual([...harmless.keys()])
      for (const [path, text] of html) {
        const plain = harmless.get(path) ?? ''
        // By letter: other words stand elsewhere.
        if (path.endsWith('/search/')) {
          expect(elementsOf(text), path).toEqual(elementsOf(plain))
          continue
        }
        expect(shapeOf(text), path).toEqual(shapeOf(plain))
        expect(parseHtml(text).scripts, path).toEqual(parseHtml(plain).scripts)
        expect(parseHtml(text).styles, path).toEqual(parseHtml(plain).styles)
        // What readers see is what was written, everywhere that it stands.
        const words = wordsOf(text)
        expect(words.split(`${hostile}⟦`).length, path).toBe(words.split('⟦').length)
        expect(words.replaceAll(`${hostile}⟦`, '⟦'), path).toBe(wordsOf(plain))
      }
    },
  )

  it('are never an address', () => {
    const html = rendered(rewordWorld(world(), (words) => `⟦${words}⟧`))
    for (const [path, text] of html)
      expect([path, hrefsOf(text).filter((href) => /[⟦⟧]/.test(href))]).toEqual([path, []])
  })

  it('are all printed somewhere', () => {
    const said: string[] = []
    rewordWorld(world(), (words) => {
      said.push(words)
      return words
    })
    const all = [...rendered().values()].map((html) => parseHtml(html).text).join('\n')
    const parts = said.flatMap((words) => words.split('\n').map((part) => part.replace(/^- /, '')))
    const silent = parts.filter((part) => !all.includes(part.replaceAll('{place}', 'Testland')))
    // Kept for checking and for the desk alone: quotes, pinpoints, numbers of Acts, the abbreviation of a country.
    const kept = /^(before|after|quoted words on .*|s\. 1|c\. 7|TL)$/
    expect([...new Set(silent)].filter((part) => !kept.test(part))).toEqual([])
  })
})

describe('addresses in a page', () => {
  const BAD = 'javascript:alert(document.domain)'
  const web: Contact = contact({ key: 'bad', kind: 'web', value: BAD, printed: 'Bad contact' })

  const withContacts = <K extends 'channel' | 'route'>(key: string) =>
    withEntry<K>(world(), key, (one) =>
      standIn<Entry>({ ...one, content: { ...one.content, contacts: [web] } }),
    )

  it.each<[string, World]>([
    ['a contact of a channel', withContacts<'channel'>('testland/channel/police')],
    ['a contact of a route', withContacts<'route'>('farland/route')],
    [
      'an emergency contact',
      withEntry<'profile'>(world(), 'testland/profile', (one) => ({
        ...one,
        content: {
          ...one.content,
          emergency: { useWhen: null, say: null, note: null, contacts: [web, web] },
        },
      })),
    ],
    [
      'a contact and a link of a step',
      withEntry<'ladder'>(world(), 'testland/ladder', (one) => ({
        ...one,
        content: {
          steps: one.content.steps.map((step) => ({ ...step, contacts: [web], links: [link({ url: BAD })] })),
        },
      })),
    ],
    [
      'a link of a route',
      withEntry<'route'>(world(), 'farland/route', (one) => ({
        ...one,
        content: { ...one.content, links: [link({ url: BAD })] },
      })),
    ],
    [
      'the address of a channel',
      withEntry<'channel'>(world(), 'testland/channel/police', (one) => ({
        ...one,
        content: { ...one.content, url: BAD },
      })),
    ],
    [
      'an official source',
      withEntry<'offence'>(world(), 'testland/offence/stalking', (one) => ({
        ...one,
        content: { ...one.content, officialSource: source('bad', { url: BAD }) },
      })),
    ],
    [
      'the source of a citation',
      withEntry(world(), 'testland/offence/stalking', (one) => ({
        ...(one as EntryOf<'offence'>),
        citations: [
          {
            supports: ['penalty'],
            source: source('bad', { url: BAD }),
            pinpoint: null,
            quote: null,
            retrievedOn: null,
          },
        ],
      })),
    ],
    [
      'a link in an essay',
      withEntry<'essential'>(world(), 'global/essential/evidence', (one) => ({
        ...one,
        content: {
          ...one.content,
          sections: [
            {
              key: 'bad',
              heading: 'Bad',
              confidenceNote: null,
              body: [
                {
                  type: 'paragraph',
                  children: [
                    {
                      type: 'link',
                      href: BAD,
                      children: [{ type: 'text', text: 'Bad link', bold: false, italic: false }],
                    },
                  ],
                },
              ],
            },
          ],
        },
      })),
    ],
    ['the way out', world({ site: site({ exitUrl: BAD }) })],
  ])('never run a script from %s', (_name, from) => {
    for (const [path, html] of rendered(from)) {
      const { tags } = parseHtml(html)
      const addresses = tags.flatMap(({ attributes: { href, ...rest } }) => [
        href ?? '',
        rest['data-exit'] ?? '',
      ])
      expect([path, addresses.filter((address) => /script:|^data:/i.test(address))]).toEqual([path, []])
    }
  })

  it('lead to the form for errors, with their own address and version', () => {
    const from = world()
    for (const [path, html] of rendered(from)) {
      if (path === '/404.html') continue
      const [report] = hrefsOf(html).filter((href) => href.startsWith('/report?'))
      expect(report).toMatch(new RegExp(`^/report\\?page=${path}(&version=[0-9a-f]{10})?$`))
    }
    expect(hrefsOf(page('/guides/testland/')).join(' ')).toMatch(/page=\/guides\/testland\/&version=/)
  })

  it('leave by the way out of the site, on every page', () => {
    for (const [path, html] of rendered()) {
      const { tags } = parseHtml(html)
      const exit = tags.filter(({ attributes }) => attributes.class === 'exit')
      expect([path, exit.map(({ attributes }) => attributes)]).toEqual([
        path,
        [{ class: 'exit', href: 'https://weather.example.org/today', rel: 'noreferrer nofollow' }],
      ])
      expect(tags.find(({ name }) => name === 'html')?.attributes['data-exit']).toBe(
        'https://weather.example.org/today',
      )
    }
  })

  it('lead to nothing by themselves: a page asks for no file but itself and its icon', () => {
    for (const [path, html] of rendered()) {
      const { tags, styles } = parseHtml(html)
      const asks = tags.filter(
        ({ name, attributes }) =>
          ['img', 'iframe', 'object', 'embed', 'form', 'base'].includes(name) ||
          (name === 'link' && !['alternate', 'icon'].includes(attributes.rel ?? '')) ||
          'src' in attributes ||
          'style' in attributes ||
          Object.keys(attributes).some((attribute) => attribute.startsWith('on')),
      )
      expect([path, asks, styles.filter((style) => /url\(|@import/.test(style))]).toEqual([path, [], []])
    }
  })
})

describe('a page that lacks a field', () => {
  it.each([
    ['pages/text', '/about/', 'heading'],
    ['pages/text', '/404.html', 'title'],
    ['pages/essentials', '/essentials/', 'heading'],
    ['pages/essay', '/essentials/evidence/', 'essay'],
    ['pages/guide', '/guides/testland/', 'words'],
    ['pages/guide', '/guides/testland/', 'emergency'],
    ['pages/guide', '/guides/testland/', 'freshness'],
    ['pages/pair', '/guides/testland/to/farland/', 'route'],
    ['pages/pair', '/guides/testland/to/farland/', 'guide'],
    ['pages/section', '/guides/testland/northmark/', 'section'],
    ['pages/index', '/', 'site'],
    ['pages/changes', '/changes/', 'days'],
    ['pages/changes', '/guides/testland/changes/', 'heading'],
  ])('is an error that names it: %s at %s without %s', (template, path, field) => {
    const found = pages().find((each) => each.path === path)
    expect(found?.template).toBe(template)
    const { [field]: _gone, ...view } = found?.view as Record<string, unknown>
    const render = (): string => renderPage({ path, template, view })
    expect(render).toThrow(RenderFailed)
    expect(render).toThrow(`The page ${path} could not be rendered: `)
  })

  it('is an error where a block in it lacks one', () => {
    const found = pages().find((each) => each.path === '/guides/testland/')
    const view = structuredClone(found?.view) as { offences: { title?: string }[] }
    delete view.offences[0]?.title
    expect(() => renderPage({ path: '/guides/testland/', template: 'pages/guide', view })).toThrow(
      /^The page \/guides\/testland\/ could not be rendered: "title" not defined/,
    )
  })

  it('reads nothing that a view only inherits', () => {
    const view = pages().find((each) => each.path === '/about/')?.view as { site: object }
    const about = (site: object): string =>
      renderPage({ path: '/about/', template: 'pages/text', view: { ...view, site } })
    expect(about(view.site)).toContain('Disclaimer of the site')
    expect(about(Object.create(view.site) as object)).not.toContain('Disclaimer of the site')
  })

  it('is an error that names a template which is not there', () => {
    expect(() => renderPage({ path: '/x/', template: 'pages/none', view: {} })).toThrow(
      new RenderFailed('The page /x/ could not be rendered: There is no template “pages/none”.'),
    )
  })
})

describe('the policy of a page', () => {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

  it.each(PATHS)('lets its own style and script run, and nothing else: %s', (path) => {
    const { tags, styles, scripts } = parseHtml(page(path))
    const copied = tags.some(({ attributes }) => attributes.class === 'copy')
    const searched = path.endsWith('/search/')
    const compared = path.startsWith('/version/')
    expect(styles).toHaveLength(searched || compared ? 2 : 1)
    expect(scripts).toHaveLength(copied || searched ? 2 : 1)
    const policies = tags.filter(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')
    expect(policies.map(({ attributes }) => attributes.content)).toEqual([
      [
        "default-src 'none'",
        `style-src ${styles.map(hash).join(' ')}`,
        `script-src ${scripts.map(hash).join(' ')}`,
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; '),
    ])
    expect(policies[0]?.attributes.content).toBe(
      searched ? searchPolicy : compared ? versionPolicy : copied ? copyPolicy : pagePolicy,
    )
  })

  it('tells no other site where a reader came from', () => {
    for (const [path, html] of rendered()) {
      const { tags } = parseHtml(html)
      const referrer = tags.find(({ attributes }) => attributes.name === 'referrer')?.attributes.content
      const robots = tags.find(({ attributes }) => attributes.name === 'robots')?.attributes.content
      expect([path, referrer, robots]).toEqual([path, 'no-referrer', 'noindex'])
    }
  })
})

describe('the blocks of a page', () => {
  const SOURCE = expect.stringMatching(/^source-\d+$/) as string
  const sources = (count: number) => Array.from({ length: count }, () => ['source', SOURCE])

  it.each<[string, [string, string][], number]>([
    [
      '/guides/testland/',
      [
        ['emergency', 'testland/profile/emergency'],
        ['channel', 'testland/channel/police'],
        ['national-body', 'testland/channel/regulator'],
        ['national-body', 'testland/channel/not-for-you'],
        ['offence', 'testland/offence/stalking'],
        ['offence', 'testland/offence/insult'],
        ['doxxing', 'testland/profile/doxxing'],
        ['recording', 'testland/profile/recording'],
        ['section', 'northmark/profile'],
        ['route', 'united-realm/route'],
        ['route', 'farland/route'],
        ['ladder-step', 'testland/ladder/ask-again'],
        ['ladder-step', 'testland/ladder/abroad'],
        ['essential', 'global/essential/evidence'],
        ['essential', 'global/essential/platforms'],
      ],
      8,
    ],
    [
      '/guides/testland/northmark/',
      [
        ['emergency', 'testland/profile/emergency'],
        ['section', 'northmark/profile'],
        ['recording', 'northmark/profile/recording'],
        ['channel', 'northmark/channel/local'],
        ['offence', 'northmark/offence/local'],
      ],
      4,
    ],
    [
      '/guides/testland/to/united-realm/',
      [
        ['emergency', 'testland/profile/emergency'],
        ['channel', 'testland/channel/police'],
        ['route', 'united-realm/route'],
        ['ladder-step', 'testland/ladder/abroad'],
        ['essential', 'global/essential/evidence'],
      ],
      5,
    ],
    ['/essentials/evidence/', [['essential', 'global/essential/evidence']], 1],
    ['/essentials/platforms/', [['essential', 'global/essential/platforms']], 0],
    [
      '/essentials/',
      [
        ['essential', 'global/essential/evidence'],
        ['essential', 'global/essential/platforms'],
      ],
      0,
    ],
    [
      '/',
      [
        ['essential', 'global/essential/evidence'],
        ['essential', 'global/essential/platforms'],
      ],
      0,
    ],
    ['/about/', [], 0],
    ['/changes/', [], 0],
  ])('carry kind and key: %s', (path, expected, count) => {
    expect(blocks(page(path))).toEqual([...expected, ...sources(count)])
  })

  it('number the sources of a page without gaps, in the order in which its claims call for them', () => {
    for (const [path, html] of rendered()) {
      const { tags } = parseHtml(html)
      const refs = tags.flatMap(({ attributes }) =>
        attributes.class === 'ref' ? [Number(attributes.href?.replace('#source-', ''))] : [],
      )
      const listed = tags.flatMap(({ attributes }) =>
        attributes['data-kind'] === 'source' ? [Number(attributes.id?.replace('source-', ''))] : [],
      )
      expect([path, listed]).toEqual([path, listed.map((_each, index) => index + 1)])
      // Every reference leads to a source that is there, and every source is called for.
      expect([path, [...new Set(refs)].sort((a, b) => a - b)]).toEqual([path, listed])
      expect([path, firstMet(refs)]).toEqual([path, firstMet(refs).toSorted((a, b) => a - b)])
    }
  })

  /** True where a page of a world in which one claim has a source of its own refers to it. */
  const isCited = (
    path: string,
    key: string,
    claim: string,
    change = (one: Entry): Entry => one,
  ): boolean => {
    const html = page(
      path,
      withEntry(world(), key, (one) => ({
        ...change(one as Entry),
        citations: [citation('of-the-claim', [claim])],
      })),
    )
    const { tags } = parseHtml(html)
    const at = tags.findIndex(({ attributes }) => attributes.href === 'https://law.example.org/of-the-claim')
    const item = tags.slice(0, at).findLast(({ attributes }) => attributes['data-kind'] === 'source')
    return at !== -1 && hrefsOf(html).includes(`#${item?.attributes.id}`)
  }

  it.each([
    ['/guides/testland/', 'testland/profile', 'emergency'],
    ['/guides/testland/', 'testland/profile', 'doxxing'],
    ['/guides/testland/', 'testland/profile', 'recording'],
    ['/guides/testland/', 'northmark/profile', 'recording'],
    ['/guides/testland/', 'testland/channel/police', 'does'],
    ['/guides/testland/', 'testland/channel/police', 'contacts'],
    ['/guides/testland/', 'testland/channel/not-for-you', 'instead'],
    ['/guides/testland/', 'testland/offence/stalking', 'standing'],
    ['/guides/testland/', 'testland/offence/stalking', 'penalty'],
    ['/guides/testland/', 'testland/offence/stalking', 'covers'],
    ['/guides/testland/', 'testland/offence/stalking', 'section'],
    ['/guides/testland/', 'testland/offence/stalking', 'classification'],
    ['/guides/testland/', 'testland/offence/stalking', 'elements'],
    ['/guides/testland/', 'testland/ladder', 'steps.abroad'],
    ['/guides/testland/northmark/', 'testland/profile', 'emergency'],
    ['/guides/testland/northmark/', 'northmark/profile', 'recording'],
    ['/guides/testland/northmark/', 'northmark/profile', 'ownOffences'],
    ['/guides/testland/northmark/', 'northmark/channel/local', 'does'],
    ['/guides/testland/northmark/', 'northmark/offence/local', 'penalty'],
    ['/guides/testland/to/united-realm/', 'united-realm/route', 'lever'],
    ['/guides/testland/to/united-realm/', 'united-realm/route', 'mechanism'],
    ['/guides/testland/to/united-realm/', 'united-realm/route', 'caveat'],
    ['/guides/testland/to/united-realm/', 'testland/profile', 'budapest'],
    ['/guides/testland/to/united-realm/', 'united-realm/profile', 'budapest'],
    ['/guides/testland/to/united-realm/', 'testland/ladder', 'steps.abroad'],
    ['/essentials/evidence/', 'global/essential/evidence', 'summary'],
    ['/essentials/evidence/', 'global/essential/evidence', 'sections.first'],
  ])('refer on %s from %s to the source of its claim “%s”', (path, key, claim) => {
    expect(isCited(path, key, claim)).toBe(true)
  })

  it.each([
    ['/guides/testland/', 'testland/channel/police', 'role'],
    ['/guides/testland/', 'northmark/profile', 'ownOffences'],
  ])('refer on %s from %s to the source of its claim “%s”, which is printed', (path, key, claim) => {
    expect(isCited(path, key, claim)).toBe(true)
  })

  it('refer to the source of an emergency number that says nothing on when to use it', () => {
    const terse = (one: Entry): Entry =>
      one.kind === 'profile' && one.content.emergency
        ? { ...one, content: { ...one.content, emergency: { ...one.content.emergency, useWhen: null } } }
        : one
    expect(isCited('/guides/testland/', 'testland/profile', 'emergency', terse)).toBe(true)
  })

  const firstMet = (numbers: number[]): number[] => [...new Set(numbers)]

  it('say what each source supports, and where', () => {
    const { tags } = parseHtml(page('/guides/testland/'))
    const ids = new Set(tags.map(({ attributes }) => attributes.id))
    const listed = tags.filter(({ attributes }) => attributes['data-kind'] === 'source')
    const supports = tags.filter(({ attributes }) => attributes.class === 'supports')
    expect(supports).toHaveLength(listed.length)
    expect(ids).toContain('testland/offence/stalking')
  })

  it('say when verification is overdue, and how sure an entry is', () => {
    const html = page('/guides/testland/')
    const text = parseHtml(html).text.replace(/\s+/g, ' ')
    expect(text).toContain(
      'Overdue In force as of 31 January 2026; should have been verified by 1 May 2026. Confidence: low. Note on how sure this is',
    )
    expect(text).toContain(
      'Verified 9 of 10 entries here were last compared with the law on 1 September 2026. The others name their own day. Overdue 1 of the others. It says so itself.',
    )
    expect(parseHtml(page('/guides/highmoor/')).text).not.toContain('Overdue')
  })

  it('say the words for the officer only of an offence that can be reported', () => {
    const said = (over: Parameters<typeof entry<'offence'>>[1]): string[] =>
      [
        ...parseHtml(
          page(
            '/guides/testland/',
            world({ live: [entry('profile') as Entry, entry('offence', over) as Entry] }),
          ),
        ).text.matchAll(/I want to report .*?Please record it and give me the reference number\./g),
      ].map(([words]) => words)
    const [use] = entry('offence').instruments
    if (!use) throw new Error('fixture')
    const common = {
      ...use,
      instrument: { ...use.instrument, kind: 'common-law' as const, title: 'Threats' },
    }
    expect({
      act: said({ content: { reportAs: 'stalking' }, instruments: [{ ...use, provision: 's 3' }] }),
      part: said({ content: { standing: 'in-force-in-part' }, instruments: [{ ...use, provision: 's 3' }] }),
      common: said({ instruments: [common] }),
      civil: said({ content: { nature: 'civil' } }),
      regulatory: said({ content: { nature: 'regulatory' } }),
      abolished: said({ content: { standing: 'abolished' } }),
      notInForce: said({ content: { standing: 'not-in-force' } }),
      noWords: said({ content: { reportAs: null } }),
      noLaw: said({ instruments: [] }),
    }).toEqual({
      act: [
        'I want to report stalking: Harassment Act, s 3. Please record it and give me the reference number.',
      ],
      part: [
        'I want to report stalking: Harassment Act, s 3. Please record it and give me the reference number.',
      ],
      common: [
        'I want to report stalking, a crime at common law. Please record it and give me the reference number.',
      ],
      civil: [],
      regulatory: [],
      abolished: [],
      notInForce: [],
      noWords: [],
      noLaw: [],
    })
  })
})

describe('the links of a page', () => {
  /** Links of all pages that lead to nothing, as `page: link`. */
  function broken(from: World): string[] {
    const html = rendered(from)
    const ids = new Map([...html].map(([path, text]) => [path, new Set(idsOf(text))]))
    return [...html].flatMap(([path, text]) =>
      hrefsOf(text).flatMap((href) => {
        if (!href.startsWith('#') && !href.startsWith('/')) return []
        const [to = '', fragment] = href.split('#')
        const target = to === '' ? path : to
        if (fragment === undefined)
          return html.has(target) ||
            DOCUMENTS.has(target) ||
            FEEDS.includes(target) ||
            FORMS.includes(target) ||
            SERVED.includes(target) ||
            target.startsWith('/report?page=/')
            ? []
            : [`${path}: ${href}`]
        return ids.get(target)?.has(decodeURIComponent(fragment)) ? [] : [`${path}: ${href}`]
      }),
    )
  }

  it('lead to a page, a document or a block that is there', () => {
    expect(broken(world())).toEqual([])
  })

  it.each([
    ['northmark/offence/local', 'testland/offence/stalking'],
    ['testland/offence/stalking', 'northmark/offence/local'],
  ])('lead from %s to %s, which stands on another page', (key, related) => {
    expect(
      broken(
        withEntry<'offence'>(world(), key, (one) => ({
          ...one,
          content: { ...one.content, related: [related] },
        })),
      ),
    ).toEqual([])
  })

  it('of the contents name the parts that a guide has, and only those', () => {
    const contents = (path: string): string[] => {
      const html = page(path)
      return hrefsOf(html.slice(html.indexOf('<nav class="contents"'), html.indexOf('</nav>')))
    }
    expect(contents('/guides/testland/')).toEqual([
      '#situations',
      '#record',
      '#national',
      '#offences',
      '#doxxing',
      '#recording',
      '#sections',
      '#cross-border',
      '#ladder',
      '#essentials',
      '#sources',
    ])
    expect(contents('/guides/highmoor/')).toEqual([
      '#record',
      '#doxxing',
      '#recording',
      '#cross-border',
      '#essentials',
      '#sources',
    ])
  })

  it('lead to no offence that is not live, or of another guide', () => {
    const from = withEntry<'offence'>(world(), 'testland/offence/stalking', (one) => ({
      ...one,
      content: { ...one.content, related: ['testland/offence/gone', 'highmoor/offence/other'] },
    }))
    expect(broken(from)).toEqual([])
    expect(page('/guides/testland/', from)).not.toContain('See also')
  })

  it('lead to documents only where they were printed', () => {
    const pdfs = (html: string | undefined): string[] =>
      hrefsOf(html ?? '').filter((href) => href.endsWith('.pdf'))
    expect(pdfs(rendered().get('/guides/testland/'))).toEqual([
      '/guides/testland/testland.a4.pdf',
      '/guides/testland/testland.letter.pdf',
    ])
    const one = new Map([['/guides/testland/testland.letter.pdf', { pages: 9, bytes: 1_234_567 }]])
    const html = rendered(world(), one)
    expect(pdfs(html.get('/guides/testland/'))).toEqual(['/guides/testland/testland.letter.pdf'])
    expect(pdfs(html.get('/guides/highmoor/'))).toEqual([])
    const all = new Map(pdfsOf('testland').map((path) => [path, { pages: 1, bytes: 20_000 }]))
    const offered = rendered(world(), all).get('/guides/testland/') ?? ''
    expect(pdfs(offered).sort()).toEqual(pdfsOf('testland').sort())
    const { text } = parseHtml(offered)
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Wallet card: PDF, A4 1 page, 20 KB · PDF, Letter 1 page, 20 KB · discreet: A4 · Letter',
    )
    expect(parseHtml(html.get('/guides/testland/') ?? '').text).toContain('PDF, Letter 9 pages, 1.2 MB')
    expect(parseHtml(page('/guides/testland/')).text).toContain('PDF, A4 12 pages, 346 KB · PDF, Letter')
  })

  it('lead from a target to the guides of its nations', () => {
    expect(hrefsOf(page('/guides/testland/to/united-realm/'))).toContain('/guides/highmoor/')
    expect(hrefsOf(page('/guides/testland/to/farland/'))).not.toContain('/guides/highmoor/')
  })

  it('tell of the convention only where it binds both', () => {
    const told = (here: 'party' | 'not-party' | null, there: 'party' | 'not-party' | null): boolean => {
      const budapest = (from: World, key: string, value: typeof here): World =>
        withEntry<'profile'>(from, key, (one) => ({ ...one, content: { ...one.content, budapest: value } }))
      const from = budapest(budapest(world(), 'testland/profile', here), 'united-realm/profile', there)
      return page('/guides/testland/to/united-realm/', from).includes('Budapest Convention')
    }
    expect([
      told('party', 'party'),
      told('party', 'not-party'),
      told(null, 'party'),
      told('party', null),
    ]).toEqual([true, false, false, false])
  })

  it('are dialled where a number can be', () => {
    const hrefs = hrefsOf(page('/guides/testland/'))
    expect(hrefs.filter((href) => /^(tel|sms|mailto):/.test(href))).toEqual([
      'tel:999', // in the bar
      'tel:999',
      'tel:18000',
      'tel:101',
      'mailto:help@police.example.org',
      'tel:101',
      'mailto:help@police.example.org',
      'tel:101',
    ])
  })

  it('are dialled as codes with signs and through a text relay', () => {
    const from = withEntry<'profile'>(world(), 'testland/profile', (one) => ({
      ...one,
      content: {
        ...one.content,
        emergency: {
          useWhen: null,
          say: null,
          note: null,
          contacts: [
            contact({ key: 'phone-999' }),
            contact({ key: 'hash', value: '#7233', printed: '#SAFE' }),
            contact({ key: 'relay', kind: 'relay', value: '18001101', printed: '18001 101' }),
            contact({ key: 'word', value: '+18007997233', printed: '1-800-799-SAFE' }),
          ],
        },
      },
    }))
    const html = page('/guides/testland/', from)
    expect(hrefsOf(html)).toEqual(expect.arrayContaining(['tel:%237233', 'tel:18001101', 'tel:+18007997233']))
    expect(html).toContain('>1-800-799-SAFE<')
  })
})

describe('the way back from an essay', () => {
  it('leads to each guide, and is the target of the links of that guide', () => {
    const { tags } = parseHtml(page('/essentials/evidence/'))
    const ways = tags.filter(({ attributes }) => attributes.class === 'back back--from')
    expect(ways.map(({ attributes }) => attributes.id)).toEqual(['from-highmoor', 'from-testland'])
    for (const path of ['/guides/testland/', '/guides/testland/to/farland/'])
      expect(hrefsOf(page(path))).toContain('/essentials/evidence/#from-testland')
    expect(hrefsOf(page('/'))).toContain('/essentials/evidence/')
  })

  it('is on the page that is not there, too: to every guide', () => {
    expect(hrefsOf(page('/404.html'))).toEqual(
      expect.arrayContaining(['/guides/highmoor/', '/guides/testland/', '/essentials/']),
    )
  })
})

describe('places without a guide', () => {
  it('stand on the first page with what is published of them', () => {
    expect(parseHtml(page('/')).text).toContain('Farland: no emergency number published')
    const from = withEntry<'profile'>(world(), 'united-realm/profile', (one) => ({
      ...one,
      content: {
        ...one.content,
        emergency: {
          contacts: [contact({ value: '117', printed: '117' })],
          useWhen: null,
          say: null,
          note: null,
        },
      },
    }))
    expect(parseHtml(page('/', from)).text).toContain('United Realm: emergency number 117')
    expect(hrefsOf(page('/', from))).toContain('tel:117')
  })
})
