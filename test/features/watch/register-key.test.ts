import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { proposalsDesk } from '#desk/watch/queries/proposals-desk.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import { keysOf } from '#lib/register-keys.ts'
import { readProposals } from '#store/watch/proposals.ts'
import { readReadings, readRegistered } from '#store/watch/register.ts'
import { readRegisters } from '#worker/watch/read-registers.ts'
import { layGround, offenceData } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { Office } from '../../support/desk/at-the-desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { loopbackCertificate } from '../../support/watch/loopback-certificate.ts'
import { rawAnswer, rawSite, type RawSite } from '../../support/watch/raw-site.ts'

const KEY = 'k3y-of-new-zealand'
const VERSIONS = readFileSync('test/fixtures/register/new-zealand-versions.json', 'utf8')

describe.skipIf(missing)(`a register that needs a key, on ${databaseName}`, () => {
  const clock = fixedClock('2026-11-21T10:00:00Z')
  const logged: unknown[] = []
  const log = createLog('silent')
  log.warn = (...told: unknown[]) => void logged.push(told)
  const usual = rawAnswer(200, ['content-type: application/json'], VERSIONS)
  let answer = usual
  let database: TestDatabase
  let office: Office
  let editor: Person
  let register: RawSite
  let elsewhere: RawSite
  let outbound: Outbound
  let act: string
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
        instruments: [
          { instrument: act, provision: 's 22', relation: 'creates', standing: 'in-force', claims: [] },
        ],
      },
      overrideAccess: false,
      user: editor,
    })
    await payload.db.updateOne({ collection: 'offences', id, data: { inForceAsOf: '2026-09-01' } })
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

  it('and that is read no more leaves no problem behind', async () => {
    expect(await readReadings(req())).toMatchObject([{ problem: expect.any(String) as string }])
    expect(await read(null)).toMatchObject({ feeds: 0 })
    expect(await readReadings(req())).toEqual([])
  })
})
