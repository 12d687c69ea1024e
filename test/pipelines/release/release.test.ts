import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliDecompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { sha256 } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import {
  currentLink,
  currentName,
  isCurrentLost,
  makeCurrent,
  nextSequence,
  readCurrent,
  releasesFolder,
} from '#pipelines/release/current.ts'
import { checkRelease, outlineProblems } from '#pipelines/release/check.ts'
import {
  byPath,
  documentFacts,
  manifestText,
  releaseName,
  type Manifest,
  type ManifestFile,
} from '#pipelines/release/manifest.ts'
import { makeFile, type ReleaseFile } from '#pipelines/release/make-file.ts'
import { mendCurrent, newestUsable } from '#pipelines/release/mend.ts'
import { ReleaseFailed, ReleaseWriter } from '#pipelines/release/write.ts'
import { filesIn } from '../../support/publish/files-in.ts'
import { publishSmall } from '../../support/publish/signed-release.ts'
import { standIn } from '../../support/stand-in.ts'

const DAY = legalDate('2026-11-21')
const TIME = new Date('2026-11-21T10:00:00Z')
const HEADS = '[["testland/ladder",1,"abc"]]'

let dataDir: string
let made: string[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recourse-release-'))
  made = []
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

/** A file whose inputs are its words. */
const file = (path: string, words: string): OutputFile => ({
  path,
  inputs: sha256(`inputs: ${words}`),
  make: () => {
    made.push(path)
    return new TextEncoder().encode(words)
  },
})

const SITE: Record<string, string> = {
  'index.html': '<h1>Index</h1>',
  'guides/testland/index.html': `<h1>Testland</h1>${'words '.repeat(400)}`,
  'guides/testland/testland.a4.pdf': '%PDF testland',
  '404.html': '',
}
const filesOf = (site: Record<string, string>): OutputFile[] =>
  Object.entries(site).map(([path, words]) => file(path, words))

const begin = async (snapshot: string, { full = false } = {}): Promise<ReleaseWriter> =>
  ReleaseWriter.begin({
    dataDir,
    sequence: await nextSequence(dataDir),
    snapshot: sha256(snapshot),
    previous: full ? null : await readCurrent(dataDir),
  })

const finish = (writer: ReleaseWriter) =>
  writer.publish({ day: DAY, heads: HEADS, time: TIME, signing: null })

/** Publishes a whole release, and says what had to be made. */
async function release(site: Record<string, string>, snapshot: string, options?: { full?: boolean }) {
  made = []
  const writer = await begin(snapshot, options)
  const added = await writer.add(filesOf(site))
  const { manifest, manifestHash } = await finish(writer)
  return {
    name: writer.name,
    added,
    manifest,
    manifestHash,
    folder: join(releasesFolder(dataDir), writer.name),
  }
}

const inode = async (...path: string[]): Promise<number> => (await stat(join(...path))).ino
const mode = async (...path: string[]): Promise<string> =>
  ((await stat(join(...path))).mode & 0o777).toString(8)

/** Every file under a folder, by path. */
async function tree(folder: string): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(
      filesIn(folder).map(async (path) => [path, sha256(await readFile(join(folder, path)))] as const),
    ),
  )
}

/** The same files, made elsewhere, with how many pages each has. */
const pagesTold = (
  files: readonly OutputFile[],
  pagesOf: (bytes: Uint8Array) => number | null,
): ReleaseFile[] =>
  files.map((each) => ({
    ...each,
    makeAt: (target) =>
      makeFile(each, target, (bytes) => {
        const pages = pagesOf(bytes)
        return pages === null ? {} : { pages }
      }),
  }))

