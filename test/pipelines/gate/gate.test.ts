import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { releaseFindings, type Expected, type Unreleased } from '#pipelines/gate/check.ts'
import type { Sized } from '#pipelines/gate/budgets.ts'
import type { Finding } from '#pipelines/gate/finding.ts'
import { readPage } from '#pipelines/gate/page.ts'
import { sentencesOf } from '#pipelines/gate/sentences.ts'
import { emergencyNumbers } from '#worker/publish/gate/inspect.ts'
import { pageFiles } from '#worker/publish/pages.ts'
import { snapshotOf, world } from '../../fixtures/snapshot.ts'

const PUBLIC_URL = 'https://guides.example.org'
const GUIDE = 'guides/testland/index.html'
const CARD = 'guides/testland/testland.card.a4.pdf'
const WHOLE = 'guides/testland/testland.a4.pdf'

const root = mkdtempSync(join(tmpdir(), 'recourse-gate-'))
afterAll(() => rmSync(root, { recursive: true }))

const snapshot = snapshotOf(world())
const files = new Map(
  pageFiles(snapshot, new Map(), { timeZone: 'UTC', publicUrl: PUBLIC_URL, code: 'code' }).map((file) => [
    file.path,
    Buffer.from(file.make() as Uint8Array),
  ]),
)

/** A release of the pages, with prints that have these words. */
function release(name: string, change: (files: Map<string, Buffer>) => void = () => undefined): Unreleased {
  const all = new Map(files)
  change(all)
  const folder = join(root, name)
  rmSync(folder, { recursive: true, force: true })
  for (const [path, bytes] of all) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  const guides = ['highmoor', 'testland']
  return {
    folder,
    last: null,
    changed: [...all].map(([path, bytes]) => sized(path, bytes)),
    gone: [],
    guides: { before: guides, now: guides, ended: [] },
  }
}

const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
const lengths = new Map<Buffer, number>()
const lengthOf = (bytes: Buffer): number => {
  const length = lengths.get(bytes) ?? brotliCompressSync(bytes, QUICK).byteLength
  lengths.set(bytes, length)
  return length
}

const sized = (path: string, bytes: Buffer): Sized => ({
  path,
  brotli: { bytes: lengthOf(bytes) },
  ...(path.endsWith('.pdf') ? { pages: 1 } : {}),
})

const expected: Expected = {
  publicUrl: PUBLIC_URL,
  numbers: emergencyNumbers(snapshot),
  printWords: async (bytes) => Buffer.from(bytes).toString(),
}

const found = (unreleased: Unreleased): Promise<Finding[]> => releaseFindings(unreleased, expected)

/** The same page with some words replaced. @throws {Error} where it does not have them. */
function reworded(all: Map<string, Buffer>, path: string, from: string | RegExp, to: string): void {
  const before = all.get(path)?.toString() ?? ''
  const after = before.replace(from, () => to)
  if (after === before) throw new Error(`${path} does not say ${String(from)}.`)
  all.set(path, Buffer.from(after))
}

const sentences = (path = GUIDE): string =>
  sentencesOf(readPage(path, files.get(path)?.toString() ?? '')).join('\n')

