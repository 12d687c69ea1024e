import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SourcesNear } from '#domain/content/near-sources.ts'
import { layGround } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { person } from '../support/desk/staff.ts'
import { rest, signIn } from '../support/rest.ts'
import { until } from '../support/until.ts'

describe.skipIf(missing)(`citing in one field on ${databaseName}`, () => {
  let database: TestDatabase
  let token: string
  let known: string

  beforeAll(async () => {
    database = await openDatabase()
    const { source } = await layGround(database.payload)
    known = source.id
    token = await signIn(await person(database.payload, 'Edith', ['editor']))
    await until(async () => !(await near('Harassment Act')).reading)
  })
  afterAll(() => database?.close())

  const near = async (q: string): Promise<SourcesNear> => {
    const { status, json } = await rest('get', `/sources/near?${new URLSearchParams({ q })}`, { token })
    expect(status).toBe(200)
    return json as SourcesNear
  }
  const cite = (body: object) => rest('post', '/sources/cite', { token, body })
  const sources = async (): Promise<number> =>
    (await database.payload.count({ collection: 'sources', where: { id: { exists: true } } })).totalDocs

  it.each([
    ['as it is', 'https://law.example.org/testland/3'],
    ['with the other scheme, www and a closing slash', 'http://www.law.example.org/testland/3/'],
    ['with what tracks a reader', 'https://law.example.org/testland/3?utm_source=x&fbclid=1'],
    ['with marked words', 'https://law.example.org/testland/3#:~:text=five%20years'],
    ['behind its title', 'Some other title https://law.example.org/testland/3'],
  ])('finds the source of an address %s, and makes none', async (_how, address) => {
    const before = await sources()
    expect((await near(address)).exact?.id).toBe(known)
    const { status, json } = await cite({ url: address, title: 'Some other title' })
    expect(status).toBe(200)
    expect(json).toEqual({ id: known, title: 'Harassment Act of Testland, section 3', made: false })
    expect(await sources()).toBe(before)
  })

  it.each([['Harassment Act of Testland'], ['harasment testland'], ['section 3 harassment']])(
    'finds a source by a title that is near: %s',
    async (title) => {
      expect((await near(title)).near.map(({ id }) => id)).toEqual([known])
    },
  )

  it('names the sources on the same page for an address of another part of it', async () => {
    const { exact, near: others } = await near('https://law.example.org/testland/3#part-2')
    expect(exact).toBeNull()
    expect(others.map(({ id }) => id)).toEqual([known])
  })

  it('makes a source in the name of the person, found by its title at once', async () => {
    const { status, json } = await cite({
      url: 'https://law.example.org/testland/section/9#:~:text=ten',
      title: ' Stalking Act ',
    })
    expect(status).toBe(200)
    const { id, ...made } = json as { id: string }
    expect(made).toEqual({ title: 'Stalking Act', made: true })
    const source = await database.payload.findByID({ collection: 'sources', id, depth: 0 })
    expect(source).toMatchObject({
      title: 'Stalking Act',
      url: 'https://law.example.org/testland/section/9',
      precision: 'page',
      host: 'law.example.org',
    })
    expect((await near('Stalking Act')).near[0]?.id).toBe(id)
    const { docs: events } = await database.payload.find({
      collection: 'shared-events',
      where: { entry: { equals: `sources/${id}` } },
    })
    expect(events.map(({ actorName, action }) => [actorName, action])).toEqual([['Edith', 'create']])
  })

  it('invents no title: it asks for one, and makes nothing', async () => {
    const before = await sources()
    const { status, json } = await cite({ url: 'https://law.example.org/testland/new', title: '  ' })
    expect(status).toBe(422)
    expect(json).toMatchObject({
      errors: [{ data: { because: 'content', problems: [{ field: 'title' }] } }],
    })
    expect(await sources()).toBe(before)
  })

  it.each([['stalking'], ['https://user:secret@law.example.org/'], ['javascript:alert(1)']])(
    'refuses what is no address of a page: %s',
    async (url) => {
      const before = await sources()
      expect((await cite({ url, title: 'Title' })).status).toBe(422)
      expect(await sources()).toBe(before)
    },
  )

  it('makes one source of two that come at once', async () => {
    const before = await sources()
    const asked = { url: 'https://law.example.org/testland/at-once', title: 'At once' }
    const answers = await Promise.all([cite(asked), cite(asked), cite(asked)])
    const ids = answers.flatMap(({ status, json }) => (status === 200 ? [(json as { id: string }).id] : []))
    expect(new Set(ids).size).toBe(1)
    expect(await sources()).toBe(before + 1)
    expect((await cite(asked)).json).toMatchObject({ id: ids[0], made: false })
  })
})
