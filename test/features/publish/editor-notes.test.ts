import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { strFromU8 } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { answerQuestion, askQuestion } from '#desk/desk/questions.ts'
import { exportContent } from '#exchange/export.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { readEvents } from '#store/desk/events.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { findRows } from '#store/rows.ts'
import { composer } from '#worker/mail/compose.ts'
import { runJob } from '../../support/jobs.ts'
import { KINDS, type Kind } from '#domain/keys.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { fixedClock } from '#lib/clock.ts'
import { renderDigest } from '#pipelines/digest/render.ts'
import { readChanges } from '#store/publish/changes.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk } from '../../support/desk/desk.ts'
import { person } from '../../support/desk/staff.ts'
import { PUBLIC_URL, recipient } from '../../support/mail/digest.ts'
import { readEpub } from '../../support/publish/epub.ts'
import { filesIn } from '../../support/publish/files-in.ts'
import { readPdf } from '../../support/publish/pdf.ts'
import { publishedSample } from '../../support/publish/published-sample.ts'

const clock = fixedClock('2026-11-21T10:00:00Z')

/** What readers may see of each entry that is edited, and what they may not. */
const FOR_READERS = 'Readers are told of this doubt'
const FOR_EDITORS = 'Zealous quokkas keep this remark'
const ASKED = 'Whispering wombats ask this'
const HIDDEN = [FOR_EDITORS, ASKED]

const EDITED: Record<Kind, string> = {
  profile: 'scotland/profile',
  channel: 'scotland/channel/ncsc',
  offence: 'scotland/offence/stalking',
  route: 'canada/route',
  ladder: 'scotland/ladder',
  essential: 'global/essential/evidence',
}

