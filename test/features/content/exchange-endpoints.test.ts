import { zipSync, strToU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportAnswer } from '#domain/content/import-report.ts'
import type { Offence } from '#payload-types'
import { loadSample } from '../../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { person, requestOf, type Person } from '../../support/desk/staff.ts'
import { ORIGIN, signIn } from '../../support/rest.ts'

const DEFAMATION = 'scotland/offence/defamation'

const base64 = (content: string | Uint8Array): string => Buffer.from(content).toString('base64')

interface Answer {
  status: number
  json: ImportAnswer
  message: string
}

describe.skipIf(missing)(`import and export in the admin on ${databaseName}`, () => {
  let database: TestDatabase
  let ed: Person
  let tokens: Record<'ed' | 'admin', string>
  beforeAll(async () => {
    database = await openDatabase()
    await loadSample(database)
    ed = await person(database.payload, 'Ed', ['editor'])
    const admin = await person(database.payload, 'Alva', ['administrator'])
    tokens = { ed: await signIn(ed), admin: await signIn(admin) }
  })
  afterAll(() => database.close())

  const routes = async () => ({
    importing: (await import('../../../src/app/(payload)/api/exchange/import/route.ts')).POST,
    exporting: (await import('../../../src/app/(payload)/api/exchange/export/route.ts')).GET,
  })

  const headersOf = (token: string | null): Record<string, string> =>
    token === null ? {} : { authorization: `JWT ${token}` }

  const send = async (
    body: unknown,
    token: string | null = tokens.ed,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ): Promise<Answer> => {
    const { importing } = await routes()
    const response = await importing(
      new Request(`${ORIGIN}/api/exchange/import`, {
        method: 'POST',
        headers: { ...headersOf(token), ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    )
    const json = (await response.json()) as ImportAnswer & { errors?: { message: string }[] }
    return { status: response.status, json, message: json.errors?.[0]?.message ?? '' }
  }

  const upload = (
    files: Record<string, string | Uint8Array>,
    asked: { guidePage?: string; overwrite?: boolean; plan?: string } = {},
    token?: string,
  ): Promise<Answer> =>
    send(
      {
        files: Object.entries(files).map(([name, content]) => ({ name, base64: base64(content) })),
        guidePage: null,
        overwrite: false,
        plan: null,
        ...asked,
      },
      token,
    )

  const download = async (query: string, token: string | null = tokens.ed) => {
    const { exporting } = await routes()
    const response = await exporting(
      new Request(`${ORIGIN}/api/exchange/export?${query}`, { headers: headersOf(token) }),
    )
    return {
      status: response.status,
      name: /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1],
      bytes: new Uint8Array(await response.arrayBuffer()),
    }
  }

  const find = async (key: string): Promise<Offence> => {
    const where = { key: { equals: key } }
    const { docs } = await database.payload.find({ collection: 'offences', where, depth: 0 })
    if (!docs[0]) throw new Error(`There is no ${key}.`)
    return docs[0]
  }

  const sheet = (words: string): string => `key,covers\r\n${DEFAMATION},${words}\r\n`

  it('answers nobody who is not signed in, and no form of another site', async () => {
    expect((await send({}, null)).status).toBe(401)
    expect((await download('form=zip', null)).status).toBe(401)
    const cookie = { cookie: `recourse-token=${tokens.ed}`, 'content-type': 'application/json' }
    expect((await send({}, null, { ...cookie, origin: ORIGIN })).status).toBe(422)
    expect((await send({}, null, { ...cookie, origin: 'https://elsewhere.example' })).status).toBe(401)
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])
      expect((await send('{}', tokens.ed, { 'content-type': type })).status).toBe(415)
    for (const body of ['{', '[]', '{"files":[]}', `${'['.repeat(30_000)}`])
      expect((await send(body)).status).toBe(422)
  })

  it('gives back every export as all the same', async () => {
    const whole = await download('form=zip')
    expect(whole.name).toMatch(/^recourse-content-\d{4}-\d\d-\d\d\.zip$/)
    const report = await upload({ 'content.zip': whole.bytes }, {}, tokens.admin)
    expect(report.json.rows).toEqual([])
    expect(report.json.counts).toMatchObject({ added: 0, changed: 0, refused: 0 })
    expect(report.json.counts.same).toBeGreaterThan(300)
    for (const [query, name] of [
      ['form=yaml&place=scotland', 'one.yaml'],
      ['form=json&entry=scotland%2Foffence%2Fstalking', 'one.json'],
      ['form=csv&sheet=channels&place=scotland', 'sheet.csv'],
    ] as const) {
      const { json } = await upload({ [name]: (await download(query)).bytes })
      expect([name, json.rows, json.counts.same > 0]).toEqual([name, [], true])
    }
    const recorded = unzipSync(
      (await download('form=zip&entry=scotland%2Foffence%2Fstalking&record=1')).bytes,
    )
    expect(Object.keys(recorded)).toContain('record/scotland/offence/stalking.json')
    for (const wrong of ['', 'form=csv', 'form=yaml&record=1', 'form=zip&place=a&entry=b', 'form=exe'])
      expect((await download(wrong)).status, wrong).toBe(422)
    expect((await download('form=zip&place=nowhere')).status).toBe(404)
  })

  it('reports first, and imports exactly what was shown', async () => {
    const before = await find(DEFAMATION)
    const looked = await upload({ 'covers.csv': sheet('From a sheet.') })
    expect(looked.json).toMatchObject({
      counts: { added: 0, changed: 1, refused: 0 },
      rows: [{ status: 'changed', file: 'covers.csv', line: 2, key: DEFAMATION, fields: ['covers'] }],
      written: false,
      moved: false,
    })
    expect((await find(DEFAMATION)).covers).toBe(before.covers)
    // Other words in the same cell are another plan.
    const other = await upload({ 'covers.csv': sheet('Other words.') }, { plan: looked.json.plan })
    expect(other.json).toMatchObject({ moved: true, written: false, counts: { changed: 1 } })
    expect((await find(DEFAMATION)).covers).toBe(before.covers)
    const done = await upload({ 'covers.csv': sheet('From a sheet.') }, { plan: looked.json.plan })
    expect(done.json).toMatchObject({ moved: false, written: true, counts: { changed: 1 } })
    expect(await find(DEFAMATION)).toMatchObject({
      covers: 'From a sheet.',
      revision: (before.revision ?? 0) + 1,
    })
  })

  it('shows the new plan if somebody saved in between, and writes nothing over it', async () => {
    const looked = await upload({ 'covers.csv': sheet('Later words.') })
    const doc = await find(DEFAMATION)
    await database.payload.update({
      collection: 'offences',
      id: doc.id,
      data: { revision: doc.revision, covers: 'Typed in between.' },
      req: await requestOf(database.payload, ed),
      overrideAccess: false,
    })
    const { json } = await upload({ 'covers.csv': sheet('Later words.') }, { plan: looked.json.plan })
    expect(json).toMatchObject({ moved: true, written: false, counts: { refused: 1 } })
    expect(json.rows[0]?.reason).toMatch(/^Ed saved changes/)
    expect((await find(DEFAMATION)).covers).toBe('Typed in between.')
    const again = await upload({ 'covers.csv': sheet('Later words.') }, { overwrite: true })
    expect(again.json.counts).toMatchObject({ changed: 1, refused: 0 })
  })

  it('leaves places and the words of the site to administrators', async () => {
    const text =
      'jurisdictions:\n  - { slug: wales, name: Wales, inSentence: Wales, iso: GB-WLS, kind: nation, parent: united-kingdom, guide: inbound }\n'
    expect((await upload({ 'place.yaml': text })).json.rows).toMatchObject([
      { status: 'refused', reason: expect.stringContaining('administrators') as string },
    ])
    expect((await upload({ 'place.yaml': text }, {}, tokens.admin)).json.counts).toMatchObject({ added: 1 })
  })

  it('reads a guide page of one place, and says what it could not place', async () => {
    const page = 'Guide\nStep 1\nCall 101.\n'
    const { json, status } = await upload({ 'page.txt': page }, { guidePage: 'new-zealand' })
    expect(status).toBe(200)
    expect(json.written).toBe(false)
    const wrong = await upload({ 'page.docx': page }, { guidePage: 'new-zealand' })
    expect(wrong.json.rows[0]?.reason).toMatch(/^A guide page is text/)
  })

  it.each([
    ['another kind of file', { 'notes.docx': 'x' }, /^Files of this kind are not read here/],
    ['a ZIP that is none', { 'x.zip': 'PK no' }, /^This is no ZIP file that can be read/],
    [
      'a ZIP without content',
      { 'x.zip': zipSync({ 'a.txt': strToU8('x') }) },
      /^There is no \.yaml, \.json or \.csv/,
    ],
    [
      'a ZIP that unpacks to too much',
      { 'x.zip': zipSync({ 'a.yaml': new Uint8Array(9_000_000).fill(35) }) },
      /^This file unpacks to more than 8 MB/,
    ],
    [
      'a ZIP of too many files',
      {
        'x.zip': zipSync(
          Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`${n}.yaml`, strToU8('{}')])),
        ),
      },
      /or 2000 files/,
    ],
    ['what is nested too deep', { 'x.yaml': '['.repeat(20_000) }, /./],
    ['an old code page', { 'x.csv': Buffer.from(sheet('caf\xe9'), 'latin1') }, /^Letters were lost here/],
  ])('refuses %s, by its name', async (_what, files, reason) => {
    const { status, json } = await upload(files)
    expect(status).toBe(200)
    expect(json.written).toBe(false)
    expect(json.rows[0]).toMatchObject({
      status: 'refused',
      file: Object.keys(files)[0],
      reason: expect.stringMatching(reason) as string,
    })
  })

  it('takes nothing more of a ZIP than its directory states', async () => {
    const zip = zipSync({ 'a.yaml': new Uint8Array(3_000_000).fill(35) })
    const view = new DataView(zip.buffer, zip.byteOffset)
    const directory = zip.lastIndexOf(0x50, zip.length - 23)
    // The size that the directory states of the only file: 24 bytes into its row.
    for (let at = directory; at > 0; at -= 1)
      if (view.getUint32(at, true) === 0x02014b50) {
        view.setUint32(at + 24, 10, true)
        break
      }
    const { status, json } = await upload({ 'x.zip': zip })
    expect([status, json.written]).toEqual([200, false])
  })

  it('takes fifty files at most', async () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`${n}.yaml`, '{}']))
    expect((await upload(many)).message).toMatch(/between one and 50 files/)
  })
})
