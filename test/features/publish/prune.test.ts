import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HoldAction } from '#domain/desk/hold.ts'
import { targetsOf } from '#domain/publish/targets.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readPushedNow } from '#lib/pushed-now.ts'
import { releasesOnDisk, sequenceOf } from '#lib/release-names.ts'
import { knownSigningKeys } from '#lib/signing-keys.ts'
import type { Release } from '#pipelines/release/current.ts'
import { readKeptHeads } from '#pipelines/release/kept-heads.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { verifyRelease } from '#pipelines/release/verify.ts'
import { writeReleaseRow } from '#store/publish/releases.ts'
import { withPublishLock } from '#worker/publish/held.ts'
import { push, type PushOutcome } from '#worker/publish/push.ts'
import type { WorkClaim } from '#worker/work-claim.ts'
import { AT_ONCE, pruneAndLog, pruneReleases } from '#worker/publish/prune.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { recordHold } from '../../support/desk/hold.ts'
import { until } from '../../support/until.ts'
import { emptyFolder } from '../../support/publish/pushing.ts'
import { publishSmall } from '../../support/publish/signed-release.ts'

const RELEASES = 46

describe.skipIf(missing)(`pruning on ${databaseName}`, () => {
  let database: TestDatabase
  const target = emptyFolder()
  const made: Release[] = []
  const clock = fixedClock('2026-11-29T12:00:00Z')
  const here = () => ({
    payload: database.payload,
    clock,
    env: {
      ...env(),
      dataDir: database.dataDir,
      siteTimeZone: 'UTC',
      publishTo: targetsOf(target),
    },
  })
  const beside = (name: string, ending: string): string =>
    join(database.dataDir, 'releases', `${name}.${ending}`)
  const numbers = async (): Promise<number[]> => (await releasesOnDisk(database.dataDir)).map(sequenceOf)
  /** A push that waits before it goes out, until it may. */
  function slowPush(): { done: Promise<PushOutcome>; go: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>()
    const claim: WorkClaim = {
      signal: new AbortController().signal,
      check: () => promise,
      fence: () => Promise.resolve(),
      alone: (transaction) => transaction(),
    }
    return { done: push({ ...here(), claim }, { address: target }), go: resolve }
  }
  let slow: ReturnType<typeof slowPush>
  const hold = (action: HoldAction, release: Release) =>
    recordHold(database.payload, clock, action, release.name)

  beforeAll(async () => {
    database = await openDatabase()
    const { payload, dataDir } = database
    for (let seq = 1; seq <= RELEASES; seq += 1) {
      const release = await publishSmall(dataDir, `release ${seq}`, { signed: seq !== 6 })
      made.push(release)
      const { name, manifest } = release
      for (const ending of ['forms.json', 'words.jsonl']) writeFileSync(beside(name, ending), '')
      // Release 4 is of another disk's time, as after a backup: the database does not know it.
      if (seq === 4) continue
      // The first three are of three months, the others of one.
      const day = seq <= 3 ? `2026-0${4 + seq}-10` : '2026-11-20'
      await writeReleaseRow(
        { payload },
        {
          name,
          manifest: { ...manifest, time: `${day}T10:00:00.000Z` },
          manifestHash: manifestHash(manifest),
          rendered: 0,
          printed: 0,
        },
      )
      if (seq !== 7) continue
      slow = slowPush()
      await until(async () => (await readPushedNow(dataDir, [target])).length > 0)
    }
  })
  afterAll(async () => {
    await database?.close()
    rmSync(target, { recursive: true, force: true })
  })

  it('removes a few at a time, oldest first, and never what is held or pushed', async () => {
    const held = made[4] as Release
    await hold('roll-back', held)
    expect((await pruneReleases(here())).map(sequenceOf)).toEqual([4, 6, 8])
    expect(AT_ONCE).toBe(3)
    for (let left = RELEASES; left > 0 && (await pruneReleases(here())).length > 0;) left -= 1
    const newest = Array.from({ length: 30 }, (_, index) => RELEASES - index)
    expect(await numbers(), 'the newest, those of other months, and what is needed').toEqual([
      ...newest,
      7,
      5,
      3,
      2,
      1,
    ])
    slow.go()
    expect(await slow.done).toMatchObject({ release: made[6]?.name })
    await hold('resume', held)
    expect((await pruneReleases(here())).map(sequenceOf)).toEqual([5, 7])
    expect(await pruneReleases(here())).toEqual([])
  })

  it('keeps what proves the chain, and what later releases refer to', async () => {
    const name = made[9]?.name ?? ''
    expect(
      ['manifest.json', 'manifest.sig', 'heads.json', 'words.jsonl'].filter(
        (ending) => !existsSync(beside(name, ending)),
      ),
    ).toEqual([])
    const unsigned = made[5]?.name ?? ''
    expect(existsSync(beside(unsigned, 'manifest.json')), 'of one that was never signed').toBe(true)
    expect(existsSync(beside(name, 'forms.json')), 'nobody can be given it back').toBe(false)
    expect(readdirSync(join(database.dataDir, 'releases')).filter((each) => each.startsWith('.'))).toEqual([
      '.folders',
    ])
    const { kept, problems } = await readKeptHeads(database.dataDir)
    expect(problems).toEqual([])
    expect([...kept.keys()]).toEqual(made.map((release) => release.name))
    const removed = made[9] as Release
    const verified = await verifyRelease(await folderSource(database.dataDir), {
      keys: (knownSigningKeys(database.dataDir) ?? []).map(({ publicKey }) => publicKey),
      earlier: { sequence: removed.manifest.sequence, sha256: manifestHash(removed.manifest) },
    })
    expect([...verified.problems, ...verified.notes]).toEqual([])
  })

  it('waits while another publishes, and says what cannot be removed', async () => {
    const said: unknown[] = []
    const log = pino({ level: 'info' }, { write: (line: string) => said.push(JSON.parse(line)) })
    await withPublishLock(database.dataDir, () => pruneAndLog(here(), log))
    expect(said).toEqual([])
    const broken = { ...here(), clock: { now: () => new Date(NaN) } }
    await pruneAndLog(broken, log)
    expect(said).toMatchObject([{ msg: 'old releases could not be removed' }])
  })
})
