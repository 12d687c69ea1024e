import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { readCorpus } from '#cli/corpus-files.ts'
import { guideInReview } from '#desk/desk/queries/guide-in-review.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { bellOf } from '#desk/mail/bell.ts'
import { answerReport } from '#desk/publish/answer-report.ts'
import { watchBoardOf } from '#desk/watch/queries/watch-board-of.ts'
import { reportOf } from '#domain/desk/flags.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { readFlags } from '#store/desk/flags.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { readReport } from '#store/publish/reports.ts'
import { deleteRows, findRows } from '#store/rows.ts'
import { composer } from '#worker/mail/compose.ts'
import { composeWatchMail } from '#worker/watch/weekly-mail.ts'
import { layGround, offenceData, type Ground } from '../../support/content/content.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { livePlace, liveSite, savePlace } from '../../support/desk/structure.ts'
import { runJob } from '../../support/jobs.ts'
import { recordOpened } from '../../support/publish/opened.ts'
import { rest, signIn } from '../../support/rest.ts'

type Handlers = Partial<Record<'GET' | 'POST', (request: Request, context: unknown) => Promise<Response>>>

const PAGE = '/guides/testland/'
const ESSAY = {
  title: 'Evidence',
  slug: 'evidence',
  order: 1,
  reverifyEvery: 180,
  confidence: 'high',
  summary: 'What to keep.',
  sections: [
    {
      heading: 'Keep it',
      body: {
        root: {
          type: 'root',
          direction: 'ltr',
          format: '',
          indent: 0,
          version: 1,
          children: [
            {
              type: 'paragraph',
              direction: 'ltr',
              format: '',
              indent: 0,
              version: 1,
              children: [{ type: 'text', text: 'Keep all of it.', format: 0, mode: 'normal', version: 1 }],
            },
          ],
        },
      },
    },
  ],
}
const DETAIL = 'A reader says that something on /guides/testland/ is wrong.'

