import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkRelease } from '#pipelines/release/check.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { storedFolders } from '#pipelines/release/shared-folders.ts'
import { killedAt, type Moment } from '../../support/publish/killed-at.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'recourse-folder-kills-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Publishes a release whose guide says this. @returns the signal that ended it. */
const publish = (words: string, at?: Moment): Promise<string | null> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...(at && killedAt(at)) }
    execFile(
      process.execPath,
      ['test/support/publish/publish-small-process.ts', dataDir, words],
      { env },
      (error) => resolve((error?.signal as string | undefined) ?? null),
    )
  })

/** What readers get of the guide; every file of their release is whole. */
async function guide(): Promise<string> {
  const current = await readCurrent(dataDir)
  expect(current && (await checkRelease(current))).toEqual([])
  return readFileSync(join(dataDir, 'current/guides/testland/index.html'), 'utf8')
}

describe('a folder that a release stores', () => {
  it.each<Moment>([
    { call: 'mkdir', path: '\\.folders/', when: 'after' },
    { call: 'open', path: '\\.folders/.*/index\\.html$', when: 'after' },
    { call: 'link', path: '\\.folders/', when: 'after', nth: 2 },
    { call: 'symlink', path: '\\.part/guides/testland$', when: 'before' },
    { call: 'symlink', path: '\\.part/guides/testland$', when: 'after' },
    { call: 'rename', path: '\\.part$', when: 'before' },
    { call: 'rename', path: '\\.part$', when: 'after' },
  ])('is whole, or gone with the next release, when it is killed: $when $call $path', async (point) => {
    expect(await publish('One')).toBeNull()
    expect(await publish('Two', point)).toBe('SIGKILL')
    expect(await guide()).toBe('One')
    expect(await publish('Three')).toBeNull()
    expect(await guide()).toBe('Three')
    const finished = readdirSync(join(dataDir, 'releases')).filter((name) => /^\d+-\w+$/.test(name))
    expect((await storedFolders(dataDir)).sort()).toEqual(
      finished.map((name) => `${name}.guides.testland`).sort(),
    )
  })
})
