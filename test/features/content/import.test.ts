import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { SHEETS, type SheetName } from '#corpus/csv/sheets.ts'
import type { WrittenFile } from '#corpus/write.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { COMMAND } from '#domain/desk/accounts.ts'
import type { Actor } from '#domain/desk/actors.ts'
import { countsOf, type ImportReport } from '#domain/content/import-report.ts'
import { exportContent } from '#exchange/export.ts'
import { importContent, PlanChanged, type Import } from '#exchange/import.ts'
import type { Scope } from '#exchange/content.ts'
import { actingAs, actorOf } from '#lib/actor.ts'
import { fixedClock } from '#lib/clock.ts'
import type { Offence } from '#payload-types'
import { readHead } from '#store/desk/heads.ts'
import { readEvents } from '#store/desk/events.ts'
import { loadSample } from '../../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { Office } from '../../support/desk/at-the-desk.ts'
import { person, requestOf, type Person } from '../../support/desk/staff.ts'

const STALKING = 'scotland/offence/stalking'
const OFFENCES = 'guides/scotland/offences.yaml'
const clock = fixedClock('2026-11-22T10:00:00Z')
const IMPORTER: Actor = { ...COMMAND, roles: ['editor', 'administrator'] }

describe.skipIf(missing)(`import beside content on ${databaseName}`, () => {
  let database: TestDatabase
  let office: Office
  let ada: Person
  let ben: Person
  beforeAll(async () => {
    database = await openDatabase()
    await loadSample(database)
    office = new Office(database.payload, clock)
    ada = await person(database.payload, 'Ada', ['editor'])
    ben = await person(database.payload, 'Ben', ['reviewer'])
  })
  afterAll(() => database.close())

  const exported = async (scope: Scope = null): Promise<WrittenFile[]> =>
    (
      await exportContent(
        { payload: database.payload },
        { scope, live: false, record: false, form: 'folder' },
      )
    ).files

  const asCommand = (files: readonly WrittenFile[], asked: Partial<Import> = {}): Promise<ImportReport> =>
    importContent(
      { payload: database.payload, context: actingAs(IMPORTER) },
      { files, actor: IMPORTER, now: clock.now(), overwrite: false, dryRun: false, ...asked },
    )

  const asPerson = async (
    user: Person,
    files: readonly WrittenFile[],
    asked: Partial<Import> = {},
  ): Promise<ImportReport> => {
    const actor = actorOf(await requestOf(database.payload, user))
    if (!actor) throw new Error('nobody')
    return importContent(
      { payload: database.payload, user },
      { files, actor, now: clock.now(), overwrite: false, dryRun: false, ...asked },
    )
  }

  const find = async (key: string): Promise<Offence> => {
    const where = { key: { equals: key } }
    const { docs } = await database.payload.find({ collection: 'offences', where, depth: 0 })
    if (!docs[0]) throw new Error(`There is no ${key}.`)
    return docs[0]
  }

  /** The export of one entry, with one of its values replaced. */
  const edited = async (key: string, field: string, value: unknown): Promise<WrittenFile[]> =>
    (await exported({ entry: key })).map((file) => {
      if (file.path !== OFFENCES) return file
      const document = parseDocument(file.text)
      document.setIn(['offences', 0, field], value)
      return { ...file, text: document.toString({ lineWidth: 0 }) }
    })

  const told = (report: ImportReport) =>
    report.rows
      .filter(({ status }) => status !== 'same')
      .map(({ status, file, line, key, fields, reason }) => ({ status, file, line, key, fields, reason }))

  it('finds everything the same in its own export, and writes nothing', async () => {
    const before = await readHead({ payload: database.payload }, STALKING)
    const report = await asCommand(await exported())
    expect(told(report)).toEqual([])
    expect(countsOf(report).same).toBeGreaterThan(300)
    expect(await readHead({ payload: database.payload }, STALKING)).toEqual(before)
  })

  it('names each record as the lists of the desk do', async () => {
    const { rows } = await asCommand(await exported(), { dryRun: true })
    const named = (list: string) =>
      new Map(rows.filter((row) => row.list === list).map(({ key, label }) => [key, label]))
    for (const collection of [...Object.values(COLLECTION_OF), 'bodies', 'instruments', 'sources'] as const) {
      const { docs } = await database.payload.find({ collection, pagination: false, depth: 0 })
      expect(named(collection), collection).toEqual(new Map(docs.map(({ key, label }) => [key, label])))
    }
    expect(named('jurisdictions').get('scotland')).toBe('Scotland')
    expect(named('site')).toEqual(new Map([['site', 'Site']]))
  })

  it('reports what would change, with file and line, and writes nothing in a dry run', async () => {
    const report = await asCommand(await edited(STALKING, 'penalty', 'Up to six years.'), { dryRun: true })
    expect(told(report)).toEqual([
      { status: 'changed', file: OFFENCES, line: 2, key: STALKING, fields: ['penalty'], reason: null },
    ])
    expect(report.written).toBe(false)
    expect((await find(STALKING)).penalty).not.toBe('Up to six years.')
  })

  it('brings a change as a working copy: readers see what they saw, and a second time it is the same', async () => {
    const before = await readHead({ payload: database.payload }, STALKING)
    const files = await edited(STALKING, 'penalty', 'Up to six years.')
    expect(told(await asPerson(ada, files))).toMatchObject([{ status: 'changed' }])
    const head = await readHead({ payload: database.payload }, STALKING)
    expect((await find(STALKING)).penalty).toBe('Up to six years.')
    expect(head?.live).toEqual(before?.live)
    expect(head?.open).toBeNull()
    expect((await readEvents({ payload: database.payload }, STALKING)).at(-1)).toMatchObject({
      action: 'save',
      actor: { name: 'Ada' },
      details: { changed: ['penalty'], imported: true },
    })
    expect(told(await asPerson(ada, files))).toEqual([])
    // What an import brought, a later one may replace: nobody typed it.
    expect(told(await asCommand(await edited(STALKING, 'penalty', 'Up to eight years.')))).toMatchObject([
      { status: 'changed' },
    ])
  })

  it('refuses an entry under review by its name, and takes nothing else of the import', async () => {
    const about = office.about(await find(STALKING))
    const hash = await office.submit(ada, about)
    const files = [
      ...(await edited(STALKING, 'penalty', 'Up to nine years.')),
      {
        path: 'more.yaml',
        text: 'sources:\n  - url: https://law.example.org/new\n    title: A new source\n',
      },
    ]
    const report = await asCommand(files)
    expect(told(report)).toEqual([
      expect.objectContaining({ status: 'added', file: 'more.yaml', line: 2 }),
      {
        status: 'refused',
        file: OFFENCES,
        line: 2,
        key: STALKING,
        fields: ['penalty'],
        reason: 'Edition 2 of it is under review (in review): import it when that is decided.',
      },
    ])
    expect(report.written).toBe(false)
    const { docs } = await database.payload.find({
      collection: 'sources',
      where: { key: { equals: 'law.example.org/new' } },
    })
    expect(docs).toEqual([])
    await office.approve(ben, about, hash)
    await office.publisher()
  })

  it('refuses to replace what a person saved and did not submit, unless told to', async () => {
    const doc = await find('scotland/offence/extortion')
    await database.payload.update({
      collection: 'offences',
      id: doc.id,
      data: { revision: doc.revision, covers: 'Typed by Ada.' },
      req: await requestOf(database.payload, ada),
      overrideAccess: false,
    })
    const files = await edited(doc.key ?? '', 'covers', 'From a file.')
    expect(told(await asCommand(files))[0]?.reason).toMatch(
      /^Ada saved changes on \d{4}-\d\d-\d\d that are not submitted yet/,
    )
    expect((await find(doc.key ?? '')).covers).toBe('Typed by Ada.')
    expect((await asCommand(files, { overwrite: true })).written).toBe(true)
    expect((await find(doc.key ?? '')).covers).toBe('From a file.')
  })

  it('refuses what somebody has open in the admin', async () => {
    const doc = await find('scotland/offence/threats-at-common-law')
    await database.payload.db.create({
      collection: 'payload-locked-documents',
      data: {
        document: { relationTo: 'offences', value: doc.id },
        user: { relationTo: 'users', value: ada.id },
        updatedAt: new Date().toISOString(),
      },
    })
    const files = await edited(doc.key ?? '', 'covers', 'From a file.')
    expect(told(await asCommand(files, { now: new Date() }))[0]?.reason).toMatch(
      /^Ada has it open in the admin/,
    )
  })

  it('adds entries that name one another and what is there, and clears what a record leaves out', async () => {
    const text = `offences:
  - key: scotland/offence/first-new
    title: First new
    standing: in-force
    related: [scotland/offence/second-new]
  - key: scotland/offence/second-new
    title: Second new
    standing: in-force
    penalty: A fine.
    related: [scotland/offence/first-new, ${STALKING}]
    citations:
      - { source: legislation.gov.uk/asp/2010/13/section/39, supports: [penalty] }
`
    const report = await asCommand([{ path: 'new.yaml', text }])
    expect(told(report)).toMatchObject([
      { status: 'added', line: 2, key: 'scotland/offence/first-new' },
      { status: 'added', line: 6, key: 'scotland/offence/second-new' },
    ])
    expect((await find('scotland/offence/first-new')).related).toEqual([
      (await find('scotland/offence/second-new')).id,
    ])
    expect(told(await asCommand([{ path: 'new.yaml', text }]))).toEqual([])
    const without = text.replace('    penalty: A fine.\n', '')
    expect(told(await asCommand([{ path: 'new.yaml', text: without }]))).toMatchObject([
      { status: 'changed', fields: ['penalty'] },
    ])
    expect((await find('scotland/offence/second-new')).penalty ?? null).toBeNull()
    // The order that it has stays: the file does not name one.
    expect((await find('scotland/offence/second-new')).order).toBe(20)
  })

  it('refuses with file and line what names nothing, and leaves structure to administrators', async () => {
    const wrong = `offences:
  - key: scotland/offence/wrong
    title: Wrong
    standing: in-force
    instruments: [{ instrument: no-such-act }]
`
    expect(told(await asCommand([{ path: 'wrong.yaml', text: wrong }]))).toMatchObject([
      {
        status: 'refused',
        file: 'wrong.yaml',
        line: 5,
        reason: expect.stringContaining('no-such-act') as string,
      },
    ])
    const place = `jurisdictions:
  - { slug: wales, name: Wales, inSentence: Wales, iso: GB-WLS, kind: nation, parent: united-kingdom, guide: inbound }
`
    expect(told(await asPerson(ada, [{ path: 'place.yaml', text: place }]))).toMatchObject([
      { status: 'refused', line: 2, reason: expect.stringContaining('administrators') as string },
    ])
    expect(told(await asCommand([{ path: 'place.yaml', text: place }]))).toMatchObject([{ status: 'added' }])
  })

  it('undoes all of it when the database refuses one record, and says which', async () => {
    const text = `bodies:
  - { key: a-new-body, name: A new body }
offences:
  - key: scotland/offence/undone
    title: Undone
    standing: in-force
    citations:
      - { source: legislation.gov.uk/asp/2010/13/section/39, supports: [penalty], retrievedOn: "2099-01-01" }
`
    // The file's own check knows the day, too: here it reads the file a century later.
    const report = await asCommand([{ path: 'undone.yaml', text }], { now: new Date('2126-01-01') })
    expect(told(report)).toMatchObject([
      { status: 'added', key: 'a-new-body' },
      { status: 'refused', line: 4, key: 'scotland/offence/undone' },
    ])
    expect(report.written).toBe(false)
    const { docs } = await database.payload.find({
      collection: 'bodies',
      where: { key: { equals: 'a-new-body' } },
    })
    expect(docs).toEqual([])
  })

  it('carries out the plan that was looked at, and no other', async () => {
    const files = await edited('scotland/offence/defamation', 'covers', 'From a file.')
    const { plan } = await asCommand(files, { dryRun: true })
    const doc = await find('scotland/offence/defamation')
    await database.payload.update({
      collection: 'offences',
      id: doc.id,
      data: { revision: doc.revision, editorNote: 'Ada was quicker.' },
      req: await requestOf(database.payload, ada),
      overrideAccess: false,
    })
    await expect(asCommand(files, { plan, overwrite: true })).rejects.toThrow(PlanChanged)
    expect((await find('scotland/offence/defamation')).editorNote).toBe('Ada was quicker.')
  })

  it('finds all of both sheets the same, and changes by one cell just that, as a working copy', async () => {
    const sheetOf = async (sheet: SheetName): Promise<WrittenFile> => {
      const { files } = await exportContent(
        { payload: database.payload },
        { scope: null, live: false, record: false, form: 'folder', sheet },
      )
      return files[0] ?? { path: '', text: '' }
    }
    for (const sheet of SHEETS) {
      const report = await asCommand([await sheetOf(sheet)])
      expect(told(report)).toEqual([])
      expect(countsOf(report).same).toBeGreaterThan(10)
    }
    const key = 'scotland/offence/identity-fraud'
    const before = await find(key)
    const whole = await exported({ entry: key })
    const sheet = await sheetOf('offences')
    const text = sheet.text.replace(`${key},${before.title},`, `${key},Fraud by letter,`)
    const files = [{ ...sheet, text }]
    const dry = await asPerson(ada, files, { dryRun: true })
    const line = text.slice(0, text.indexOf(`\n${key},`)).split('\n').length + 1
    expect(told(dry)).toEqual([
      { status: 'changed', file: 'offences.csv', line, key, fields: ['title'], reason: null },
    ])
    expect((await asPerson(ada, files, { plan: dry.plan })).written).toBe(true)
    expect((await find(key)).revision).toBe((before.revision ?? 0) + 1)
    expect(await exported({ entry: key })).toEqual(
      whole.map((file) => ({
        ...file,
        text: file.text.replace(`title: ${before.title}\n`, 'title: Fraud by letter\n'),
      })),
    )
    expect(told(await asPerson(ada, files))).toEqual([])
  })

  it('refuses a row by file and line, and takes nothing else of the sheet', async () => {
    const text = `key;say\r\n${STALKING};Said in a sheet\r\nscotland/offence/extortion;"two\r\nlines"\r\n`
    const report = await asCommand([{ path: 'say.csv', text }])
    expect(told(report)).toMatchObject([{ status: 'refused', file: 'say.csv', line: 3 }])
    expect((await find(STALKING)).say).not.toBe('Said in a sheet')
  })

  it('makes drafts of a guide page, which name the line of the page, and finds them the same afterwards', async () => {
    const text = readFileSync('test/fixtures/guide-pages/westland.html', 'utf8')
    const files = [{ path: 'westland.html', text }]
    const nowhere = await asCommand(files, { guidePage: 'westland' })
    expect(told(nowhere)).toMatchObject([
      { status: 'refused', reason: expect.stringContaining('There is no jurisdiction “westland”') as string },
    ])
    const report = await asCommand(files, { guidePage: 'new-zealand' })
    expect(report.written).toBe(true)
    expect(report.unplaced).toMatchObject([{ line: 21 }])
    expect(told(report)).toContainEqual({
      status: 'added',
      file: 'westland.html',
      line: 12,
      key: 'new-zealand/offence/extortion',
      fields: [],
      reason: null,
    })
    expect(await find('new-zealand/offence/extortion')).toMatchObject({
      penalty: '14 years & a fine.',
      deskState: 'never-live',
    })
    expect(told(await asCommand(files, { guidePage: 'new-zealand' }))).toEqual([])
  })
})
