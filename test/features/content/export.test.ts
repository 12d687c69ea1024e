import type { CollectionSlug } from 'payload'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WrittenFile } from '#corpus/write.ts'
import { exportContent, type ExportOptions } from '#exchange/export.ts'
import { readFiles } from '#exchange/read-files.ts'
import { loadCorpus } from '#cli/load-corpus.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { isEmpty } from '#store/content/emptiness.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { KINDS } from '#domain/keys.ts'
import { legalDate } from '#domain/dates.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import { loadSample, SAMPLE_LOADED } from '../../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { person, requestOf, type Person } from '../../support/desk/staff.ts'

const ALL: ExportOptions = { scope: null, live: false, record: false, form: 'folder' }
const clock = fixedClock(SAMPLE_LOADED)

const snapshotOf = async ({ payload }: TestDatabase): Promise<string> =>
  (await readSnapshot(payload, legalDate('2026-11-21'), 'UTC')).snapshot.hash

describe.skipIf(missing)(`export on ${databaseName}`, () => {
  let database: TestDatabase
  let ada: Person
  /** What the first database held: its export, and what readers saw. The second is loaded from that export. */
  let first: { files: WrittenFile[]; snapshot: string }
  beforeAll(async () => {
    database = await openDatabase()
    await loadSample(database)
    first = { files: await filesOf(), snapshot: await snapshotOf(database) }
    const { payload } = database
    // A process has one database: it is emptied instead of another being opened.
    for (const kind of KINDS) {
      await payload.db.deleteVersions({ collection: COLLECTION_OF[kind], where: {} })
      await payload.db.deleteMany({ collection: COLLECTION_OF[kind], where: {} })
    }
    for (const collection of Object.keys(payload.collections) as CollectionSlug[])
      await payload.db.deleteMany({ collection, where: {} })
    expect(await isEmpty({ payload })).toBe(true)
    const { checked, problems } = readFiles(first.files, clock.now(), null)
    if (!checked) throw new Error(`The export cannot be read: ${JSON.stringify(problems)}`)
    await loadCorpus({ payload, corpus: checked.corpus, clock, timeZone: 'UTC' })
    await makeDueLive({ payload, clock, env: { ...env(), siteTimeZone: 'UTC' } })
    ada = await person(database.payload, 'Ada', ['reviewer', 'editor'])
  })
  afterAll(() => database.close())

  const filesOf = async (options: Partial<ExportOptions> = {}): Promise<WrittenFile[]> =>
    (await exportContent({ payload: database.payload }, { ...ALL, ...options })).files
  const textOf = (files: readonly WrittenFile[], path: string): string =>
    files.find((file) => file.path === path)?.text ?? ''

  it('writes the same bytes each time, in a folder of files that import takes', async () => {
    const files = await filesOf()
    expect(await filesOf()).toEqual(files)
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'essentials/evidence.yaml',
        'guides/australia/sections.yaml',
        'guides/scotland/channels.yaml',
        'guides/scotland/ladder.yaml',
        'guides/scotland/offences.yaml',
        'guides/scotland/profile.yaml',
        'routes/canada.yaml',
        'routes/inbound-profiles.yaml',
        'shared/bodies.yaml',
        'shared/sources.yaml',
        'site.yaml',
      ]),
    )
    expect(readFiles(files, clock.now(), null).problems).toEqual([])
  })

  it('gives a new database the same guides: every word that is live, in the same order', async () => {
    expect(await snapshotOf(database)).toBe(first.snapshot)
    expect(await filesOf()).toEqual(first.files)
  })

  it('writes one place with its sections and all that it refers to, and nothing else', async () => {
    const files = await filesOf({ scope: { place: 'australia' } })
    expect(textOf(files, 'guides/australia/sections.yaml')).toContain('new-south-wales/profile')
    expect(files.some(({ path }) => path.startsWith('guides/scotland'))).toBe(false)
    expect(textOf(files, 'shared/bodies.yaml')).not.toContain('police-scotland')
    expect(textOf(files, 'site.yaml')).toBe('')
    // It stands alone: every reference in it resolves. Only the words of the site are missing.
    expect(readFiles(files, clock.now(), null).problems.map(({ message }) => message)).toEqual([
      'No file has a “site”: add its brand and words.',
    ])
  })

  it('writes one entry to one file', async () => {
    const [file] = await filesOf({ scope: { entry: 'scotland/offence/stalking' }, form: 'json' })
    const content = JSON.parse(file?.text ?? '') as Record<string, { key?: string }[]>
    expect(content.offences?.map(({ key }) => key)).toEqual(['scotland/offence/stalking'])
    expect(Object.keys(content)).toEqual(['jurisdictions', 'instruments', 'sources', 'offences'])
    await expect(filesOf({ scope: { entry: 'scotland/offence/none' } })).rejects.toThrow(
      'There is no entry “scotland/offence/none”',
    )
    await expect(filesOf({ scope: { place: 'atlantis' } })).rejects.toThrow('“atlantis”')
  })

  it('tells a working copy from what is live, and keeps the record on request', async () => {
    const req = await requestOf(database.payload, ada)
    const { docs } = await database.payload.find({
      collection: 'offences',
      where: { key: { equals: 'scotland/offence/stalking' } },
      depth: 0,
    })
    const [doc] = docs
    const before = textOf(await filesOf({ live: true }), 'guides/scotland/offences.yaml')
    await database.payload.update({
      collection: 'offences',
      id: doc?.id ?? '',
      data: { revision: doc?.revision, penalty: 'Up to seven years.', editorNote: 'Ask the clerk.' },
      req,
      overrideAccess: false,
    })
    expect(textOf(await filesOf(), 'guides/scotland/offences.yaml')).toContain('Up to seven years.')
    const live = textOf(await filesOf({ live: true }), 'guides/scotland/offences.yaml')
    expect(live).toBe(before)
    expect(live).not.toContain('Ask the clerk.')
    const record = await filesOf({ scope: { entry: 'scotland/offence/stalking' }, record: true })
    const told = JSON.parse(textOf(record, 'record/scotland/offence/stalking.json')) as {
      editions: { n: number }[]
      events: { action: string }[]
      changes: { kind: string }[]
    }
    expect(told.editions.map(({ n }) => n)).toEqual([1])
    expect(told.events.map(({ action }) => action).slice(-2)).toEqual(['go-live', 'save'])
    expect(told.changes.map(({ kind }) => kind)).toEqual(['new'])
  })

  it('writes what Markdown cannot say as data, and reads it back', async () => {
    const words = (text: string, format: number) => ({
      type: 'text',
      text,
      format,
      mode: 'normal',
      style: '',
      detail: 0,
      version: 1,
    })
    const { docs } = await database.payload.find({
      collection: 'essentials',
      where: { key: { equals: 'global/essential/swatting' } },
      depth: 0,
    })
    const [doc] = docs
    const sections = (doc?.sections ?? []).map((section, index) =>
      index > 0
        ? section
        : {
            ...section,
            body: {
              root: {
                type: 'root',
                direction: null,
                format: '',
                indent: 0,
                version: 1,
                children: [
                  {
                    type: 'paragraph',
                    direction: null,
                    format: '',
                    indent: 0,
                    version: 1,
                    children: [words('10', 0), words('2', 64), words(' * pages_of_it', 0)],
                  },
                ],
              },
            },
          },
    )
    await database.payload.update({
      collection: 'essentials',
      id: doc?.id ?? '',
      data: { revision: doc?.revision, sections } as never,
      req: await requestOf(database.payload, ada),
      overrideAccess: false,
    })
    const text = textOf(await filesOf(), 'essentials/swatting.yaml')
    const [essay] = (parse(text) as { essentials: { sections: { body?: string; blocks?: unknown }[] }[] })
      .essentials
    expect(essay?.sections[0]?.blocks).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: '10', bold: false, italic: false },
          { type: 'text', text: '2', bold: false, italic: false, script: 'super' },
          { type: 'text', text: ' * pages_of_it', bold: false, italic: false },
        ],
      },
    ])
    expect(essay?.sections[1]?.body).toContain('The aim is simple.')
  })
})
