import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { sha256 } from '#domain/hash.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { htmlFiles } from '#pipelines/html/output.ts'
import { hrefsOf } from '../../fixtures/html.ts'
import {
  reword,
  rewordWorld,
  site,
  snapshotOf,
  withEntry,
  world,
  type World,
} from '../../fixtures/snapshot.ts'
import { parsed, wordsOf } from '../../support/publish/parsed.ts'
import { checkXml, readEpub } from '../../support/publish/epub.ts'

const PUBLIC_URL = 'https://guides.example.org'
const OPTIONS = { publicUrl: PUBLIC_URL, code: 'code' }

const filesOf = (from: World = world(), options = OPTIONS) => formFiles(snapshotOf(from), options)

const bytesOf = async (path: string, from: World = world()): Promise<Uint8Array> => {
  const file = filesOf(from).find((each) => each.path === path)
  if (!file) throw new Error(`There is no file ${path}.`)
  return file.make()
}

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const textOf = async (path: string, from?: World): Promise<string> => decode(await bytesOf(path, from))

const TESTLAND = ['epub', 'html', 'txt'].map((ending) => `guides/testland/testland.${ending}`)
const DATA = 'guides/testland/guide.json'

/** Words without white space: each form breaks lines of its own. */
const bare = (text: string): string => text.replace(/\s+/g, '')

/** All words of a form, as a reader meets them. */
async function wordsIn(path: string, from: World): Promise<string> {
  const bytes = await bytesOf(path, from)
  const shown = (html: string): string => wordsOf(parsed(html)[0])
  if (path.endsWith('.epub'))
    return bare(
      [...readEpub(bytes)]
        .filter(([name]) => name.endsWith('.xhtml'))
        .map(([, file]) => shown(file.slice(file.indexOf('<html'))))
        .join(' '),
    )
  return bare(path.endsWith('.html') ? shown(decode(bytes).replace(/<!doctype html>\s*/, '')) : decode(bytes))
}

/** A world in which no two texts are equal, and its texts. */
function numbered(): { from: World; texts: string[] } {
  const texts: string[] = []
  const from = rewordWorld(world(), (words) => {
    texts.push(`${words} §${texts.length}§`)
    return texts.at(-1) ?? ''
  })
  return { from, texts }
}