describe('a first release', () => {
  it('is written whole, beside its heads, and is current', async () => {
    expect(await currentName(dataDir)).toBeNull()
    expect(await readCurrent(dataDir)).toBeNull()
    const { name, added, manifest, manifestHash, folder } = await release(SITE, 'one')

    expect(name).toBe(`000001-${sha256('one').slice(0, 12)}`)
    expect(added.made).toBe(4)
    expect(made.sort()).toEqual(Object.keys(SITE).sort())
    expect(Object.keys(await tree(folder)).sort()).toEqual(
      [...Object.keys(SITE).flatMap((path) => [path, `${path}.br`]), 'manifest.json'].sort(),
    )
    expect(await readlink(currentLink(dataDir))).toBe(`releases/${name}`)
    expect(await readFile(join(currentLink(dataDir), 'index.html'), 'utf8')).toBe('<h1>Index</h1>')
    expect(await readCurrent(dataDir)).toEqual({ name, folder, manifest })
    expect(await readdir(releasesFolder(dataDir))).toEqual(['.folders', name, `${name}.heads.json`])
    expect(await readFile(join(releasesFolder(dataDir), `${name}.heads.json`), 'utf8')).toBe(HEADS)
    expect(await readdir(dataDir)).toEqual(['current', 'releases'])

    const text = await readFile(join(folder, 'manifest.json'), 'utf8')
    expect(text).toBe(manifestText(manifest))
    expect(manifestHash).toBe(sha256(text))
  })

  it('lists what is on disk: bytes and hashes of each file, plain and compressed', async () => {
    const { manifest, folder } = await release(SITE, 'one')
    const { files, ...rest } = manifest
    expect(rest).toEqual({
      format: 1,
      sequence: 1,
      time: '2026-11-21T10:00:00.000Z',
      day: '2026-11-21',
      snapshot: sha256('one'),
      heads: sha256(HEADS),
    })
    expect(files.map(({ path }) => path)).toEqual([
      '404.html',
      'guides/testland/index.html',
      'guides/testland/testland.a4.pdf',
      'index.html',
    ])
    for (const listed of files) {
      const [plain, small] = await Promise.all([
        readFile(join(folder, listed.path)),
        readFile(join(folder, `${listed.path}.br`)),
      ])
      expect(listed).toEqual({
        path: listed.path,
        bytes: plain.byteLength,
        sha256: sha256(plain),
        inputs: sha256(`inputs: ${SITE[listed.path]}`),
        brotli: { bytes: small.byteLength, sha256: sha256(small) },
      })
      expect(brotliDecompressSync(small).equals(plain)).toBe(true)
      expect(plain.toString()).toBe(SITE[listed.path])
    }
    const [, guide] = files
    expect(guide && guide.brotli.bytes < guide.bytes / 4).toBe(true)
  })

  it('is for the owner of the data folder alone', async () => {
    const { folder, name } = await release(SITE, 'one')
    expect([
      await mode(releasesFolder(dataDir)),
      await mode(folder),
      await mode(folder, 'guides'),
      await mode(folder, 'index.html'),
      await mode(folder, 'index.html.br'),
      await mode(folder, 'manifest.json'),
      await mode(releasesFolder(dataDir), `${name}.heads.json`),
    ]).toEqual(['700', '700', '700', '600', '600', '600', '600'])
  })

  it('keeps what is told of a file that was made', async () => {
    const writer = await begin('one')
    const done: number[] = []
    const told = pagesTold(filesOf(SITE), (bytes) => (bytes.byteLength === 13 ? 7 : null))
    const { files } = await writer.add(told, { progress: (count) => void done.push(count) })
    expect(done).toEqual([1, 2, 3, 4])
    expect([...documentFacts(files)]).toEqual([['guides/testland/testland.a4.pdf', { pages: 7, bytes: 13 }]])
    const { manifest } = await finish(writer)
    expect(byPath(manifest).get('guides/testland/testland.a4.pdf')).toMatchObject({ pages: 7 })
  })

  it('may be written in several steps, and is seen by nobody before the last', async () => {
    const writer = await begin('one')
    const [first, ...others] = filesOf(SITE)
    if (!first) throw new Error('fixture')
    await writer.add([first])
    expect(await currentName(dataDir)).toBeNull()
    expect(await readdir(releasesFolder(dataDir))).toEqual([`.${writer.name}.part`])
    await writer.add(others)
    expect((await finish(writer)).manifest.files).toHaveLength(4)
  })

  it('may be empty', async () => {
    const { manifest } = await release({}, 'none')
    expect(manifest.files).toEqual([])
    expect(await currentName(dataDir)).toBe(releaseName(1, sha256('none')))
  })
})

