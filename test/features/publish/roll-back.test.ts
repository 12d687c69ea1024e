import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sha256 } from '#domain/hash.ts'
import { fileOf } from '#domain/publish/paths.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { askWithdrawal, confirmWithdrawal } from '#desk/desk/withdrawal.ts'
import { resumePublishing, rollBack, type RollBackRequest } from '#desk/publish/roll-back.ts'
import { knownSigningKeys } from '#lib/signing-keys.ts'
import { readCurrent, readRelease, type Release } from '#pipelines/release/current.ts'
import { readKeptHeads } from '#pipelines/release/kept-heads.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { verifyRelease } from '#pipelines/release/verify.ts'
import { readHead } from '#store/desk/heads.ts'
import { readHold } from '#store/desk/hold.ts'
import { readRecord } from '#store/publish/record.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import type { PublishReceipt } from '#worker/publish/publish.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { refusal, testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { PATIENCE } from '../../support/patience.ts'
import { publishedSample } from '../../support/publish/published-sample.ts'

const OFFENCE = 'scotland/offence/stalking'
const ROUTE = 'united-states/route'
const GUIDE = '/guides/scotland/'
const PAIR = '/guides/scotland/to/united-states/'

describe.skipIf(missing)(`a rollback on ${databaseName}`, () => {
  let database: TestDatabase
  let desk: TestDesk
  let people: Record<'ed' | 'rey' | 'ada', Person>
  let publishNow: () => Promise<PublishReceipt>

  beforeAll(async () => {
    database = await openDatabase()
    desk = testDesk(database.payload)
    const sample = await publishedSample(database, desk.clock)
    publishNow = () => sample.publishAgain()
    const { payload } = database
    people = {
      ed: await person(payload, 'Ed', ['editor']),
      rey: await person(payload, 'Rey', ['reviewer']),
      ada: await person(payload, 'Ada', ['administrator']),
    }
  }, 3 * PATIENCE)
  afterAll(() => database?.close())

  const page = (path: string): string => readFileSync(join(database.dataDir, 'current', fileOf(path)), 'utf8')
  async function current(): Promise<Release> {
    const release = await readCurrent(database.dataDir)
    if (!release) throw new Error('Nothing is current.')
    return release
  }
  const copyOf = async (entry: string) => {
    const { payload } = database
    const [copies, head] = await Promise.all([
      findWorkingCopies({ payload }, [entry]),
      readHead({ payload }, entry),
    ])
    return { id: copies.get(entry)?.id ?? '', head, hash: (head?.live?.hash ?? '') as Sha256 }
  }
  async function retitle(title: string, changeKind: 'change' | 'correction' = 'change'): Promise<void> {
    const { ed, rey } = people
    const { id, head } = await copyOf(OFFENCE)
    const revision = head?.revision ?? 0
    await database.payload.update({
      collection: 'offences',
      id,
      data: { revision, title },
      overrideAccess: false,
      user: ed,
    })
    const corrects = changeKind === 'correction' ? (head?.lastSeq ?? null) : null
    await desk.live(ed, rey, { kind: 'offence', id }, revision + 1, {
      changeNote: 'Another title.',
      changeKind,
      corrects,
    })
  }
  async function withdraw(): Promise<void> {
    const { id, hash } = await copyOf(ROUTE)
    const about = { kind: 'route', id, hash } as const
    await desk.as(people.ed, (mine) =>
      askWithdrawal(mine, { ...about, reason: 'Wrong.', changeNote: 'The treaty has ended.' }),
    )
    await desk.as(people.rey, (mine) => confirmWithdrawal(mine, about))
    await desk.publisher()
  }
  const back = (asked: Partial<RollBackRequest> = {}, who = people.ada) =>
    desk.as(who, (mine) =>
      rollBack(
        { ...mine, dataDir: database.dataDir },
        { to: null, reason: 'A broken page.', carryOver: false, ...asked },
      ),
    )
  const resume = (who = people.ada) => desk.as(who, (mine) => resumePublishing(mine, { reason: 'Mended.' }))
  /** What verification by the public key says of the current release, compared with one seen before. */
  const verified = async (earlier: Release): Promise<string[]> => {
    const { problems, notes } = await verifyRelease(await folderSource(database.dataDir), {
      keys: (knownSigningKeys(database.dataDir) ?? []).map(({ publicKey }) => publicKey),
      earlier: { sequence: earlier.manifest.sequence, sha256: manifestHash(earlier.manifest) },
    })
    return [...problems.map(({ path, problem }) => `${path} ${problem}`), ...notes]
  }

  it(
    'gives readers the files of the release before in a new release, and holds publishing',
    async () => {
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
    },
    PATIENCE,
  )

  it(
    'keeps back what goes live meanwhile, but not what is withdrawn or corrected',
    async () => {
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

  it(
    'ends when an administrator resumes publishing: readers have what is live',
    async () => {
      expect(await refusal(back())).toMatchObject({ because: 'state' })
      await resume()
      expect(await publishNow()).toMatchObject({ held: null, problems: [] })
      expect(page(GUIDE)).toContain('The corrected title')
      expect(await readHold({ payload: database.payload })).toBeNull()
      expect(await refusal(resume())).toMatchObject({ message: 'Publishing is not held.' })
    },
    PATIENCE,
  )

  it(
    'names what must not come back, and refuses unless it is carried over',
    async () => {
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
    },
    PATIENCE,
  )

  it(
    'is for administrators who give a reason and saw the last state, and stands in a whole record',
    async () => {
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
    },
    PATIENCE,
  )
})
