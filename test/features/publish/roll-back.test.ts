import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordProblems } from '#domain/publish/record.ts'
import { knownSigningKeys } from '#lib/signing-keys.ts'
import { readRelease, type Release } from '#pipelines/release/current.ts'
import { readKeptHeads } from '#pipelines/release/kept-heads.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { verifyRelease } from '#pipelines/release/verify.ts'
import { readHold } from '#store/desk/hold.ts'
import { readRecord } from '#store/publish/record.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { refusal } from '../../support/desk/desk.ts'
import { PATIENCE } from '../../support/patience.ts'
import { OFFENCE, rollBackStage, ROUTE, type RollBackStage } from '../../support/publish/roll-back.ts'

const GUIDE = '/guides/scotland/'
const PAIR = '/guides/scotland/to/united-states/'

describe.skipIf(missing)(`a rollback on ${databaseName}`, () => {
  let database: TestDatabase
  let stage: RollBackStage
  beforeAll(async () => {
    database = await openDatabase()
    stage = await rollBackStage(database)
  })
  afterAll(() => database?.close())

  /** What verification by the public key says of the current release, compared with one seen before. */
  const verified = async (earlier: Release): Promise<string[]> => {
    const { problems, notes } = await verifyRelease(await folderSource(database.dataDir), {
      keys: (knownSigningKeys(database.dataDir) ?? []).map(({ publicKey }) => publicKey),
      earlier: { sequence: earlier.manifest.sequence, sha256: manifestHash(earlier.manifest) },
    })
    return [...problems.map(({ path, problem }) => `${path} ${problem}`), ...notes]
  }

  it('gives readers the files of the release before in a new release, and holds publishing', async () => {
    const { current, retitle, page, back, publishNow } = stage
    const first = await current()
    await retitle('A title that broke the page')
    await publishNow()
    const second = await current()
    expect(page(GUIDE)).toContain('A title that broke the page')

    await back()
    const receipt = await publishNow()
    expect(receipt).toMatchObject({ changed: true, rendered: 0, printed: 0, held: { sequence: 1 } })
    expect(receipt.milliseconds.total).toBeLessThan(5_000)
    const third = await current()
    expect(third.manifest.sequence).toBe(second.manifest.sequence + 1)
    expect(third.manifest.files).toEqual(first.manifest.files)
    expect(page(GUIDE)).not.toContain('A title that broke the page')
    expect(await verified(second)).toEqual([])
    expect(await readHold({ payload: database.payload })).toMatchObject({
      by: 'Ada',
      reason: 'A broken page.',
      release: first.name,
    })
    expect(await publishNow()).toMatchObject({ changed: false, name: third.name, held: { sequence: 1 } })
  })

  it(
    'keeps back what goes live meanwhile, but not what is withdrawn or corrected',
    async () => {
      const { current, retitle, withdraw, page, publishNow } = stage
      const before = await current()
      await retitle('Another title for later')
      expect(await publishNow()).toMatchObject({ changed: false, name: before.name })
      await withdraw()
      expect(await publishNow()).toMatchObject({ changed: true, problems: [] })
      expect(page(PAIR)).toContain('The treaty has ended.')
      expect(page(GUIDE)).not.toContain('Another title for later')
      expect(page(GUIDE)).not.toContain('A title that broke the page')
      const withdrawn = await current()
      expect(await publishNow()).toMatchObject({ changed: false, name: withdrawn.name })
      await retitle('The corrected title', 'correction')
      expect(await publishNow()).toMatchObject({ changed: true, problems: [] })
      expect(page(GUIDE)).toContain('The corrected title')
      expect(await verified(before)).toEqual([])
    },
    2 * PATIENCE,
  )

  it('ends when an administrator resumes publishing: readers have what is live', async () => {
    const { page, back, resume, publishNow } = stage
    expect(await refusal(back())).toMatchObject({ because: 'state' })
    await resume()
    expect(await publishNow()).toMatchObject({ held: null, problems: [] })
    expect(page(GUIDE)).toContain('The corrected title')
    expect(await readHold({ payload: database.payload })).toBeNull()
    expect(await refusal(resume())).toMatchObject({ message: 'Publishing is not held.' })
  })

  it('names what must not come back, and refuses unless it is carried over', async () => {
    const { page, back, resume, publishNow } = stage
    const refused = await refusal(back({ to: 1 }))
    expect(refused?.message).toMatch(/^Release 1 cannot be given back as it is\. /)
    expect(refused?.message).toContain(`(${OFFENCE}) was corrected since`)
    expect(refused?.message).toContain(`(${ROUTE}) was withdrawn since`)
    expect(await readHold({ payload: database.payload })).toBeNull()

    expect((await back({ to: 1, carryOver: true })).carried).toEqual([OFFENCE, ROUTE])
    expect(await publishNow()).toMatchObject({ held: { sequence: 1 }, problems: [] })
    expect(page(GUIDE)).toContain('The corrected title')
    expect(page(PAIR)).toContain('The treaty has ended.')
    const first = await readRelease(
      database.dataDir,
      (await readHold({ payload: database.payload }))?.release ?? '',
    )
    expect(first && (await verified(first))).toEqual([])
    await resume()
    await publishNow()
  })

  it('is for administrators who give a reason and saw the last state, and stands in a whole record', async () => {
    const { back, resume, people } = stage
    for (const who of [people.ed, people.rey])
      expect(await refusal(back({}, who))).toMatchObject({ because: 'role' })
    expect(await refusal(resume(people.rey))).toMatchObject({ because: 'role' })
    expect(await refusal(back({ reason: '  ' }))).toMatchObject({ because: 'content' })
    expect(await refusal(back({ to: 99 }))).toMatchObject({ because: 'state' })
    expect(await refusal(back({ seen: 1 }))).toMatchObject({ because: 'stale' })
    const { kept, problems } = await readKeptHeads(database.dataDir)
    const record = await readRecord(database.payload)
    expect([...problems, ...recordProblems({ ...record, kept })]).toEqual([])
    expect(record.chains?.events.get('publishing')?.map(({ action }) => action)).toEqual([
      'roll-back',
      'resume',
      'roll-back',
      'resume',
    ])
  })
})
