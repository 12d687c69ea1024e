import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { cp, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { sha256 } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { checkRelease, outlineProblems } from '#pipelines/release/check.ts'
import {
  nextSequence,
  readCurrent,
  readRelease,
  releaseNames,
  releasesFolder,
  type Release,
} from '#pipelines/release/current.ts'
import { removeRelease, removeUnshared } from '#pipelines/release/prune.ts'
import { storedFolders } from '#pipelines/release/shared-folders.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { ReleaseWriter, type AddResult } from '#pipelines/release/write.ts'
import { filesIn } from '../../support/publish/files-in.ts'
import { seeded } from '../../support/random.ts'
import { scaled } from '../../support/scale.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recourse-folders-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

type Site = Record<string, string>

const SITE: Site = {
  'index.html': 'Index',
  'guides/aland/index.html': 'Aland',
  'guides/aland/to/bland/index.html': 'From Aland to Bland',
  'guides/aland/aland.a4.pdf': '%PDF Aland',
  'guides/bland/index.html': 'Bland',
  'guides/bland/bland.a4.pdf': '%PDF Bland',
  'version/aland/index.html': 'Aland, 1',
  'version/bland/index.html': 'Bland, 1',
}
const FOLDERS = ['guides/aland', 'guides/bland', 'version/aland', 'version/bland']

const file = (path: string, words: string): OutputFile => ({
  path,
  inputs: sha256(words),
  make: () => new TextEncoder().encode(words),
})
const filesOf = (site: Site): OutputFile[] => Object.entries(site).map(([path, words]) => file(path, words))

interface How {
  /** The folders of the current release that the last check found as they were written. */
  isSound?: (folder: string) => boolean
  full?: boolean
}

const begin = async ({ isSound, full = false }: How = {}): Promise<ReleaseWriter> =>
  ReleaseWriter.begin({
    dataDir,
    sequence: await nextSequence(dataDir),
    snapshot: sha256('x'),
    previous: full ? null : await readCurrent(dataDir),
    ...(isSound && { isSound }),
  })

const ALL = (): boolean => true

/** Publishes a site. */
async function release(
  site: Site,
  how: How = {},
): Promise<Release & { added: AddResult; settled: AddResult }> {
  const writer = await begin(how)
  const added = await writer.add(filesOf(site))
  const settled = await writer.settle()
  const { manifest } = await finish(writer)
  return { name: writer.name, folder: join(releasesFolder(dataDir), writer.name), manifest, added, settled }
}

const finish = (writer: ReleaseWriter) =>
  writer.publish({
    day: legalDate('2026-11-21'),
    heads: '[]',
    time: new Date('2026-11-21T10:00:00Z'),
    signing: null,
  })

const linkOf = ({ folder }: Release, path: string): string => readlinkSync(join(folder, path))
const linksOf = (of: Release): string[] => FOLDERS.map((folder) => linkOf(of, folder))

/** What readers get: each file by its path. */
const read = ({ folder }: Release): Site =>
  Object.fromEntries(
    filesIn(folder)
      .filter((path) => !path.endsWith('.br') && path !== 'manifest.json')
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  )

const problems = async (of: Release): Promise<string[]> =>
  (await checkRelease(of)).map(({ path, problem }) => `${path} ${problem}`)

describe('the folder of a guide', () => {
  it('is one link to where it is stored, which the next release has as well if nothing in it changed', async () => {
    const first = await release(SITE)
    expect(linksOf(first)).toEqual(
      FOLDERS.map((folder) => `../../.folders/${first.name}.${folder.replace('/', '.')}`),
    )
    const second = await release({ ...SITE, 'index.html': 'Other' }, { isSound: ALL })
    expect(linksOf(second)).toEqual(linksOf(first))
    expect([second.added.made, second.settled.files]).toEqual([1, []])
    expect(read(second)).toEqual({ ...SITE, 'index.html': 'Other' })
    expect(await problems(second)).toEqual([])
    // Nothing else was written.
    const own = ['index.html', 'index.html.br', 'manifest.json']
    expect(readdirSync(second.folder)).toEqual(['guides', ...own, 'version'])
    expect(await storedFolders(dataDir)).toHaveLength(FOLDERS.length)
  })

  it('is stored again if a file in it changed, came or went, and that of others is not touched', async () => {
    const first = await release(SITE)
    const { 'guides/aland/to/bland/index.html': _gone, ...fewer } = SITE
    const cases: Site[] = [
      { ...SITE, 'guides/aland/index.html': 'Aland in other words' },
      { ...SITE, 'guides/aland/new/index.html': 'A section' },
      fewer,
    ]
    let before: Release = first
    for (const site of cases) {
      const after = await release(site, { isSound: ALL })
      expect(linkOf(after, 'guides/aland')).toBe(`../../.folders/${after.name}.guides.aland`)
      expect(linksOf(after).slice(1)).toEqual(linksOf(first).slice(1))
      expect(read(after)).toEqual(site)
      expect(await problems(after)).toEqual([])
      expect(await problems(before)).toEqual([])
      before = after
    }
    expect(read(first)).toEqual(SITE)
  })

  it('that was no link in an earlier release becomes one', async () => {
    const first = await release(SITE)
    const links = linksOf(first)
    const plain = join(first.folder, 'guides/aland')
    const stored = join(first.folder, 'guides', linkOf(first, 'guides/aland'))
    await rm(plain)
    await cp(stored, plain, { recursive: true })
    await rm(stored, { recursive: true })
    const second = await release(SITE, { isSound: ALL })
    expect(second.added.made).toBe(0)
    expect(linkOf(second, 'guides/aland')).toBe(`../../.folders/${second.name}.guides.aland`)
    expect(linksOf(second).slice(1)).toEqual(links.slice(1))
    expect([read(second), await problems(second)]).toEqual([SITE, []])
  })

  it('is made anew with everything else', async () => {
    const first = await release(SITE)
    const second = await release(SITE, { full: true })
    for (const folder of FOLDERS) expect(linkOf(second, folder)).not.toBe(linkOf(first, folder))
    expect(read(second)).toEqual(SITE)
  })

  it('is kept whole, or in part, where its guide is held', async () => {
    const first = await release(SITE)
    const writer = await begin({ isSound: ALL })
    const { kept } = await writer.keep((path) => /aland|bland[.]a4/.test(path))
    expect(kept).toHaveLength(5)
    await writer.add(filesOf({ 'guides/bland/index.html': 'Other words' }))
    await finish(writer)
    const second = await readCurrent(dataDir)
    if (!second) throw new Error('fixture')
    expect(linkOf(second, 'guides/aland')).toBe(linkOf(first, 'guides/aland'))
    expect(linkOf(second, 'guides/bland')).not.toBe(linkOf(first, 'guides/bland'))
    const { 'index.html': _index, 'version/bland/index.html': _version, ...left } = SITE
    expect(read(second)).toEqual({ ...left, 'guides/bland/index.html': 'Other words' })
    expect(await problems(second)).toEqual([])
  })
})

describe('damage in a shared folder', () => {
  it('is not looked for in each file where the last check found nothing, and found by the next comparison', async () => {
    const first = await release(SITE)
    await writeFile(join(first.folder, 'guides/aland/index.html'), 'Al4nd')
    const second = await release({ ...SITE, 'index.html': 'Other' }, { isSound: ALL })
    expect(second.settled.damaged).toEqual([])
    expect(await problems(second)).toEqual(['/guides/aland/index.html was altered'])
    const third = await release(SITE, { isSound: (folder) => folder !== 'guides/aland' })
    expect(third.added.damaged).toEqual([{ path: '/guides/aland/index.html', problem: 'was altered' }])
    expect(third.added.madeAgain).toEqual(['guides/aland/index.html'])
    expect(linksOf(third).slice(1)).toEqual(linksOf(first).slice(1))
    expect([read(third), await problems(third)]).toEqual([SITE, []])
  })

  it('is found in one that was changed since, too', async () => {
    const first = await release(SITE)
    await writeFile(join(first.folder, 'guides/aland/aland.a4.pdf'), '%PDF Bl4nd')
    const site = { ...SITE, 'guides/aland/index.html': 'Other' }
    const second = await release(site, { isSound: ALL })
    expect(second.settled.madeAgain).toEqual(['guides/aland/aland.a4.pdf'])
    expect([read(second), await problems(second)]).toEqual([site, []])
  })

  const LOSSES: [string, (folder: string) => Promise<unknown>, string[]][] = [
    [
      'all of it',
      (folder) => rm(folder, { recursive: true }),
      ['index.html is lost', 'aland.a4.pdf is lost'],
    ],
    ['a file', (folder) => rm(join(folder, 'index.html.br')), ['index.html is lost']],
    [
      'a file too many',
      (folder) => writeFile(join(folder, 'offer.html'), 'x'),
      ['offer.html does not belong to the release'],
    ],
  ]
  it.each(LOSSES)('is seen at once, whatever the last check found: %s', async (_name, lose, expected) => {
    const first = await release(SITE)
    await lose(join(first.folder, 'guides', linkOf(first, 'guides/aland')))
    const second = await release(SITE, { isSound: ALL })
    const damaged = second.settled.damaged.map(({ path, problem }) => `${path} ${problem}`)
    expect(damaged).toEqual(expect.arrayContaining(expected.map((each) => `/guides/aland/${each}`)))
    expect(linkOf(second, 'guides/aland')).not.toBe(linkOf(first, 'guides/aland'))
    expect([read(second), await problems(second)]).toEqual([SITE, []])
  })

  it('is a file that does not belong there, however deep: the check names it, and the next comparison drops it', async () => {
    const first = await release(SITE)
    await writeFile(join(first.folder, 'guides/aland/to/bland/more.html'), 'x')
    const expected = '/guides/aland/to/bland/more.html'
    expect(await problems(first)).toEqual([`${expected} does not belong to the release`])
    expect(await (await folderSource(dataDir)).unlisted(first.manifest)).toEqual([expected.slice(1)])
    const second = await release(SITE)
    expect(second.settled.damaged).toEqual([{ path: expected, problem: 'does not belong to the release' }])
    expect(await problems(second)).toEqual([])
  })

  it('is a link that leads elsewhere: it is named, and nothing behind it is used', async () => {
    const first = await release(SITE)
    const elsewhere = join(dataDir, 'elsewhere')
    await rename(join(first.folder, 'guides', linkOf(first, 'guides/aland')), elsewhere)
    const link = join(first.folder, 'guides/aland')
    for (const target of [elsewhere, '../../.folders/../../elsewhere', linkOf(first, 'guides/bland')]) {
      await rm(link)
      await symlink(target, link)
      const named = { path: '/guides/aland', problem: 'is a link that leads elsewhere' }
      expect(await outlineProblems(first)).toEqual([named])
      expect(await problems(first)).toContain(
        '/guides/aland/index.html is behind a link that leads elsewhere',
      )
      expect(await (await folderSource(dataDir)).unlisted(first.manifest)).toEqual(['guides/aland'])
    }
    const second = await release(SITE, { isSound: ALL })
    expect(second.added.made).toBe(3)
    expect([read(second), await problems(second)]).toEqual([SITE, []])
  })
})

describe('stored folders', () => {
  it('of a release that fails, or was killed, go with it', async () => {
    await release(SITE)
    const before = await storedFolders(dataDir)
    const failed = await begin()
    await failed.add(filesOf({ ...SITE, 'guides/aland/index.html': 'Other' }))
    await failed.settle()
    expect((await storedFolders(dataDir)).length).toBe(before.length + 1)
    await failed.discard()
    expect(await storedFolders(dataDir)).toEqual(before)
    const killed = await begin()
    await killed.add(filesOf({ ...SITE, 'guides/bland/index.html': 'Other' }))
    const next = await begin()
    expect(await storedFolders(dataDir)).toEqual(before)
    await next.discard()
  })

  it('are removed once no release has them, and no sooner', async () => {
    const first = await release(SITE)
    const second = await release({ ...SITE, 'guides/aland/index.html': 'Two' })
    const third = await release({ ...SITE, 'guides/aland/index.html': 'Three' })
    const ofAland = (of: Release): string => `${of.name}.guides.aland`
    await removeUnshared(dataDir)
    expect(await storedFolders(dataDir)).toHaveLength(FOLDERS.length + 2)
    await removeRelease(dataDir, first.name)
    expect(await problems(second)).toEqual([])
    // One that is being written.
    const writer = await begin()
    await writer.add(filesOf({ ...SITE, 'guides/aland/index.html': 'Four' }))
    await removeUnshared(dataDir)
    const left = await storedFolders(dataDir)
    expect([first, second, third].map((each) => left.includes(ofAland(each)))).toEqual([false, true, true])
    expect(left).toContain(`${writer.name}.guides.aland`)
    await writer.settle()
    await finish(writer)
    for (const name of await releaseNames(dataDir)) {
      const there = await readRelease(dataDir, name)
      expect(there && (await problems(there))).toEqual([])
    }
  })

  it('can be read all the time while others are removed', async () => {
    let reading = true
    let looks = 0
    const failures: unknown[] = []
    await release(SITE)
    const reader = (async () => {
      while (reading) {
        const current = await readCurrent(dataDir)
        for (const path of Object.keys(SITE))
          await readFile(join(current?.folder ?? '', path)).catch((error: unknown) => failures.push(error))
        looks += 1
      }
    })()
    for (let round = 0; round < 12; round += 1) {
      await release({ ...SITE, 'guides/aland/index.html': `Round ${round}` }, { isSound: ALL })
      const [, , ...old] = await releaseNames(dataDir)
      for (const name of old) await removeRelease(dataDir, name)
      await removeUnshared(dataDir)
    }
    reading = false
    await reader
    expect(failures).toEqual([])
    expect(looks).toBeGreaterThan(1)
    expect(await storedFolders(dataDir)).toHaveLength(FOLDERS.length + 1)
  })
})

const ROUNDS = scaled(400, 60)

it(`gives readers what a release of everything has, over ${ROUNDS} random changes, losses and removals`, async () => {
  const random = seeded(17)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  let site: Site = { ...SITE }
  for (let round = 0; round < ROUNDS; round += 1) {
    const paths = Object.keys(site)
    const harm = random() < 0.3
    const current = await readCurrent(dataDir)
    if (harm && current) await writeFile(join(current.folder, pick(paths)), `harm ${round}`)
    const chance = random()
    if (chance < 0.4) site = { ...site, [pick(paths)]: `words ${round}` }
    else if (chance < 0.6)
      site = { ...site, [`guides/${pick(['aland', 'bland', 'cland'])}/${round}.html`]: 'x' }
    else if (chance < 0.8 && paths.length > 6)
      site = Object.fromEntries(Object.entries(site).filter(([path]) => path !== paths[round % paths.length]))
    if (random() < 0.15) {
      const killed = await begin()
      await killed.add(filesOf({ ...site, 'guides/aland/index.html': `killed ${round}` }))
      if (random() < 0.5) await killed.discard()
    }
    const made = await release(site, harm ? {} : { isSound: ALL })
    expect(read(made)).toEqual(site)
    expect(await problems(made)).toEqual([])
    const [, , ...old] = await releaseNames(dataDir)
    if (random() < 0.4) {
      for (const name of old) await removeRelease(dataDir, name)
      await removeUnshared(dataDir)
      expect(await problems(made)).toEqual([])
      expect(existsSync(join(releasesFolder(dataDir), `.${made.name}.part`))).toBe(false)
    }
  }
})
