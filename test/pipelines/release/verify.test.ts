import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { sha256 } from '#domain/hash.ts'
import { keyId } from '#domain/publish/signing-keys.ts'
import { knownSigningKeys, rotateSigningKey } from '#lib/signing-keys.ts'
import { checkRelease } from '#pipelines/release/check.ts'
import { makeCurrent, readRelease, releasesFolder, type Release } from '#pipelines/release/current.ts'
import { manifestHash, manifestText, parseManifest, type Manifest } from '#pipelines/release/manifest.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { Unread, verifyRelease, type Earlier, type Verified } from '#pipelines/release/verify.ts'
import { filesIn } from '../../support/publish/files-in.ts'
import { publishSmall, SMALL_SITE, TIME } from '../../support/publish/signed-release.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'recourse-verify-')))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const keysHere = (): string[] => (knownSigningKeys(dataDir) ?? []).map(({ publicKey }) => publicKey)

const verified = async (
  folder: string,
  { keys = keysHere(), earlier = null }: { keys?: string[]; earlier?: Earlier | null } = {},
): Promise<Verified> => verifyRelease(await folderSource(folder), { keys, earlier })

/** Findings as lines. */
const found = async (...asked: Parameters<typeof verified>): Promise<string[]> =>
  (await verified(...asked)).problems.map(({ kind, path, problem }) => `${kind}: ${path} ${problem}`)

/** Changes one byte, or adds one to an empty file. A file is replaced, not written into: other releases have the same one. */
async function flip(path: string, at: number): Promise<() => Promise<void>> {
  const before = await readFile(path)
  const bytes = before.length === 0 ? Buffer.of(0) : Buffer.from(before)
  bytes[at] = (bytes[at] ?? 0) ^ 0x01
  await rm(path)
  await writeFile(path, bytes)
  return async () => {
    await rm(path)
    await writeFile(path, before)
  }
}

const earlierOf = ({ manifest }: Release): Earlier => ({
  sequence: manifest.sequence,
  sha256: manifestHash(manifest),
})

/** Gives a release another manifest, as whoever does not hold the key could. */
async function rewrite(release: Release, change: (manifest: Manifest) => Manifest): Promise<void> {
  for (const path of [join(release.folder, 'manifest.json'), `${release.folder}.manifest.json`]) {
    await rm(path)
    await writeFile(path, manifestText(change(release.manifest)))
  }
}

async function publishAll<const T extends readonly string[]>(
  snapshots: T,
): Promise<{ [I in keyof T]: Release }> {
  const releases: Release[] = []
  for (const snapshot of snapshots) releases.push(await publishSmall(dataDir, snapshot))
  // Each snapshot makes one release.
  return releases as unknown as { [I in keyof T]: Release }
}

/** What publishing itself finds, which repairs it by another release. */
const damage = async (name: string): Promise<string[]> => {
  const release = await readRelease(dataDir, name)
  return release
    ? (await checkRelease(release)).map(({ path, problem }) => `${path} ${problem}`)
    : ['unreadable']
}

