import { readdirSync } from 'node:fs'
import type { MediaFeature } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { entriesOf } from '#domain/publish/snapshot-index.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { formerPage } from '#pipelines/html/former-page.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { specs } from '#templates/compiled.js'
import { attribute, named, parsed } from '../../support/publish/parsed.ts'
import { change, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'
import { axeProblems, watchedPage } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { correction, everySort } from '../../support/mail/digest.ts'
import { everyPage } from '../../support/publish/every-page.ts'
import { formPages } from '../../support/publish/form-pages.ts'

const PUBLIC_URL = 'https://guides.example.org'
const FOLDERS = ['pages/', 'forms/whole']
const from: World = { ...world(), changes: [...everySort(), correction()] }

/** The page of an essay that has another slug now: browsers would go there at once. */
const movedPage = (): string => {
  const [essay] = entriesOf(snapshotOf(from), 'essential')
  const fields = [{ field: 'slug', label: 'Slug', before: null, after: 'once' }]
  const moved = { ...from, changes: [change(1, { entry: essay?.key ?? '', entryKind: 'essential', fields })] }
  const html = renderPage(formerPage(snapshotOf(moved), '/essentials/once/', 'UTC'))
  const stays = html.replace(/<meta http-equiv="refresh"[^>]*>/, '')
  expect(stays).not.toBe(html)
  return stays
}

/** One page of each kind at least: all of a small site, of its subscribers, and the file for use offline. */
async function kinds(): Promise<[name: string, html: string][]> {
  const offline = formFiles(snapshotOf(from), { publicUrl: PUBLIC_URL, code: 'code' }).find(({ path }) =>
    path.endsWith('/testland.html'),
  )
  return [
    ...everyPage(from, (words) => words).filter(([name]) => name !== 'digest' && name !== 'mail to confirm'),
    ['moved page', movedPage()],
    ['for use offline', new TextDecoder().decode(await offline?.make())],
  ]
}

describe('a kind of page', () => {
  it('is among those that are looked at here, whichever template it has', async () => {
    const names = Object.keys(specs).filter((name) => FOLDERS.some((folder) => name.startsWith(folder)))
    const filled = names.map((name) => vi.spyOn(specs[name] as { main: () => unknown }, 'main'))
    await kinds()
    const untried = names.filter((_name, index) => filled[index]?.mock.calls.length === 0)
    filled.forEach((each) => each.mockRestore())
    expect(names.length).toBeGreaterThan(10)
    expect(untried).toEqual([])
  })

  it('with a form of readers is among them, whichever function makes it', async () => {
    const folders = ['subscribe', 'report', 'expert'].map(
      (name) => new URL(`../../../pipelines/${name}/`, import.meta.url),
    )
    const modules = await Promise.all(
      folders.flatMap((folder) =>
        readdirSync(folder).map(
          async (file) => (await import(new URL(file, folder).href)) as Record<string, unknown>,
        ),
      ),
    )
    const made = modules.flatMap((module) => Object.keys(module)).filter((name) => name.endsWith('Page'))
    expect(Object.keys(formPages(from.site, (words) => words)).toSorted()).toEqual(made.toSorted())
  })
})

describe('each kind of page', () => {
  let running: Borrowed
  beforeAll(async () => {
    running = await borrowBrowser()
  })
  afterAll(() => running.close())

  it('names no address but a whole one as its own', async () => {
    const canonical = (html: string): (string | null)[] =>
      named(parsed(html), 'link')
        .filter((link) => attribute(link, 'rel') === 'canonical')
        .map((link) => attribute(link, 'href'))
    const odd = (await kinds()).filter(([, html]) =>
      canonical(html).some((each) => !URL.canParse(each ?? '')),
    )
    expect(odd.map(([name]) => name)).toEqual([])
  })

  const LIGHT: MediaFeature[] = []
  const COLOURS: MediaFeature[][] = [
    LIGHT,
    [{ name: 'prefers-color-scheme', value: 'dark' }],
    [{ name: 'forced-colors', value: 'active' }],
  ]

  // What colours there are does not depend on the width.
  it.each([
    ['in the light, the dark and forced colours, 320 px wide', 320, COLOURS],
    ['in the light, 1280 px wide', 1280, [LIGHT]],
  ])('is without complaint of axe, %s', async (_name, width, colours) => {
    const { page, trouble } = await watchedPage(running, width)
    const protocol = await page.createCDPSession()
    const found: unknown[] = []
    for (const [name, html] of await kinds()) {
      // The policy of one page would bind what is written over it.
      await page.goto('about:blank')
      await page.setContent(html)
      for (const features of colours) {
        await protocol.send('Emulation.setEmulatedMedia', { features })
        const problems = await axeProblems(page)
        if (problems.length > 0) found.push([name, features, ...problems])
      }
    }
    expect([found, trouble]).toEqual([[], []])
    await page.browserContext().close()
  })
})
