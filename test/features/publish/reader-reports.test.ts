import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { readCorpus } from '#cli/corpus-files.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { watchBoardOf } from '#desk/watch/queries/watch-board-of.ts'
import { answerReport } from '#desk/publish/answer-report.ts'
import { reportOf, type Flag } from '#domain/desk/flags.ts'
import type { Mail } from '#domain/mail/mails.ts'
import { MOST_OPEN } from '#domain/publish/reports.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { insertMissing } from '#store/bulk.ts'
import { closeFlag, closeFlags, readFlags } from '#store/desk/flags.ts'
import { readReport } from '#store/publish/reports.ts'
import { composer } from '#worker/mail/compose.ts'
import { forgetOld } from '#worker/mail/subscriptions.ts'
import { composeWatchMail } from '#worker/watch/weekly-mail.ts'
import { layGround, offenceData } from '../../support/content/content.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { refusal, testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { liveSite, savePlace } from '../../support/desk/structure.ts'
import { recordOpened } from '../../support/publish/opened.ts'
import { rest, signIn } from '../../support/rest.ts'

type Handlers = Partial<Record<'GET' | 'POST', (request: Request, context: unknown) => Promise<Response>>>

const PAGE = '/guides/testland/'
const OFFENCE = 'testland/offence/stalking'

