import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileOf, paths } from '#domain/publish/paths.ts'
import { legalDate } from '#domain/dates.ts'
import { isStructureKind, type Kind } from '#domain/keys.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { loadCorpus } from '#cli/load-corpus.ts'
import { goLive } from '#desk/publish/go-live.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { withdraw } from '#desk/publish/withdraw.ts'
import { askWithdrawal, confirmWithdrawal } from '#desk/desk/withdrawal.ts'
import { guideProblems } from '#domain/publish/open-guides.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { htmlFiles } from '#pipelines/html/output.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { readFollowable } from '#store/mail/followable.ts'
import { readHead, readHeads } from '#store/desk/heads.ts'
import { readPublished } from '#store/publish/published.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { inTransaction } from '#store/transaction.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { person, type Person } from '../../support/desk/staff.ts'

const TODAY = legalDate('2026-11-21')
const HOME = paths.guide('scotland')
const CHANNEL = 'scotland/channel/police-101'

describe.skipIf(missing)(`a guide that is being built on ${databaseName}`, () => {
  let database: TestDatabase
  let desk: TestDesk
  let ed: Person
  let rey: Person

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    desk = testDesk(payload)
    ed = await person(payload, 'Ed', ['editor'])
    rey = await person(payload, 'Rey', ['reviewer'])
    const corpus = await readCorpus(SAMPLE, desk.clock.now())
    await loadCorpus({ payload, corpus, clock: desk.clock, timeZone: 'UTC' })
  })
  afterAll(() => database?.close())

  /** Makes one approved entry live, and no other. */
  async function live(entry: string): Promise<void> {
    const req = await createLocalReq({}, database.payload)
    await inTransaction(req, async () => {
      const head = await readHead(req, entry)
      if (!head) throw new Error(`There is no ${entry}.`)
      await goLive({ req, clock: desk.clock, timeZone: 'UTC' }, head)
    })
  }
  /** Withdraws one entry; the worker would make everything else live, too. */
  async function withdrawn(entry: string, kind: Kind): Promise<void> {
    const id = (await findWorkingCopies({ payload: database.payload }, [entry])).get(entry)?.id ?? ''
    const hash = (await readHead({ payload: database.payload }, entry))?.live?.hash ?? ''
    await desk.as(ed, (mine) => askWithdrawal(mine, { kind, id, hash, reason: 'Repealed.' }))
    await desk.as(rey, (mine) => confirmWithdrawal(mine, { kind, id, hash }))
    const req = await createLocalReq({}, database.payload)
    await inTransaction(req, async () => {
      const head = await readHead(req, entry)
      if (head) await withdraw({ req, clock: desk.clock, timeZone: 'UTC' }, head)
    })
  }
  /** What every way of asking says of the guide. */
  async function seen() {
    const { payload } = database
    const { snapshot } = await readSnapshot(payload, TODAY)
    const files = [
      ...htmlFiles(snapshot, new Map(), 'code'),
      ...feedFiles(snapshot, { publicUrl: 'https://guides.example.org', timeZone: 'UTC', code: 'code' }),
      ...formFiles(snapshot, { publicUrl: 'https://guides.example.org', code: 'code' }),
    ]
    const textOf = (path: string): string =>
      new TextDecoder().decode((files.find((file) => file.path === fileOf(path))?.make() as Uint8Array) ?? [])
    const published = await readPublished({ payload })
    const mine = published.problems.find(({ place }) => place === 'scotland')
    const told = guideProblems(snapshot).find(({ place }) => place === 'scotland')
    expect(mine?.missing).toEqual(told?.missing)
    expect(mine?.open).toEqual(told?.open)
    const copy = (await findWorkingCopies({ payload }, ['scotland/profile'])).get('scotland/profile')
    const { url } = await desk.as(ed, (at) => workflowStatusOf(at, { kind: 'profile', id: copy?.id ?? '' }))
    return {
      missing: told?.missing ?? [],
      page: files.some(({ path }) => path === fileOf(HOME)),
      linked: textOf(paths.index).includes(HOME),
      told: ['/changes/', '/feed.json', '/feed.atom'].map((path) => textOf(path).includes('Scotland')),
      forms: files.some(({ path }) => path === fileOf(paths.form('scotland', 'epub'))),
      data: textOf(paths.siteData).includes('"scotland/'),
      printed: documentsOf(snapshot).some(({ path }) => path.startsWith(HOME)),
      follow: (await readFollowable({ payload })).some(({ key }) => key === 'scotland'),
      open: published.guides.some(({ key }) => key === 'scotland'),
      url,
    }
  }
  const CLOSED = {
    page: false,
    linked: false,
    told: [false, false, false],
    forms: false,
    data: false,
    printed: false,
    follow: false,
    open: false,
    url: null,
  }
  const OPEN = {
    page: true,
    linked: true,
    told: [true, true, true],
    forms: true,
    data: true,
    printed: true,
    follow: true,
    open: true,
    url: `${HOME}#scotland/profile/emergency`,
  }

  it('is not there for readers until the last of what it needs is live', async () => {
    for (const { entry, kind } of await readHeads({ payload: database.payload }, {}))
      if (isStructureKind(kind)) await live(entry)
    expect(await seen()).toEqual({ ...CLOSED, missing: ['profile', 'record', 'offence', 'ladder'] })
    await live('scotland/profile')
    expect(await seen()).toEqual({ ...CLOSED, missing: ['record', 'offence', 'ladder'] })
    await live(CHANNEL)
    expect(await seen()).toEqual({ ...CLOSED, missing: ['offence', 'ladder'] })
    await live('scotland/offence/stalking')
    expect(await seen()).toEqual({ ...CLOSED, missing: ['ladder'] })
    await live('scotland/ladder')
    expect(await seen()).toEqual({ ...OPEN, missing: [] })
  })

  it('stays open when it loses a part, and says which; without a number to call it closes', async () => {
    await withdrawn('scotland/ladder', 'ladder')
    expect(await seen()).toEqual({ ...OPEN, missing: ['ladder'] })
    await withdrawn('scotland/offence/stalking', 'offence')
    expect(await seen()).toEqual({ ...OPEN, missing: ['offence', 'ladder'] })
    await withdrawn('scotland/profile', 'profile')
    // The record still tells of what was open once.
    expect(await seen()).toEqual({
      ...CLOSED,
      told: [true, true, true],
      missing: ['profile', 'offence', 'ladder'],
    })
  })
})