describe('a second release', () => {
  it('links the files that did not change, and makes those that did', async () => {
    const first = await release(SITE, 'one')
    const changed = { ...SITE, 'index.html': '<h1>Other</h1>', 'about/index.html': 'About' }
    const second = await release(changed, 'two')

    expect(made.sort()).toEqual(['about/index.html', 'index.html'])
    expect(second.added.made).toBe(2)
    for (const path of ['404.html', 'guides/testland/index.html', 'guides/testland/testland.a4.pdf'])
      for (const each of [path, `${path}.br`])
        expect([each, await inode(second.folder, each)]).toEqual([each, await inode(first.folder, each)])
    expect(await inode(second.folder, 'index.html')).not.toBe(await inode(first.folder, 'index.html'))
    expect(await readFile(join(first.folder, 'index.html'), 'utf8')).toBe('<h1>Index</h1>')
    expect(await readFile(join(second.folder, 'index.html'), 'utf8')).toBe('<h1>Other</h1>')
    expect(await currentName(dataDir)).toBe(second.name)

    const kept = (manifest: Manifest): ManifestFile | undefined =>
      byPath(manifest).get('guides/testland/index.html')
    expect(kept(second.manifest)).toEqual(kept(first.manifest))
    expect(second.manifest.files.map(({ path }) => path)).toEqual([
      '404.html',
      'about/index.html',
      'guides/testland/index.html',
      'guides/testland/testland.a4.pdf',
      'index.html',
    ])
  })

  it('keeps what was told of a file that is used again', async () => {
    const writer = await begin('one')
    await writer.add(pagesTold(filesOf(SITE), () => 7))
    await finish(writer)
    const { manifest, added } = await release(SITE, 'two')
    expect([...documentFacts(added.files).values()].map(({ pages }) => pages)).toEqual([7, 7, 7, 7])
    expect(manifest.files.map(({ pages }) => pages)).toEqual([7, 7, 7, 7])
    expect(made).toEqual([])
  })

  it('leaves out what is there no more, and keeps it in the first', async () => {
    const first = await release(SITE, 'one')
    const { '404.html': _gone, ...rest } = SITE
    const second = await release(rest, 'two')
    expect([existsSync(join(first.folder, '404.html')), existsSync(join(second.folder, '404.html'))]).toEqual(
      [true, false],
    )
  })

  it('knows beforehand what must be made', async () => {
    await release(SITE, 'one')
    const writer = await begin('two')
    const must = (path: string, words: string): boolean => writer.mustMake(file(path, words))
    expect([
      must('index.html', '<h1>Index</h1>'),
      must('index.html', '<h1>Other</h1>'),
      must('new.html', '<h1>Index</h1>'),
    ]).toEqual([false, true, true])
    await writer.discard()
  })

  it('uses nothing again where it is told of no release before', async () => {
    const first = await release(SITE, 'one')
    const second = await release(SITE, 'one', { full: true })
    expect(made.sort()).toEqual(Object.keys(SITE).sort())
    expect(second.added.made).toBe(4)
    expect(await inode(second.folder, 'index.html')).not.toBe(await inode(first.folder, 'index.html'))
    const { 'manifest.json': _one, ...before } = await tree(first.folder)
    const { 'manifest.json': _two, ...after } = await tree(second.folder)
    expect(after).toEqual(before)
  })

  it('has a number of its own, greater than that of any release that is or was begun', async () => {
    expect(await nextSequence(dataDir)).toBe(1)
    const names = []
    for (const snapshot of ['one', 'two', 'three']) names.push((await release(SITE, snapshot)).name)
    expect(names).toEqual(
      ['one', 'two', 'three'].map((snapshot, index) => releaseName(index + 1, sha256(snapshot))),
    )
    await mkdir(join(releasesFolder(dataDir), '000041-abc'))
    await mkdir(join(releasesFolder(dataDir), 'notes'))
    expect(await nextSequence(dataDir)).toBe(42)
    await mkdir(join(releasesFolder(dataDir), '1000000-abc'))
    expect(await nextSequence(dataDir)).toBe(1_000_001)
  })
})

it('counts the number of a release that was begun and is not finished', async () => {
  await begin('one')
  expect(await nextSequence(dataDir)).toBe(2)
})