describe('a signed release', () => {
  it('verifies by its public key alone, wherever it is', async () => {
    const { folder, manifest, name } = await publishSmall(dataDir, 'one')
    const keys = keysHere()
    const elsewhere = join(dataDir, 'elsewhere')
    await cp(folder, elsewhere, { recursive: true, dereference: true })
    for (const each of [folder, join(dataDir, 'current'), dataDir, elsewhere])
      expect(await verified(each, { keys })).toEqual({
        release: {
          sequence: 1,
          time: TIME.toISOString(),
          day: '2026-11-21',
          manifest: manifestHash(manifest),
          key: manifest.signing?.key,
        },
        files: Object.keys(SMALL_SITE).length,
        chain: 0,
        problems: [],
        notes: [],
      })
    expect(await damage(name)).toEqual([])
    expect((await readdir(releasesFolder(dataDir))).sort()).toEqual([
      '.folders',
      ...['', '.heads.json', '.manifest.json', '.manifest.sig'].map((suffix) => name + suffix),
    ])
  })

  it('names its key, the manifest before and the ends of all chains of events', async () => {
    const first = await publishSmall(dataDir, 'one')
    const second = await publishSmall(dataDir, 'two')
    const [key] = knownSigningKeys(dataDir) ?? []
    expect(first.manifest).toMatchObject({ sequence: 1, previous: null, heads: sha256('[]') })
    expect(second.manifest).toMatchObject({
      sequence: 2,
      previous: { sequence: 1, sha256: sha256(await readFile(join(first.folder, 'manifest.json'))) },
      signing: { key: key?.id, keys: sha256(await readFile(join(second.folder, 'signing-keys.json'))) },
    })
    expect(await readFile(join(second.folder, 'signing-keys.json'), 'utf8')).toContain(key?.publicKey)
  })

  it('has the same files whoever signs it', async () => {
    const other = join(dataDir, 'other')
    const [one, two] = [await publishSmall(dataDir, 'one'), await publishSmall(other, 'one')]
    expect(two.manifest.files).toEqual(one.manifest.files)
    expect(two.manifest.signing?.key).not.toBe(one.manifest.signing?.key)
  })

  it('is named where one byte of any of its files is another', async () => {
    const { folder, name } = await publishSmall(dataDir, 'one')
    const there = filesIn(folder).filter((path) => !path.startsWith('manifest.'))
    expect(there).toHaveLength(2 * Object.keys(SMALL_SITE).length + 1)
    for (const path of there) {
      const { length } = await readFile(join(folder, path))
      const positions = length === 0 ? [0] : [...new Set([0, Math.floor(length / 2), length - 1])]
      for (const at of positions) {
        const restore = await flip(join(folder, path), at)
        expect(await found(folder), `${path} ${at}`).toEqual([`altered: /${path} differs from the manifest`])
        expect(await damage(name), `${path} ${at}`).toEqual([`/${path.replace(/\.br$/, '')} was altered`])
        await restore()
      }
    }
    expect(await found(folder)).toEqual([])
  })

  it('is named where one byte of its manifest is another', async () => {
    const { folder } = await publishSmall(dataDir, 'one')
    const path = join(folder, 'manifest.json')
    const { length } = await readFile(path)
    for (let at = 0; at < length; at += 5) {
      const restore = await flip(path, at)
      const problems = await found(folder)
      expect(problems[0], String(at)).toMatch(/^(manifest|signature|key|not-signed): \/manifest.json /)
      await restore()
    }
    expect(await found(folder)).toEqual([])
  })

  it('is named where one byte of its signature is another, or it is cut short', async () => {
    const { folder, name } = await publishSmall(dataDir, 'one')
    const path = join(folder, 'manifest.sig')
    const problem =
      'signature: /manifest.json does not match its signature, manifest.sig: one of them was altered'
    for (let at = 0; at < 64; at += 1) {
      const restore = await flip(path, at)
      expect(await found(folder), String(at)).toEqual([problem])
      expect(await damage(name)).toEqual(['/manifest.sig was altered'])
      await restore()
    }
    await rm(path)
    await writeFile(path, '')
    expect(await found(folder)).toEqual([problem])
    await rm(path)
    expect(await found(folder)).toEqual([
      'signature: /manifest.json has no signature: manifest.sig is missing',
    ])
    expect(await damage(name)).toEqual(['/manifest.sig is lost'])
  })

  it('is named where files are missing, in excess, or no files any more', async () => {
    const { folder } = await publishSmall(dataDir, 'one')
    await rm(join(folder, 'guides/testland/index.html'))
    await rm(join(folder, 'robots.txt.br'))
    await writeFile(join(folder, 'guides/more.html'), '')
    await rm(join(folder, '404.html'))
    await symlink('index.html', join(folder, '404.html'))
    await rm(join(folder, 'index.html.br'))
    await mkdir(join(folder, 'index.html.br'))
    await rm(join(folder, 'signing-keys.json'))
    expect(await found(folder)).toEqual([
      'missing: /signing-keys.json is missing',
      'unread: /404.html is not a plain file',
      'missing: /guides/testland/index.html is missing',
      'unread: /index.html.br is not a plain file',
      'missing: /robots.txt.br is missing',
      'unlisted: /guides/more.html is not in the manifest',
    ])
  })

  it('is not one without its manifest', async () => {
    const { folder } = await publishSmall(dataDir, 'one')
    await rm(join(folder, 'manifest.json'))
    expect(await verified(folder)).toMatchObject({
      release: null,
      problems: [{ kind: 'missing', path: '/manifest.json' }],
    })
    await expect(verified(join(dataDir, 'nowhere'))).rejects.toThrow(new Unread('There is no such folder.'))
  })

  it('does not verify with a key of somebody else', async () => {
    const { folder, manifest } = await publishSmall(dataDir, 'one')
    const other = join(dataDir, 'other')
    await publishSmall(other, 'one')
    const keys = (knownSigningKeys(other) ?? []).map(({ publicKey }) => publicKey)
    const problem = (key = ''): string =>
      `key: /manifest.json is signed with the key ${key.slice(0, 12)}, which is not one of the given keys, nor signed by one of them`
    expect(await found(folder, { keys })).toEqual([problem(manifest.signing?.key)])
    // Who has no key cannot claim one either.
    await rewrite({ folder, manifest, name: '' }, (each) => ({ ...each, sequence: 9 }))
    expect(await found(folder)).toEqual([
      'signature: /manifest.json does not match its signature, manifest.sig: one of them was altered',
    ])
  })
})

