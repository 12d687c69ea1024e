import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { hostileAddresses, hostileWords } from '../../fixtures/hostile-words.ts'
import { snapshotOf, type World } from '../../fixtures/snapshot.ts'
import { watchedPage } from '../../support/browser.ts'
import { borrowBrowser, browserPath, type Borrowed } from '../../support/browsers.ts'
import { PATIENCE } from '../../support/patience.ts'
import { everyPage, worldOfAddresses, worldWith } from '../../support/publish/every-page.ts'
import { checkXml, readEpub } from '../../support/publish/epub.ts'
import { full } from '../../support/scale.ts'

const PUBLIC_URL = 'https://guides.example.org'
const HTML = 'text/html; charset=utf-8'

/** One output as a browser gets it. */
type Shown = [name: string, type: string, text: string]

/** Asked for by nothing but a text that got out of its place. */
const hits: string[] = []
let shown: Shown[] = []
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname.startsWith('/canary/')) hits.push(pathname)
  const [, type, text] = shown[Number(pathname.slice('/shown/'.length))] ?? []
  response.writeHead(text === undefined ? 204 : 200, { 'content-type': type ?? HTML })
  response.end(text)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const canary = `${origin}/canary/`

/** Without its policy, a page has nothing to rely on but what is escaped. */
const withoutPolicy = (html: string): string =>
  html.replace(/<meta http-equiv="content-security-policy"[^>]*>/i, '')

const textOf = async (made: Uint8Array | Promise<Uint8Array>): Promise<string> =>
  new TextDecoder().decode(await made)

/** The HTML that feeds carry: a reader's program shows it as a page. */
function inFeed(path: string, text: string): Shown[] {
  if (path.endsWith('.json'))
    return (JSON.parse(text) as { items: { content_html: string }[] }).items.map(({ content_html }, at) => [
      `${path} item ${at}`,
      HTML,
      content_html,
    ])
  checkXml(text)
  return [
    [path, 'application/xml', text],
    ...[...text.matchAll(/<content type="html">([^<]*)</g)].map(([, escaped = ''], at): Shown => [
      `${path} entry ${at}`,
      HTML,
      escaped
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&apos;', "'")
        .replaceAll(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)))
        .replaceAll('&amp;', '&'),
    ]),
  ]
}

/** Every output of a world that a browser, a reader of books or of feeds shows. */
async function outputs(from: World, say: (words: string) => string): Promise<Shown[]> {
  const snapshot = snapshotOf(from)
  const found: Shown[] = everyPage(from, say).map(([name, html]) => [name, HTML, withoutPolicy(html)])
  for (const { path, html } of documentsOf(snapshot, { publicUrl: PUBLIC_URL }))
    found.push([path, HTML, html])
  for (const file of formFiles(snapshot, { publicUrl: PUBLIC_URL, code: 'code' })) {
    if (file.path.endsWith('.html')) found.push([file.path, HTML, withoutPolicy(await textOf(file.make()))])
    if (file.path.endsWith('.json')) JSON.parse(await textOf(file.make()))
    if (file.path.endsWith('.txt'))
      found.push([file.path, 'text/plain; charset=utf-8', await textOf(file.make())])
    if (file.path.endsWith('.epub'))
      for (const [name, text] of readEpub(await file.make()))
        if (/\.(xhtml|opf|xml|svg)$/.test(name)) {
          checkXml(text)
          found.push([`${file.path}/${name}`, 'application/xhtml+xml', text])
        }
  }
  for (const file of feedFiles(snapshot, {
    publicUrl: PUBLIC_URL,
    timeZone: 'UTC',
    code: 'code',
  }))
    found.push(...inFeed(file.path, await textOf(file.make())))
  return found
}

/** What a page has that no text may bring into it. Opens and touches all that a reader can. */
function touched(): { odd: string[]; ran: unknown } {
  for (const each of document.querySelectorAll('details')) each.open = true
  const odd: string[] = []
  for (const each of document.querySelectorAll('*')) {
    for (const { name, value } of each.attributes) {
      if (name.startsWith('on')) odd.push(`${each.localName} ${name}`)
      if (['href', 'src', 'action', 'formaction', 'data', 'srcdoc'].includes(name)) {
        // As browsers read an address: without spaces around it and line breaks in it.
        const address = value.replace(/[\t\n\r]/g, '').trim()
        if (/^(?!data:image\/)(javascript|data|vbscript):/i.test(address)) odd.push(`${name}=${value}`)
      }
    }
    each.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
    if (each instanceof HTMLElement) each.focus()
  }
  for (const name of ['iframe', 'object', 'embed', 'base', 'video', 'audio'])
    if (document.querySelector(name)) odd.push(`<${name}>`)
  return { odd, ran: (window as { ran?: unknown }).ran ?? null }
}

describe('a hostile text in every field', () => {
  let running: Borrowed
  let printer: Printer
  beforeAll(async () => {
    running = await borrowBrowser()
    printer = await Printer.start(await browserPath())
  })
  afterAll(async () => {
    await Promise.all([running.close(), printer.close()])
    server.close()
  })

  /** Shows all outputs in a browser. @returns what got out of its place. */
  async function escaped(all: Shown[]): Promise<unknown[]> {
    shown = all
    const { page, requests, trouble } = await watchedPage(running)
    const found: unknown[] = []
    for (const [at, [name, type]] of all.entries()) {
      requests.length = 0
      await page.goto(`${origin}/shown/${at}`)
      // A search shows the words of its index by script.
      if (name.endsWith('/search/')) await page.type('input[type=search]', 'Testland')
      const { odd, ran } = type === 'application/xml' ? { odd: [], ran: null } : await page.evaluate(touched)
      const asked = requests.filter((url) => !url.startsWith(`${origin}/shown/`) && !url.startsWith('data:'))
      if (odd.length > 0 || ran !== null || asked.length > 0)
        found.push([name, [...new Set(odd)], ran, [...new Set(asked)]])
    }
    await page.browserContext().close()
    return [...found, ...trouble, ...hits]
  }

  const words = hostileWords(canary)
  /** Each in every field; or, as a sample, one after another, each in some. */
  const rounds = full ? words.map((each) => [each]) : [words]

  it('is one of forty', () => expect(new Set(words).size).toBe(40))

  it.each(rounds)(
    'runs nothing and loads nothing in any output: %s',
    { timeout: PATIENCE * 6 },
    async (...hostile) => {
      let nth = 0
      const say = (said: string): string => `${said} ${hostile[nth++ % hostile.length]}`
      expect(await escaped(await outputs(worldWith(say), say))).toEqual([])
    },
  )

  it('loads nothing where it is printed', { timeout: PATIENCE * 6 }, async () => {
    const from = worldWith((said) => `${said} ${words.join(' ')}`)
    const [document] = documentsOf(snapshotOf(from), { prints: ['card'] })
    if (!document) throw new Error('There is no card.')
    await printer.print(document)
    expect([printer.refusedRequests, hits]).toEqual([0, []])
  })

  const addresses = hostileAddresses(canary)

  it.each(full ? addresses.map((each) => [each]) : [addresses])(
    'as an address leads nowhere: %j',
    { timeout: PATIENCE * 6 },
    async (...hostile) => {
      let nth = 0
      const next = (): string => hostile[nth++ % hostile.length] ?? ''
      const all = await outputs(worldOfAddresses(next), (said) => said)
      expect(await escaped(all)).toEqual([])
    },
  )
})