describe.skipIf(missing)(`an error that a reader reports, on ${databaseName}`, () => {
  let database: TestDatabase
  let desk: TestDesk
  let route: Handlers
  let place: string
  let edith: Person
  let rhea: Person
  let count = 0

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    desk = testDesk(payload, '2026-11-21T10:00:00Z')
    const { site } = await readCorpus(SAMPLE, new Date())
    await liveSite(payload, site)
    edith = await person(payload, 'Edith', ['editor'])
    rhea = await person(payload, 'Rhea', ['reviewer'])
    const ground = await layGround(payload)
    place = String(ground.place.id)
    await recordOpened({ payload }, 'testland', new Date('2026-11-20T10:00:00Z'))
    const { id } = await payload.create({
      collection: 'offences',
      data: offenceData(ground),
      overrideAccess: false,
      user: edith,
    })
    await desk.live(edith, rhea, { kind: 'offence', id }, 1)
    await payload.create({
      collection: 'offences',
      data: offenceData(ground, 'Not live yet'),
      overrideAccess: false,
      user: edith,
    })
    route = await import('../../../src/app/(site)/report/route.ts')
  })
  afterAll(() => database?.close())
  beforeEach(() => {
    desk.clock.set('2026-11-21T10:00:00Z')
    const spy = vi.spyOn(systemClock, 'now').mockImplementation(() => desk.clock.now())
    return () => spy.mockRestore()
  })

  const get = async (query: string): Promise<string> => {
    const response = await route.GET?.(new Request(`http://127.0.0.1:3000/report${query}`), {})
    expect(response?.status).toBe(200)
    return (await response?.text()) ?? ''
  }
  const send = async (fields: Record<string, string>, network = `network ${(count += 1)}`) => {
    const response = await route.POST?.(
      new Request('http://127.0.0.1:3000/report', {
        method: 'POST',
        headers: { [NETWORK_HEADER]: network },
        body: new URLSearchParams({ page: PAGE, version: '4ba1c7daf0', part: OFFENCE, ...fields }),
      }),
      {},
    )
    return { status: response?.status, html: (await response?.text()) ?? '' }
  }
  const open = (): Promise<Flag[]> =>
    readFlags({ payload: database.payload }, { kind: 'reported', open: true })
  const newest = async (): Promise<Flag> => {
    const flag = (await open()).at(-1)
    if (!flag) throw new Error('Nothing is reported.')
    return flag
  }
  const settle = async (): Promise<void> => {
    for (const { key } of await open())
      await closeFlag({ payload: database.payload }, key, {
        how: 'answered',
        at: desk.clock.now(),
        by: 'Edith',
      })
  }
  const answer = (flag: Flag, said: { found: string; answer: string }, who = edith) =>
    desk.as(who, (mine) => answerReport(mine, { key: flag.key, host: 'guides.example.org', ...said }))
  const mails = async (): Promise<Mail[]> =>
    (
      await database.payload.db.find<Mail>({
        collection: 'outbox',
        where: { kind: { equals: 'report' } },
        pagination: false,
      })
    ).docs
  const context = () => ({ payload: database.payload, clock: desk.clock, env: env() })

  it('has a form that names the live entries of its page, and no others', async () => {
    const html = await get(`?page=${PAGE}&version=4ba1c7daf0&part=${OFFENCE}`)
    expect(html).toContain(`<option value="${OFFENCE}" selected>Stalking</option>`)
    expect(html).not.toContain('Not live yet')
    expect(html).toContain(`name="page" value="${PAGE}"`)
    expect(html).toContain('name="version" value="4ba1c7daf0"')
    expect(html).not.toMatch(/undefined|Guide version/)
    const stranger = await get('?page=https://evil.example/&version=<b>')
    expect(stranger).not.toContain('evil')
    expect(stranger).not.toContain('<select')
  })

  it('keeps nothing of a device: no cookie, and no other host is asked for anything', async () => {
    const request = (init: RequestInit = {}): Request =>
      new Request(`http://127.0.0.1:3000/report?page=${PAGE}`, init)
    const posted = { method: 'POST', body: new URLSearchParams({ page: PAGE, words: '' }) }
    for (const answer of [route.GET?.(request(), {}), route.POST?.(request(posted), {})]) {
      const response = await answer
      expect(response?.headers.get('set-cookie')).toBeNull()
      expect(response?.headers.get('Referrer-Policy')).toBe('no-referrer')
      expect((await response?.text())?.match(/(?:src|action)="[^"]*:[^"]*"/g) ?? []).toEqual([])
    }
  })

  it('keeps what was typed where something is missing, and writes nothing', async () => {
    const none = await send({ words: '  ', address: 'reader@mailbox.example' })
    expect(none.status).toBe(422)
    expect(none.html).toContain('Say what is wrong.')
    expect(none.html).toContain('value="reader@mailbox.example"')
    const odd = await send({ words: 'The maximum is 10 years.', address: 'no address' })
    expect(odd.status).toBe(422)
    expect(odd.html).toContain('The maximum is 10 years.</textarea>')
    expect((await send({ words: 'x'.repeat(2_001) })).status).toBe(422)
    expect(await open()).toEqual([])
  })

  it('stands at its entry and on the board, with page and version, and no address anywhere', async () => {
    expect(
      (await send({ words: 'The maximum is\r\n10 years.', address: 'reader@mailbox.example' })).status,
    ).toBe(200)
    const flag = await newest()
    expect(flag).toMatchObject({
      entry: OFFENCE,
      detail: 'A reader says that something on /guides/testland/ is wrong.',
      liveN: 1,
      by: 'A reader',
    })
    const board = await desk.as(edith, (mine) => watchBoardOf(mine, { kind: 'reported' }))
    expect(board.counts.reported).toBe(1)
    expect(board.flags[0]).toMatchObject({
      entry: OFFENCE,
      report: { words: 'The maximum is\n10 years.', page: PAGE, version: '4ba1c7daf0', canTell: true },
      can: { answer: { allowed: true }, dismiss: { allowed: false } },
    })
    const rows = (await database.payload.db.find({ collection: 'reader-reports', pagination: false })).docs
    expect(JSON.stringify([rows, await open()])).not.toContain('mailbox')
    const token = await signIn(edith)
    expect((await rest('get', '/reader-reports', { token })).status).toBe(403)
    await settle()
  })

  it('is taken with whatever a keyboard or a copied page put into it, without what hides or scrambles words', async () => {
    const words = 'The fine\u00ad is\u202e <b>£5,000</b>\u200f &amp; more\u0000.\n' + 'x'.repeat(900)
    expect((await send({ words })).status).toBe(200)
    const found = await readReport({ payload: database.payload }, reportOf(await newest()) ?? '')
    expect(found?.words).toBe('The fine is <b>£5,000</b> &amp; more.\n' + 'x'.repeat(900))
    expect((await send({ words: '\u200b\u00ad' })).html).toContain('Say what is wrong.')
    await answer(await newest(), { found: 'A test.', answer: '' })
  })

  it('gives the form again with the claims of the part, keeps what was typed, and records nothing', async () => {
    const typed = { words: 'It is\n10 years.', address: 'no address yet', show: 'claims' }
    for (let each = 1; each <= 6; each += 1) {
      const { status, html } = await send(typed, 'one who looks')
      expect(status).toBe(200)
      expect(html).toContain('<label for="claim">Which point of “Stalking”?</label>')
      expect(html).toContain(`<option value="${OFFENCE}#penalty">Maximum penalty</option>`)
      expect(html).toContain('It is\n10 years.</textarea>')
      expect(html).toContain('value="no address yet"')
      expect(html).toContain('name="version" value="4ba1c7daf0"')
      expect(html).not.toMatch(/class="wrong"|class="problems"/)
    }
    const none = await send({ ...typed, part: '' })
    expect(none.status).toBe(200)
    expect(none.html).not.toContain('id="claim"')
    expect(none.html).toContain('It is\n10 years.</textarea>')
    expect(await open()).toEqual([])
    expect((await send({ words: 'Now it is sent.' }, 'one who looks')).status).toBe(200)
    await settle()
  })

  it('lists the claims of a part that the address names, as readers have them now', async () => {
    const html = await get(`?page=${PAGE}&part=${OFFENCE}`)
    expect(html.match(/(?<=<option value="testland\/offence\/stalking#)[a-z]+/gi)).toEqual([
      'penalty',
      'covers',
      'elements',
      'standing',
      'section',
      'classification',
    ])
    expect(await get(`?page=${PAGE}`)).not.toContain('id="claim"')
    expect(await get(`?page=${PAGE}&part=global/site`)).not.toContain('id="claim"')
  })

  it('keeps the claim where something is missing', async () => {
    const { status, html } = await send({ words: '', claim: `${OFFENCE}#penalty` })
    expect(status).toBe(422)
    expect(html).toContain(`<option value="${OFFENCE}#penalty" selected>`)
    expect(html).not.toContain('autofocus')
  })

  it('stands at its claim: in its flag, on the board and at the entry, without the words of the reader', async () => {
    expect((await send({ words: 'It is 10 years.', claim: `${OFFENCE}#penalty` })).status).toBe(200)
    const detail = 'A reader says that “Maximum penalty” on /guides/testland/ is wrong.'
    expect(await newest()).toMatchObject({ entry: OFFENCE, claims: ['penalty'], detail, liveN: 1 })
    const board = await desk.as(edith, (mine) => watchBoardOf(mine, { kind: 'reported' }))
    expect(board.flags).toMatchObject([{ entry: OFFENCE, claims: ['penalty'], detail }])
    const { docs } = await database.payload.find({ collection: 'offences', sort: 'key', depth: 0 })
    const status = await desk.as(edith, (mine) =>
      workflowStatusOf(mine, { kind: 'offence', id: docs.find(({ key }) => key === OFFENCE)?.id ?? '' }),
    )
    expect(status.flags).toMatchObject([{ kind: 'reported', claims: ['penalty'], detail }])
    expect(JSON.stringify(status)).not.toContain('It is 10 years.')
    await settle()
  })

  it('is written of in the weekly mail by what its claim is called', async () => {
    await send({ words: 'It is 10 years.', claim: `${OFFENCE}#penalty` })
    await savePlace(database.payload, place, { responsible: [edith.id] })
    const mail = await composeWatchMail(context(), { recipient: `user:${edith.id}` })
    expect(mail).toMatchObject({
      text: expect.stringContaining(
        `- ${OFFENCE}: A reader says that “Maximum penalty” on /guides/testland/ is wrong.`,
      ) as string,
    })
    expect(JSON.stringify(mail)).not.toMatch(/10 years|5 years/)
    await settle()
  })

  it.each<[string, { part?: string; claim: string }]>([
    ['of another part', { claim: 'testland/ladder#steps.report' }],
    ['that the part does not have', { claim: `${OFFENCE}#lever` }],
    ['that the part does not say', { claim: `${OFFENCE}#timeLimit` }],
    ['without its part', { part: '', claim: `${OFFENCE}#penalty` }],
    ['that is none', { claim: 'penalty<b>' }],
  ])('is taken without a claim %s', async (_what, fields) => {
    expect((await send({ words: 'It is wrong.', ...fields })).status).toBe(200)
    expect(await newest()).toMatchObject({
      entry: fields.part ?? OFFENCE,
      claims: [],
      detail: 'A reader says that something on /guides/testland/ is wrong.',
    })
    await settle()
  })

  it('is about no entry that is not on the page', async () => {
    await send({ words: 'Something is missing.', part: 'global/site' })
    expect(await newest()).toMatchObject({ entry: '', liveN: null })
    await settle()
  })

  it('is answered once, by an editor who says what was found; one mail goes to the reader', async () => {
    await send({ words: 'It is 10 years.', address: 'Reader@mailbox.example' })
    const flag = await newest()
    expect(await refusal(answer(flag, { found: ' ', answer: '' }))).toMatchObject({ because: 'content' })
    const adam = await person(database.payload, 'Adam', ['administrator'])
    expect(await refusal(answer(flag, { found: 'Yes.', answer: '' }, adam))).toMatchObject({
      because: 'role',
    })
    expect(
      await answer(flag, { found: 'Compared with section 3.', answer: 'You are right: corrected.' }),
    ).toBe(true)
    expect(await refusal(answer(flag, { found: 'Again.', answer: 'Again.' }))).toMatchObject({
      because: 'state',
    })
    const [mail] = await mails()
    expect(await mails()).toHaveLength(1)
    expect(JSON.stringify(mail)).not.toContain('mailbox')
    const composed = await composer(context())(mail as Mail)
    expect(composed).toMatchObject({ to: 'Reader@mailbox.example' })
    const text = 'text' in composed ? `${composed.subject}\n${composed.text}` : ''
    expect(text).toContain('You are right: corrected.')
    expect(text).not.toMatch(/stalking|testland/i)

    desk.clock.set('2026-12-22T10:00:00Z')
    await forgetOld(context())
    expect(await composer(context())(mail as Mail)).toEqual({ drop: 'The address is forgotten.' })
  })

  it('sends no mail where no address was left, or nothing is to be said', async () => {
    const before = (await mails()).length
    await send({ words: 'One.' })
    expect(await answer(await newest(), { found: 'It is right.', answer: 'Thank you.' })).toBe(false)
    await send({ words: 'Two.', address: 'reader@mailbox.example' })
    expect(await answer(await newest(), { found: 'It is right.', answer: '' })).toBe(false)
    expect(await mails()).toHaveLength(before)
    const rows = await database.payload.db.find<{ words: string; address: string | null }>({
      collection: 'reader-reports',
      where: { words: { equals: 'Two.' } },
    })
    expect(rows.docs.map(({ address }) => address ?? null)).toEqual([null])
  })

  it('outlives the withdrawal of its entry', async () => {
    await send({ words: 'It is no law any more.' })
    await closeFlags({ payload: database.payload }, OFFENCE, {
      how: 'withdrawn',
      at: desk.clock.now(),
      by: 'Publisher',
    })
    expect(await open()).toHaveLength(1)
    await settle()
  })

  it('is taken from one network a few times, then later; others are not kept waiting', async () => {
    for (let each = 1; each <= 5; each += 1)
      expect((await send({ words: `Report ${each}.` }, 'one network')).status).toBe(200)
    const refused = await send({ words: 'One too many.' }, 'one network')
    expect(refused.status).toBe(429)
    expect((await send({ words: 'Another.' }, 'another network')).status).toBe(200)
    desk.clock.set('2026-11-21T10:11:00Z')
    expect((await send({ words: 'Later.' }, 'one network')).status).toBe(200)
    await settle()
  })

  it('is not taken where a flood of them waits, and says where to write', async () => {
    const at = desk.clock.now().toISOString()
    const nonsense = Array.from({ length: MOST_OPEN }, (_, each) => ({
      key: `reported ${each}`,
      kind: 'reported',
      entry: '',
      about: `reports/${each}`,
      detail: 'Nonsense.',
      claims: '[]',
      liveN: null,
      at,
      by: 'A reader',
      closedAt: null,
      closedBy: null,
      how: null,
      note: null,
      rung: 0,
    }))
    await desk.as(edith, ({ req }) => insertMissing(req, 'flags', nonsense, { by: ['key'] }))
    const { status, html } = await send({ words: 'A true one.' })
    expect(status).toBe(503)
    expect(html).toContain('Nothing was sent.')
    expect(await open()).toHaveLength(MOST_OPEN)
  })
})
