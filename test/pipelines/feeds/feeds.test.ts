import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { xmlAttribute, xmlText } from '#pipelines/feeds/xml.ts'
import { parseHtml } from '../../fixtures/html.ts'
import { change, site, snapshotOf, withEntry, world, type World } from '../../fixtures/snapshot.ts'

const OPTIONS = { publicUrl: 'https://recourse.example.org:8443', timeZone: 'UTC', code: 'code' }

const filesOf = (changes: Change[], from: World = world(), options = OPTIONS) =>
  feedFiles(snapshotOf({ ...from, changes }), options)

const textOf = (path: string, ...args: Parameters<typeof filesOf>): string => {
  const file = filesOf(...args).find((each) => each.path === path)
  if (!file) throw new Error(`There is no file ${path}`)
  return new TextDecoder('utf-8', { fatal: true }).decode(file.make() as Uint8Array)
}

interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

const XML_ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** Resolves references as an XML parser does, which knows five names and no others. */
const unescapeXml = (text: string): string =>
  text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = /^#\d+$/.test(name) ? String.fromCodePoint(Number(name.slice(1))) : XML_ENTITIES[name]
    if (character === undefined || !whole.endsWith(';')) throw new Error(`Not an XML reference: ${whole}`)
    return character
  })

/**
 * Reads a document as strictly as XML asks.
 * @throws {Error} where it is not well-formed.
 */
