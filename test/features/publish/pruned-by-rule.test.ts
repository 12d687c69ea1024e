import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { releasesOnDisk, sequenceOf } from '#lib/release-names.ts'
import { knownSigningKeys } from '#lib/signing-keys.ts'
import { isWhole } from '#pipelines/release/check.ts'
import { readRelease, type Release } from '#pipelines/release/current.ts'
import { readKeptHeads } from '#pipelines/release/kept-heads.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { storedFolders } from '#pipelines/release/shared-folders.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { verifyRelease } from '#pipelines/release/verify.ts'
import { writeReleaseRow } from '#store/publish/releases.ts'
import { pruneReleases } from '#worker/publish/prune.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { PATIENCE } from '../../support/patience.ts'
import { publishSmall, SMALL_SITE } from '../../support/publish/signed-release.ts'
import { scaled } from '../../support/scale.ts'

/** Releases, over 14 months: from 1 October 2025 to 29 November 2026. */
const RELEASES = scaled(400, 90)
const FIRST = Date.parse('2025-10-01T12:00:00Z')
const LAST = Date.parse('2026-11-29T12:00:00Z')

describe.skipIf(missing)(`${RELEASES} releases over 14 months on ${databaseName}`, () => {
  let database: TestDatabase
  const clock = fixedClock(new Date(FIRST).toISOString())
  const made: { release: Release; month: string }[] = []

  beforeAll(async () => {
    database = await openDatabase()
    const { payload, dataDir } = database
    const here = { payload, clock, env: { ...env(), dataDir, siteTimeZone: 'UTC' } }
    for (let nth = 0; nth < RELEASES; nth += 1) {
      const time = new Date(FIRST + (nth * (LAST - FIRST)) / (RELEASES - 1)).toISOString()
      clock.set(time)
      // Its guide changes with each month.
      const site = { ...SMALL_SITE, 'guides/testland/index.html': time.slice(0, 7) }
      const release = await publishSmall(dataDir, `release ${nth}`, { site })
      const { name, manifest } = release
      made.push({ release, month: time.slice(0, 7) })
      await writeReleaseRow(
        { payload },
        {
          name,
          manifest: { ...manifest, time },
          manifestHash: manifestHash(manifest),
          rendered: 0,
          printed: 0,
        },
      )
      await pruneReleases(here)
    }
  }, 10 * PATIENCE)
  afterAll(() => database?.close())

  it('leave the newest 30 and the last of each month for a year', async () => {
    const newest = made.slice(-30)
    const lastOfMonths = made.filter(
      ({ month }, index) => month !== made[index + 1]?.month && month >= '2025-11',
    )
    const wanted = new Set([...newest, ...lastOfMonths].map(({ release }) => release.manifest.sequence))
    expect((await releasesOnDisk(database.dataDir)).map(sequenceOf)).toEqual(
      [...wanted].sort((a, b) => b - a),
    )
  })

  it('leave the folders of guides that they share, and none else', async () => {
    const { dataDir } = database
    const left = await releasesOnDisk(dataDir)
    const months = made.filter(({ release }) => left.includes(release.name)).map(({ month }) => month)
    expect(await storedFolders(dataDir)).toHaveLength(new Set(months).size)
    for (const name of left) {
      const release = await readRelease(dataDir, name)
      expect(release && (await isWhole(release)), name).toBe(true)
    }
  })

  it('are all in the chain that is verified, and in what the record is compared with', async () => {
    const { release: oldest } = made[0] as (typeof made)[number]
    const { problems, notes } = await verifyRelease(await folderSource(database.dataDir), {
      keys: (knownSigningKeys(database.dataDir) ?? []).map(({ publicKey }) => publicKey),
      earlier: { sequence: oldest.manifest.sequence, sha256: manifestHash(oldest.manifest) },
    })
    expect([...problems, ...notes]).toEqual([])
    const heads = await readKeptHeads(database.dataDir)
    expect(heads.problems).toEqual([])
    expect([...heads.kept.keys()]).toEqual(made.map(({ release }) => release.name))
  })
})
