import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formFiles } from '#pipelines/forms/output.ts'
import { entry, rewordWorld, snapshotOf, withEntry, world, type World } from '../../fixtures/snapshot.ts'
import { axeProblems, watchedPage } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { checkXml, readEpub } from '../../support/publish/epub.ts'

const LONG_WORD = 'abcdefghij'.repeat(30)
const RIGHT_TO_LEFT = 'שלום (עולם) \u202eמימין\u202c 123 مرحبا بالعالم'
const MARKS = 'Z̸̢̛͔̗͕̲͇̫̯̽̑̈́a̴̡̛͕̗͖̲͇̫̯̽̑̈́l̶g̷o̶ Māori Việt'

const offences = (count: number): World => {
  const from = world()
  const others = from.live.filter((each) => !('key' in each && each.key.includes('testland/offence/')))
  const made = Array.from({ length: count }, (_, index) =>
    entry('offence', {
      key: `testland/offence/number-${index}`,
      order: index,
      content: { title: `Offence ${index}` },
    }),
  )
  return { ...from, live: [...others, ...made] }
}

const WORLDS: [string, World, string][] = [
  [
    'a field of 10,000 characters',
    withEntry<'offence'>(world(), 'testland/offence/stalking', (each) => ({
      ...each,
      content: { ...each.content, covers: 'Words and more words. '.repeat(455).trim() },
    })),
    'Words and more words.',
  ],
  [
    'a word of 300 characters in every field',
    rewordWorld(world(), (words) => `${words} ${LONG_WORD}`),
    'Stalking',
  ],
  [
    'text from right to left in every field',
    rewordWorld(world(), (words) => `${words} ${RIGHT_TO_LEFT}`),
    'שלום',
  ],
  ['combining marks in every field', rewordWorld(world(), (words) => `${words} ${MARKS}`), 'Māori'],
  [
    'an offence with 60 elements',
    withEntry<'offence'>(world(), 'testland/offence/stalking', (each) => ({
      ...each,
      content: {
        ...each.content,
        elements: Array.from({ length: 60 }, (_, index) => ({ key: `e-${index}`, text: `Element ${index}` })),
      },
    })),
    'Element 59',
  ],
  ['a guide with one offence', offences(1), 'Offence 0'],
  ['a guide with 80 offences', offences(80), 'Offence 79'],
]

describe('each form opens and is readable', () => {
  let running: Borrowed
  let folder: string
  beforeAll(async () => {
    running = await borrowBrowser()
    folder = mkdtempSync(join(tmpdir(), 'recourse-forms-'))
  })
  afterAll(async () => {
    await running?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Opens a file as by a double click. @returns what a reader would stumble over. */
  async function opened(name: string, content: string, said: string, width: number): Promise<unknown[]> {
    const path = join(folder, name)
    writeFileSync(path, content)
    const { page, trouble, requests } = await watchedPage(running, width)
    try {
      await page.goto(pathToFileURL(path).href)
      const [wide, text] = await page.evaluate(() => [
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
        document.documentElement.textContent,
      ])
      if (!String(text).includes(said)) trouble.push(`“${said}” is missing`)
      const elsewhere = requests.filter((url) => !url.startsWith('file:'))
      return [...trouble, ...elsewhere, ...(Number(wide) > 0 ? [`${wide} pixels too wide`] : [])]
    } finally {
      await page.browserContext().close()
    }
  }

  it.each(WORLDS)('with %s', async (_name, from, said) => {
    const files = formFiles(snapshotOf(from), { publicUrl: 'https://guides.example.org', code: 'code' })
    const made = async (ending: string): Promise<Uint8Array> =>
      (await files.find(({ path }) => path === `guides/testland/${ending}`)?.make()) ?? new Uint8Array()
    const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

    for (const width of [360, 1280])
      expect(await opened('testland.html', text(await made('testland.html')), said, width)).toEqual([])

    const book = readEpub(await made('testland.epub'))
    for (const [path, page] of book) if (/\.(xhtml|opf|xml)$/.test(path)) checkXml(page)
    writeFileSync(join(folder, 'style.css'), book.get('book/style.css') ?? '')
    expect(await opened('offences.xhtml', book.get('book/offences.xhtml') ?? '', '', 360)).toEqual([])
    expect(await opened('start.xhtml', book.get('book/start.xhtml') ?? '', '999', 360)).toEqual([])

    const plain = text(await made('testland.txt'))
    expect(plain).toContain(said)
    expect(JSON.parse(text(await made('guide.json')))).toMatchObject({ format: 1 })
  })

  it('to everybody: axe finds nothing in the offline page and the pages of the book', async () => {
    const files = formFiles(snapshotOf(world()), { publicUrl: 'https://guides.example.org', code: 'code' })
    const bytes = async (ending: string): Promise<Uint8Array> =>
      (await files.find(({ path }) => path === `guides/testland/${ending}`)?.make()) ?? new Uint8Array()
    const book = readEpub(await bytes('testland.epub'))
    const pages: [string, string][] = [
      ['testland.html', new TextDecoder().decode(await bytes('testland.html'))],
      ...[...book]
        .filter(([path]) => path.endsWith('.xhtml'))
        .map(([path, page]): [string, string] => [path.slice(5), page]),
    ]
    writeFileSync(join(folder, 'style.css'), book.get('book/style.css') ?? '')
    for (const [name, page] of pages) {
      writeFileSync(join(folder, name), page)
      const tab = (await watchedPage(running, 360)).page
      await tab.setBypassCSP(true)
      await tab.goto(pathToFileURL(join(folder, name)).href)
      expect([name, await axeProblems(tab)]).toEqual([name, []])
      await tab.browserContext().close()
    }
  })
})