describe('a release that fails', () => {
  const failing = (path: string, error: Error): OutputFile => ({
    path,
    inputs: sha256(path),
    make: () => Promise.reject(error),
  })
  const coded = (code: string): Error => Object.assign(new Error(`${code}: told by the system`), { code })

  it.each<[string, Error, string]>([
    ['whatever it says', new Error('no ink'), 'guides/b.pdf could not be made: no ink'],
    [
      'a full disk',
      coded('ENOSPC'),
      'guides/b.pdf could not be made: the disk is full. Make room, then publish again.',
    ],
    [
      'a folder of somebody else',
      coded('EACCES'),
      'guides/b.pdf could not be made: this account may not write there (EACCES: told by the system).',
    ],
    [
      'an operation that is not permitted',
      coded('EPERM'),
      'guides/b.pdf could not be made: this account may not write there (EPERM: told by the system).',
    ],
  ])('names the file and says why: %s', async (_name, error, message) => {
    const first = await release(SITE, 'one')
    const before = await tree(dataDir)
    const writer = await begin('two')
    const work = writer.add([...filesOf({ 'guides/a.html': 'a' }), failing('guides/b.pdf', error)])
    await expect(work).rejects.toThrow(new ReleaseFailed(message))
    await expect(work).rejects.toMatchObject({ name: 'ReleaseFailed', cause: error })
    expect(await currentName(dataDir)).toBe(first.name)

    await writer.discard()
    expect(await tree(dataDir)).toEqual(before)
    expect(await readdir(releasesFolder(dataDir))).toEqual([
      '.folders',
      first.name,
      `${first.name}.heads.json`,
    ])
  })

  it('begins no further file after the first that failed', async () => {
    const writer = await begin('one')
    const many = Array.from({ length: 100 }, (_, index) => file(`${index}.html`, `${index}`))
    await expect(writer.add([failing('bad.html', new Error('x')), ...many])).rejects.toThrow('bad.html')
    expect(made.length).toBeLessThan(20)
    await writer.discard()
  })

  it('makes so many files at once, and no more', async () => {
    let busy = 0
    let most = 0
    const slow = Array.from({ length: 30 }, (_, index) => ({
      ...file(`${index}.html`, `${index}`),
      make: async () => {
        most = Math.max(most, ++busy)
        await new Promise((resolve) => setTimeout(resolve, 2))
        busy -= 1
        return new Uint8Array()
      },
    }))
    const writer = await begin('one')
    expect((await writer.add(slow)).made).toBe(30)
    expect(most).toBe(8)
    await writer.discard()
  })

  it('says so where it cannot be finished, and leaves the current one', async () => {
    const first = await release(SITE, 'one')
    const writer = await begin('two')
    await writer.add(filesOf(SITE))
    await rm(join(releasesFolder(dataDir), `.${writer.name}.part`), { recursive: true })
    await expect(finish(writer)).rejects.toThrow(
      new RegExp(`^The release ${writer.name} could not be finished: ENOENT`),
    )
    expect(await currentName(dataDir)).toBe(first.name)
  })

  it.skipIf(process.getuid?.() === 0)('says so where nothing can be written', async () => {
    await mkdir(releasesFolder(dataDir))
    const writer = await begin('one')
    await chmod(join(releasesFolder(dataDir), `.${writer.name}.part`), 0o500)
    await expect(writer.add(filesOf(SITE))).rejects.toThrow(
      /could not be made: this account may not write there/,
    )
    await writer.discard()
  })

  it('leaves nothing behind that the next one does not clear away', async () => {
    const first = await release(SITE, 'one')
    const dead = await begin('two')
    await dead.add(filesOf(SITE))
    const releases = releasesFolder(dataDir)
    // A writer that died after it wrote its heads, and before its folder had its name.
    await writeFile(join(releases, `${dead.name}.heads.json`), HEADS)
    await mkdir(join(releases, 'kept-by-hand'))

    const next = await begin('three')
    expect((await readdir(releases)).sort()).toEqual(
      [`.${next.name}.part`, '.folders', first.name, `${first.name}.heads.json`, 'kept-by-hand'].sort(),
    )
    expect(next.name).toBe(releaseName(3, sha256('three')))
    await next.discard()
  })
})

