import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CORPUS_EDITOR, CORPUS_REVIEWER, type Actor } from '#domain/desk/actors.ts'
import { legalDate, type LegalDate } from '#domain/dates.ts'
import type { Submission } from '#domain/content/editions.ts'
import { releaseBackOff } from '#domain/work.ts'
import { approve } from '#desk/desk/approve.ts'
import { todayOf, type Desk } from '#desk/desk.ts'
import { NOTHING_SAID } from '#desk/desk/freeze.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { submit } from '#desk/desk/submit.ts'
import { verify } from '#desk/desk/verify.ts'
import { askWithdrawal, confirmWithdrawal } from '#desk/desk/withdrawal.ts'
import { actingAs } from '#lib/actor.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { loadCorpus } from '#cli/load-corpus.ts'
import { readHead } from '#store/desk/heads.ts'
import { updateRecord } from '#store/content/records.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { findRows } from '#store/rows.ts'
import { readSnapshotAsOf } from '#store/publish/snapshot.ts'
import { readDueWork, readNewestWork } from '#store/work.ts'
import { inTransaction } from '#store/transaction.ts'
import { composeEscalation, escalate } from '#worker/desk/escalate.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import { publishAsOf } from '#worker/publish/publish-as-of.ts'
import { withClaim } from '#worker/jobs/claim.ts'
import { publishRequested, PUBLISHING } from '#worker/publish/publish-requested.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { person } from '../../support/desk/staff.ts'
import { savePlace } from '../../support/desk/structure.ts'
import { PATIENCE } from '../../support/patience.ts'

const STALKING = 'scotland/offence/stalking'
const OTHER = 'scotland/offence/threatening-or-abusive-behaviour'
const PAST = legalDate('2026-11-10')
const TODAY = legalDate('2026-11-12')
const DAY = legalDate('2026-12-01')
const OLD = /up to 5 years in prison/i
const NEW = 'Up to 7 years in prison.'

