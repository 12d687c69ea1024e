import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formFiles } from '#pipelines/forms/output.ts'
import { snapshotOf, world, type World } from '../../fixtures/snapshot.ts'
import { axeProblems, watchedPage } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { checkXml, readEpub } from '../../support/publish/epub.ts'
import { crowdedGuide, sparseGuide } from '../../support/publish/hard-guides.ts'
import { unreadable, WINDOWS } from '../../support/publish/readable.ts'

/** Each with something that all of its forms say. */
const WORLDS: [name: string, from: World, said: string[]][] = [
  [
    'a crowded guide, with hard words in every field',
    crowdedGuide().from,
    ['Words and more words.', 'Element 59', 'Offence 78', 'שלום', 'Māori', 'abcdefghij'],
  ],
  ['a guide of one offence, with nothing else filled', sparseGuide(), ['Bare', '999']],
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
  async function opened(name: string, content: string): Promise<unknown[]> {
    const path = join(folder, name)
    writeFileSync(path, content)
    const { page, trouble, requests } = await watchedPage(running)
    try {
      await page.goto(pathToFileURL(path).href)
      for (const [width, size] of WINDOWS) {
        await page.setViewport({ width, height: 900 })
        trouble.push(
          ...(await unreadable(page, size)).map((each) => `${name}, ${width} px, ${size}: ${each}`),
        )
      }
      return [...trouble, ...requests.filter((url) => !url.startsWith('file:'))]
    } finally {
      await page.browserContext().close()
    }
  }

  it.each(WORLDS)('with %s', async (_name, from, said) => {
    const files = formFiles(snapshotOf(from), { publicUrl: 'https://guides.example.org', code: 'code' })
    const made = async (ending: string): Promise<Uint8Array> =>
      (await files.find(({ path }) => path === `guides/testland/${ending}`)?.make()) ?? new Uint8Array()
    const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const lost = (words: string): string[] => said.filter((each) => !words.includes(each))

    const offline = text(await made('testland.html'))
    expect([lost(offline), await opened('testland.html', offline)]).toEqual([[], []])

    const book = [...readEpub(await made('testland.epub'))]
    for (const [path, page] of book) if (/\.(xhtml|opf|xml)$/.test(path)) checkXml(page)
    expect(lost(book.map(([, page]) => page).join(''))).toEqual([])
    writeFileSync(join(folder, 'style.css'), new Map(book).get('book/style.css') ?? '')
    for (const [path, page] of book)
      if (path.endsWith('.xhtml')) expect(await opened(path.slice('book/'.length), page)).toEqual([])

    const plain = text(await made('testland.txt'))
    expect(lost(plain)).toEqual([])
    expect(plain).not.toMatch(/\b(null|undefined|NaN)\b|\[object/)
    expect(lost(text(await made('guide.json')))).toEqual([])
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
