import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Manifest } from '#pipelines/release/manifest.ts'
import {
  published,
  publishedFolder,
  publishedGuide,
  publishedGuideFolder,
  recourse,
} from '../../support/command.ts'
import { PATIENCE } from '../../support/patience.ts'
import { currentRelease, releaseProblems } from '../../support/publish/release.ts'
import { full } from '../../support/scale.ts'

/** What an installation consists of. */
const PROJECT = [
  'bin',
  'collections',
  'payload.config.ts',
  'package.json',
  'package-lock.json',
  'pipelines',
  'src',
  'templates',
  'tsconfig.json',
]

await (full ? published() : publishedGuide())

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A second installation of this project in a folder of another name. */
function installation(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-installed-'))
  folders.push(folder)
  const root = join(folder, name)
  mkdirSync(root)
  for (const part of PROJECT) cpSync(part, join(root, part), { recursive: true })
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
  return root
}

/** Publishes everything anew from a copy of the same database. @returns what the manifest lists. */
async function filesPublished(
  root: string,
  env: Record<string, string>,
): Promise<Pick<Manifest, 'snapshot' | 'files'>> {
  const dataDir = await (full ? publishedFolder() : publishedGuideFolder())
  folders.push(dataDir)
  const before = currentRelease(dataDir)
  const { code, stderr } = await recourse(dataDir, ['publish', '--full'], { root: resolve(root), env })
  expect([code, stderr]).toEqual([0, expect.any(String)])
  expect(currentRelease(dataDir)).not.toBe(before)
  expect(releaseProblems(dataDir)).toEqual([])
  const { snapshot, files } = JSON.parse(
    readFileSync(join(dataDir, 'current', 'manifest.json'), 'utf8'),
  ) as Manifest
  return { snapshot, files }
}

describe('two installations', () => {
  it(
    'in different folders, time zones and languages publish the same bytes, prints and all',
    { timeout: PATIENCE * 6 },
    async () => {
      const here = { PRINTS: 'sheet,card,large,discreet', PUBLIC_URL: 'https://guides.example.org' }
      const [one, other] = await Promise.all([
        filesPublished('.', {
          ...here,
          TZ: 'Pacific/Kiritimati',
          LANG: 'tr_TR.UTF-8',
          LC_ALL: 'tr_TR.UTF-8',
        }),
        filesPublished(installation('Führer – 2'), {
          ...here,
          TZ: 'America/St_Johns',
          LANG: 'ar_EG.UTF-8',
          LC_ALL: 'ar_EG.UTF-8',
        }),
      ])
      expect(one).toEqual(other)
      expect(one?.files.filter(({ path }) => path.endsWith('.pdf'))).toHaveLength(full ? 80 : 16)
    },
  )
})
