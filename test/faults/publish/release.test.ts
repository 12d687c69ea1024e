import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  published,
  publishedFolder,
  publishedGuide,
  publishedGuideFolder,
  publishedPages,
  publishedPagesFolder,
  recourse,
} from '../../support/command.ts'
import { RELEASE } from '#lib/release-names.ts'
import { PATIENCE } from '../../support/patience.ts'
import { currentRelease, releaseProblems } from '../../support/publish/release.ts'
import { startServer, type RunningServer } from '../../support/server.ts'

let dataDir: string

await published()
await publishedGuide()
await publishedPages()
const begin = (folder: () => Promise<string>) => async (): Promise<void> => {
  dataDir = await folder()
}
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const at = (path: string): string => join(dataDir, readlinkSync(join(dataDir, 'current')), path)
const releases = (): string => join(dataDir, 'releases')

const PAGE = 'guides/scotland/index.html'
const PDF = 'guides/scotland/scotland.a4.pdf'

/** Alters one page, empties one, and loses one with its compressed copy, and a PDF. */
function harm(): void {
  writeFileSync(at(PAGE), readFileSync(at(PAGE), 'utf8').replace('999', '998'))
  truncateSync(at('index.html'), 0)
  for (const path of ['guides/canada/index.html', 'guides/canada/index.html.br', PDF]) rmSync(at(path))
  writeFileSync(at('guides/canada/offer.html'), 'Call me first.')
}
const HARMED = [
  '/guides/canada/index.html',
  '/guides/canada/offer.html',
  `/${PAGE}`,
  `/${PDF}`,
  '/index.html',
]

describe('a release that is not as it was written', () => {
  beforeEach(begin(publishedFolder))

  it('is named by the status, and whole again with the next publication, which makes nothing else', async () => {
    const before = readFileSync(at(PAGE), 'utf8')
    harm()
    const status = await recourse(dataDir, ['status', '--json'])
    const { damaged } = JSON.parse(status.stdout) as { damaged: { path: string; problem: string }[] }
    expect([status.code, damaged.map(({ path }) => path).sort()]).toEqual([5, HARMED])

    const done = JSON.parse((await recourse(dataDir, ['publish', '--json'])).stdout) as Record<
      string,
      unknown
    >
    expect(done).toMatchObject({ changed: true, printed: 1, rendered: 3, problems: [] })
    expect((done.madeAgain as { path: string }[]).map(({ path }) => path).sort()).toEqual(HARMED)
    expect(releaseProblems(dataDir)).toEqual([])
    expect(readFileSync(at(PAGE), 'utf8')).toBe(before)
    expect(existsSync(at('guides/canada/offer.html'))).toBe(false)
    const after = await recourse(dataDir, ['status'])
    expect([after.code, after.stdout]).toEqual([0, expect.stringContaining('was made again: 5 in all')])
    expect(JSON.parse((await recourse(dataDir, ['publish', '--json'])).stdout)).toMatchObject({
      changed: false,
      madeAgain: [],
    })
  })

  it('is made whole by a server that starts, which says so and serves meanwhile', async () => {
    const before = currentRelease(dataDir)
    harm()
    const server = await startServer([], dataDir)
    try {
      await expect.poll(() => currentRelease(dataDir), { timeout: PATIENCE }).not.toBe(before)
      expect(releaseProblems(dataDir)).toEqual([])
      await expect.poll(() => server.output(), { timeout: 10_000 }).toContain('whole again')
      expect(server.output()).toMatch(/guides\/scotland\/index\.html.*not as it was written/)
      await expect
        .poll(async () => (await fetch(`${server.url}/`)).text(), { timeout: 10_000 })
        .toContain('<h1')
      expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({
        status: 'ready',
        damaged: 0,
        late: 0,
      })
    } finally {
      await server.stop()
    }
  })
})

describe('a release that is not as it was written', () => {
  // It is made anew as a whole: of one guide.
  beforeEach(begin(publishedGuideFolder))

  it('of which page and manifest were altered together is found by the database', async () => {
    const manifest = JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as { files: { path: string }[] }
    manifest.files = manifest.files.filter(({ path }) => path !== PAGE)
    writeFileSync(at('manifest.json'), `${JSON.stringify(manifest)}\n`)
    rmSync(at(PAGE))
    rmSync(at(`${PAGE}.br`))
    const done = JSON.parse((await recourse(dataDir, ['publish', '--json'])).stdout) as { changed: boolean }
    expect(done).toMatchObject({ changed: true, madeAgain: [{ path: '/manifest.json' }] })
    expect(existsSync(at(PAGE))).toBe(true)
    expect(releaseProblems(dataDir)).toEqual([])
  })
})