const plain = (bytes: Uint8Array): string =>
  strFromU8(bytes)
    .replace(/&(?:#x27|#39|apos);/g, "'")
    .replace(/&amp;/g, '&')

/** How the words of each form of file are read. A form that is not listed fails the test. */
const READERS: Record<string, (bytes: Uint8Array) => string | Promise<string>> = {
  '.html': plain,
  '.txt': plain,
  '.json': plain,
  '.atom': plain,
  '.xml': plain,
  '.ico': plain,
  '.sig': plain,
  '.epub': (bytes) => [...readEpub(bytes).values()].map((each) => plain(Buffer.from(each))).join('\n'),
  '.pdf': async (bytes) => {
    const { pages, outline, title } = await readPdf(bytes)
    return [...pages, ...outline, title].join('\n')
  },
}

/** Without white space: prints break lines anywhere. */
const flat = (text: string): string => text.replace(/\s+/g, '')

describe.skipIf(missing)(`notes and questions of editors on ${databaseName}`, () => {
  let database: TestDatabase
  /** All words of each file of the release, without white space. */
  const published = new Map<string, string>()

  beforeAll(async () => {
    database = await openDatabase()
    const { payload, dataDir } = database
    const sample = await publishedSample(database)
    const desk = testDesk(payload)
    const editor = await person(payload, 'Ed', ['editor'])
    const reviewer = await person(payload, 'Rey', ['reviewer'])
    for (const kind of KINDS) {
      const copy = (await findWorkingCopies({ payload }, [EDITED[kind]])).get(EDITED[kind])
      const collection = `${kind}s` as 'offences'
      const before = await payload.findByID({ collection, id: copy?.id ?? '', depth: 0 })
      const { sections } = before as { sections?: object[] }
      const saved = await payload.update({
        collection,
        id: before.id,
        data: {
          revision: before.revision,
          confidence: 'medium',
          confidenceNote: FOR_READERS,
          editorNote: FOR_EDITORS,
          ...(sections && {
            sections: sections.map((each) => ({
              ...each,
              editorNote: FOR_EDITORS,
              confidenceNote: FOR_READERS,
            })),
          }),
        },
        overrideAccess: false,
        user: editor,
      })
      const about = { kind, id: String(saved.id) }
      const asked = { ...about, claim: null, edition: null, text: `${ASKED} of @Rey.` }
      const { chain } = await desk.as(editor, (mine) => askQuestion(mine, asked))
      await desk.as(reviewer, (mine) => answerQuestion(mine, { ...about, thread: chain.n, text: ASKED }))
      const said = { changeNote: 'Less sure.', changeKind: 'change' } as const
      await desk.live(editor, reviewer, about, saved.revision ?? 0, said, [chain.n])
    }
    const { name } = await sample.publishAgain()
    const folder = join(dataDir, 'releases', name)
    for (const path of filesIn(folder)) {
      if (path.endsWith('.br')) continue
      const read = READERS[extname(path)]
      if (!read) throw new Error(`How are the words of ${path} read?`)
      published.set(`/${path}`, flat(await read(readFileSync(join(folder, path)))))
    }
  })
  afterAll(() => database?.close())

  it('stand in the working copy of every kind', async () => {
    for (const kind of KINDS) {
      const { totalDocs } = await database.payload.count({
        collection: `${kind}s` as 'offences',
        where: { editorNote: { equals: FOR_EDITORS } },
      })
      expect(totalDocs, kind).toBe(1)
    }
  })

  it.each(Object.keys(READERS).filter((form) => !['.xml', '.ico', '.sig'].includes(form)))(
    'are in no %s file that is published, where notes for readers are',
    (form) => {
      const files = [...published].filter(([path]) => path.endsWith(form))
      expect(files.length).toBeGreaterThan(0)
      const told = files.filter(([, words]) => HIDDEN.some((text) => words.includes(flat(text))))
      expect(told.map(([path]) => path)).toEqual([])
      expect(files.some(([, words]) => words.includes(flat(FOR_READERS)))).toBe(true)
    },
  )

  it('are in no file at all, in the sample neither', async () => {
    const corpus = await readCorpus(SAMPLE, clock.now())
    const noted = Object.values(corpus)
      .filter((list): list is { editorNote?: string }[] => Array.isArray(list))
      .flatMap((list) => list.flatMap(({ editorNote }) => editorNote ?? []))
    expect(noted.length).toBeGreaterThan(60)
    const lines = [...HIDDEN, ...noted.flatMap((note) => note.split('\n'))].map((line) =>
      flat(line.replace(/^- /, '')),
    )
    const said = [...published].flatMap(([path, words]) =>
      lines.filter((line) => words.includes(line)).map((line) => `${path}: ${line}`),
    )
    expect(said).toEqual([])
    for (const [path, words] of published) expect(words, path).not.toMatch(/onlythepublisher|notyetlinked/i)
  })

  it('leave nothing to review when they alone are saved', async () => {
    const { payload } = database
    const entry = 'scotland/offence/threats-at-common-law'
    const id = (await findWorkingCopies({ payload }, [entry])).get(entry)?.id ?? ''
    const save = async (data: object): Promise<string | null | undefined> => {
      const { revision } = await payload.findByID({ collection: 'offences', id, depth: 0 })
      const user = await person(payload, `E${revision}`, ['editor'])
      await payload.update({
        collection: 'offences',
        id,
        data: { revision, ...data },
        overrideAccess: false,
        user,
      })
      return (await payload.findByID({ collection: 'offences', id, depth: 0 })).deskState
    }
    expect(await save({ editorNote: 'Ask for the page.' })).toBe('live')
    expect(await save({ editorNote: 'Ask again.', confidenceNote: 'Not sure.' })).toBe('edited')
  })

  it('asked at a claim, stand in the record of every kind', async () => {
    for (const kind of KINDS) {
      const events = await readEvents({ payload: database.payload }, EDITED[kind])
      expect(JSON.stringify(events).split(ASKED), kind).toHaveLength(3)
    }
  })

  it('asked at a claim, are in no export but that of the record, and in no mail to colleagues', async () => {
    const { payload, dataDir } = database
    const said = async (record: boolean): Promise<string> =>
      JSON.stringify(await exportContent({ payload }, { scope: null, live: false, record, form: 'folder' }))
    expect(await said(true)).toContain(ASKED)
    expect(await said(false)).not.toContain(ASKED)
    const context = { payload, clock, env: { ...env(), dataDir } }
    await runJob('tell', context, createLog('silent'))
    expect(await findRows({ payload }, 'notices', (row) => row.text('kind'), {})).toContain('mentioned')
    await runJob(
      'notices-at-once',
      { ...context, clock: fixedClock('2026-11-21T11:00:00Z') },
      createLog('silent'),
    )
    const outbox = await findRows({ payload }, 'outbox', toMail, { kind: { equals: 'notice' } })
    const mails = await Promise.all(outbox.map(composer(context)))
    expect(JSON.stringify(mails)).toContain('You are mentioned')
    expect(JSON.stringify([outbox, mails])).not.toContain(ASKED)
  })

  it('are in no snapshot, no change and no mail', async () => {
    const { payload } = database
    const { snapshot } = await readSnapshot(payload, legalDate('2026-11-21'))
    const changes = await readChanges({ payload })
    const seqs = changes.filter(({ kind }) => kind === 'change').map(({ seq }) => seq)
    expect(seqs).toHaveLength(KINDS.length)
    const context = { snapshot, publicUrl: PUBLIC_URL, timeZone: 'UTC', footer: 'You asked for it.' }
    const mails = (['html', 'text'] as const).map((format) =>
      renderDigest({ kind: 'weekly', seqs }, recipient({ format, places: ['scotland'] }), context),
    )
    for (const each of [snapshot, changes, ...mails]) {
      expect(flat(JSON.stringify(each))).toContain(flat(FOR_READERS))
      for (const text of HIDDEN) expect(flat(JSON.stringify(each))).not.toContain(flat(text))
    }
  })
})
