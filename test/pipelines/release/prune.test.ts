import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { knownSigningKeys } from '#lib/signing-keys.ts'
import { readRelease, type Release } from '#pipelines/release/current.ts'
import { isWhole } from '#pipelines/release/check.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { finishRemovals, removeRelease, removeUnshared } from '#pipelines/release/prune.ts'
import { storedFolders } from '#pipelines/release/shared-folders.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { verifyRelease } from '#pipelines/release/verify.ts'
import { killedAt, type Moment } from '../../support/publish/killed-at.ts'
import { publishSmall, SMALL_SITE } from '../../support/publish/signed-release.ts'

let dataDir: string
let old: Release
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'recourse-prune-'))
  const site = { ...SMALL_SITE, 'guides/testland/index.html': '<h1>Testland before</h1>' }
  old = await publishSmall(dataDir, 'old', { site })
  await publishSmall(dataDir, 'new')
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const inFolder = (): string[] => readdirSync(join(dataDir, 'releases'))
const verified = async () => {
  const { problems, notes } = await verifyRelease(await folderSource(dataDir), {
    keys: (knownSigningKeys(dataDir) ?? []).map(({ publicKey }) => publicKey),
    earlier: { sequence: old.manifest.sequence, sha256: manifestHash(old.manifest) },
  })
  return [...problems, ...notes]
}

/** Removes the old release in a process that is killed there. @returns its signal. */
const killed = (at: Moment): Promise<string | null> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...killedAt(at) }
    execFile(
      process.execPath,
      ['test/support/publish/prune-process.ts', dataDir, old.name],
      { env },
      (error) => resolve((error?.signal as string | undefined) ?? null),
    )
  })

describe('the files of a release that is removed', () => {
  it.each<Moment>([
    { call: 'rename', path: '\\.removed$', when: 'before' },
    { call: 'rename', path: '\\.removed$', when: 'after' },
    { call: 'rm', path: '\\.removed$', when: 'after' },
    { call: 'rm', path: '\\.forms\\.json$', when: 'after' },
    { call: 'rm', path: '\\.folders/', when: 'before' },
    { call: 'rm', path: '\\.folders/', when: 'after' },
  ])('are all there, or gone with the next removal, when it is killed: $when $call', async (point) => {
    expect(await killed(point)).toBe('SIGKILL')
    const left = await readRelease(dataDir, old.name)
    expect(left === null || (await isWhole(left))).toBe(true)
    expect(await verified()).toEqual([])
    await finishRemovals(dataDir)
    if (left) await removeRelease(dataDir, old.name)
    await removeUnshared(dataDir)
    expect(await storedFolders(dataDir)).toHaveLength(1)
    expect(inFolder().filter((name) => name.startsWith('.') || name === old.name)).toEqual(['.folders'])
    expect(await verified()).toEqual([])
    expect((await publishSmall(dataDir, 'newer')).manifest.sequence).toBe(3)
  })

  it('go with links that a killed publication left; one of a process that lives stays', async () => {
    const link = (pid: number): string => `.current-${pid}`
    const { pid = 0 } = spawnSync(process.execPath, ['--version'])
    for (const each of [pid, process.pid]) symlinkSync('releases/none', join(dataDir, link(each)))
    await finishRemovals(dataDir)
    expect(readdirSync(dataDir).filter((name) => name.startsWith('.'))).toEqual([link(process.pid)])
  })

  it('stay where its manifest is lost: a person must look at it', async () => {
    for (const path of [join(old.folder, 'manifest.json'), `${old.folder}.manifest.json`]) rmSync(path)
    expect(await removeRelease(dataDir, old.name)).toBe(false)
    expect(inFolder()).toContain(old.name)
  })
})
