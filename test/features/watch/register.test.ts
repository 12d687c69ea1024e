import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptProposals } from '#desk/watch/accept-proposals.ts'
import { dismissProposals } from '#desk/watch/dismiss-proposals.ts'
import { proposalsDesk } from '#desk/watch/queries/proposals-desk.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import { titleFeed } from '#pipelines/register/australia/read-australia.ts'
import { readProposals } from '#store/watch/proposals.ts'
import { readReadings, readRegistered } from '#store/watch/register.ts'
import { readRegisters } from '#worker/watch/read-registers.ts'
import { Office } from '../../support/desk/at-the-desk.ts'
import { layGround, offenceData } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { refusal } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'

const sample = (name: string): string => readFileSync(`test/fixtures/register/${name}.feed`, 'utf8')

const FEED = '/changes/affected/ukpga/2019/901/data.feed?results-count=50&sort=modified'
const NEW = '/new/data.feed?results-count=50'

/** A register that gives stored samples, and says who has asked for what. */
interface Register {
  server: Server
  origin: string
  pages: Map<string, string>
  asked: { path: string; conditional: boolean }[]
}

async function openRegister(): Promise<Register> {
  const pages = new Map<string, string>()
  const asked: Register['asked'] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const body = pages.get(path)
    const etag = body === undefined ? '' : `"${body.length}-${body.includes('key-0001')}"`
    const conditional = request.headers['if-none-match'] !== undefined
    asked.push({ path, conditional })
    if (body === undefined) response.writeHead(404).end()
    else if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
    else response.writeHead(200, { 'content-type': 'application/atom+xml', etag }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return { server, pages, asked, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe.skipIf(missing)(`what a register proposes, on ${databaseName}`, () => {
  const clock = fixedClock('2026-11-21T10:00:00Z')
  const log = createLog('silent')
  let database: TestDatabase
  let office: Office
  let editor: Person
  let administrator: Person
  let register: Register
  let outbound: Outbound
  let act: string

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    office = new Office(payload, clock)
    editor = await person(payload, 'Edith', ['editor'])
    administrator = await person(payload, 'Ada', ['administrator'])
    const ground = await layGround(payload, 'Unitedland', 'GB')
    const instrument = await payload.create({
      collection: 'instruments',
      data: {
        title: 'Printing and Parcels Act 2019',
        kind: 'act',
        year: 2019,
        number: 'c. 901',
        jurisdiction: ground.place.id,
      },
      overrideAccess: true,
    })
    act = instrument.id
    const resting = await payload.create({
      collection: 'offences',
      data: {
        ...offenceData({ ...ground, act: instrument }),
        instruments: [
          {
            instrument: act,
            provision: 's. 127(1)',
            relation: 'creates',
            standing: 'in-force',
            claims: [],
          },
        ],
      },
      overrideAccess: false,
      user: editor,
    })
    // As the desk notes it of what was checked on that day and is live.
    await payload.db.updateOne({
      collection: 'offences',
      id: resting.id,
      data: { inForceAsOf: '2026-09-01' },
    })
    // No entry rests on it: nobody asks the register about it.
    await payload.create({
      collection: 'instruments',
      data: {
        title: 'Unused Act 2019',
        kind: 'act',
        year: 2019,
        number: 'c. 1',
        jurisdiction: ground.place.id,
      },
      overrideAccess: true,
    })
    register = await openRegister()
    outbound = createOutbound({ publicUrl: 'http://127.0.0.1:3000', allow: '127.0.0.1', pause: 0 })
  })
  afterAll(async () => {
    await outbound?.close()
    register?.server.close()
    await database?.close()
  })
  beforeEach(() => {
    register.asked.length = 0
  })

  const req = () => ({ payload: database.payload })
  const read = () =>
    readRegisters({ ...req(), clock, env: env(), outbound }, log, {
      origins: { 'united-kingdom': register.origin },
    })
  const states = async () =>
    Object.fromEntries((await readProposals(req())).map(({ key, state }) => [key, state]))
  const desk = () => office.as(editor, (mine) => proposalsDesk(mine))

  it('is noted where the register cannot be read, and asked for again', async () => {
    register.pages.set(NEW, sample('new').slice(0, 900))
    expect(await read()).toEqual({
      feeds: 2,
      fresh: 0,
      problems: [
        {
          about: 'Printing and Parcels Act 2019',
          problem: 'The register has no such feed: check year and number of the instrument.',
        },
        { about: 'New legislation', problem: 'The feed cannot be read. It ends in the middle.' },
      ],
    })
    const readings = await readReadings(req())
    expect(readings.map(({ readUpTo, etag }) => [readUpTo, etag])).toEqual([
      [null, null],
      [null, null],
    ])
    expect(register.asked.map(({ path }) => path)).toEqual([FEED, NEW])
  })

  it('is kept, each effect once, page after page', async () => {
    register.pages.set(FEED, sample('changes-page-1'))
    register.pages.set(`${FEED}&page=2`, sample('changes-page-2'))
    register.pages.set(NEW, sample('new'))
    expect(await read()).toEqual({ feeds: 2, fresh: 7, problems: [] })
    expect(register.asked.map(({ path }) => path)).toEqual([FEED, `${FEED}&page=2`, NEW])
    expect(await readReadings(req())).toMatchObject([
      { about: 'New legislation', problem: null, readUpTo: '2026-11-19T01:00:00.000Z' },
      { about: 'Printing and Parcels Act 2019', problem: null, readUpTo: '2026-11-19T14:19:14.000Z' },
    ])
    expect(Object.keys(await states()).sort()).toEqual([
      'http://www.legislation.gov.uk/id/uksi/2026/1301 on ' + act,
      'http://www.legislation.gov.uk/id/uksi/2026/1302 on ' + act,
      'key-0001',
      'key-0002',
      'key-0003',
      'key-0004',
      'upload-b7x-48',
    ])
  })

  it('is asked for by condition, and not twice', async () => {
    expect(await read()).toEqual({ feeds: 2, fresh: 0, problems: [] })
    expect(register.asked).toEqual([
      { path: FEED, conditional: true },
      { path: NEW, conditional: true },
    ])
  })

  it('stands together where it says one thing, first what goes to cited provisions', async () => {
    const { groups, mayDecide } = await desk()
    expect(mayDecide).toBe(true)
    expect(
      groups.map(({ title, what, effectiveOn, proposals }) => [
        title,
        what,
        effectiveOn,
        proposals.map(({ provisions, cited }) => [provisions, cited]),
      ]),
    ).toEqual([
      ['Printing and Parcels Act 2019', 'repeal', '2027-01-31', [['s. 127(2)(a)(b)', ['s. 127(1)']]]],
      ['Printing and Parcels Act 2019', 'amendment', '2027-01-31', [['s. 127(3)', ['s. 127(1)']]]],
      ['Printing and Parcels Act 2019', 'commencement', null, [[null, ['s. 127(1)']]]],
      ['Printing and Parcels Act 2019', 'amendment', null, [[null, ['s. 127(1)']]]],
      ['Printing and Parcels Act 2019', 'amendment', null, [['Act', ['s. 127(1)']]]],
      ['Printing and Parcels Act 2019', 'commencement', '2026-12-01', [['s. 184', []]]],
      ['Printing and Parcels Act 2019', 'amendment', '2027-02-05', [['s. 9A and cross-heading', []]]],
    ])
  })

  it('becomes a law change when an editor accepts it, and then no longer waits', async () => {
    const accept = (user: Person, keys: string[], effectiveOn: string | null = null) =>
      office.as(user, (mine) => acceptProposals(mine, { keys, effectiveOn }))
    expect(await refusal(accept(administrator, ['key-0001']))).toMatchObject({ because: 'role' })
    expect(await refusal(accept(editor, ['key-0004']))).toMatchObject({ because: 'content' })
    expect(await refusal(accept(editor, ['key-0001', 'lost']))).toMatchObject({ because: 'state' })
    const id = await accept(editor, ['key-0001'])
    expect(
      await database.payload.findByID({ collection: 'law-changes', id, depth: 0, overrideAccess: true }),
    ).toMatchObject({
      title: 's. 127(2)(a)(b): repealed by Parcels (Safety) Act 2026, Sch. 14 para. 10',
      instrument: act,
      what: 'repeal',
      effectiveOn: '2027-01-31',
      provisions: 's. 127(2)(a)(b)',
      state: 'recorded',
      note: expect.stringContaining(
        'https://www.legislation.gov.uk/changes/affected/ukpga/2019/901',
      ) as string,
    })
    const [decided] = await readProposals(req(), { keys: ['key-0001'] })
    expect(decided).toMatchObject({
      state: 'accepted',
      decidedBy: 'Edith',
      decidedAt: '2026-11-21T10:00:00.000Z',
      lawChange: id,
    })
    expect(await refusal(accept(editor, ['key-0001']))).toMatchObject({
      message: expect.stringContaining('decided by Edith already') as string,
    })
    // The editor knows the day that the register does not.
    const other = await accept(editor, ['key-0004'], '2027-03-01')
    expect(
      await database.payload.findByID({
        collection: 'law-changes',
        id: other,
        depth: 0,
        overrideAccess: true,
      }),
    ).toMatchObject({ effectiveOn: '2027-03-01', provisions: 'Act' })
  })

  it('is dismissed with a reason, and does not come back when its record is touched', async () => {
    await office.as(editor, (mine) =>
      dismissProposals(mine, { keys: ['key-0002', 'upload-b7x-48'], reason: ' Not ours. ' }),
    )
    const touched = sample('changes-page-1').replaceAll('2026-11-19T14:19:14Z', '2026-11-20T14:19:14Z')
    register.pages.set(FEED, touched)
    expect(await read()).toMatchObject({ fresh: 0, problems: [] })
    expect(await states()).toMatchObject({
      'key-0001': 'accepted',
      'key-0002': 'dismissed',
      'key-0003': 'waiting',
      'upload-b7x-48': 'dismissed',
    })
    expect((await readProposals(req(), { keys: ['key-0002'] }))[0]).toMatchObject({
      reason: 'Not ours.',
      modified: '2026-11-19T14:19:14.000Z',
    })
    // Records of the day up to which it was read are on the first page: the second was not asked for.
    expect(register.asked.map(({ path }) => path)).toEqual([FEED, NEW])
  })

  it('follows the register while it waits, and returns where it takes force on a day nobody knew of', async () => {
    const later = sample('changes-page-1')
      .replaceAll('2026-11-18T11:09:19Z', '2026-11-21T08:00:00Z')
      .replaceAll('2026-11-19T14:19:14Z', '2026-11-21T08:00:00Z')
      .replace('2027-02-05', '2027-02-06')
      .replace('Prospective="true"', 'Date="2027-05-01"')
      .replaceAll('2027-01-31', '2027-02-28')
    register.pages.set(FEED, later)
    expect(await read()).toMatchObject({ fresh: 3, problems: [] })
    expect((await readProposals(req(), { keys: ['key-0003'] }))[0]).toMatchObject({
      state: 'waiting',
      effectiveOn: '2027-02-06',
    })
    expect(
      await readProposals(req(), { state: 'waiting', effects: ['key-0001', 'key-0002', 'key-0004'] }),
    ).toMatchObject([
      { key: 'key-0001 2027-02-28', effectiveOn: '2027-02-28' },
      { key: 'key-0002 2027-02-28', effectiveOn: '2027-02-28' },
      { key: 'key-0004 2027-05-01', effectiveOn: '2027-05-01' },
    ])
    expect(await read()).toMatchObject({ fresh: 0 })
  })

  it('loses what cannot be read of a page alone, and says so until it can', async () => {
    register.pages.set(FEED, sample('changes-odd').replaceAll('2026-11-19T14:19:14Z', '2026-11-22T08:00:00Z'))
    const problem = expect.stringContaining('takes force on “31 January 2027”, which is no day.') as string
    expect(await read()).toMatchObject({ fresh: 1, problems: [{ problem }] })
    expect(await read()).toMatchObject({ fresh: 0, problems: [{ problem }] })
    expect(register.asked.filter(({ conditional, path }) => conditional && path === FEED)).toHaveLength(1)
    const [, reading] = await readReadings(req())
    expect(reading).toMatchObject({ readUpTo: '2026-11-21T08:00:00.000Z', problem })
  })

  it('never leads the reader away from the register', async () => {
    register.pages.set(
      FEED,
      sample('changes-page-1')
        .replaceAll('2026-11-18', '2026-11-23')
        .replaceAll('2026-11-19', '2026-11-23')
        .replaceAll('http://www.legislation.gov.uk/changes', 'http://elsewhere.example/away'),
    )
    await read()
    expect(register.asked.map(({ path }) => path)).toContain(
      '/away/affected/ukpga/2019/901/data.feed?results-count=50&sort=modified&page=2',
    )
  })

  it('comes from the registers of Canada and Australia too, and what none is read for is named with the reason', async () => {
    const { payload } = database
    const instrumentIn = async (
      place: { name: string; iso: string },
      data: { title: string; kind: 'act' | 'code' | 'common-law'; year?: number; number?: string },
    ) => {
      const ground = await layGround(payload, place.name, place.iso)
      const instrument = await payload.create({
        collection: 'instruments',
        data: { ...data, jurisdiction: ground.place.id },
        overrideAccess: true,
      })
      const { id } = await payload.create({
        collection: 'offences',
        data: offenceData({ ...ground, act: instrument }, data.title),
        overrideAccess: false,
        user: editor,
      })
      await payload.db.updateOne({ collection: 'offences', id, data: { inForceAsOf: '2026-09-01' } })
      return instrument.id
    }
    const canadian = await instrumentIn(
      { name: 'Canland', iso: 'CA' },
      { title: 'Parcels Act', kind: 'act', year: 1985, number: 'R.S.C. 1985, c. P-99' },
    )
    const australian = await instrumentIn(
      { name: 'Ausland', iso: 'AU' },
      { title: 'Parcels and Printing Act 2021', kind: 'act', year: 2021, number: 'No. 901 of 2021' },
    )
    await instrumentIn(
      { name: 'Southland', iso: 'ZA' },
      { title: 'Parcels Act 7 of 2020', kind: 'act', year: 2020, number: '7 of 2020' },
    )
    const body = (name: string) => readFileSync(`test/fixtures/register/${name}`, 'utf8')
    register.pages.set('/eng/XML/P-99.xml', body('canada-act.xml'))
    const at = (feed: string): string => {
      const { pathname, search } = new URL(feed, register.origin)
      return pathname + search
    }
    register.pages.set(at(titleFeed({ year: 2021, number: 901 })), body('australia-titles.json'))
    register.pages.set(
      at("/v1/Versions?$filter=titleId%20eq%20'C2021A00901'&$top=100&$skip=0"),
      body('australia-versions.json'),
    )
    const { origin } = register
    const readAll = () =>
      readRegisters({ ...req(), clock, env: env(), outbound }, log, {
        origins: { 'united-kingdom': origin, canada: origin, australia: origin },
      })
    expect((await readAll())?.fresh).toBe(4)
    const proposed = await readProposals(req(), { state: 'waiting', instrument: canadian })
    expect(proposed.map(({ title, effectiveOn }) => [title, effectiveOn])).toEqual([
      ['s. 12.1: amended by 2026, c. 14, s. 3', '2026-10-01'],
      ['s. 13 and 14: repealed by 2026, c. 14, s. 4', '2026-10-01'],
    ])
    expect(await readProposals(req(), { state: 'waiting', instrument: australian })).toHaveLength(2)
    // Canada's is asked for by condition the next time; nothing is proposed twice.
    register.asked.length = 0
    expect((await readAll())?.fresh).toBe(0)
    expect(register.asked).toContainEqual({ path: '/eng/XML/P-99.xml', conditional: true })
    expect((await readRegistered(req(), new Set())).unread).toEqual([
      {
        id: expect.any(String) as string,
        title: 'Parcels Act 7 of 2020',
        why: expect.stringMatching(/^South Africa publishes no list of changes/) as string,
      },
    ])
  })

  it('is shown to the staff alone', async () => {
    const rows = await database.payload
      .find({ collection: 'law-change-proposals', overrideAccess: false })
      .then(
        () => 'read',
        (error: { status?: number }) => error.status,
      )
    expect(rows).toBe(403)
  })
})