describe.skipIf(missing)(`an error on a page, of which the reader names no part, on ${databaseName}`, () => {
  let database: TestDatabase
  let desk: TestDesk
  let route: Handlers
  let ground: Ground
  let offence: string
  const people: Record<string, Person> = {}
  const who = (name: string): Person => {
    const found = people[name]
    if (!found) throw new Error(name)
    return found
  }

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    desk = testDesk(payload, '2026-11-21T10:00:00Z')
    await liveSite(payload, (await readCorpus(SAMPLE, new Date())).site)
    for (const [name, roles] of [
      ['Edith', ['editor']],
      ['Rhea', ['reviewer']],
      ['Ruben', ['reviewer']],
      ['Ada', ['administrator']],
    ] as const)
      people[name] = await person(payload, name, [...roles])
    ground = await layGround(payload)
    await livePlace(payload, {
      name: 'Northland',
      inSentence: 'Northland',
      slug: 'northland',
      iso: 'TL-N',
      kind: 'state',
      guide: 'section',
      parent: ground.place.id,
    })
    await recordOpened({ payload }, 'testland', new Date('2026-11-20T10:00:00Z'))
    const { id } = await payload.create({
      collection: 'offences',
      data: offenceData(ground),
      overrideAccess: false,
      user: who('Ruben'),
    })
    offence = id
    await desk.live(who('Ruben'), who('Rhea'), { kind: 'offence', id }, 1)
    const essay = await payload.create({
      collection: 'essentials',
      data: ESSAY as never,
      overrideAccess: false,
      user: who('Ruben'),
    })
    await desk.live(who('Ruben'), who('Rhea'), { kind: 'essential', id: essay.id }, 1)
    route = await import('../../../src/app/(site)/report/route.ts')
  })
  afterAll(() => database?.close())
  beforeEach(async () => {
    const spy = vi.spyOn(systemClock, 'now').mockImplementation(() => desk.clock.now())
    for (const slug of ['flags', 'notices', 'outbox', 'work'] as const)
      await inOwnTransaction(database, (req) => deleteRows(req, slug, {}))
    await savePlace(database.payload, ground.place.id, { responsible: [who('Edith').id] })
    return () => spy.mockRestore()
  })

  const context = () => ({
    payload: database.payload,
    clock: desk.clock,
    env: { ...env(), siteTimeZone: 'UTC', publicUrl: 'https://desk.example.org' },
  })
  const run = (job: string): Promise<void> => runJob(job, context(), createLog('silent'))
  let count = 0
  /** Sends the form as it comes, with nothing chosen. */
  const send = async (page: string): Promise<void> => {
    const address = `http://127.0.0.1:3000/report?page=${page}`
    const form = (await (await route.GET?.(new Request(address), {}))?.text()) ?? ''
    expect(form.match(/<option[^>]* selected/g), 'nothing is chosen').toBeNull()
    const part: Record<string, string> = form.includes('<select id="part"') ? { part: '' } : {}
    const response = await route.POST?.(
      new Request('http://127.0.0.1:3000/report', {
        method: 'POST',
        headers: { [NETWORK_HEADER]: `network ${(count += 1)}` },
        body: new URLSearchParams({ page, ...part, words: 'The emergency number is wrong.', address: '' }),
      }),
      {},
    )
    expect(response?.status).toBe(200)
    await run('tell')
  }
  const told = async (): Promise<string[]> => {
    const names = new Map(Object.values(people).map(({ id, name }) => [`user:${id}`, name]))
    const rows = await findRows(
      database,
      'notices',
      (row) => names.get(row.text('person')) ?? '',
      { kind: { equals: 'reported' } },
      'key',
    )
    return rows.sort()
  }
  const newest = async () => {
    const flag = (await readFlags(database, { kind: 'reported', open: true })).at(-1)
    if (!flag) throw new Error('Nothing is reported.')
    return flag
  }
  const weekly = async (): Promise<string[]> => {
    const found: string[] = []
    for (const { id, name } of Object.values(people)) {
      const mail = await composeWatchMail(context(), { recipient: `user:${id}` })
      if ('text' in mail && mail.text.includes('is wrong.')) found.push(name)
    }
    return found.sort()
  }
  const mine = async (name: string): Promise<string[]> => {
    const { json } = await rest('get', '/heads/find?q=mine', { token: await signIn(who(name)) })
    const { people: found } = json as {
      people: { tasks: { title: string; words: string; path: string }[] }[]
    }
    return found.flatMap(({ tasks }) =>
      tasks.map(({ title, words, path }) => `${title} | ${words} | ${path}`),
    )
  }

  it('rings the bell of whoever is responsible for its place, who answers it; nobody else is told', async () => {
    await send(PAGE)
    const flag = await newest()
    expect(flag).toMatchObject({ entry: '', detail: DETAIL })
    expect(await told()).toEqual(['Edith'])
    const bell = await desk.as(who('Edith'), (edith) => bellOf(edith))
    expect(bell).toMatchObject({
      unread: 1,
      groups: [
        { about: flag.key, label: DETAIL, screen: '/watch?kind=reported', notices: [{ kind: 'reported' }] },
      ],
    })
    const board = await desk.as(who('Edith'), (edith) => watchBoardOf(edith, { kind: 'reported' }))
    expect(board).toMatchObject({
      counts: { reported: 1 },
      flags: [
        {
          report: { words: 'The emergency number is wrong.', page: PAGE },
          can: { answer: { allowed: true } },
        },
      ],
    })
    await desk.as(who('Edith'), (edith) =>
      answerReport(edith, { key: flag.key, found: 'It was 999.', answer: '', host: 'guides.example.org' }),
    )
    expect(await readFlags(database, { kind: 'reported', open: true })).toEqual([])
    const report = await readReport(database, reportOf(flag) ?? '')
    expect(report?.answeredAt).toBe(desk.clock.now().toISOString())
    await run('tell')
    expect((await desk.as(who('Edith'), (edith) => bellOf(edith))).unread).toBe(0)
    expect(await weekly()).toEqual([])
  })

  it('is in the mails of that person as they set it, and in the weekly mail; its words are in none', async () => {
    await send(PAGE)
    await run('notices-daily')
    const outbox = await findRows(database, 'outbox', toMail, { kind: { equals: 'notice' } }, 'createdAt')
    const [mail, ...others] = await Promise.all(outbox.map(composer(context())))
    expect(others).toEqual([])
    expect(mail).toMatchObject({ to: 'edith@example.org' })
    const text = mail && 'text' in mail ? mail.text : ''
    expect(text).toContain(
      'A reader reports an error\nYou look after the entry or the page; or nobody does who is here.\n- a page of the site\n  https://desk.example.org/admin/watch?kind=reported\n',
    )
    expect(await weekly()).toEqual(['Edith'])
    const week = await composeWatchMail(context(), { recipient: `user:${who('Edith').id}` })
    expect(JSON.stringify([mail, week])).not.toContain('emergency number')
  })

  it('is among the tasks of that person, and of nobody else', async () => {
    await send(PAGE)
    expect(await mine('Edith')).toEqual([
      `A page of the site | A reader reports an error: ${DETAIL} | /watch?kind=reported`,
    ])
    expect(await mine('Ruben')).toEqual([])
    expect(await mine('Ada')).toEqual([])
  })

  it('stands where its guide is worked on: at the place, at each of its entries, in the review of the whole', async () => {
    await send(PAGE)
    const flagged = async (kind: 'offence' | 'jurisdiction', id: string) =>
      (await desk.as(who('Rhea'), (rhea) => workflowStatusOf(rhea, { kind, id }))).flags
    const flag = { kind: 'reported', entry: '', detail: DETAIL, claims: [] }
    expect(await flagged('offence', offence)).toMatchObject([flag])
    expect(await flagged('jurisdiction', ground.place.id)).toMatchObject([flag])
    expect(JSON.stringify(await flagged('offence', offence))).not.toContain('emergency')
    expect((await guideInReview(database, ground.place.id))?.reports).toMatchObject([{ detail: DETAIL }])
    await desk.as(who('Rhea'), async (rhea) =>
      answerReport(rhea, { key: (await newest()).key, found: 'Nothing.', answer: '', host: 'example.org' }),
    )
    expect(await flagged('offence', offence)).toEqual([])
    expect((await guideInReview(database, ground.place.id))?.reports).toEqual([])
  })

  it('of the page of a section is told to whoever is responsible for its guide, if nobody is for the section', async () => {
    await send('/guides/testland/northland/')
    expect(await told()).toEqual(['Edith'])
    expect(await weekly()).toEqual(['Edith'])
  })

  it('of the page of an essay is about the essay, and told to whoever submitted it', async () => {
    await send('/essentials/evidence/')
    expect(await newest()).toMatchObject({ entry: 'global/essential/evidence', liveN: 1 })
    expect(await told()).toEqual(['Ruben'])
    expect(await weekly(), 'no place is its own').toEqual(['Edith', 'Rhea', 'Ruben'])
  })

  it.each([
    ['of a place for which nobody is responsible', PAGE, []],
    ['of a place for which only an administrator is, who could not answer', PAGE, ['Ada']],
    ['of a page of no place', '/changes/', ['Edith']],
    ['of the first page', '/', ['Edith']],
    ['of an essay that is not there any more', '/essentials/gone/', ['Edith']],
  ])('%s, is told to everybody who could answer it', async (_where, page, responsible) => {
    await savePlace(database.payload, ground.place.id, {
      responsible: responsible.map((name) => who(name).id),
    })
    await send(page)
    expect(await told()).toEqual(['Edith', 'Rhea', 'Ruben'])
    expect(await weekly()).toEqual(['Edith', 'Rhea', 'Ruben'])
    expect((await mine('Ruben')).map((task) => task.split(' | ')[2])).toEqual(['/watch?kind=reported'])
    expect(await mine('Ada')).toEqual([])
    const { key } = await newest()
    await desk.as(who('Rhea'), (rhea) =>
      answerReport(rhea, { key, found: 'Nothing.', answer: '', host: 'example.org' }),
    )
    await run('tell')
    await run('notices-daily')
    expect((await desk.as(who('Ruben'), (ruben) => bellOf(ruben))).unread, 'a colleague did it').toBe(0)
    expect(await findRows(database, 'outbox', toMail, { kind: { equals: 'notice' } }, 'createdAt')).toEqual(
      [],
    )
  })
})
