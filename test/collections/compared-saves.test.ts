import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ClientField, CollectionSlug } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkShared } from '#admin/desk/save/check.ts'
import { savesSince } from '#admin/desk/save/saves-since.ts'
import { bothVersions, stateOf } from '#admin/desk/save/versions.ts'
import type { OpenRecord } from '#admin/use-open-record.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { person } from '../support/desk/staff.ts'
import { rest, signIn } from '../support/rest.ts'

type Doc = Record<string, unknown> & { id: string; updatedAt: string }

const field = (name: string): ClientField => ({ type: 'text', name, label: name })
const FIELDS = ['name', 'title', 'url', 'number', 'note', 'jurisdiction'].map(field)

/** What the forms of the admin ask the API, answered by the API itself. */
describe.skipIf(missing)(`a form compares with what is saved on ${databaseName}`, () => {
  let database: TestDatabase
  let server: Server
  let root = ''
  let edith = ''
  let eve = ''
  /** Paths that answer as if the server had failed. */
  let failing: RegExp | null = null

  beforeAll(async () => {
    database = await openDatabase()
    edith = await signIn(await person(database.payload, 'Edith', ['editor']))
    eve = await signIn(await person(database.payload, 'Eve', ['editor']))
    server = createServer(({ url = '' }, response) => {
      const answering = failing?.test(url)
        ? Promise.resolve({ status: 500, text: '{"errors":[{"message":"It broke."}]}' })
        : rest('get', url.replace(/^\/api/, ''), { token: edith })
      void answering.then(({ status, text }) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(text)
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
  })
  afterAll(async () => {
    server?.close()
    await database?.close()
  })

  const recordOf = (collection: CollectionSlug, id: string, kept = true): OpenRecord => ({
    ...{ id, collection, root, api: `${root}/${collection}/${id}` },
    versions: kept ? `${root}/${collection}/versions?where[and][0][parent][equals]=${id}&` : null,
  })
  const read = async (collection: string, id: string): Promise<Doc> =>
    (await rest('get', `/${collection}/${id}?depth=0`, { token: edith })).json as Doc
  async function made(collection: CollectionSlug, body: object): Promise<Doc> {
    const { json } = await rest('post', `/${collection}?depth=0`, { token: edith, body })
    return (json as { doc: Doc }).doc
  }
  async function save(collection: string, doc: Doc, body: object, token = eve): Promise<void> {
    const answer = await rest('patch', `/${collection}/${doc.id}?depth=0`, {
      token,
      body: { ...doc, ...body },
    })
    expect(answer.status).toBe(200)
  }
  const instrument = (title: string): Promise<Doc> => made('instruments', { title, kind: 'act', number: '1' })

  it('with the state that it was typed on, though it was opened anew since', async () => {
    const opened = await instrument('An Act of two')
    await save('instruments', opened, { number: '2' })
    const mine = { data: { ...opened, title: 'My Act of two' }, opened: await read('instruments', opened.id) }
    const record = recordOf('instruments', opened.id)
    expect(await checkShared(record, FIELDS, mine)).toEqual({
      problem: { kind: 'stale', from: opened.updatedAt },
    })
    const both = await bothVersions(record, FIELDS, mine)
    expect(both.ok && [both.value.known, both.value.compared.map(({ path, by }) => [...path, by])]).toEqual([
      true,
      [
        ['title', 'mine'],
        ['number', 'theirs'],
      ],
    ])
  })

  it('and asks for each difference where that state is not kept, instead of taking mine', async () => {
    const opened = await instrument('An Act of none')
    await save('instruments', opened, { number: '2' })
    const lost = { ...opened, updatedAt: '2020-01-01T00:00:00.000Z', title: 'My Act of none' }
    const mine = { data: lost, opened: await read('instruments', opened.id) }
    for (const kept of [true, false]) {
      const record = recordOf('instruments', opened.id, kept)
      expect(await checkShared(record, FIELDS, mine)).toEqual({
        problem: { kind: 'stale', from: lost.updatedAt },
      })
      const both = await bothVersions(record, FIELDS, mine)
      expect(both.ok && [both.value.known, both.value.compared.map(({ path, by }) => [...path, by])]).toEqual(
        [
          false,
          [
            ['title', 'both'],
            ['number', 'both'],
          ],
        ],
      )
    }
  })

  it('and sends nothing where that state cannot be read', async () => {
    const opened = await instrument('An Act offline')
    await save('instruments', opened, { number: '2' })
    const mine = { data: { ...opened, title: 'My Act offline' }, opened: undefined }
    failing = /\/versions\?/
    try {
      expect(await checkShared(recordOf('instruments', opened.id), FIELDS, mine)).toEqual({
        problem: { kind: 'unreachable', words: 'It broke.' },
      })
      expect(await bothVersions(recordOf('instruments', opened.id), FIELDS, mine)).toMatchObject({
        ok: false,
      })
    } finally {
      failing = null
    }
  })

  it('and goes on where only the system wrote', async () => {
    const opened = await instrument('An Act of machines')
    await database.payload.db.updateOne({
      collection: 'instruments',
      id: opened.id,
      data: { label: 'Another label' },
    })
    const { updatedAt } = await read('instruments', opened.id)
    expect(updatedAt).not.toBe(opened.updatedAt)
    const mine = { data: { ...opened, title: 'My Act of machines' }, opened }
    expect(await checkShared(recordOf('instruments', opened.id), FIELDS, mine)).toEqual({
      problem: null,
      overrides: { updatedAt },
    })
  })

  it('says who saved a shared record since, and what, but not what came before', async () => {
    const body = await made('bodies', { name: 'Police of saves', url: 'https://saves.example/' })
    await save('bodies', body, { url: 'https://before.example/' }, edith)
    const opened = await read('bodies', body.id)
    await save('bodies', opened, { name: 'Police of more saves' })
    const theirs = await read('bodies', body.id)
    const [said, ...more] = await savesSince(recordOf('bodies', body.id), FIELDS, stateOf(opened), theirs)
    expect(said).toMatch(/^Eve saved this: name, \d+ \w+ \d{4}, \d\d:\d\d\.$/)
    expect(more).toEqual([])
  })

  it('names nobody where no record says who', async () => {
    const { id: act } = await instrument('An Act that changes')
    const opened = await made('law-changes', {
      title: 'It changes',
      what: 'amendment',
      effectiveOn: '2026-01-01',
      instrument: act,
    })
    await save('law-changes', opened, { note: 'Eve’s' })
    const theirs = await read('law-changes', opened.id)
    expect(await savesSince(recordOf('law-changes', opened.id), FIELDS, stateOf(opened), theirs)).toEqual([
      expect.stringMatching(/^Somebody saved this, last on /),
    ])
  })
})