describe('a release', () => {
  it('that is whole has nothing to be found', async () => {
    expect(await found(release('whole'))).toEqual([])
    expect(files.size).toBeGreaterThan(30)
  })

  it.each([
    [
      '/essentials/nowhere/',
      'The link “/essentials/nowhere/” leads to a page or file that is not in the release.',
    ],
    ['#nowhere', 'The link “#nowhere” leads to a place that is not on its page.'],
    [
      '/essentials/evidence/#nowhere',
      'The link “/essentials/evidence/#nowhere” leads to a place that is not on its page.',
    ],
    [
      `${PUBLIC_URL}/nowhere/`,
      `The link “${PUBLIC_URL}/nowhere/” leads to a page or file that is not in the release.`,
    ],
    ['to/nowhere/', 'The link “to/nowhere/” leads to a page or file that is not in the release.'],
    ['/essentials/%zz/', 'The link “/essentials/%zz/” leads to no address: it cannot be read.'],
  ])('is broken by a link to %s', async (href, problem) => {
    const broken = release('links', (all) =>
      reworded(all, GUIDE, '</main>', `<a href="${href}">x</a></main>`),
    )
    expect(await found(broken)).toEqual([{ path: GUIDE, problem }])
  })

  it.each([
    'https://nowhere.example.net/x',
    'tel:112',
    'mailto:a@example.org',
    '/subscribe',
    '/subscribe/manage',
    '/report?page=/guides/scotland/',
    '/manifest.json',
    '#top',
  ])('is not broken by a link to %s', async (href) => {
    const whole = release('links', (all) => reworded(all, GUIDE, '</main>', `<a href="${href}">x</a></main>`))
    expect(await found(whole)).toEqual([])
  })

  it.each([
    ['<p style="color:red">', 'Its policy does not allow the attribute style of its p.'],
    ['<p onclick="x()">', 'Its policy does not allow the attribute onclick of its p.'],
    ['<script>let x = 1</script>', 'Its policy does not allow its script “let x = 1…”.'],
    ['<style>p { margin: 0 }</style>', 'Its policy does not allow its style “p { margin: 0 }…”.'],
    ['<img src="/favicon.ico" alt="">', 'It loads /favicon.ico (img): a page is one request.'],
    ['<link rel="stylesheet" href="/favicon.ico">', 'It loads /favicon.ico (link): a page is one request.'],
  ])('is broken by %s, which the policy of its page does not allow', async (markup, problem) => {
    const broken = release('policy', (all) => reworded(all, GUIDE, '</main>', `${markup}</main>`))
    expect(await found(broken)).toEqual([{ path: GUIDE, problem }])
  })

  it.each([
    [/style-src /, `style-src 'unsafe-inline' `, `Its policy allows 'unsafe-inline' in style-src.`],
    [
      /script-src /,
      'script-src https://cdn.example.net ',
      'Its policy allows https://cdn.example.net in script-src.',
    ],
    [
      /default-src &#x27;none&#x27;|default-src 'none'/,
      `default-src 'self'`,
      'Its policy does not begin with nothing.',
    ],
    [/<meta http-equiv="Content-Security-Policy"[^>]*>/, '', 'It has no content security policy.'],
  ])('is broken by a policy that allows more: %s', async (from, to, problem) => {
    expect(await found(release('policy', (all) => reworded(all, GUIDE, from, to)))).toEqual([
      { path: GUIDE, problem },
    ])
  })

  it('is broken by a page or print without the number of its guide', async () => {
    const { printed = '', href = '' } = expected.numbers.get('testland') ?? {}
    const broken = release('number', (all) => {
      for (const path of [GUIDE, 'guides/testland/northmark/index.html'])
        all.set(
          path,
          Buffer.from((all.get(path)?.toString() ?? '').replaceAll(`href="${href}"`, 'href="tel:0"')),
        )
      all.set(CARD, Buffer.from(`Call ${printed}0`.replace(printed, '7')))
    })
    expect(await found(broken)).toEqual([
      {
        path: GUIDE,
        problem: `It has no link that dials ${printed} (${href}), the emergency number of its guide.`,
      },
      { path: CARD, problem: `It does not print ${printed}, the emergency number of its guide.` },
      {
        path: 'guides/testland/northmark/index.html',
        problem: `It has no link that dials ${printed} (${href}), the emergency number of its guide.`,
      },
    ])
    const hidden = release('number', (all) =>
      all.set(
        GUIDE,
        Buffer.from(
          (all.get(GUIDE)?.toString() ?? '').replaceAll(new RegExp(`(>[^<]*)${printed}`, 'g'), '$10'),
        ),
      ),
    )
    expect((await found(hidden)).map(({ problem }) => problem)).toContain(
      `It does not show ${printed}, the emergency number of its guide.`,
    )
  })

  it('is broken by a print that lacks a sentence of a page, whatever its lines', async () => {
    const { printed = '' } = expected.numbers.get('testland') ?? {}
    const all = ['', 'northmark/', 'to/farland/', 'to/highmoor/', 'to/united-realm/']
      .map((each) => `guides/testland/${each}index.html`)
      .filter((path) => files.has(path))
      .map((path) => sentences(path))
      .join('\n')
    const words = `Call ${printed}\n${all}`.replace(/ /g, '\n ')
    expect(await found(release('prints', (to) => to.set(WHOLE, Buffer.from(words))))).toEqual([])
    const [one = ''] = sentences()
      .split('\n')
      .filter((each) => each.length > 20)
    const without = words.replaceAll(one.replace(/ /g, '\n '), '')
    const findings = await found(release('prints', (to) => to.set(WHOLE, Buffer.from(without))))
    expect(findings).toContainEqual({
      path: WHOLE,
      problem: `What stands on /${GUIDE} and not in it: “${one}”.`,
    })
  })

  it('is broken by what is too long, and says that it is only that', async () => {
    const noise = Array.from({ length: 9000 }, (_, at) => (at * 7919).toString(36)).join(' ')
    const broken = release('budgets', (all) => {
      reworded(all, GUIDE, '</main>', `<p>${noise}</p></main>`)
      reworded(all, 'about/index.html', '</main>', `<p>${noise}</p></main>`)
    })
    const bytes = new Map(broken.changed.map((each) => [each.path, each.brotli.bytes]))
    expect(await found(broken)).toEqual([
      {
        path: 'about/index.html',
        problem: `It has ${bytes.get('about/index.html')} bytes as brotli; at most 16384 are allowed.`,
        onlyLong: true,
      },
      {
        path: GUIDE,
        problem: `It has ${bytes.get(GUIDE)} bytes as brotli; at most 24576 are allowed.`,
        onlyLong: true,
      },
    ])
    const { printed = '' } = expected.numbers.get('testland') ?? {}
    const pages = release('budgets', (all) => all.set(CARD, Buffer.from(printed)))
    const counted = (count: number) => ({
      ...pages,
      changed: pages.changed.map((each) => (each.path === CARD ? { ...each, pages: count } : each)),
    })
    expect(await found(counted(1))).toEqual([])
    expect(await found(counted(2))).toEqual([
      { path: CARD, problem: 'It has 2 pages; at most 1 are allowed.', onlyLong: true },
    ])
    expect(await found(counted(0))).toEqual([{ path: CARD, problem: 'It has no page.' }])
  })

  it('is broken where more than half of the guides vanish and nobody withdrew them', async () => {
    const whole = release('vanished')
    const guides = { before: ['a', 'b', 'c'], now: ['a'], ended: [] as string[] }
    expect((await found({ ...whole, guides })).map(({ path }) => path)).toEqual([
      'guides/b/index.html',
      'guides/c/index.html',
    ])
    expect(await found({ ...whole, guides: { ...guides, ended: ['b'] } })).toEqual([])
    expect(await found({ ...whole, guides: { ...guides, now: ['a', 'd', 'e'] } })).toEqual([])
  })
})

