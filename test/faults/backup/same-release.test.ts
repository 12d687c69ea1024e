import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseManifest } from '#pipelines/release/manifest.ts'
import { emptyPlace, KINDS } from '../../support/backup/places.ts'
import { publishedGuideFolder, recourse } from '../../support/command.ts'

/** What of a release does not depend on its time and number. */
function releaseIn(dataDir: string): object {
  const manifest = parseManifest(readFileSync(join(dataDir, 'current/manifest.json'), 'utf8'))
  return { snapshot: manifest?.snapshot, files: manifest?.files.map(({ path, sha256 }) => [path, sha256]) }
}

it.each(KINDS)('a place restored into %s publishes the same bytes', async (kind) => {
  const installation = await publishedGuideFolder()
  const folder = mkdtempSync(join(tmpdir(), 'recourse-same-'))
  const identity = join(folder, 'key.txt')
  const archive = join(folder, 'backup.tar')
  const { stdout } = await recourse(installation, ['backup', '--new-key', identity, '--json'])
  const { recipient } = JSON.parse(stdout) as { recipient: string }
  const made = await recourse(installation, ['backup', '--to', archive], {
    env: { BACKUP_RECIPIENT: recipient },
  })
  expect(made.code, made.stderr).toBe(0)
  const place = emptyPlace(kind)
  const env = {
    DATABASE_URL: place.database.url,
    ...(kind === 'mongodb' ? { DATABASE_TRANSACTIONS: 'none' } : {}),
  }
  const restored = await recourse(place.dataDir, ['restore', archive, '--identity', identity], { env })
  expect(restored.code, restored.stderr).toBe(0)
  expect(releaseIn(place.dataDir)).toEqual(releaseIn(installation))
  const published = await recourse(place.dataDir, ['publish', '--full'], { env })
  expect(published.code, published.stderr).toBe(0)
  const again = await recourse(installation, ['publish', '--full'])
  expect(again.code, again.stderr).toBe(0)
  expect(releaseIn(place.dataDir)).toEqual(releaseIn(installation))
  await place.remove()
  for (const each of [installation, folder]) rmSync(each, { recursive: true, force: true })
})
