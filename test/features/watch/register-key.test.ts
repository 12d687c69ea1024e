import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { proposalsDesk } from '#desk/watch/queries/proposals-desk.ts'
import { watchFoundOf } from '#desk/watch/queries/watch-found-of.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import { keysOf } from '#lib/register-keys.ts'
import { versionsFeed } from '#pipelines/register/new-zealand/read-new-zealand.ts'
import { readProposals } from '#store/watch/proposals.ts'
import { isAnyRead, readReading, readReadings, readRegistered } from '#store/watch/register.ts'
import { readRegisters } from '#worker/watch/read-registers.ts'
import { layGround, offenceData } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { Office } from '../../support/desk/at-the-desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { loopbackCertificate } from '../../support/watch/loopback-certificate.ts'
import { rawAnswer, rawSite, type RawSite } from '../../support/watch/raw-site.ts'

const KEY = 'k3y-of-new-zealand'
const VERSIONS = readFileSync('test/fixtures/register/new-zealand-versions.json', 'utf8')
/** Days as at which further versions are published. */
const DAYS = ['2026-11-01', '2026-11-03', '2026-11-05']
const FEED = versionsFeed('act_public_2019_901')

const uses = (instrument: string) => ({
  instrument,
  provision: 's 22',
  relation: 'creates' as const,
  standing: 'in-force' as const,
  claims: [],
})

/** The versions of the Act once there are more, as at these days. */
function versionsWith(days: readonly string[]): string {
  const { results, total, ...page } = JSON.parse(VERSIONS) as { results: object[]; total: number }
  const more = days.map((day) => ({ ...results[0], version_id: `act_public_2019_901_en_${day}` }))
  return JSON.stringify({ ...page, results: [...more, ...results], total: total + more.length })
}