function parseXml(xml: string): XmlElement {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
  if (!xml.startsWith(declaration)) throw new Error('No XML declaration')

  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(xml))
    throw new Error('A forbidden character')
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const rest = xml
    .slice(declaration.length)
    .replace(
      /<(\/?)([a-z]+)((?: [a-z:]+="[^"<]*")*)(\/?)>|([^<]+)/g,
      (_whole, close, name, attributes, empty, text) => {
        const at = open.at(-1)
        if (!at) throw new Error('Content after the end')
        if (text !== undefined) at.text += unescapeXml(text as string)
        else if (close === '/') {
          if (open.pop()?.name !== name) throw new Error(`</${name as string}> closes nothing`)
        } else {
          const element: XmlElement = {
            name: name as string,
            attributes: Object.fromEntries(
              [...(attributes as string).matchAll(/([a-z:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
                key,
                unescapeXml(value),
              ]),
            ),
            children: [],
            text: '',
          }
          at.children.push(element)
          if (empty !== '/') open.push(element)
        }
        return ''
      },
    )
  if (rest !== '' || open.length !== 1) throw new Error(`Not well-formed: ${rest.slice(0, 80)}`)
  const [document, ...others] = root.children
  if (!document || others.length > 0) throw new Error('Not one root')
  return document
}

const all = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((each) => each.name === name)
const one = (element: XmlElement, name: string): string => {
  const found = all(element, name)
  if (found.length !== 1) throw new Error(`${found.length} of <${name}>`)
  return found[0]?.text ?? ''
}

const penalty = change(7, { effectiveOn: '2026-11-01' as Change['effectiveOn'], note: 'Raised & <widened>.' })

describe('the feeds of a snapshot', () => {
  it('are one of the site and one of each guide, in two formats', () => {
    expect(filesOf([]).map(({ path }) => path)).toEqual([
      'feed.atom',
      'feed.json',
      'guides/highmoor/feed.atom',
      'guides/highmoor/feed.json',
      'guides/testland/feed.atom',
      'guides/testland/feed.json',
    ])
  })

  it('as Atom tell of a change with all that RFC 4287 asks for', () => {
    expect(textOf('guides/testland/feed.atom', [penalty])).toBe(
      [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        '<id>tag:recourse.example.org,2026:changes/testland</id>',
        '<title>Sample content, not verified: Changes in the guide for Testland · Brand of the site</title>',
        '<subtitle>What went live, changed or was withdrawn, with what it said before and what it says now.</subtitle>',
        '<link rel="self" type="application/atom+xml" href="https://recourse.example.org:8443/guides/testland/feed.atom"/>',
        '<link rel="alternate" type="text/html" href="https://recourse.example.org:8443/guides/testland/changes/"/>',
        '<updated>2026-10-04T12:00:00.000Z</updated>',
        '<author><name>Brand of the site</name></author>',
        '<entry>',
        '<id>tag:recourse.example.org,2026:change/7</id>',
        '<title>Stalking in Testland: the maximum penalty changed</title>',
        '<link rel="alternate" type="text/html" href="https://recourse.example.org:8443/guides/testland/changes/#change-7"/>',
        '<published>2026-10-04T12:00:00.000Z</published>',
        '<updated>2026-10-04T12:00:00.000Z</updated>',
        '<category scheme="tag:recourse.example.org,2026:kind" term="change" label="Change"/>',
        '<category scheme="tag:recourse.example.org,2026:place" term="testland" label="Testland"/>',
        '<content type="html">&lt;p&gt;&lt;strong&gt;Change&lt;/strong&gt;. &lt;a href=&quot;https://recourse.example.org:8443/guides/testland/#testland/offence/stalking&quot;&gt;Stalking in Testland: the maximum penalty changed&lt;/a&gt;. In force from 1 November 2026.&lt;/p&gt;',
        '&lt;p&gt;Raised &amp;amp; &amp;lt;widened&amp;gt;.&lt;/p&gt;',
        '&lt;h4&gt;Maximum penalty&lt;/h4&gt;&lt;p&gt;Is now:&lt;/p&gt;&lt;p&gt;Up to &lt;ins&gt;5&lt;/ins&gt; years in prison.&lt;/p&gt;&lt;p&gt;Was:&lt;/p&gt;&lt;p&gt;Up to &lt;del&gt;4&lt;/del&gt; years in prison.&lt;/p&gt;&lt;h4&gt;Sources now&lt;/h4&gt;&lt;ul&gt;&lt;li&gt;&lt;a href=&quot;https://law.example.org/testland-offence-stalking&quot;&gt;Page on testland-offence-stalking&lt;/a&gt;, law.example.org, s. 1&lt;/li&gt;&lt;/ul&gt;</content>',
        '</entry>',
        '</feed>',
        '',
      ].join('\n'),
    )
  })

  it('as JSON Feed 1.1 tell the same', () => {
    const atom = parseXml(textOf('feed.atom', [penalty]))
    expect(JSON.parse(textOf('feed.json', [penalty]))).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Sample content, not verified: Changes in all guides · Brand of the site',
      home_page_url: 'https://recourse.example.org:8443/changes/',
      feed_url: 'https://recourse.example.org:8443/feed.json',
      description: 'What went live, changed or was withdrawn, with what it said before and what it says now.',
      language: 'en',
      authors: [{ name: 'Brand of the site' }],
      items: [
        {
          id: 'tag:recourse.example.org,2026:change/7',
          url: 'https://recourse.example.org:8443/changes/#change-7',
          title: 'Stalking in Testland: the maximum penalty changed',
          content_html: one(all(atom, 'entry')[0] ?? atom, 'content'),
          date_published: '2026-10-04T12:00:00.000Z',
          date_modified: '2026-10-04T12:00:00.000Z',
          tags: ['Change', 'Testland'],
        },
      ],
    })
  })

  it('say that content is a sample only where it is', () => {
    expect(textOf('feed.atom', [], world({ site: site({ sample: false }) }))).toContain(
      '<title>Changes in all guides · Brand of the site</title>',
    )
  })

  it('carry the newest fifty, newest first', () => {
    const feed = parseXml(
      textOf(
        'feed.atom',
        Array.from({ length: 60 }, (_each, index) => change(index + 1)),
      ),
    )
    expect(all(feed, 'entry').map((entry) => one(entry, 'id').split('/').at(-1))).toEqual(
      Array.from({ length: 50 }, (_each, index) => String(60 - index)),
    )
  })

  it('are whole where nothing has changed', () => {
    const feed = parseXml(textOf('feed.atom', []))
    expect(one(feed, 'updated')).toBe('2026-09-15T00:00:00.000Z')
    expect(all(feed, 'entry')).toEqual([])
  })

  it('tell of a corrected note as an update of its entry and of the feed, and of nothing else', () => {
    const told = (changes: Change[]) => {
      const feed = parseXml(textOf('feed.atom', changes))
      return {
        feed: one(feed, 'updated'),
        entries: all(feed, 'entry').map((entry) => [
          one(entry, 'id'),
          one(entry, 'published'),
          one(entry, 'updated'),
        ]),
      }
    }
    const id = (seq: number): string => `tag:recourse.example.org,2026:change/${seq}`
    const [first, later] = ['2026-10-01T12:00:00.000Z', '2026-10-02T12:00:00.000Z']
    expect(told([change(1), change(3)])).toEqual({
      feed: later,
      entries: [
        [id(3), later, later],
        [id(1), first, first],
      ],
    })
    const corrected = '2026-11-05T09:00:00.000Z'
    expect(told([change(1, { noteCorrectedAt: corrected, note: 'Better' }), change(3)])).toEqual({
      feed: corrected,
      entries: [
        [id(3), later, later],
        [id(1), first, corrected],
      ],
    })
  })

  it('name a withdrawn entry without a link, a new one without its words, a correction with a whole address', () => {
    const changes = [
      change(1),
      change(2, { kind: 'correction', corrects: 1 }),
      change(3, {
        kind: 'withdrawn',
        entry: 'testland/offence/gone',
        fields: [{ field: 'covers', label: 'What it covers', before: 'Words', after: null }],
      }),
      change(4, { kind: 'new', note: null }),
    ]
    const [fresh, gone, corrected] = (
      JSON.parse(textOf('guides/testland/feed.json', changes)) as { items: { content_html: string }[] }
    ).items.map(({ content_html }) => content_html)
    expect(gone).toContain('<strong>Withdrawn</strong>. Testland: Stalking.')
    expect(gone).toContain('<p>Was:</p><p><del>Words</del></p>')
    expect(gone).not.toContain('Is now')
    expect(fresh).toBe(
      [
        '<p><strong>New</strong>. <a href="https://recourse.example.org:8443/guides/testland/#testland/offence/stalking">Testland: Stalking</a>.</p>',
        '<h4>Sources now</h4><ul><li><a href="https://law.example.org/testland-offence-stalking">Page on testland-offence-stalking</a>, law.example.org, s. 1</li></ul>',
      ].join('\n\n'),
    )
    expect(corrected).toContain(
      '<a href="https://recourse.example.org:8443/guides/testland/changes/#change-1">Corrects the change of 1 October 2026</a>',
    )
  })

  it('give whole addresses alone', () => {
    for (const file of filesOf([penalty, change(8, { kind: 'correction', corrects: 7 })])) {
      const text = new TextDecoder().decode(file.make() as Uint8Array)
      const addresses = [...text.matchAll(/(?:href=(?:\\"|&quot;|")|"(?:\w*url)": ")([^"\\&]*)/g)].map(
        ([, href]) => href,
      )
      expect(addresses.length).toBeGreaterThan(1)
      expect(
        addresses.filter(
          (href) => !/^https:\/\/(?:recourse\.example\.org:8443|law\.example\.org)\//.test(href ?? ''),
        ),
      ).toEqual([])
    }
  })

  it.each([
    ['https://recourse.example.org', 'tag:recourse.example.org,2026:changes'],
    ['http://localhost:3000', 'tag:localhost,2026:changes'],
    ['http://[::1]:3000', 'tag:1,2026:changes'],
  ])('of %s are called %s', (publicUrl, id) => {
    expect(one(parseXml(textOf('feed.atom', [], world(), { ...OPTIONS, publicUrl })), 'id')).toBe(id)
  })

  it('are files of a release, made of their inputs and the code', () => {
    const inputs = (...args: Parameters<typeof filesOf>) => filesOf(...args).map((file) => file.inputs)
    const before = inputs([penalty])
    expect(inputs([penalty])).toEqual(before)
    const changed = (...args: Parameters<typeof filesOf>): string[] =>
      filesOf(...args).flatMap((file, index) => (file.inputs === before[index] ? [] : [file.path]))
    expect(changed([penalty, change(8, { entry: 'highmoor/profile', jurisdiction: 'highmoor' })])).toEqual([
      'feed.atom',
      'feed.json',
      'guides/highmoor/feed.atom',
      'guides/highmoor/feed.json',
    ])
    expect(changed([penalty], world(), { ...OPTIONS, code: 'other' })).toHaveLength(6)
    expect(changed([penalty], world(), { ...OPTIONS, publicUrl: 'https://other.example.org' })).toHaveLength(
      6,
    )
    // Neither another day nor other words of an entry touch what was recorded: a guide's feed is made again with its
    // guide, and stays the same.
    expect(changed([penalty], world({ day: '2026-12-24' as World['day'] }))).toEqual([])
    const reordered = withEntry<'route'>(world(), 'farland/route', (route) => ({ ...route, order: 5 }))
    expect(changed([penalty], reordered)).not.toContain('feed.atom')
    const bytesOf = (from: World) => filesOf([penalty], from).map((file) => [file.path, file.make()])
    expect(bytesOf(reordered)).toEqual(bytesOf(world()))
  })
})

