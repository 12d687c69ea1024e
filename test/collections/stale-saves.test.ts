import type { CollectionSlug } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textOf } from '#domain/values.ts'
import { putLawChangeState } from '#store/desk/law-changes.ts'
import { databaseName, missing, openDatabase, transactions, type TestDatabase } from '../support/database.ts'
import { person } from '../support/desk/staff.ts'
import { rest, signIn, type Answer } from '../support/rest.ts'

type Doc = Record<string, unknown> & { id: string; updatedAt: string }

/** One record of each kind that people edit and that is no entry, and two fields of it. */
const KINDS: [CollectionSlug, Record<string, unknown>, one: string, other: string][] = [
  ['bodies', { name: 'Police', url: 'https://police.example/' }, 'name', 'url'],
  ['sources', { title: 'A page', url: 'https://page.example/', precision: 'page' }, 'title', 'url'],
  ['instruments', { title: 'An Act', kind: 'act', number: 'c. 1' }, 'title', 'number'],
  ['law-changes', { title: 'It commences', what: 'amendment', effectiveOn: '2026-01-01' }, 'title', 'note'],
]

const changed = (field: string): string => (field === 'url' ? 'https://changed.example/' : `Another ${field}`)

describe.skipIf(missing)(`a save from an older state on ${databaseName}`, () => {
  let database: TestDatabase
  let edith: string
  let ada: string

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    edith = await signIn(await person(payload, 'Edith', ['editor']))
    ada = await signIn(await person(payload, 'Ada', ['administrator']))
  })
  afterAll(() => database?.close())

  const read = async (slug: string, id: string, token = edith): Promise<Doc> =>
    (await rest('get', `/${slug}/${id}?depth=0`, { token })).json as Doc
  const save = (slug: string, id: string, body: object, token = edith): Promise<Answer> =>
    rest('patch', `/${slug}/${id}?depth=0`, { token, body })
  let count = 0
  /** A new record, under a name of its own. */
  async function made(slug: string, data: Record<string, unknown>): Promise<Doc> {
    count += 1
    const own = Object.fromEntries(
      ['name', 'title', 'url'].flatMap((field) =>
        data[field] ? [[field, `${textOf(data[field])}${count}`]] : [],
      ),
    )
    const instrument =
      slug === 'law-changes'
        ? { instrument: (await made('instruments', { title: 'Of changes ', kind: 'act' })).id }
        : {}
    const body = { ...data, ...own, ...instrument }
    const { json } = await rest('post', `/${slug}?depth=0`, { token: edith, body })
    return (json as { doc: Doc }).doc
  }

  describe.each(KINDS)('of %s', (slug, data, one, other) => {
    it('is refused in words, and what was saved in between stays', async () => {
      const opened = await made(slug, data)
      // As the form does: it sends every field as it was given, and the ones that were typed.
      const first = await save(slug, opened.id, { ...opened, [one]: changed(one) })
      expect(first.status).toBe(200)
      const second = await save(slug, opened.id, { ...opened, [other]: changed(other) })
      expect([second.status, second.message]).toEqual([
        409,
        expect.stringMatching(/^Somebody saved this after you had opened it\. Nothing was overwritten/),
      ])
      const now = await read(slug, opened.id)
      expect(now[one]).toBe(changed(one))
      expect(now[other]).toEqual(opened[other])
      // From what is saved now, it goes through.
      expect((await save(slug, opened.id, { ...now, [other]: changed(other) })).status).toBe(200)
      expect(await read(slug, opened.id)).toMatchObject({ [one]: changed(one), [other]: changed(other) })
    })

    it('is refused where it does not say what it started from', async () => {
      const { id, updatedAt } = await made(slug, data)
      for (const said of [{}, { updatedAt: null }, { updatedAt: 7 }, { updatedAt: 'yesterday' }]) {
        const { status, message } = await save(slug, id, { [one]: changed(one), ...said })
        expect([status, message]).toEqual([422, expect.stringContaining('must say in “updatedAt”')])
      }
      expect((await read(slug, id)).updatedAt).toBe(updatedAt)
    })

    it('leaves no field of the machine in the record', async () => {
      const { id, updatedAt } = await made(slug, data)
      const { status } = await save(slug, id, { updatedAt, startedFrom: updatedAt, [one]: changed(one) })
      expect(status).toBe(200)
      const stored = await database.payload.db.findOne<Doc>({
        collection: slug,
        where: { id: { equals: id } },
      })
      expect(stored).not.toHaveProperty('startedFrom')
      expect(new Date(String(stored?.updatedAt)).getTime()).toBeGreaterThan(new Date(updatedAt).getTime())
    })

    it.skipIf(!transactions)('lets one of many at once through', async () => {
      const opened = await made(slug, data)
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, n) => save(slug, opened.id, { ...opened, [one]: `Number ${n}` })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    })
  })

  it('is not what moves with the flags of a law change: that is no save', async () => {
    const opened = await made('law-changes', {
      title: 'It moves',
      what: 'amendment',
      effectiveOn: '2026-01-01',
    })
    await putLawChangeState({ payload: database.payload }, opened.id, 'under-way')
    expect(await read('law-changes', opened.id)).toMatchObject({
      state: 'under-way',
      updatedAt: opened.updatedAt,
    })
    expect((await save('law-changes', opened.id, { ...opened, note: 'Typed since' })).status).toBe(200)
    expect(await read('law-changes', opened.id)).toMatchObject({ note: 'Typed since' })
  })

  it('is not what a link for a new password leaves in an account', async () => {
    const { id, email } = await person(database.payload, 'Petra', ['editor'])
    const opened = await read('users', id, ada)
    await rest('post', '/users/forgot-password', { body: { email } })
    expect((await save('users', id, { ...opened, name: 'Petra P.' }, ada)).status).toBe(200)
  })

  it('is refused of an account, of which a request may change one field alone', async () => {
    const { id } = await person(database.payload, 'Mona', ['editor'])
    const opened = await read('users', id, ada)
    expect((await save('users', id, { ...opened, name: 'Mona M.' }, ada)).status).toBe(200)
    expect(await save('users', id, { ...opened, roles: ['reviewer'] }, ada)).toMatchObject({
      status: 409,
      message: expect.stringContaining('Somebody saved this after you had opened it') as string,
    })
    expect((await save('users', id, { name: 'Mona N.' }, ada)).status).toBe(200)
    expect(await read('users', id, ada)).toMatchObject({ name: 'Mona N.', roles: ['editor'] })
  })

  it('tells nobody of an account that is not theirs', async () => {
    const { id } = await person(database.payload, 'Nora', ['editor'])
    const body = { name: 'Mine', updatedAt: '2020-01-01T00:00:00.000Z' }
    expect((await save('users', id, body)).status).toBe(403)
  })

  it('is no matter of what one signs in', async () => {
    const somebody = await person(database.payload, 'Olga', ['editor'])
    const token = await signIn(somebody)
    const opened = await read('users', somebody.id, token)
    await signIn(somebody)
    expect((await save('users', somebody.id, { ...opened, name: 'Olga O.' }, token)).status).toBe(200)
  })
})