/** What may happen to a file on disk, and how it is said. */
const HARM: [string, (path: string) => Promise<unknown>, string][] = [
  ['lost', (path) => rm(path), 'is lost'],
  ['emptied', (path) => writeFile(path, ''), 'is empty'],
  ['cut short', async (path) => truncate(path, (await stat(path)).size - 1), 'was altered'],
  [
    'altered, with its size and its time',
    async (path) => {
      const { atime, mtime } = await stat(path)
      const bytes = await readFile(path)
      bytes[0] = (bytes[0] ?? 0) ^ 1
      await writeFile(path, bytes)
      await utimes(path, atime, mtime)
    },
    'was altered',
  ],
  ['made a folder', (path) => rm(path).then(() => mkdir(path)), 'is no file any more'],
  [
    'a link to the same bytes elsewhere',
    async (path) => {
      await rename(path, join(dataDir, 'elsewhere'))
      await symlink(join(dataDir, 'elsewhere'), path)
    },
    'is no file any more',
  ],
]

describe('a file that is not as it was written', () => {
  it.each(HARM)('is found, and made again: %s', async (_name, harm, problem) => {
    for (const harmed of ['guides/testland/index.html', 'guides/testland/testland.a4.pdf.br']) {
      const before = await release(SITE, 'one')
      await harm(join(before.folder, harmed))
      const current = await readCurrent(dataDir)
      const path = harmed.replace('.br', '')
      expect(current && (await checkRelease(current))).toEqual([{ path: `/${path}`, problem }])
      const after = await release(SITE, 'one')
      expect(made).toEqual([path])
      expect(after.added.damaged).toEqual([{ path: `/${path}`, problem }])
      const whole = await readCurrent(dataDir)
      expect(whole && (await checkRelease(whole))).toEqual([])
      expect(after.manifest.files).toEqual(before.manifest.files)
      await rm(join(dataDir, 'elsewhere'), { force: true })
    }
  })

  it('is made again where several releases share it', async () => {
    await release(SITE, 'one')
    const second = await release(SITE, 'two')
    await writeFile(join(second.folder, 'index.html'), '<h1>Hello</h1>')
    const third = await release(SITE, 'three')
    expect(made).toEqual(['index.html'])
    expect(await readFile(join(third.folder, 'index.html'), 'utf8')).toBe('<h1>Index</h1>')
  })

  it('is taken from another release that has it whole, where it cannot be made', async () => {
    await release(SITE, 'one')
    const second = await release(SITE, 'two', { full: true })
    await writeFile(join(second.folder, 'index.html'), '')
    await rm(join(second.folder, '404.html.br'))
    const writer = await begin('three')
    const failing = { ...file('index.html', 'other'), make: () => Promise.reject(new Error('no ink')) }
    expect((await writer.add([failing], { mayFail: () => true })).failed).toEqual([
      { path: 'index.html', problem: 'no ink', kept: true },
    ])
    expect((await writer.keep((path) => path === '404.html')).damaged).toEqual([])
    const { manifest } = await finish(writer)
    expect(manifest.files.map(({ path }) => path)).toEqual(['404.html', 'index.html'])
    const current = await readCurrent(dataDir)
    expect(current && (await checkRelease(current))).toEqual([])
  })

  it('is left out, and said, where no release has it', async () => {
    const { folder } = await release(SITE, 'one')
    await rm(join(folder, 'index.html'))
    const writer = await begin('two')
    const kept = await writer.keep((path) => path.endsWith('.html'))
    expect(kept.damaged).toEqual([{ path: '/index.html', problem: 'is lost' }])
    expect(kept.kept.map(({ path }) => path).sort()).toEqual(['404.html', 'guides/testland/index.html'])
    await writer.discard()
  })
})

describe('a release that is not what its manifest says', () => {
  it('has files of nobody, or other heads beside it', async () => {
    const { folder } = await release(SITE, 'one')
    await writeFile(join(folder, 'guides', 'more.html'), 'more')
    await writeFile(`${folder}.heads.json`, '[]')
    const current = await readCurrent(dataDir)
    expect(current && (await checkRelease(current))).toEqual([
      { path: '/guides/more.html', problem: 'does not belong to the release' },
      { path: 'heads.json', problem: 'was altered' },
    ])
    await rm(`${folder}.heads.json`)
    expect(current && (await outlineProblems(current)).at(-1)).toEqual({
      path: 'heads.json',
      problem: 'is lost',
    })
  })

  it.each<[string, (text: string) => string]>([
    ['is empty', () => ''],
    ['is cut short', (text) => text.slice(0, -9)],
    ['is no manifest', () => '{"files":[]}'],
    ['is null', () => 'null'],
    ['is written in another way', (text) => JSON.stringify(JSON.parse(text), null, 2)],
    ['names a file outside', (text) => text.replace('"index.html"', '"../../secrets/payload"')],
    ['names a hidden file', (text) => text.replace('"index.html"', '"a/.b"')],
  ])('has no manifest that is used where it %s', async (_name, alter) => {
    const { folder } = await release(SITE, 'one')
    await writeFile(
      join(folder, 'manifest.json'),
      alter(await readFile(join(folder, 'manifest.json'), 'utf8')),
    )
    expect(await readCurrent(dataDir)).toBeNull()
    expect((await release(SITE, 'one')).added.made).toBe(4)
  })
})

