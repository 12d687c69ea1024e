import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { takeOver, takeOverOnce } from '#desk/publish/take-over.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { readEvents } from '#store/desk/events.ts'
import { readRecord } from '#store/publish/record.ts'
import { readSite } from '#store/desk/site.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { inTransaction } from '#store/transaction.ts'
import { readCorpus } from '../../../src/cli/corpus-files.ts'
import { layGround } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk } from '../../support/desk/desk.ts'
import { pastTheDesk } from '../../support/desk/past-the-desk.ts'
import { rest, signIn } from '../../support/rest.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { person } from '../../support/desk/staff.ts'
import { liveSite } from '../../support/desk/structure.ts'

const SITE = { kind: 'site', id: 'site' } as const
const TODAY = legalDate('2026-11-21')
const NOTE = { changeNote: 'Said better.', changeKind: 'change' } as const

describe.skipIf(missing)(`an installation in which structure was not reviewed, on ${databaseName}`, () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase()
  })
  afterAll(() => database?.close())

  it('goes on as it was published: once, with an event that says so', async () => {
    const { payload, dataDir } = database
    const past = pastTheDesk(payload, dataDir)
    await layGround(payload)
    const { site } = await readCorpus(SAMPLE, new Date())
    await liveSite(payload, site)
    const before = (await readSnapshot(payload, TODAY, 'UTC')).snapshot
    // As an older version left it: rows, and nothing of the desk.
    for (const entry of ['testland/jurisdiction', 'global/site'])
      for (const table of ['heads', 'editions', 'editorial-events']) await past.remove(table, { entry })
    await past.update('jurisdictions', { key: 'testland' }, { revision: 0 })
    await payload.db.updateGlobal({ slug: 'site', data: { revision: 0 } })

    const desk = testDesk(payload)
    const forms = new PublishedForms(dataDir)
    const upgrade = async (): Promise<number> => {
      const req = await createLocalReq({}, payload)
      return inTransaction(req, () => takeOverOnce({ req, clock: desk.clock, timeZone: 'UTC' }, forms))
    }
    expect(await upgrade()).toBe(2)
    expect(await upgrade()).toBe(0)
    expect((await readSnapshot(payload, TODAY, 'UTC')).snapshot.hash).toBe(before.hash)
    const [event, ...more] = await readEvents({ payload }, 'global/site')
    expect(more).toEqual([])
    expect(event).toMatchObject({ actor: { name: 'Upgrade' }, action: 'take-over', revision: 1 })
    expect(recordProblems({ ...(await readRecord(payload)), kept: new Map() })).toEqual([])

    // What somebody puts into the database later is not taken over.
    await past.update('jurisdictions', { key: 'testland' }, { name: 'Forged' })
    expect(await upgrade()).toBe(0)
    expect((await readSnapshot(payload, TODAY, 'UTC')).snapshot.hash).toBe(before.hash)
    await past.update('jurisdictions', { key: 'testland' }, { name: 'Testland' })

    // And it is reviewed like everything else from then on.
    const adam = await person(payload, 'Adam', ['administrator'])
    const rey = await person(payload, 'Rey', ['reviewer'])
    await rest('post', '/globals/site', {
      token: await signIn(adam),
      body: { revision: 1, strapline: 'After the upgrade' },
    })
    await desk.live(adam, rey, SITE, 2, NOTE)
    expect((await readSite({ payload })).strapline).toBe('After the upgrade')
    const req = await createLocalReq({}, payload)
    expect(await takeOver({ req, clock: desk.clock, timeZone: 'UTC' })).toBe(0)
  })
})