describe('a release that is not signed', () => {
  it('is said to be, with whatever else differs; the next one is signed and covers it', async () => {
    const first = await publishSmall(dataDir, 'one', { signed: false })
    expect(first.manifest).not.toHaveProperty('previous')
    expect(await found(first.folder)).toEqual(['not-signed: /manifest.json is not signed'])
    await flip(join(first.folder, 'robots.txt.br'), 0)
    expect(await found(first.folder)).toEqual([
      'not-signed: /manifest.json is not signed',
      'altered: /robots.txt.br differs from the manifest',
    ])
    expect((await readdir(first.folder)).includes('signing-keys.json')).toBe(false)

    const second = await publishSmall(dataDir, 'two')
    expect(second.manifest.previous).toEqual(earlierOf(first))
    expect(await verified(second.folder)).toMatchObject({ chain: 1, problems: [], notes: [] })
    await rewrite(second, ({ previous: _previous, signing: _signing, ...rest }) => rest)
    expect(await found(second.folder)).toEqual([
      'not-signed: /manifest.json is not signed',
      'unlisted: /manifest.sig is not in the manifest',
      'unlisted: /signing-keys.json is not in the manifest',
    ])
  })

  it('and one that is half signed is no manifest', async () => {
    const { manifest } = await publishSmall(dataDir, 'one')
    const { previous: _previous, ...rest } = manifest
    expect(parseManifest(manifestText(manifest))).toEqual(manifest)
    expect(parseManifest(manifestText(rest))).toBeNull()
    expect(parseManifest(manifestText({ ...rest, previous: { sequence: 1 } } as Manifest))).toBeNull()
  })
})

describe('a folder that changes while it is verified', () => {
  it('is reported with everything else where it cannot be read any more', async () => {
    const [, two] = await publishAll(['one', 'two'])
    const source = await folderSource(two.folder)
    const report = await verifyRelease(
      {
        ...source,
        async read(path) {
          const bytes = await source.read(path)
          if (path === 'manifest.sig') await rename(releasesFolder(dataDir), join(dataDir, 'elsewhere'))
          return bytes
        },
      },
      { keys: keysHere() },
    )
    expect(report.release).toMatchObject({ sequence: 2 })
    expect(report.problems.map(({ kind, path, problem }) => `${kind}: ${path} ${problem}`)).toEqual([
      'unread: /.. cannot be read (ENOENT): earlier releases were not looked for',
      ...two.manifest.files.flatMap(({ path }) => [
        `missing: /${path} is missing`,
        `missing: /${path}.br is missing`,
      ]),
      'unread: / cannot be read (ENOENT): files that do not belong there were not looked for',
    ])
  })
})

describe('the words of a manifest', () => {
  const half = {
    path: 'a',
    bytes: 1,
    sha256: sha256('a'),
    inputs: sha256('a'),
    brotli: { bytes: 1, sha256: sha256('a') },
  }
  it.each<[string, Record<string, unknown>]>([
    ['no sequence', { sequence: undefined }],
    ['a text as its sequence', { sequence: '2\u001b[2K' }],
    ['a sequence below nothing', { sequence: -1 }],
    ['another time', { time: '2026-11-21T10:00:00.000Z\nVerified' }],
    ['a time without a day', { time: '10:00' }],
    ['a list as its time', { time: ['2026-11-21T10:00:00.000Z'] }],
    ['a day that is none', { day: '2026-02-31' }],
    ['no day', { day: null }],
    ['no list of files', { files: { length: 0 } }],
    ['bytes as text', { files: [{ ...half, bytes: '1' }] }],
    ['fewer bytes than none', { files: [{ ...half, bytes: -1 }] }],
    ['compressed bytes as text', { files: [{ ...half, brotli: { ...half.brotli, bytes: '1' } }] }],
    ['pages as text', { files: [{ ...half, pages: 'one' }] }],
    ['a path with half of a character', { files: [{ ...half, path: 'a\ud800' }] }],
    ['the release before as text', { previous: { sequence: '1', sha256: sha256('a') } }],
  ])('are checked: with %s it is none', async (_what, words) => {
    const { manifest } = await publishSmall(dataDir, 'one')
    expect(parseManifest(manifestText({ ...manifest, files: [half] }))).not.toBeNull()
    const altered = Object.fromEntries(
      Object.entries({ ...manifest, ...words }).filter(([, value]) => value !== undefined),
    )
    expect(parseManifest(`${canonical(altered)}\n`)).toBeNull()
  })
})