describe('after a change', () => {
  it('only what changed is read, and pages that link to what it lost', async () => {
    const last = release('last')
    const id = 'testland/offence/stalking'
    const now = release('now', (all) => {
      reworded(all, 'about/index.html', '</main>', `<a href="/nowhere/">x</a></main>`)
      all.set(
        GUIDE,
        Buffer.from((all.get(GUIDE)?.toString() ?? '').replaceAll(id, 'testland/offence/renamed')),
      )
    })
    const changed = now.changed.filter(({ path }) => path === GUIDE)
    const findings = await found({ ...now, last: last.folder, changed })
    expect(findings.length).toBeGreaterThan(0)
    for (const { path, problem } of findings) {
      // What links to it is as it was: the page that lost the place is to blame.
      expect(path).toBe(GUIDE)
      expect(problem).toMatch(
        /^The link “.*testland\/offence\/stalking” on \/.* leads to a place that is not on its page[.]$/,
      )
    }
    expect(await found({ ...now, last: last.folder, changed: [] })).toEqual([])
  })

  it('a file that is gone is to blame for links to it', async () => {
    const last = release('last')
    const gone = 'essentials/evidence/index.html'
    const now = release('now', (all) => all.delete(gone))
    const findings = await found({ ...now, last: last.folder, changed: [], gone: [gone] })
    expect(new Set(findings.map(({ path }) => path))).toEqual(new Set([gone]))
    expect(readFileSync(join(last.folder, GUIDE), 'utf8')).toContain('/essentials/evidence/')
  })
})
