import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ArchiveWriter } from '#pipelines/backup/archive.ts'
import { addReleases } from '#worker/backup/releases.ts'

const RELEASE = '000001-aaaaaaaaaaaa'
const STORED = `${RELEASE}.guides.scotland`

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'recourse-links-'))
  mkdirSync(join(dataDir, 'secrets'))
  writeFileSync(join(dataDir, 'secrets', 'payload'), 'never to be seen')
  mkdirSync(join(dataDir, 'releases', '.folders', STORED), { recursive: true })
  writeFileSync(join(dataDir, 'releases', '.folders', STORED, 'index.html'), 'Call 999.')
  mkdirSync(join(dataDir, 'releases', RELEASE, 'guides'), { recursive: true })
  symlinkSync(`../../.folders/${STORED}`, join(dataDir, 'releases', RELEASE, 'guides', 'scotland'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Names and bytes of an archive of the releases, apart from what finishes it. */
async function archived(): Promise<{ names: string[]; bytes: string }> {
  const path = join(dataDir, 'archive.tar')
  const archive = new ArchiveWriter(path, new Date('2026-11-29T00:00:00Z'))
  await addReleases(archive, dataDir, 1)
  await archive.finish({} as Parameters<typeof archive.finish>[0]).catch(() => undefined)
  const names = execFileSync('tar', ['-tf', path], { encoding: 'utf8' }).trim().split('\n')
  return { names, bytes: readFileSync(path, 'latin1') }
}

it('has what the links of a release lead to', async () => {
  const { names, bytes } = await archived()
  expect(names.some((name) => name.endsWith(`.folders/${STORED}/index.html`))).toBe(true)
  expect(names.some((name) => name.endsWith(`${RELEASE}/guides/scotland`))).toBe(true)
  expect(bytes).toContain('Call 999.')
})

it.each([
  ['to a private folder', '../../../secrets'],
  ['to the folder of another guide', `../../.folders/${STORED}`],
  ['to a folder that is lost', `../../.folders/${RELEASE}.guides.canada`],
  ['around a stored folder', `../../.folders/${STORED}/../../../secrets`],
])('has nothing behind a link that leads %s', async (_where, leadsTo) => {
  symlinkSync(leadsTo, join(dataDir, 'releases', RELEASE, 'guides', 'canada'))
  const { names, bytes } = await archived()
  expect(bytes).toContain('Call 999.')
  expect(bytes).not.toContain('never to be seen')
  expect(names.filter((name) => /canada|secrets/.test(name))).toEqual([])
})