describe.skipIf(missing)(`a register that needs a key, on ${databaseName}`, () => {
  const clock = fixedClock('2026-11-21T10:00:00Z')
  const logged: unknown[] = []
  const log = createLog('silent')
  log.warn = (...told: unknown[]) => void logged.push(told)
  const json = (versions: string) => rawAnswer(200, ['content-type: application/json'], versions)
  const usual = json(VERSIONS)
  let answer = usual
  let database: TestDatabase
  let office: Office
  let editor: Person
  let register: RawSite
  let elsewhere: RawSite
  let outbound: Outbound
  let act: string
  let offence: string
  let nzLegislationKeyFile: string

  beforeAll(async () => {
    database = await openDatabase()
    const { payload, dataDir } = database
    office = new Office(payload, clock)
    editor = await person(payload, 'Edith', ['editor'])
    const ground = await layGround(payload, 'Longcloudland', 'NZ')
    const instrument = await payload.create({
      collection: 'instruments',
      data: {
        title: 'Parcels and Printing Act 2019',
        kind: 'act',
        year: 2019,
        number: '2019 No 901',
        jurisdiction: ground.place.id,
      },
      overrideAccess: true,
    })
    act = instrument.id
    const { id } = await payload.create({
      collection: 'offences',
      data: {
        ...offenceData({ ...ground, act: instrument }),
        instruments: [uses(act)],
      },
      overrideAccess: false,
      user: editor,
    })
    offence = id
    await verifiedOn('2026-09-01')
    const certificate = await loopbackCertificate()
    register = await rawSite(() => answer, '127.0.0.1', certificate)
    elsewhere = await rawSite(() => usual, '127.0.0.1', certificate)
    outbound = createOutbound({
      publicUrl: 'http://127.0.0.1:3000',
      allow: '127.0.0.1',
      ca: [certificate.cert],
      pause: 0,
      backoff: 1,
    })
    nzLegislationKeyFile = join(dataDir, 'nz-key')
    writeFileSync(nzLegislationKeyFile, `${KEY}\n`, { mode: 0o600 })
  })
  afterAll(async () => {
    await outbound?.close()
    await register?.close()
    await elsewhere?.close()
    await database?.close()
  })
  beforeEach(() => {
    register.asked.length = 0
  })

  const req = () => ({ payload: database.payload })
  const change = (collection: 'offences' | 'instruments', id: string, data: Record<string, unknown>) =>
    database.payload.db.updateOne({ collection, id, data })
  const verifiedOn = (inForceAsOf: string) => change('offences', offence, { inForceAsOf })
  const cite = (...instruments: string[]) =>
    change('offences', offence, { instruments: instruments.map((each) => ({ id: 'use', ...uses(each) })) })
  const read = (keyFile: string | null) =>
    readRegisters({ ...req(), clock, env: { ...env(), nzLegislationKeyFile: keyFile }, outbound }, log, {
      origins: { 'new-zealand': `https://${register.host}` },
    })

  it('is asked nothing without one, and its instruments say so', async () => {
    expect(await read(null)).toEqual({ feeds: 0, fresh: 0, problems: [] })
    expect(register.asked).toEqual([])
    const { read: watched, unread } = await readRegistered(req(), keysOf({ nzLegislationKeyFile: null }))
    expect(watched).toEqual([])
    expect(unread).toEqual([
      {
        id: act,
        title: 'Parcels and Printing Act 2019',
        why: expect.stringMatching(/contact@pco\.govt\.nz.*NZ_LEGISLATION_API_KEY_FILE/) as string,
      },
    ])
  })

  it('proposes new versions, to all that entries cite', async () => {
    expect(await read(nzLegislationKeyFile)).toEqual({ feeds: 1, fresh: 2, problems: [] })
    expect((await readRegistered(req(), keysOf({ nzLegislationKeyFile }))).unread).toEqual([])
    const { groups } = await office.as(editor, (mine) => proposalsDesk(mine))
    expect(groups).toMatchObject([
      {
        title: 'Parcels and Printing Act 2019',
        what: 'amendment',
        effectiveOn: '2026-10-15',
        proposals: [{ cited: ['s 22'] }, { cited: ['s 22'] }],
      },
    ])
    expect(await readReadings(req())).toMatchObject([{ problem: null, readUpTo: '2026-10-15T00:00:00.000Z' }])
    expect(await read(nzLegislationKeyFile)).toMatchObject({ fresh: 0, problems: [] })
  })

  it.each<[string, string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['lacks its key', '2026-11-01', () => read(null), () => Promise.resolve()],
    [
      'looks for another number',
      '2026-11-03',
      () => change('instruments', act, { number: '2019 No 999' }).then(() => read(nzLegislationKeyFile)),
      () => change('instruments', act, { number: '2019 No 901' }),
    ],
    [
      'has nothing that an entry cites',
      '2026-11-05',
      () => cite().then(() => read(nzLegislationKeyFile)),
      () => cite(act),
    ],
  ])('that %s for a night goes on from where it was read to', async (_how, day, leaveOut, comeBack) => {
    const before = await readReading(req(), FEED)
    await leaveOut()
    expect((await watchFoundOf(req())).readings.map(({ feed }) => feed)).not.toContain(FEED)
    expect(await readReading(req(), FEED)).toMatchObject({ readUpTo: before?.readUpTo, problem: null })
    await comeBack()
    // An entry was verified before the version was published, which holds from an earlier day.
    await verifiedOn('2026-11-20')
    answer = json(versionsWith(DAYS.filter((each) => each <= day)))
    expect(await read(nzLegislationKeyFile)).toEqual({ feeds: 1, fresh: 1, problems: [] })
    expect((await watchFoundOf(req())).readings).toMatchObject([
      { feed: FEED, problem: null, readUpTo: `${day}T00:00:00.000Z` },
    ])
    expect((await readProposals(req())).map(({ effectiveOn }) => effectiveOn)).toContain(day)
    answer = usual
  })

  it.each<[string, () => Buffer, RegExp]>([
    ['refuses it', () => rawAnswer(401, [], `${KEY} is not good`), /refuses the key/],
    ['lets nobody in', () => rawAnswer(403, [], KEY), /refuses the request \(403\)/],
    ['leads away', () => rawAnswer(302, [`location: https://${elsewhere.host}/${KEY}`]), /leads elsewhere/],
    ['says nothing', () => rawAnswer(200, [], '<html>'), /no JSON/],
    // The last one: until then nobody asks the host again.
    ['has given all', () => rawAnswer(429, ['retry-after: 86400'], KEY), /are used up/],
  ])('that %s is a problem in words, and the key is nowhere', async (_how, given, words) => {
    answer = given()
    const told = await read(nzLegislationKeyFile)
    answer = usual
    expect(told?.problems).toEqual([
      { about: 'Parcels and Printing Act 2019', problem: expect.stringMatching(words) as string },
    ])
    const readings = await readReadings(req())
    expect(readings).toMatchObject([{ problem: expect.stringMatching(words) as string }])
    expect(register.asked.map(({ headers }) => headers['x-api-key'])).toEqual([KEY])
    expect(elsewhere.asked).toEqual([])
    expect(logged.length).toBeGreaterThan(0)
    expect(JSON.stringify([told, readings, logged, await readProposals(req())])).not.toContain(KEY)
  })

  it('and that is read no more leaves no problem behind, and keeps how far it was read', async () => {
    expect(await readReadings(req())).toMatchObject([{ problem: expect.any(String) as string }])
    expect(await read(null)).toMatchObject({ feeds: 0 })
    expect((await watchFoundOf(req())).readings).toEqual([])
    expect(await readReadings(req())).toEqual([])
    expect(await readReading(req(), FEED)).toMatchObject({
      problem: null,
      readUpTo: '2026-11-05T00:00:00.000Z',
    })
    expect(await isAnyRead(req())).toBe(true)
  })
})