describe('a current release that is lost', () => {
  beforeEach(begin(publishedGuideFolder))

  const CUT = 'a file that is cut short ends the answer: its readers do not wait for what never comes'
  it(`is put back by a server that starts: the site is there; ${CUT}`, async () => {
    const name = currentRelease(dataDir)
    // A newer one that is not whole: cut off, or harmed since.
    const newer = join(releases(), '000009-abcdefabcdef')
    cpSync(join(dataDir, name), newer, { recursive: true, verbatimSymlinks: true })
    rmSync(join(newer, 'index.html'))
    rmSync(join(dataDir, 'current'))
    symlinkSync('releases/000010-abcdefabcdef', join(dataDir, 'current'))
    const status = await recourse(dataDir, ['status'])
    expect([status.code, status.stdout]).toEqual([5, expect.stringContaining('current is lost')])
    const server = await startServer([], dataDir)
    try {
      expect((await fetch(`${server.url}/guides/scotland/`)).status).toBe(200)
      expect(server.output()).toContain('the current release was lost')
      // Somebody takes it away while the server runs: readers have the site all the time.
      rmSync(join(dataDir, 'current'))
      for (let looks = 0; looks < 20; looks += 1) {
        expect((await fetch(`${server.url}/`)).status).toBe(200)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      await expect.poll(() => existsSync(join(dataDir, 'current')), { timeout: PATIENCE }).toBe(true)
      expect(releaseProblems(dataDir)).toEqual([])
      await readCutShort(server)
    } finally {
      await server.stop()
    }
  })

  async function readCutShort({ url }: RunningServer): Promise<void> {
    // The release is opened with the first request.
    await fetch(`${url}/`)
    truncateSync(at(PDF), 1_000)
    const begun = performance.now()
    const asked = fetch(`${url}/${PDF}`, {
      headers: { 'accept-encoding': 'identity' },
      signal: AbortSignal.timeout(25_000),
    })
    await expect(asked.then((response) => response.arrayBuffer())).rejects.toThrow()
    expect(performance.now() - begun).toBeLessThan(20_000)
    expect((await fetch(`${url}/`)).status).toBe(200)
  }

  it('is put back by a publication', async () => {
    const name = currentRelease(dataDir)
    rmSync(join(dataDir, 'current'))
    const done = await recourse(dataDir, ['publish'])
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('current was lost')])
    expect(currentRelease(dataDir)).toBe(name)
  })
})

describe('a publication of everything', () => {
  // What becomes of files and folders does not depend on a guide, and without one nothing is printed.
  // Of this one PDFs are made again, too.
  const NOTHING = 'nothing in the release'
  const STATES: Record<string, () => void> = {
    'no folder of releases': () => rmSync(releases(), { recursive: true }),
    'a file in the place of that folder': () => {
      rmSync(releases(), { recursive: true })
      writeFileSync(releases(), 'x')
    },
    'a folder in the place of the link': () => {
      rmSync(join(dataDir, 'current'))
      const name = readdirSync(releases()).find((each) => RELEASE.test(each)) ?? ''
      cpSync(join(releases(), name), join(dataDir, 'current'), { recursive: true })
    },
    'a file in the place of the link': () => {
      rmSync(join(dataDir, 'current'))
      writeFileSync(join(dataDir, 'current'), '')
    },
    'no manifest': () => rmSync(at('manifest.json')),
    'a manifest that is a folder': () => {
      rmSync(at('manifest.json'))
      mkdirSync(at('manifest.json'))
    },
    'half a manifest': () => truncateSync(at('manifest.json'), 1_000),
    [NOTHING]: () => {
      for (const name of readdirSync(at('.'))) rmSync(at(name), { recursive: true })
    },
    'nothing kept beside it, or what is no file': () => {
      for (const name of readdirSync(releases()).filter((each) => /\.jsonl?$/.test(each))) {
        rmSync(join(releases(), name))
        mkdirSync(join(releases(), name))
      }
    },
    'folders in the place of its notes and its lock': () => {
      for (const name of ['publishing.json', 'release-check.json', 'publish.lock', 'recourse.sock']) {
        rmSync(join(dataDir, name), { force: true })
        mkdirSync(join(dataDir, name, 'x'), { recursive: true })
      }
    },
    'nonsense in its notes and its lock': () => {
      for (const name of ['publishing.json', 'release-check.json'])
        writeFileSync(join(dataDir, name), '[null]')
      writeFileSync(join(dataDir, 'publish.lock'), 'x')
    },
    'what others left that were killed': () => {
      mkdirSync(join(releases(), '.000002-abcdefabcdef.part', 'essentials'), { recursive: true })
      writeFileSync(join(releases(), '000002-abcdefabcdef.heads.json'), '[]')
      mkdirSync(join(dataDir, 'publish.lock.taking'))
      writeFileSync(join(dataDir, 'publish.lock'), '999999999')
    },
    'its files moved elsewhere': () => renameSync(at('essentials'), join(dataDir, 'essentials')),
  }
  it.each(Object.entries(STATES))('works in every state of the folder: %s', async (_name, wreck) => {
    await begin(wreck === STATES[NOTHING] ? publishedGuideFolder : publishedPagesFolder)()
    wreck()
    const { code, stderr } = await recourse(dataDir, ['publish', '--full'])
    expect([code, stderr.replace(/^.* …\n/gm, '')]).toEqual([0, ''])
    expect(releaseProblems(dataDir)).toEqual([])
    const status = await recourse(dataDir, ['status'])
    expect([status.code, status.stdout]).toEqual([0, expect.stringContaining('Readers see release')])
  })
})
