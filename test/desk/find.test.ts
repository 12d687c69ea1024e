import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FindAnswer, FoundRecord } from '#domain/desk/find/answer.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { loadSample } from '../support/content/sample.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { rest, signIn } from '../support/rest.ts'
import { until } from '../support/until.ts'

const words = (pieces: FoundRecord['title']): string => pieces.map(({ text }) => text).join('')
const line = ({ kind, title, place }: FoundRecord): string => [kind, words(title), place].join(' | ')

describe.skipIf(missing)(`the search on ${databaseName}`, () => {
  let database: TestDatabase
  let edith: Person
  let token: string

  beforeAll(async () => {
    database = await openDatabase()
    await loadSample(database)
    edith = await person(database.payload, 'Edith', ['editor'])
    token = await signIn(edith)
    // The first search answers from what is read so far.
    await until(async () => (await find('stalking')).reading === null)
  })
  afterAll(() => database?.close())

  const find = async (q: string): Promise<FindAnswer> => {
    const { status, json } = await rest('get', `/heads/find?${new URLSearchParams({ q })}`, { token })
    expect(status).toBe(200)
    return json as FindAnswer
  }
  const firstOf = async (q: string): Promise<string | undefined> => {
    const [first] = (await find(q)).records
    return first && line(first)
  }
  const save = (collection: 'offences' | 'bodies', id: string, data: object, user = edith) =>
    database.payload.update({ collection, id, data, overrideAccess: false, user })
  const oneOf = async (collection: 'offences' | 'bodies' | 'channels', where: object) => {
    const { docs } = await database.payload.find({ collection, where: where as never, limit: 1, depth: 0 })
    const [doc] = docs
    if (!doc) throw new Error(`No ${collection}.`)
    return doc
  }

  it.each([
    ['stalking scotland', 'Offence | Stalking | Scotland'],
    ['stlaking scotland', 'Offence | Stalking | Scotland'],
    ['Stalk Scot', 'Offence | Stalking | Scotland'],
    [
      'criminal justice licensing 2010',
      'Instrument | Criminal Justice and Licensing (Scotland) Act 2010 | Scotland',
    ],
  ])('finds “%s” first', async (q, expected) => {
    expect(await firstOf(q)).toBe(expected)
  })

  it('finds by section and says where it stands', async () => {
    const { records } = await find('s 39')
    const stalking = records.find((each) => line(each) === 'Offence | Stalking | Scotland')
    expect(stalking?.state).toBe('Live')
    expect(stalking?.excerpt?.pieces.some(({ text, hit }) => hit && text.includes('39'))).toBe(true)
  })

  it('finds a telephone number as it is written and in digits, in every entry that prints it', async () => {
    const body = (await oneOf('bodies', { 'contacts.kind': { equals: 'phone' } })) as {
      contacts: { printed: string; value: string; kind: string }[]
    }
    const contact = body.contacts.find(({ kind, printed }) => kind === 'phone' && printed.length > 7)
    const written = await find(contact?.printed ?? '')
    expect(written.total).toBeGreaterThan(0)
    const digits = await find((contact?.printed ?? '').replace(/\D/g, ''))
    expect(digits.records.map(line)).toEqual(written.records.map(line))
    expect(written.records[0]?.excerpt?.pieces.some(({ hit }) => hit)).toBe(true)
  })

  it('knows at once what was saved, made and deleted', async () => {
    const offence = await oneOf('offences', { key: { equals: 'scotland/offence/stalking' } })
    expect((await find('zanzibarine')).total).toBe(0)
    await save('offences', offence.id, {
      revision: (offence as { revision: number }).revision,
      covers: 'A zanzibarine thing.',
    })
    const [found] = (await find('zanzibarine')).records
    expect(found).toMatchObject({ state: 'Edited since live', excerpt: { label: 'What it covers' } })
    const made = await database.payload.create({
      collection: 'bodies',
      data: { name: 'Zanzibarine Office', contacts: [] },
      overrideAccess: false,
      user: edith,
    })
    expect((await find('zanzibarine')).records.map(({ kind }) => kind)).toEqual(['Body', 'Offence'])
    await database.payload.delete({ collection: 'bodies', id: made.id, overrideAccess: false, user: edith })
    expect((await find('zanzibarine')).records.map(({ kind }) => kind)).toEqual(['Offence'])
  })

  it('finds entries by the new name of a body that they print', async () => {
    const channel = (await oneOf('channels', { body: { exists: true } })) as { body: string; label: string }
    expect((await find('quuxington')).total).toBe(0)
    await save('bodies', channel.body, { name: 'Quuxington Police' })
    const { records } = await find('quuxington')
    expect(records[0]?.kind).toBe('Body')
    expect(records.some(({ kind }) => kind === 'Channel')).toBe(true)
  })

  it('is for staff, and offers each what they may do', async () => {
    expect((await rest('get', '/heads/find?q=stalking')).status).toBe(401)
    const admin = await person(database.payload, 'Adam', ['administrator'])
    const asked = await rest('get', '/heads/find?q=new', { token: await signIn(admin) })
    expect((asked.json as FindAnswer).actions.map(({ id }) => id)).toEqual(['new-jurisdictions', 'new-users'])
    expect((await find('new')).actions.map(({ id }) => id)).not.toContain('new-users')
  })
})