describe('the other forms of a guide', () => {
  it('are a book, a page, plain text and data for each guide, and data of the site with their schemas', () => {
    expect(filesOf().map(({ path }) => path)).toEqual([
      ...['highmoor', 'testland'].flatMap((slug) => [
        ...['epub', 'html', 'txt'].map((ending) => `guides/${slug}/${slug}.${ending}`),
        `guides/${slug}/guide.json`,
      ]),
      'data/site.json',
      'data/schema/guide-1.json',
      'data/schema/site-1.json',
    ])
  })

  it('are linked from the page of the guide, and every link has its file', () => {
    const page = htmlFiles(snapshotOf(world()), new Map(), 'code').find(
      ({ path }) => path === 'guides/testland/index.html',
    )
    const hrefs = hrefsOf(decode(page?.make() as Uint8Array))
    expect(hrefs).toEqual(expect.arrayContaining([...TESTLAND, DATA].map((path) => `/${path}`)))
  })

  it('say everything that the print says', async () => {
    const { from, texts } = numbered()
    const print = documentsOf(snapshotOf(from)).find(({ path }) => path.includes('testland.a4'))
    const printed = bare(wordsOf(parsed((print?.html ?? '').replace(/<!doctype html>\s*/, ''))[0]))
    const lines = texts.flatMap((text) => text.replaceAll('{place}', 'Testland §').split('\n'))
    const said = lines.map((line) => bare(line.replace(/^- /, ''))).filter((line) => printed.includes(line))
    expect(said.length).toBeGreaterThan(150)
    for (const path of TESTLAND) {
      const words = await wordsIn(path, from)
      expect([path, said.filter((line) => !words.includes(line))]).toEqual([path, []])
    }
  })

  it.each([...TESTLAND, DATA])('say their version and where the current guide is: %s', async (path) => {
    const guide = JSON.parse(await textOf(DATA)) as {
      guide: { version: { hash: string; changedOn: string } }
    }
    const { hash, changedOn } = guide.guide.version
    expect(changedOn).toBe('2026-09-15')
    const words = await wordsIn(path, world())
    expect(words).toContain(hash)
    expect(words).toContain(path === DATA ? '"changedOn":"2026-09-15"' : '15September2026')
    expect(words).toContain(`${PUBLIC_URL}/guides/testland/`)
    if (path !== DATA) expect(words).toContain(`${PUBLIC_URL}/version/testland/#v-0`)
  })

  it.each(['Pacific/Auckland', 'America/New_York', 'UTC'])('have the same bytes in %s', async (zone) => {
    const before = await Promise.all(filesOf().map(async (file) => file.make()))
    const was = process.env.TZ
    process.env.TZ = zone
    try {
      const after = await Promise.all(filesOf().map(async (file) => file.make()))
      expect(after.map(sha256)).toEqual(before.map(sha256))
    } finally {
      if (was === undefined) delete process.env.TZ
      else process.env.TZ = was
    }
  })

  it('need no making where nothing of their guide changed', () => {
    const before = new Map(filesOf().map(({ path, inputs }) => [path, inputs]))
    const changed = (from: World, options = OPTIONS): string[] =>
      filesOf(from, options)
        .filter(({ path, inputs }) => before.get(path) !== inputs)
        .map(({ path }) => path)

    expect(changed(world({ day: legalDate('2026-11-22') }))).toEqual([])
    const inHighmoor = withEntry<'channel'>(world(), 'highmoor/channel/police', (each) => ({
      ...each,
      content: { ...each.content, does: 'Something else' },
    }))
    expect(changed(inHighmoor)).toEqual([
      ...['epub', 'html', 'txt'].map((ending) => `guides/highmoor/highmoor.${ending}`),
      'guides/highmoor/guide.json',
      'data/site.json',
    ])
    expect(changed(world(), { ...OPTIONS, code: 'other code' })).toHaveLength(before.size)
    expect(changed(world(), { ...OPTIONS, publicUrl: 'https://other.example.org' })).toHaveLength(before.size)
    expect(changed(world({ site: site({ disclaimer: 'Another' }) }))).toHaveLength(before.size - 2)
  })

  it('leave out guides that are not open yet, and what belongs to them', async () => {
    const from = world({ opened: ['testland'] })
    const live = from.live.filter((each) => 'key' in each && each.key !== 'highmoor/channel/police')
    const files = filesOf({ ...from, live })
    expect(files.filter(({ path }) => path.includes('highmoor'))).toEqual([])
    expect(await textOf('data/site.json', { ...from, live })).not.toContain('highmoor/')
  })
})

const HOSTILE =
  '</p></style><script>alert(1)</script>"\'><img src=x onerror=alert(1)> ]]> <!-- &amp; &#0; {{brand}} \u0000\u0007\u001b[31m\u0085\u202e\ufffe\uffff --> <?x ?>'

const hostile = (): World => ({
  ...rewordWorld(world(), (words) => `${words} ${HOSTILE}`),
  site: reword(site({ sample: true }), (words) => `${words} ${HOSTILE}`),
})

describe('a hostile text in every field', () => {
  it.each(TESTLAND.slice(0, 2))('is text and nothing else in %s', async (path) => {
    const bytes = await bytesOf(path, hostile())
    const pages = path.endsWith('.epub')
      ? [...readEpub(bytes)].filter(([name]) => /\.(xhtml|opf|xml)$/.test(name))
      : [[path, decode(bytes)] as const]
    for (const [name, page] of pages) {
      if (path.endsWith('.epub')) expect([name, () => checkXml(page)]).toEqual([name, expect.any(Function)])
      if (path.endsWith('.epub')) checkXml(page)
      const elements = parsed(page)
      expect(elements.filter((each) => ['script', 'img', 'iframe', 'object'].includes(each.name))).toEqual([])
      expect(
        elements.flatMap(({ attribs }) => Object.keys(attribs)).filter((each) => /^on|^src$/.test(each)),
      ).toEqual([])
    }
    expect(await wordsIn(path, hostile())).toContain(
      'alert(1)</script>"\'><imgsrc=xonerror=alert(1)>]]><!--&amp;&#0;{{brand}}',
    )
  })

  it('scrambles no line of plain text', async () => {
    const text = await textOf('guides/testland/testland.txt', hostile())
    expect(text.slice(1)).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/,
    )
  })

  it('is kept whole in data', async () => {
    const data = JSON.parse(await textOf(DATA, hostile())) as { site: { name: string } }
    expect(data.site.name).toBe(`Brand of the site ${HOSTILE}`)
  })
})