describe('a current release that is lost', () => {
  const losses: [string, (newest: string) => Promise<unknown>][] = [
    ['its link', () => rm(currentLink(dataDir))],
    ['its folder', (newest) => rm(newest, { recursive: true })],
    [
      'its link, for a folder',
      () => rm(currentLink(dataDir)).then(() => mkdir(join(dataDir, 'current', 'x'), { recursive: true })),
    ],
    ['its link, for a file', () => rm(currentLink(dataDir)).then(() => writeFile(currentLink(dataDir), 'x'))],
    [
      'its link, for one to itself',
      () => rm(currentLink(dataDir)).then(() => symlink('current', currentLink(dataDir))),
    ],
    [
      'its link, for one to nowhere',
      () => rm(currentLink(dataDir)).then(() => symlink('releases/000077-abc', currentLink(dataDir))),
    ],
  ]
  it.each(losses)('gives way to the newest one that is whole: %s', async (_name, lose) => {
    const first = await release(SITE, 'one')
    await release(SITE, 'two')
    const third = await release({ ...SITE, 'index.html': 'three' }, 'three')
    const fourth = await release({ ...SITE, 'index.html': 'four' }, 'four')
    expect(await mendCurrent(dataDir)).toBeNull()
    await lose(fourth.folder)
    if (existsSync(fourth.folder)) await rm(join(fourth.folder, 'index.html'))
    await writeFile(join(third.folder, 'index.html'), 'thre3')
    await rm(join(releasesFolder(dataDir), releaseName(2, sha256('two')), 'manifest.json'))
    expect(await isCurrentLost(dataDir)).toBe(true)
    expect(await mendCurrent(dataDir)).toMatchObject({ now: first.name })
    expect(await readFile(join(currentLink(dataDir), 'index.html'), 'utf8')).toBe('<h1>Index</h1>')
    expect(await mendCurrent(dataDir)).toBeNull()
    const next = await release(SITE, 'five')
    expect(await currentName(dataDir)).toBe(next.name)
    expect(next.manifest.sequence).toBeGreaterThan(4)
  })

  it('stays lost where none is whole; the next one is made all the same', async () => {
    const { folder } = await release(SITE, 'one')
    await rm(join(folder, 'index.html'))
    await rm(currentLink(dataDir))
    expect(await mendCurrent(dataDir)).toEqual({ lost: null, now: null })
    const usable = await newestUsable(dataDir, () => Promise.resolve(true))
    made = []
    const writer = await ReleaseWriter.begin({
      dataDir,
      sequence: await nextSequence(dataDir),
      snapshot: sha256('two'),
      previous: usable,
    })
    await writer.add(filesOf(SITE))
    expect(made).toEqual(['index.html'])
    await finish(writer)
    expect(await mendCurrent(dataDir)).toBeNull()
  })

  it('is none before the first', async () => {
    expect([await isCurrentLost(dataDir), await mendCurrent(dataDir)]).toEqual([false, null])
    await mkdir(releasesFolder(dataDir))
    expect(await isCurrentLost(dataDir)).toBe(false)
  })
})

it('publishes where something else stands in the place of its folders', async () => {
  await writeFile(releasesFolder(dataDir), 'not a folder')
  await mkdir(join(dataDir, `.current-${process.pid}`))
  const { name } = await release(SITE, 'one')
  expect(await currentName(dataDir)).toBe(name)
  expect(await mode(releasesFolder(dataDir))).toBe('700')
})

