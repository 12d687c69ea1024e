import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fixedClock, systemClock } from '#lib/clock.ts'
import { calendarOwner } from '#desk/desk/calendar-link.ts'
import { calendarOf } from '#desk/desk/queries/calendar-of.ts'
import { addressBook } from '#lib/addresses.ts'
import { env } from '#lib/env.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { takeCalendarUse } from '#store/desk/calendar-links.ts'
import { writeRoles } from '#store/desk/staff.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { loadSample } from '../support/content/sample.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { ORIGIN, rest, signIn } from '../support/rest.ts'

const clock = fixedClock('2027-02-01T10:00:00Z')

describe.skipIf(missing)(`the calendar on ${databaseName}`, () => {
  let database: TestDatabase
  let edith: Person
  let token: string

  beforeAll(async () => {
    database = await openDatabase()
    await loadSample(database)
    edith = await person(database.payload, 'Edith', ['editor'])
    token = await signIn(edith)
  })
  afterAll(() => database?.close())

  const seen = (who = edith): ReturnType<typeof calendarOf> =>
    calendarOf({ payload: database.payload }, { person: `user:${who.id}`, clock, timeZone: 'UTC' })
  const link = async (wanted?: boolean, as = token): Promise<string | null> => {
    const answer =
      wanted === undefined
        ? await rest('get', '/users/calendar', { token: as })
        : await rest('post', '/users/calendar', { token: as, body: { wanted } })
    expect(answer.status).toBe(200)
    return (answer.json as { address: string | null }).address
  }
  const secretOf = (address: string | null): string => address?.split('/').at(-1) ?? ''
  const owner = (address: string | null): Promise<string | null> =>
    calendarOwner({ payload: database.payload }, database.payload.secret, secretOf(address))
  const opens = async (address: string | null): Promise<boolean> => (await owner(address)) !== null

  it('tells what is to be verified again, in the order of the days, with its place and screen', async () => {
    const { today, items } = await seen()
    expect(today).toBe('2027-02-01')
    expect(items.length).toBeGreaterThan(0)
    expect(items.map(({ on }) => on)).toEqual(items.map(({ on }) => on).sort())
    const stalking = items.find(({ id }) => id === 'verify/scotland/offence/stalking')
    expect(stalking).toMatchObject({
      kind: 'verify',
      of: 'Offence',
      place: 'Scotland',
      title: 'Stalking',
      isPublic: true,
    })
    expect(stalking?.path).toMatch(/^\/collections\/offences\/./)
  })

  it('does not call a title public that is being changed', async () => {
    const { docs } = await database.payload.find({
      collection: 'offences',
      where: { key: { equals: 'scotland/offence/stalking' } },
    })
    const [offence] = docs
    await database.payload.update({
      collection: 'offences',
      id: offence?.id ?? '',
      data: { revision: offence?.revision, title: 'Stalking, renamed' },
      overrideAccess: false,
      user: edith,
    })
    const { items } = await seen()
    expect(items.find(({ id }) => id === 'verify/scotland/offence/stalking')).toMatchObject({
      title: 'Stalking, renamed',
      isPublic: false,
    })
  })

  it('shows the tasks of its person alone, with the day by which they are due', async () => {
    const ben = await person(database.payload, 'Ben', ['editor'])
    const { docs } = await database.payload.find({
      collection: 'offences',
      where: { key: { equals: 'scotland/offence/stalking' } },
    })
    const { status } = await rest('post', `/offences/${docs[0]?.id}/desk/assign`, {
      token,
      body: { to: `user:${ben.id}`, due: '2027-02-15' },
    })
    expect(status).toBe(200)
    const tasks = async (who: Person): Promise<string[]> =>
      (await seen(who)).items.flatMap(({ kind, id, on }) => (kind === 'task' ? [`${on} ${id}`] : []))
    expect(await tasks(ben)).toEqual(['2027-02-15 task/scotland/offence/stalking'])
    expect(await tasks(edith)).toEqual([])
  })

  it('is opened by a link of one’s own, which a new one ends', async () => {
    expect(await link()).toBeNull()
    const first = await link(true)
    expect(first).toMatch(/\/api\/calendar\/[\w-]+\.[\w-]{43}$/)
    expect(await link()).toBe(first)
    expect(await owner(first)).toBe(`user:${edith.id}`)
    const second = await link(true)
    expect([await opens(first), await opens(second)]).toEqual([false, true])
    expect(await link(false)).toBeNull()
    expect(await opens(second)).toBe(false)
  })

  it('is not opened by a link of another, an altered one, or one of somebody who left', async () => {
    const gone = await person(database.payload, 'Gone', ['editor'])
    const theirs = await link(true, await signIn(gone))
    const own = secretOf(await link(true))
    const [, seal = ''] = own.split('.')
    for (const forged of [
      '',
      'x',
      `${secretOf(theirs).split('.')[0]}.${seal}`,
      `${own.slice(0, -1)}${own.endsWith('A') ? 'B' : 'A'}`,
      `${Buffer.from('none').toString('base64url')}.${seal}`,
    ])
      expect(await opens(`/${forged}`)).toBe(false)
    expect(await opens(theirs)).toBe(true)
    await writeRoles({ payload: database.payload }, gone.id, [])
    expect(await opens(theirs), 'without a role').toBe(false)
    await writeRoles({ payload: database.payload }, gone.id, ['reviewer'])
    expect(await opens(theirs)).toBe(true)
    await database.payload.delete({ collection: 'users', id: gone.id, overrideAccess: true })
    expect(await opens(theirs), 'without an account').toBe(false)
    expect((await rest('get', '/users/calendar')).status).toBe(401)
  })

  describe('as a feed', () => {
    let at: Date
    beforeEach(() => {
      at = new Date()
      const spy = vi.spyOn(systemClock, 'now').mockImplementation(() => at)
      return () => spy.mockRestore()
    })
    const read = async (secret: string, network: string) => {
      const { GET } = await import('../../src/app/(payload)/api/calendar/[token]/route.ts')
      const response = await GET(
        new Request(`${ORIGIN}/api/calendar/${secret}`, { headers: { [NETWORK_HEADER]: network } }),
        { params: Promise.resolve({ token: secret }) },
      )
      return { status: response.status, wait: response.headers.get('retry-after') }
    }
    const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

    it('refuses a network that tries addresses, and no calendar whose address is right', async () => {
      const own = secretOf(await link(true))
      const wrong = `${own.slice(0, -1)}${own.endsWith('A') ? 'B' : 'A'}`
      for (const n of times(30)) expect([n, (await read(wrong, 'a school')).status]).toEqual([n, 404])
      expect(await read(wrong, 'a school')).toEqual({ status: 429, wait: '20' })
      expect((await read('x', 'a school')).status, 'no token at all').toBe(429)
      expect((await read(own, 'a school')).status).toBe(200)
      expect((await read(wrong, 'another')).status).toBe(404)
      at = new Date(at.getTime() + 20_000)
      expect((await read(wrong, 'a school')).status).toBe(404)
      expect((await read(wrong, 'a school')).status).toBe(429)
    })

    it('refuses a calendar that is asked for too often, and no other of the same network', async () => {
      const linkOf = async (who: Person): Promise<string> => secretOf(await link(true, await signIn(who)))
      const otto = await person(database.payload, 'Otto', ['editor'])
      const own = await linkOf(otto)
      const other = await linkOf(await person(database.payload, 'Olga', ['editor']))
      expect((await read(own, 'an office')).status).toBe(200)
      const counted = addressBook(env().dataDir).lookup(`user:${otto.id}`)
      for (const n of times(59))
        expect([n, await takeCalendarUse(database.payload, counted, at)]).toEqual([n, 0])
      expect(await read(own, 'elsewhere')).toEqual({ status: 429, wait: '10' })
      expect((await read(other, 'elsewhere')).status).toBe(200)
      at = new Date(at.getTime() + 10_000)
      expect((await read(own, 'elsewhere')).status).toBe(200)
    })
  })
})