describe('words in a feed', () => {
  const NASTY = [
    '<script>alert(1)</script>',
    ']]></content></entry></feed>',
    '"><img src=x onerror=alert(1)>',
    '&lt;b&gt; &amp; & &#60; &nbsp;',
    'a\u0000b\u0008c\u000bd\u001be\ufffef\uffffg',
    'half \ud800 of a pair, and \udc00 the other',
    'whole 🙂 pair, tab\tand line\r\nfeed',
    '{{site.brand}}',
    "' onmouseover='alert(1)",
  ]

  it.each(NASTY)('are well-formed and never more than words: %j', (nasty) => {
    const changes = [
      change(1, {
        title: nasty,
        note: nasty,
        fields: [{ field: 'penalty', label: nasty, before: `${nasty} 4`, after: `${nasty} 5` }],
      }),
    ]
    const from = world({ site: site({ brand: nasty }) })
    const jsonItems = (
      JSON.parse(textOf('feed.json', changes, from)) as { items: { content_html: string }[] }
    ).items
    const feed = parseXml(textOf('feed.atom', changes, from))
    const plain = parseXml(
      textOf('feed.atom', [
        change(1, { fields: [{ field: 'penalty', label: 'x', before: 'x 4', after: 'x 5' }] }),
      ]),
    )
    const htmlOf = (document: XmlElement): string => one(all(document, 'entry')[0] ?? document, 'content')
    const names = (html: string): string[] => parseHtml(html).tags.map(({ name }) => name)
    expect(new Set(names(htmlOf(feed)))).toEqual(new Set(names(htmlOf(plain))))
    expect(new Set(names(jsonItems[0]?.content_html ?? ''))).toEqual(new Set(names(htmlOf(plain))))
    // What XML may carry is carried as it was written.
    const kept = xmlText(nasty.replace(/\s+/g, ' ').trim())
    expect(xmlText(one(all(feed, 'entry')[0] ?? feed, 'title'))).toContain(kept)
  })

  it.each([
    ['plain', 'plain', 'plain'],
    ['a & b < c > d', 'a &amp; b &lt; c &gt; d', 'a &amp; b &lt; c &gt; d'],
    [`"quoted" 'too'`, '&quot;quoted&quot; &#39;too&#39;', '&quot;quoted&quot; &#39;too&#39;'],
    ['tab\t feed\n return\r', 'tab\t feed\n return&#13;', 'tab&#9; feed&#10; return&#13;'],
    ['\u0000\u0001\u0008\u000b\u000c\u000e\u001f', '', ''],
    ['\u007f\u0085\u00a0\u2028', '\u007f\u0085\u00a0\u2028', '\u007f\u0085\u00a0\u2028'],
    ['\ud800\udc00 \ud800 \udc00', '\ud800\udc00  ', '\ud800\udc00  '],
    ['\ufffd\ufffe\uffff', '\ufffd', '\ufffd'],
    ['🙂 网络 é', '🙂 网络 é', '🙂 网络 é'],
    ['&amp;', '&amp;amp;', '&amp;amp;'],
  ])('%j is %j in an element and %j in an attribute', (text, inElement, inAttribute) => {
    expect([xmlText(text), xmlAttribute(text)]).toEqual([inElement, inAttribute])
  })
})