describe.skipIf(missing)(`the site as of a day on ${databaseName}`, () => {
  const clock = fixedClock(`${PAST}T10:00:00Z`)
  let database: TestDatabase
  const about = { kind: 'offence' as const, id: '' }

  const context = () => ({ payload: database.payload, env: env(), clock })
  const acting = async <T>(actor: Actor, work: (desk: Desk) => Promise<T>): Promise<T> => {
    const req = await createLocalReq({ context: actingAs(actor) }, database.payload)
    return inTransaction(req, () => work({ req, actor, clock, timeZone: 'UTC' }))
  }
  const head = async () => {
    const found = await readHead({ payload: database.payload }, STALKING)
    if (!found) throw new Error('The offence has no head.')
    return found
  }
  const save = async (penalty: string): Promise<number> => {
    const { revision } = await head()
    const req = await createLocalReq({ context: actingAs(CORPUS_EDITOR) }, database.payload)
    await updateRecord(req, 'offences', about.id, { revision, penalty })
    return revision + 1
  }
  const handIn = (from: number, submission: Partial<Submission>) =>
    acting(CORPUS_EDITOR, (desk) =>
      submit(desk, {
        ...about,
        from,
        submission: { ...NOTHING_SAID, changeKind: 'change', ...submission },
        checkedOn: todayOf(desk),
      }),
    )
  const penaltyOn = async (asOf: LegalDate, today: LegalDate): Promise<string | null | undefined> => {
    const { entries } = await readSnapshotAsOf(database.payload, { asOf, today, timeZone: 'UTC' })
    const entry = entries.find(({ key }) => key === STALKING)
    return entry?.kind === 'offence' ? entry.content.penalty : undefined
  }

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    await loadCorpus({
      payload,
      corpus: await readCorpus(resolve('src/corpus/sample'), clock.now()),
      clock,
      timeZone: 'UTC',
    })
    await makeDueLive(context())
    const { docs } = await payload.db.find<{ id: string }>({
      collection: 'offences',
      where: { key: { equals: STALKING } },
    })
    about.id = String(docs[0]?.id)
    clock.set(`${TODAY}T10:00:00Z`)
  })
  afterAll(() => database?.close())

  it('shows an approved edition from its day on, and the one before until then', async () => {
    const { edition } = await handIn(await save(NEW), {
      changeNote: 'The maximum rises.',
      effectiveOn: DAY,
      goesLiveOn: DAY,
    })
    expect(await penaltyOn(DAY, TODAY)).toMatch(OLD)
    await acting(CORPUS_REVIEWER, (desk) => approve(desk, { ...about, hash: edition.hash }))
    expect(await penaltyOn(legalDate('2026-11-30'), TODAY)).toMatch(OLD)
    expect(await penaltyOn(DAY, TODAY)).toBe(NEW)
    expect(await penaltyOn(TODAY, TODAY)).toMatch(OLD)
  })

  it('says of what was checked ahead that it was, from the day on which it takes force', async () => {
    const { entries } = await readSnapshotAsOf(database.payload, { asOf: DAY, today: TODAY, timeZone: 'UTC' })
    expect(entries.find(({ key }) => key === STALKING)).toMatchObject({
      verifiedOn: TODAY,
      takesForce: { on: DAY, yet: true },
      dueOn: DAY,
      overdue: false,
      inForceSince: { penalty: DAY },
    })
    const now = await readSnapshotAsOf(database.payload, { asOf: TODAY, today: TODAY, timeZone: 'UTC' })
    expect(now.entries.find(({ key }) => key === STALKING)).toMatchObject({
      verifiedOn: '2026-01-31',
      takesForce: null,
      inForceSince: {},
    })
  })

  it.runIf(databaseName === 'sqlite')(
    'is written into a folder of its own, and touches nothing else',
    async () => {
      const { folder, files, missing: unpublished } = await publishAsOf(context(), { asOf: DAY })
      expect(folder).toBe(join(database.dataDir, 'as-of', DAY))
      expect(unpublished).toEqual([])
      expect(readFileSync(join(folder, 'guides/scotland/index.html'), 'utf8')).toContain(NEW)
      expect(readdirSync(join(folder, 'guides/scotland'))).toContain('scotland.a4.pdf')
      expect(files).toBeGreaterThan(60)
      expect(existsSync(join(database.dataDir, 'current'))).toBe(false)
      expect(readdirSync(join(database.dataDir, 'as-of'))).toEqual([DAY])
    },
    2 * PATIENCE,
  )

  it('says what failed when publishing fails, keeps what readers see, and tries again after a rest', async () => {
    const store = { payload: database.payload }
    const broken = { ...context(), env: { ...env(), chromePath: '/no/such/browser' } }
    const work = () => readNewestWork(store, 'publish', STALKING)
    const requests = () => readDueWork(store, 'publish', clock.now())
    const publishDue = async () => {
      const due = await requests()
      await withClaim(broken, PUBLISHING, (claimed) => publishRequested(claimed, due))
    }
    expect(await work()).toMatchObject({ state: 'waiting', tries: 0, problem: null })
    await expect(publishDue()).rejects.toThrow('/no/such/browser')
    expect(await work()).toMatchObject({
      state: 'failed',
      tries: 1,
      problem: expect.stringContaining('/no/such/browser') as string,
      notBefore: `${TODAY}T10:00:05.000Z`,
    })
    expect(existsSync(join(database.dataDir, 'current'))).toBe(false)
    expect(await requests(), 'while it rests').toEqual([])
    clock.set(`${TODAY}T10:00:06Z`)
    await expect(publishDue()).rejects.toThrow()
    expect(await work()).toMatchObject({ tries: 2, notBefore: `${TODAY}T10:00:16.000Z` })
    expect([1, 2, 3, 20].map(releaseBackOff)).toEqual([5_000, 10_000, 20_000, 600_000])
  })

  it('waits for the day, in the zone of the site, and then says what was before it', async () => {
    expect(await makeDueLive(context())).toBe(0)
    clock.set('2026-11-30T23:59:59Z')
    expect(await makeDueLive(context())).toBe(0)
    clock.set(`${DAY}T00:00:01Z`)
    expect(await makeDueLive(context())).toBe(1)
    expect((await head()).live).toMatchObject({ n: 2, since: DAY, seq: 116 })
    const later = legalDate('2026-12-10')
    clock.set(`${later}T10:00:00Z`)
    expect(await penaltyOn(later, later)).toBe(NEW)
    expect(await penaltyOn(DAY, later)).toBe(NEW)
    expect(await penaltyOn(legalDate('2026-11-30'), later)).toMatch(OLD)
    expect(await penaltyOn(PAST, later)).toMatch(OLD)
    expect(await penaltyOn(legalDate('2026-11-09'), later)).toBeUndefined()
  })

  it('counts a verification from the day on which it was made', async () => {
    const today = legalDate('2026-12-10')
    const live = (await head()).live
    const sources = (
      await readSnapshotAsOf(database.payload, { asOf: today, today, timeZone: 'UTC' })
    ).entries.find(({ key }) => key === STALKING)
    const official = sources?.kind === 'offence' ? sources.content.officialSource : null
    const opened = [...(sources?.citations ?? []).map(({ source }) => source.key), official?.key ?? '']
    await acting(CORPUS_REVIEWER, (desk) =>
      verify(desk, { ...about, hash: live?.hash ?? '', on: legalDate('2026-12-09'), opened }),
    )
    const verifiedOn = async (asOf: LegalDate) =>
      (await readSnapshotAsOf(database.payload, { asOf, today, timeZone: 'UTC' })).entries.find(
        ({ key }) => key === STALKING,
      )?.verifiedOn
    expect(await verifiedOn(today)).toBe('2026-12-09')
    expect(await verifiedOn(legalDate('2026-12-09'))).toBe(TODAY)
  })

  it('leaves out what is confirmed to be withdrawn, from tomorrow on, and what was withdrawn, since it was', async () => {
    const today = legalDate('2026-12-10')
    const hash = (await head()).live?.hash ?? ''
    await acting(CORPUS_EDITOR, (desk) => askWithdrawal(desk, { ...about, hash, reason: 'Repealed.' }))
    await acting(CORPUS_REVIEWER, (desk) => confirmWithdrawal(desk, { ...about, hash }))
    expect(await penaltyOn(today, today)).toBe(NEW)
    expect(await penaltyOn(legalDate('2026-12-11'), today)).toBeUndefined()
    expect(await makeDueLive(context())).toBe(1)
    const later = legalDate('2026-12-20')
    expect(await penaltyOn(legalDate('2026-12-09'), later)).toBe(NEW)
    expect(await penaltyOn(today, later)).toBeUndefined()
  })

  it('tells of a late second review first those responsible, then the administrators, each rung once', async () => {
    const { payload } = database
    const ann = await person(payload, 'Ann', ['editor', 'reviewer'])
    await person(payload, 'Addo', ['administrator'])
    const scotland = await payload.db.findOne<{ id: string }>({
      collection: 'jurisdictions',
      where: { key: { equals: 'scotland' } },
    })
    await savePlace(payload, String(scotland?.id), { responsible: [ann.id] })
    const other = await payload.db.findOne<{ id: string; key: string; revision: number }>({
      collection: 'offences',
      where: { key: { equals: OTHER } },
    })
    const id = String(other?.id)
    const req = await createLocalReq({ context: actingAs(CORPUS_EDITOR) }, payload)
    await updateRecord(req, 'offences', id, {
      revision: other?.revision,
      penalty: 'Up to 8 years in prison.',
    })
    await acting(CORPUS_REVIEWER, (desk) =>
      safetyFix(desk, {
        kind: 'offence',
        id,
        hash: null,
        from: Number(other?.revision) + 1,
        reason: 'A reader could be harmed.',
        submission: { ...NOTHING_SAID, changeKind: 'urgent', changeNote: 'The maximum rises.' },
        checkedOn: todayOf(desk),
      }),
    )
    const due = (await readHead({ payload }, OTHER))?.secondReviewDue ?? ''
    expect(due).toBe('2026-12-11T10:00:00.000Z')
    /** To whom the mails in the outbox go, as they are composed. */
    const told = async (): Promise<string[]> => {
      const mails = await findRows(
        { payload },
        'outbox',
        toMail,
        { kind: { equals: 'escalation' } },
        'createdAt',
      )
      return Promise.all(
        mails.map(async (each) => {
          const mail = await composeEscalation(context(), each)
          return 'drop' in mail ? mail.drop : mail.to
        }),
      )
    }
    const log = createLog('silent')
    await escalate(context(), log)
    expect(await told()).toEqual([])
    clock.set('2026-12-11T10:00:00Z')
    await Promise.all([escalate(context(), log), escalate(context(), log)])
    await escalate(context(), log)
    expect(await told()).toEqual(['ann@example.org'])
    clock.set('2026-12-11T14:00:00Z')
    await escalate(context(), log)
    expect(await told()).toEqual(['ann@example.org', 'addo@example.org'])
    clock.set('2026-12-12T14:00:00Z')
    await escalate(context(), log)
    expect(await told()).toHaveLength(2)
  })
})