describe('a key that was rotated', () => {
  it('is verified by the key before it; older releases by the list', async () => {
    const first = await publishSmall(dataDir, 'one')
    const [old = ''] = keysHere()
    const { publicKey: fresh } = await rotateSigningKey(dataDir, TIME)
    const second = await publishSmall(dataDir, 'two')
    for (const keys of [[old], [old, fresh], keysHere()])
      expect(await verified(second.folder, { keys })).toMatchObject({ chain: 1, problems: [] })
    expect(await found(first.folder, { keys: keysHere() })).toEqual([])
    expect((await verified(first.folder, { keys: [fresh] })).problems).toMatchObject([{ kind: 'key' }])
  })

  it('is used alone after a theft: what the old one signed is known by its hash only, in a data folder too', async () => {
    const [one, two] = await publishAll(['one', 'two'])
    const old = keyId(keysHere()[0] ?? '')
    const { publicKey: fresh } = await rotateSigningKey(dataDir, TIME)
    const [three, four] = await publishAll(['three', 'four'])
    const unknown =
      'which is not one of the given keys, nor signed by one of them: known only by the hash in the release after.'
    expect(await verified(dataDir, { keys: [fresh], earlier: earlierOf(one) })).toMatchObject({
      chain: 3,
      problems: [],
      notes: [`Releases 1 to 2 are signed with the key ${old.slice(0, 12)}, ${unknown}`],
    })
    // With the old key, a wrong signature of an earlier manifest is a finding, as before.
    for (const path of [join(two.folder, 'manifest.sig'), `${two.folder}.manifest.sig`]) await flip(path, 7)
    expect((await verified(four.folder)).problems).toMatchObject([{ kind: 'signature' }])
    expect((await verified(three.folder, { keys: [fresh] })).problems).toEqual([])
  })

  it('is not believed where the list in the release was altered', async () => {
    await publishSmall(dataDir, 'one')
    const keys = keysHere()
    await rotateSigningKey(dataDir, TIME)
    const { folder } = await publishSmall(dataDir, 'two')
    const path = join(folder, 'signing-keys.json')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace(/"signature":"../, '"signature":"//'))
    expect((await verified(folder, { keys })).problems).toMatchObject([
      { kind: 'key', path: '/manifest.json' },
      { kind: 'altered', path: '/signing-keys.json' },
    ])
  })
})

describe('the chain of manifests', () => {
  it('has nothing of a release that was not finished', async () => {
    await publishSmall(dataDir, 'one')
    for (const file of ['manifest.json', 'manifest.sig'])
      await writeFile(join(releasesFolder(dataDir), `000002-abcdef012345.${file}`), 'begun')
    const { name } = await publishSmall(dataDir, 'two')
    const left = await readdir(releasesFolder(dataDir))
    expect(left.filter((each) => each.startsWith('000002-'))).toEqual([])
    expect(left).toContain(`${name}.manifest.sig`)
  })

  it('is followed through deleted folders, by what is kept beside them', async () => {
    const [one, two, three, four] = await publishAll(['one', 'two', 'three', 'four'])
    for (const { folder } of [one, two]) await rm(folder, { recursive: true })
    expect(await verified(four.folder)).toMatchObject({ chain: 3, problems: [], notes: [] })
    await rm(`${two.folder}.manifest.json`)
    expect(await verified(four.folder)).toMatchObject({
      chain: 1,
      problems: [],
      notes: ['The manifest of release 2 is not here: the chain was followed back to release 3.'],
    })
    expect(three.manifest.previous).toEqual(earlierOf(two))
  })

  it('is broken where an earlier manifest is another, or its signature', async () => {
    const [, two, , four] = await publishAll(['one', 'two', 'three', 'four'])
    await rewrite(two, (manifest) => ({ ...manifest, day: '2026-11-20' as Manifest['day'] }))
    expect(await found(four.folder)).toEqual([
      `chain: /${two.name}/manifest.json breaks the chain: it is not the manifest that release 3 follows`,
    ])
    await rewrite(two, (manifest) => manifest)
    expect(await found(four.folder)).toEqual([])
    await flip(join(two.folder, 'manifest.sig'), 7)
    // What is kept beside the release is whole.
    expect(await found(four.folder)).toEqual([])
    await flip(`${two.folder}.manifest.sig`, 7)
    expect(await found(four.folder)).toEqual([
      `signature: /${two.name}/manifest.json does not match its signature, manifest.sig: one of them was altered`,
    ])
  })

  it('is compared with a release seen before', async () => {
    const [one, two, three, four] = await publishAll(['one', 'two', 'three', 'four'])
    const alone = join(dataDir, 'alone')
    await cp(four.folder, alone, { recursive: true, dereference: true })
    for (const each of [one, two, three, four])
      expect(await found(four.folder, { earlier: earlierOf(each) })).toEqual([])
    expect(await found(alone, { earlier: earlierOf(three) })).toEqual([])
    expect(await found(alone, { earlier: earlierOf(four) })).toEqual([])
    expect(await verified(alone, { earlier: earlierOf(one) })).toMatchObject({
      problems: [],
      notes: [
        'The manifest of release 3 is not here: the chain was followed back to release 4.',
        'Whether it goes on to the earlier release 1 is not known.',
      ],
    })
    const other = sha256('other')
    expect(await found(four.folder, { earlier: { sequence: 2, sha256: other } })).toEqual([
      'chain: /manifest.json breaks the chain: release 3 follows another release 2 than the earlier one',
    ])
    expect(await found(alone, { earlier: { sequence: 4, sha256: other } })).toEqual([
      'chain: /manifest.json is of another release 4 than the earlier one',
    ])
  })

  it('is broken where a release seen before was passed over', async () => {
    const [one, two] = await publishAll(['one', 'two'])
    await makeCurrent(dataDir, one.name)
    const three = await publishSmall(dataDir, 'three')
    expect(await found(three.folder, { earlier: earlierOf(two) })).toEqual([
      'chain: /manifest.json breaks the chain: release 3 follows release 1 and passes over the earlier release 2',
    ])
    expect(await found(three.folder, { earlier: earlierOf(one) })).toEqual([])
  })

  it('is broken by a newer release that names none before it, and not known beyond one that is not signed', async () => {
    const one = await publishSmall(dataDir, 'one')
    const other = join(dataDir, 'other')
    await publishSmall(other, 'else')
    const forged = await publishSmall(other, 'two', { alone: true })
    const keys = (knownSigningKeys(other) ?? []).map(({ publicKey }) => publicKey)
    expect(forged.manifest).toMatchObject({ sequence: 2, previous: null })
    expect(await found(forged.folder, { keys, earlier: earlierOf(one) })).toEqual([
      'chain: /manifest.json breaks the chain: release 2 follows no release and passes over the earlier release 1',
    ])
    const unsigned = await publishSmall(dataDir, 'two', { signed: false })
    expect(await verified(unsigned.folder, { earlier: earlierOf(one) })).toMatchObject({
      problems: [{ kind: 'not-signed' }],
      notes: [
        'Release 2 is not signed and names no release before it: the chain ends there.',
        'Whether it goes on to the earlier release 1 is not known.',
      ],
    })
    const three = await publishSmall(dataDir, 'three')
    expect(await verified(three.folder, { earlier: earlierOf(one) })).toMatchObject({
      chain: 1,
      problems: [],
      notes: [
        expect.stringMatching(/^Release 2 is not signed/),
        expect.stringMatching(/release 1 is not known/),
      ],
    })
  })

  it('tells a site that was rolled back', async () => {
    const [one, two] = await publishAll(['one', 'two'])
    const problem =
      'sequence: /manifest.json is of release 1, before the earlier release 2: the site was rolled back'
    expect(await found(one.folder, { earlier: earlierOf(two) })).toEqual([problem])
    expect(await found(one.folder, { earlier: { sequence: 2, sha256: null } })).toEqual([problem])
    expect(await found(two.folder, { earlier: { sequence: 2, sha256: null } })).toEqual([])
  })
})