it('keeps what is kept beside a release, also where only its folder was deleted', async () => {
  const first = await release(SITE, 'one')
  await release(SITE, 'two')
  for (const name of [`${first.name}.words.jsonl`, `${first.name}.forms.json`])
    await writeFile(join(releasesFolder(dataDir), name), '')
  await rm(first.folder, { recursive: true })
  const third = await release(SITE, 'three')
  const left = await readdir(releasesFolder(dataDir))
  expect(left).toEqual(
    expect.arrayContaining(['heads.json', 'words.jsonl', 'forms.json'].map((end) => `${first.name}.${end}`)),
  )
  // Also where it was the one that readers saw.
  await rm(third.folder, { recursive: true })
  await release(SITE, 'four')
  expect(await readdir(releasesFolder(dataDir))).toContain(`${third.name}.heads.json`)
})

describe('two writes of the same files', () => {
  it('give the same bytes, the manifest included', async () => {
    const first = await release(SITE, 'one')
    const before = await tree(first.folder)
    await rm(dataDir, { recursive: true })
    await mkdir(dataDir)
    const second = await release(Object.fromEntries(Object.entries(SITE).reverse()), 'one')
    expect(await tree(second.folder)).toEqual(before)
    expect(second.manifestHash).toBe(first.manifestHash)
  })
})

describe('making a release current', () => {
  it('is never seen half done, by readers who look all the time', async () => {
    for (const name of ['a', 'b']) {
      await mkdir(join(releasesFolder(dataDir), name), { recursive: true })
      await writeFile(join(releasesFolder(dataDir), name, 'index.html'), name)
    }
    await makeCurrent(dataDir, 'a')
    let swapping = true
    const seen = new Set<string>()
    let looks = 0
    const read = async (): Promise<void> => {
      while (swapping) {
        seen.add(await readlink(currentLink(dataDir)))
        seen.add(await readFile(join(currentLink(dataDir), 'index.html'), 'utf8'))
        looks += 1
      }
    }
    const readers = Promise.all(Array.from({ length: 4 }, read))
    for (let swap = 0; swap < 200; swap += 1) await makeCurrent(dataDir, swap % 2 === 0 ? 'b' : 'a')
    swapping = false
    await readers
    expect([...seen].sort()).toEqual(['a', 'b', 'releases/a', 'releases/b'])
    expect(looks).toBeGreaterThan(200)
    expect(await readdir(dataDir)).toEqual(['current', 'releases'])
  })

  it('takes over what a process left that died while it did so', async () => {
    await mkdir(join(releasesFolder(dataDir), 'a'), { recursive: true })
    await symlink('releases/dead', join(dataDir, `.current-${process.pid}`))
    await makeCurrent(dataDir, 'a')
    expect(await readlink(currentLink(dataDir))).toBe('releases/a')
    expect(await readdir(dataDir)).toEqual(['current', 'releases'])
  })

  it('points to a place inside the data folder, so that this can be moved', async () => {
    const { name } = await release(SITE, 'one')
    expect(await readlink(currentLink(dataDir))).toBe(`releases/${name}`)
    expect(await currentName(dataDir)).toBe(name)
  })
})

describe('names and manifests', () => {
  it.each([
    [1, `000001-${sha256('x').slice(0, 12)}`],
    [999_999, `999999-${sha256('x').slice(0, 12)}`],
    [1_000_000, `1000000-${sha256('x').slice(0, 12)}`],
  ])('of release %i sort as they were published: %s', (sequence, name) => {
    expect(releaseName(sequence, sha256('x'))).toBe(name)
  })

  it('are written in one way', async () => {
    const { manifest } = await release({ 'a.html': 'a' }, 'one')
    const shuffled = standIn<Manifest>(Object.fromEntries(Object.entries(manifest).reverse()))
    expect(manifestText(shuffled)).toBe(manifestText(manifest))
    expect(manifestText(manifest).endsWith('}\n')).toBe(true)
    expect(JSON.parse(manifestText(manifest))).toEqual(manifest)
    expect([...byPath(null)]).toEqual([])
  })
})

describe('a process that may open no more files', () => {
  it('does not take that for a lost signature, manifest or release', async () => {
    await publishSmall(dataDir, 'one')
    const script = fileURLToPath(new URL('../../fixtures/check-without-files.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-c', 'ulimit -n 64; exec "$0" "$@"', process.execPath, script, dataDir],
      { cwd: fileURLToPath(new URL('../../..', import.meta.url)) },
    )
    expect(JSON.parse(stdout)).toEqual({ outline: 'EMFILE', manifest: 'EMFILE', names: 'EMFILE' })
  })
})
