import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MOST_VIEWS, queryOfView } from '#domain/desk/saved-views.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { rest, signIn } from '../support/rest.ts'

const QUERY = queryOfView({
  where: { or: [{ and: [{ standing: { equals: 'abolished' } }] }] },
  sort: '-updatedAt',
  columns: ['label', 'deskState', 'section'],
})

describe.skipIf(missing)(`saved views on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let edith: Person
  let rey: Person
  let tokens: Record<'edith' | 'rey' | 'ada', string>

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    edith = await person(payload, 'Edith', ['editor'])
    rey = await person(payload, 'Rey', ['reviewer'])
    tokens = {
      edith: await signIn(edith),
      rey: await signIn(rey),
      ada: await signIn(await person(payload, 'Ada', ['administrator'])),
    }
    await person(payload, 'Zoe', ['administrator'])
  })
  afterAll(() => database?.close())

  type Who = keyof typeof tokens
  const call = async (who: Who, method: string, path = '', body?: object) => {
    const { status, json } = await rest(method, `/saved-views${path}`, { token: tokens[who], body })
    return { status, said: json as Record<string, unknown> }
  }
  const save = async (who: Who, more: object = {}): Promise<string> => {
    const { said } = await call(who, 'post', '', {
      title: 'Old law',
      list: 'offences',
      query: QUERY,
      ...more,
    })
    return (said.doc as { id: string }).id
  }
  const titles = async (who: Who): Promise<unknown[]> =>
    ((await call(who, 'get', '?depth=0')).said.docs as { title: string }[]).map(({ title }) => title)

  it('belong to whoever saved them, and are seen by others only when they are shared', async () => {
    const id = await save('edith', { owner: 'somebody else', by: 'Somebody else' })
    const { said } = await call('edith', 'get', `/${id}`)
    expect(said).toMatchObject({
      title: 'Old law',
      query: QUERY,
      shared: false,
      owner: edith.id,
      by: 'Edith',
    })
    expect(await titles('edith')).toEqual(['Old law'])
    expect(await titles('rey')).toEqual([])
    expect(await titles('ada')).toEqual([])
    expect((await call('rey', 'get', `/${id}`)).status).toBe(404)
    expect((await call('ada', 'delete', `/${id}`)).status).toBe(403)

    // Nobody puts a view among those of somebody else.
    await call('edith', 'patch', `/${id}`, { owner: rey.id, by: 'Rey' })
    expect((await call('edith', 'get', `/${id}`)).said).toMatchObject({ owner: edith.id, by: 'Edith' })

    expect((await call('edith', 'patch', `/${id}`, { shared: true })).status).toBe(200)
    expect(await titles('rey')).toEqual(['Old law'])
    expect((await call('rey', 'patch', `/${id}`, { title: 'Mine' })).status).toBe(403)
    expect((await call('rey', 'delete', `/${id}`)).status).toBe(403)
    expect((await call('ada', 'delete', `/${id}`)).status).toBe(200)
    expect(await titles('edith')).toEqual([])
  })

  it.each([
    [{ title: ' ' }, 'Fill this in.'],
    [{ title: 'Cut \ud83d' }, 'character'],
    [{ list: 'outbox' }, 'There is no such list.'],
    [{ query: 'search=Cut \ud83d&columns=[]' }, 'character'],
    [{ query: 'depth=10&columns=[]' }, 'A view holds filters'],
  ])('are refused if they are none: %j', async (more, words) => {
    const { status, said } = await call('edith', 'post', '', {
      title: 'A view',
      list: 'offences',
      query: QUERY,
      ...more,
    })
    expect(status).toBe(422)
    expect(JSON.stringify(said)).toContain(words)
  })

  it('are refused if they are longer than an address may be', async () => {
    const query = queryOfView({ sort: 'x'.repeat(5_000), columns: [] })
    const { status, said } = await call('edith', 'post', '', { title: 'A view', list: 'offences', query })
    expect(status).toBe(422)
    expect(JSON.stringify(said)).toContain('too many to be saved')
  })

  it('have an end to their number', async () => {
    for (let n = 0; n < MOST_VIEWS; n += 1)
      await payload.db.create({
        collection: 'saved-views',
        data: { title: `View ${n}`, list: 'offences', query: QUERY, shared: false, owner: edith.id },
      })
    const { status, said } = await call('edith', 'post', '', {
      title: 'One more',
      list: 'offences',
      query: QUERY,
    })
    expect(status).toBe(409)
    expect(JSON.stringify(said)).toContain('remove one that you no longer need')
  })

  it('go with the account that alone saw them; those that it shared stay', async () => {
    const { docs } = await payload.db.find<{ id: string }>({ collection: 'saved-views', where: {}, limit: 1 })
    await payload.db.updateOne({ collection: 'saved-views', id: docs[0]?.id ?? '', data: { shared: true } })
    await payload.delete({ collection: 'users', id: edith.id, overrideAccess: true })
    expect(await titles('ada')).toHaveLength(1)
    const rows = await payload.db.find({
      collection: 'saved-views',
      where: { id: { exists: true } },
      limit: 0,
    })
    expect(rows.docs).toHaveLength(1)
  })
})
