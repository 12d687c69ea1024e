import { posix } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { formFiles } from '#pipelines/forms/output.ts'
import { snapshotOf, world } from '../../fixtures/snapshot.ts'
import { attribute, named, parsed, wordsOf, within } from '../../support/publish/parsed.ts'
import { checkXml, readEpub } from '../../support/publish/epub.ts'

describe('a guide as a book', () => {
  let bytes: Uint8Array
  let files: Map<string, string>
  let pages: [path: string, page: string][]
  beforeAll(async () => {
    const file = formFiles(snapshotOf(world()), {
      publicUrl: 'https://guides.example.org',
      code: 'code',
    }).find(({ path }) => path === 'guides/testland/testland.epub')
    bytes = (await file?.make()) ?? new Uint8Array()
    files = readEpub(bytes)
    pages = [...files].filter(([path]) => path.endsWith('.xhtml'))
  })

  it('begins with its media type, uncompressed, at the place where readers look for it', () => {
    const text = Buffer.from(bytes.slice(0, 58)).toString('latin1')
    expect(text.slice(0, 4)).toBe('PK\u0003\u0004')
    expect(text.slice(30)).toBe('mimetypeapplication/epub+zip')
    expect(Buffer.from(bytes).readUInt16LE(8)).toBe(0)
  })

  it('is well-formed', () => {
    const wrong = [...files].flatMap(([path, text]) => {
      if (!/\.(xhtml|opf|xml)$/.test(path)) return []
      try {
        checkXml(text)
        return []
      } catch (error) {
        return [`${path}: ${(error as Error).message}`]
      }
    })
    expect(wrong).toEqual([])
  })

  it('lists every file that it has, and reads them in order, the number first', () => {
    const all = parsed(files.get('book/package.opf') ?? '')
    const items = new Map(named(all, 'item').map((item) => [attribute(item, 'id'), attribute(item, 'href')]))
    const listed = [...items.values()].map((href) => `book/${href ?? ''}`)
    const own = ['mimetype', 'META-INF/container.xml', 'book/package.opf']
    expect([...files.keys()].filter((path) => !own.includes(path)).sort()).toEqual(listed.sort())
    const read = named(all, 'itemref').map((each) => items.get(attribute(each, 'idref')))
    expect(read.slice(0, 4)).toEqual(['start.xhtml', 'nav.xhtml', 'situations.xhtml', 'record.xhtml'])
    expect(read).toHaveLength(pages.length)
    const start = wordsOf(parsed(files.get('book/start.xhtml') ?? '')[0])
    expect(start.indexOf('999')).toBeLessThan(start.indexOf('Intro for Testland'))
  })

  it('says what it is, in which language, when it changed and how it can be read', () => {
    const opf = files.get('book/package.opf') ?? ''
    for (const said of [
      '<dc:title>Title for Testland</dc:title>',
      '<dc:language>en</dc:language>',
      '<dc:identifier id="id">https://guides.example.org/guides/testland/</dc:identifier>',
      '<meta property="dcterms:modified">2026-09-15T00:00:00Z</meta>',
      '<meta property="schema:accessMode">textual</meta>',
      '<meta property="schema:accessModeSufficient">textual</meta>',
      '<meta property="schema:accessibilityHazard">none</meta>',
      '<meta property="schema:accessibilitySummary">',
    ])
      expect(opf).toContain(said)
  })

  it('has a title, a language and one main heading on every page', () => {
    const titles = pages.map(([path, page]) => {
      const all = parsed(page)
      expect([path, attribute(named(all, 'html')[0] ?? all[0]!, 'lang')]).toEqual([path, 'en'])
      expect([path, named(all, 'h1').length]).toEqual([path, 1])
      return wordsOf(named(all, 'title')[0])
    })
    expect(new Set(titles).size).toBe(pages.length)
    expect(titles.every((title) => title.endsWith('Title for Testland'))).toBe(true)
  })

  it('skips no level of headings', () => {
    for (const [path, page] of pages) {
      const levels = named(parsed(page), 'h1', 'h2', 'h3', 'h4', 'h5', 'h6').map(({ name }) =>
        Number(name[1]),
      )
      const skipped = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)
      expect([path, skipped]).toEqual([path, []])
    }
  })

  it('leads only to its own files, to what the guide links, and to numbers; each target is there', () => {
    const ids = new Map(
      pages.map(([path, page]) => [path, parsed(page).flatMap((each) => attribute(each, 'id') ?? [])]),
    )
    for (const [path, each] of ids) expect([path, each.length]).toEqual([path, new Set(each).size])
    const dead = pages.flatMap(([path, page]) =>
      named(parsed(page), 'a').flatMap((link) => {
        const href = attribute(link, 'href') ?? ''
        if (/^(https:|tel:|mailto:)/.test(href)) return []
        const [file = '', fragment] = href.split('#')
        const target = file === '' ? path : posix.join('book', file)
        const found = ids.get(target)
        return found && (fragment === undefined || found.includes(fragment)) ? [] : [`${path}: ${href}`]
      }),
    )
    expect(dead).toEqual([])
    const calls = named(parsed(files.get('book/start.xhtml') ?? ''), 'a').map((link) =>
      attribute(link, 'href'),
    )
    expect(calls).toContain('tel:999')
  })

  it('loads nothing from elsewhere, runs nothing, and hides nothing', () => {
    for (const [path, page] of pages) {
      const all = parsed(page)
      const loaded = named(
        all,
        'link',
        'img',
        'script',
        'iframe',
        'object',
        'video',
        'audio',
        'source',
        'details',
        'button',
      )
      expect([path, loaded.map((each) => attribute(each, 'href') ?? each.name)]).toEqual([
        path,
        ['style.css'],
      ])
    }
    expect(files.get('book/style.css')).not.toMatch(/url\(|@import|display:\s*none/)
  })

  it('has every chapter and every entry with a heading in its contents', () => {
    const nav = parsed(files.get('book/nav.xhtml') ?? '')
    const toc = named(nav, 'nav')[0]
    const listed = toc ? within(toc, 'a').map((link) => wordsOf(link)) : []
    for (const heading of [
      'Record heading',
      'Police of the place',
      'Stalking',
      'Insult',
      'Northmark NM',
      'Keeping evidence',
      'Ask again',
      'Sources',
    ])
      expect(listed).toContain(heading)
  })
})
