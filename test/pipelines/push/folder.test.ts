import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { knownSigningKeys } from '#lib/signing-keys.ts'
import { pushToFolder } from '#pipelines/push/folder.ts'
import { verifyRelease } from '#pipelines/release/verify.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { publishSmall, SMALL_SITE } from '../../support/publish/signed-release.ts'
import { emptyFolder, pushingOf } from '../../support/publish/pushing.ts'

let dataDir: string
let target: string
beforeEach(() => {
  dataDir = emptyFolder()
  target = emptyFolder()
})
afterEach(() => {
  for (const each of [dataDir, target]) rmSync(each, { recursive: true, force: true })
})

const push = async (rest = {}) => pushToFolder(target, await pushingOf(dataDir, rest))
const current = (): string => readlinkSync(join(target, 'current'))
const at = (path: string): string => join(target, 'current', path)
const FILES = 2 * Object.keys(SMALL_SITE).length + 3

describe('a push to a folder', () => {
  it('puts the whole release there, readable by a web server of another account', async () => {
    const { name, manifest } = await publishSmall(dataDir, 'One')
    const { sentFiles, sentBytes } = await push()
    expect(current()).toBe(join('releases', name))
    expect(sentFiles).toBe(FILES)
    expect(sentBytes).toBeGreaterThan(1_000)
    expect(
      await verifyRelease(await folderSource(at('.')), {
        keys: (knownSigningKeys(dataDir) ?? []).map(({ publicKey }) => publicKey),
      }),
    ).toMatchObject({
      problems: [],
      files: manifest.files.length,
    })
    expect(statSync(at('index.html')).mode & 0o777).toBe(0o644)
    expect(statSync(at('guides/testland')).mode & 0o777).toBe(0o755)
    expect(readdirSync(target).sort()).toEqual(['current', 'releases'])
    expect(readdirSync(join(target, 'releases'))).toEqual([name])
  })

  it('sends only what has changed, and shares the rest with the release before', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    const before = statSync(at('guides/testland/index.html')).ino
    await publishSmall(dataDir, 'Two')
    // The index and the manifest with its signature; the keys are the same.
    expect((await push()).sentFiles).toBe(4)
    expect(readFileSync(at('index.html'), 'utf8')).toBe('<h1>Two</h1>')
    expect(statSync(at('guides/testland/index.html')).ino).toBe(before)
  })

  it('makes whole what was altered, lost or added there, when it is asked again', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    writeFileSync(at('index.html'), '<h1>Call me first</h1>')
    unlinkSync(at('404.html'))
    writeFileSync(at('offer.html'), 'Call me first.')
    expect((await push()).sentFiles).toBe(2)
    expect(readFileSync(at('index.html'), 'utf8')).toBe('<h1>One</h1>')
    expect(existsSync(at('404.html'))).toBe(true)
    expect(existsSync(at('offer.html'))).toBe(false)
  })

  it('does not take over a file that was altered in the release before', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    writeFileSync(at('404.html'), '<h1>Call me first</h1>')
    await publishSmall(dataDir, 'Two')
    await push()
    expect(readFileSync(at('404.html'), 'utf8')).toBe(SMALL_SITE['404.html'])
  })

  it('sends nothing that was altered here', async () => {
    const { folder } = await publishSmall(dataDir, 'One')
    writeFileSync(join(folder, 'index.html'), '<h1>Call me first</h1>')
    await expect(push()).rejects.toThrow('/index.html is not as it was published')
    expect(existsSync(join(target, 'current'))).toBe(false)
  })

  it('keeps the three newest, and what lies beside them', async () => {
    const names: string[] = []
    for (const words of ['One', 'Two', 'Three', 'Four', 'Five']) {
      names.push((await publishSmall(dataDir, words)).name)
      await push()
    }
    writeFileSync(join(target, 'robots.txt'), 'ours')
    expect(readdirSync(join(target, 'releases')).sort()).toEqual(names.slice(2))
    expect(readFileSync(join(target, 'robots.txt'), 'utf8')).toBe('ours')
  })

  it('never goes back: what is there stays where it is later, or of the same number', async () => {
    await publishSmall(dataDir, 'One')
    const one = await pushingOf(dataDir)
    await publishSmall(dataDir, 'Two')
    await push()
    const there = current()
    await expect(pushToFolder(target, one)).rejects.toThrow('a target never goes back')
    rmSync(join(dataDir, 'releases'), { recursive: true })
    rmSync(join(dataDir, 'current'))
    await publishSmall(dataDir, 'Other')
    await publishSmall(dataDir, 'Another')
    await expect(push()).rejects.toThrow('a target never goes back')
    expect(current()).toBe(there)
  })

  it('that was overtaken while it sent does not go back either', async () => {
    await publishSmall(dataDir, 'One')
    const one = await pushingOf(dataDir)
    const { name } = await publishSmall(dataDir, 'Two')
    const overtaken = { ...one, mayGoOut: async () => void (await push()) }
    await expect(pushToFolder(target, overtaken)).rejects.toThrow('a target never goes back')
    expect(current()).toBe(join('releases', name))
  })

  it('changes nothing for readers where it may not go out', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    const there = current()
    await publishSmall(dataDir, 'Two')
    const lost = () => Promise.reject(new Error('Another worker has taken over.'))
    await expect(push({ mayGoOut: lost })).rejects.toThrow('Another worker')
    expect(current()).toBe(there)
  })

  it('goes on where an earlier one was stopped', async () => {
    await publishSmall(dataDir, 'One')
    const stop = new AbortController()
    let sent = 0
    const reached = (step: string): void => {
      if (step === 'sending' && (sent += 1) === 5) stop.abort(new Error('Stopped.'))
    }
    await expect(push({ signal: stop.signal, reached })).rejects.toThrow('Stopped.')
    expect(existsSync(join(target, 'current'))).toBe(false)
    expect((await push()).sentFiles).toBe(FILES - 5)
  })

  it('does not follow a link that somebody put in the place of a file', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    const outside = join(dataDir, 'secret')
    writeFileSync(outside, 'ours')
    rmSync(at('index.html'))
    symlinkSync(outside, at('index.html'))
    linkSync(outside, join(dataDir, 'same'))
    await push()
    expect(readFileSync(outside, 'utf8')).toBe('ours')
    expect(readFileSync(at('index.html'), 'utf8')).toBe('<h1>One</h1>')
  })

  it('says what is wrong with the folder', async () => {
    await publishSmall(dataDir, 'One')
    writeFileSync(join(target, 'file'), '')
    await expect(pushToFolder(join(target, 'file'), await pushingOf(dataDir))).rejects.toMatchObject({
      name: 'PushFailed',
      message: expect.stringContaining('A file stands where a folder is needed') as string,
    })
  })
})
