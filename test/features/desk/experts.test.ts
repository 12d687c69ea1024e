import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Payload } from 'payload'
import { readCorpus } from '#cli/corpus-files.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { answerAsExpert, askExpert, endExpert } from '#desk/desk/experts.ts'
import type { About } from '#desk/entry.ts'
import { chainProblem } from '#domain/desk/events.ts'
import { replayHead } from '#domain/desk/heads.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import { findRows } from '#store/rows.ts'
import { forgetOld } from '#worker/mail/subscriptions.ts'
import { layGround, offenceData, type Ground } from '../../support/content/content.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { refusal, testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { liveSite } from '../../support/desk/structure.ts'
import { runJob } from '../../support/jobs.ts'
import { rest, signIn } from '../../support/rest.ts'

type Handlers = Partial<Record<'GET' | 'POST', (request: Request, context: unknown) => Promise<Response>>>

const START = '2026-11-21T10:00:00Z'
const DAY = 86_400_000

describe.skipIf(missing)(`an expert outside, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ground: Ground
  let desk: TestDesk
  let form: Handlers
  let edith: Person
  let rhea: Person
  let ada: Person
  let count = 0

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    desk = testDesk(payload, START)
    await liveSite(payload, (await readCorpus(SAMPLE, new Date())).site)
    edith = await person(payload, 'Edith', ['editor'])
    rhea = await person(payload, 'Rhea', ['reviewer'])
    ada = await person(payload, 'Ada', ['administrator'])
    ground = await layGround(payload)
    form = await import('../../../src/app/(site)/expert/route.ts')
  })
  afterAll(() => database?.close())
  beforeEach(() => {
    desk.clock.set(START)
    const spy = vi.spyOn(systemClock, 'now').mockImplementation(() => desk.clock.now())
    return () => spy.mockRestore()
  })

  const inReview = async (): Promise<About & { key: string; hash: string }> => {
    const { id, key } = await payload.create({
      collection: 'offences',
      data: offenceData(ground, `Stalking ${(count += 1)}`),
      overrideAccess: false,
      user: edith,
    })
    const about = { kind: 'offence' as const, id, key: key ?? '' }
    const { hash } = await desk.submit(edith, about, 1)
    return { ...about, hash }
  }
  const ask = (about: About & { hash: string }, by = rhea, said: { days?: number } = {}) =>
    desk.as(by, (mine) =>
      askExpert(mine, { ...about, name: 'Prof. Iris Doe', question: 'Is it five years?', ...said }),
    )
  const statusFor = (by: Person, about: About) => desk.as(by, (mine) => workflowStatusOf(mine, about))
  const answered = async (answer: Promise<Response> | undefined) => {
    const response = await answer
    return { status: response?.status, html: (await response?.text()) ?? '', headers: response?.headers }
  }
  const get = (token: string, network = `network ${(count += 1)}`) =>
    answered(
      form.GET?.(
        new Request(`http://127.0.0.1:3000/expert?t=${token}`, { headers: { [NETWORK_HEADER]: network } }),
        {},
      ),
    )
  const send = (token: string, fields: Record<string, string>) =>
    answered(
      form.POST?.(
        new Request(`http://127.0.0.1:3000/expert?t=${token}`, {
          method: 'POST',
          headers: { [NETWORK_HEADER]: `network ${(count += 1)}` },
          body: new URLSearchParams({ name: 'Iris Doe', because: '', ...fields }),
        }),
        {},
      ),
    )

  it('sees the edition with its sources and the question, and nothing else of the desk', async () => {
    const about = await inReview()
    const token = await ask(about)
    const { status, html, headers } = await get(token)
    expect(status).toBe(200)
    expect(html).toContain('A question for Prof. Iris Doe')
    expect(html).toContain('Is it five years?')
    expect(html).toContain(offenceData(ground).penalty)
    expect(html).toContain('This text is not published yet.')
    expect(html.match(/id="field-[^"]+"/g)).toContain('id="field-penalty"')
    expect(html, 'sources stand at what they support').not.toContain('id="field-citations"')
    expect(html).not.toMatch(/\/admin|\/api\/|example\.org<\/a> asked|revision/i)
    expect(headers?.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers?.get('X-Robots-Tag')).toBe('noindex')
    expect(headers?.get('Cache-Control')).toBe('no-store')
  })

  it('is told that a text which is live is not published while its guide is not', async () => {
    const { id, key } = await payload.create({
      collection: 'offences',
      data: offenceData(ground, `Stalking ${(count += 1)}`),
      overrideAccess: false,
      user: edith,
    })
    const about = { kind: 'offence' as const, id, key: key ?? '' }
    const hash = await desk.live(edith, rhea, about, 1)
    expect((await readHead({ payload }, about.key))?.live?.hash).toBe(hash)
    expect((await get(await ask({ ...about, hash }))).html).toContain('This text is not published yet.')
  })

  it('answers with a name, in the chain of the entry, bound to the edition; it decides nothing', async () => {
    const about = await inReview()
    const token = await ask(about)
    const before = await readHead({ payload }, about.key)
    expect((await send(token, { verdict: 'objects', because: 'It is seven since 2010.' })).status).toBe(200)
    const [head, events] = [await readHead({ payload }, about.key), await readEvents({ payload }, about.key)]
    expect(events.at(-1)).toMatchObject({
      action: 'expert-answer',
      actor: { name: 'Iris Doe' },
      edition: about.hash,
      details: { verdict: 'objects', because: 'It is seven since 2010.' },
    })
    expect({ ...head, chain: null }).toEqual({ ...before, chain: null })
    expect(replayHead(about.key, 'offence', events)).toEqual(head)
    expect(chainProblem(events, head?.chain ?? { n: 0, hash: null })).toBeNull()
    expect((await statusFor(rhea, about)).experts).toMatchObject([
      {
        name: 'Prof. Iris Doe',
        by: 'Rhea',
        state: 'answered',
        current: true,
        answer: { verdict: 'objects' },
      },
    ])
    // Whoever asked may decide, and so may another.
    expect((await statusFor(rhea, about)).can.approve).toEqual({ allowed: true })
    expect((await get(token)).html).toContain('This question has been answered')
    const again = await send(token, { verdict: 'agrees' })
    expect(again.html).toContain('This question has been answered')
    expect(
      (await readEvents({ payload }, about.key)).filter(({ action }) => action === 'expert-answer'),
    ).toHaveLength(1)
  })

  it('is heard once, however often an answer is sent at the same time', async () => {
    const about = await inReview()
    const token = await ask(about)
    const sent = await Promise.all(
      [1, 2, 3].map((n) => send(token, { verdict: 'objects', because: `Reason ${n}` })),
    )
    expect(sent.filter(({ html }) => html.includes('Thank you'))).toHaveLength(1)
    const events = await readEvents({ payload }, about.key)
    expect(events.filter(({ action }) => action === 'expert-answer')).toHaveLength(1)
  })

  it('keeps what was typed where something is missing, and writes nothing', async () => {
    const about = await inReview()
    const token = await ask(about)
    const { status, html } = await send(token, { verdict: 'objects', because: ' ', name: '' })
    expect(status).toBe(422)
    expect(html).toContain('Say why you object.')
    expect(html).toContain('Write your name.')
    expect(html).toMatch(/value="objects" checked/)
    expect((await send(token, { because: 'Half <b>' })).html).toContain('Say whether you agree or object.')
    expect((await statusFor(rhea, about)).experts).toMatchObject([{ state: 'waiting' }])
  })

  it('sees nothing of an edition that was replaced, and cannot answer', async () => {
    const about = await inReview()
    const token = await ask(about)
    await payload.update({
      collection: 'offences',
      id: about.id,
      data: { revision: 1, penalty: 'Up to seven years.' },
      overrideAccess: false,
      user: edith,
    })
    expect((await get(token)).status).toBe(200)
    await desk.submit(edith, about, 2)
    const { status, html } = await get(token)
    expect(status).toBe(410)
    expect(html).toContain('This text was replaced')
    expect(html).not.toMatch(/years|Is it five/)
    expect((await send(token, { verdict: 'agrees' })).status).toBe(410)
    expect((await statusFor(rhea, about)).experts).toMatchObject([
      { state: 'replaced', current: false, answer: null },
    ])
  })

  it('has two weeks unless told otherwise, and no time once it is ended', async () => {
    const about = await inReview()
    const [usual, short, ended] = [await ask(about), await ask(about, edith, { days: 2 }), await ask(about)]
    desk.clock.set(new Date(Date.parse(START) + 13 * DAY).toISOString())
    expect((await get(usual)).status).toBe(200)
    expect((await get(short)).html).toContain('The time to answer is over')
    expect((await get(usual)).html).toContain('You can answer until 5 December 2026')
    desk.clock.set('2026-12-05T23:59:00Z')
    expect((await get(usual)).status, 'the evening of the last day').toBe(200)
    const asks = (await statusFor(rhea, about)).experts
    await desk.as(edith, (mine) => endExpert(mine, { ...about, ask: asks[2]?.n ?? 0 }))
    expect((await get(ended)).html).toContain('This link does not work')
    expect((await send(ended, { verdict: 'agrees' })).status).toBe(410)
    desk.clock.set(new Date(Date.parse(START) + 15 * DAY).toISOString())
    expect((await send(usual, { verdict: 'agrees' })).html).toContain('The time to answer is over')
  })

  it('is let in by the token alone, of which only a hash is kept, and for no longer than it is of use', async () => {
    const about = await inReview()
    const rows = () => findRows({ payload }, 'expert-links', (row) => row.text('hash'), {})
    const others = await rows()
    const token = await ask(about)
    const [mine] = (await rows()).filter((hash) => !others.includes(hash))
    const short = await ask(about, rhea, { days: 2 })
    const [shorter] = (await rows()).filter((hash) => hash !== mine && !others.includes(hash))
    expect(JSON.stringify([await rows(), await readEvents({ payload }, about.key)])).not.toContain(token)
    expect((await get('AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(410)
    expect((await get('x')).html).toContain('This link does not work')
    const after = async (days: number) => {
      desk.clock.set(new Date(Date.parse(START) + days * DAY).toISOString())
      await forgetOld({ payload, clock: desk.clock, env: { ...env(), dataDir: database.dataDir } })
      const kept = await rows()
      return { kept: [mine, shorter].map((hash) => kept.includes(hash ?? '')), all: kept.length }
    }
    // It works, and the other one still says that its time is over.
    expect((await after(13)).kept).toEqual([true, true])
    expect((await get(token)).status).toBe(200)
    expect((await get(short)).html).toContain('The time to answer is over')
    // Ninety days after its time a link is unknown.
    expect((await after(100)).kept).toEqual([true, false])
    expect((await get(token)).html).toContain('The time to answer is over')
    expect((await get(short)).html).toContain('This link does not work')
    expect(await after(120)).toEqual({ kept: [false, false], all: 0 })
    expect((await get(token)).html).toContain('This link does not work')
  })

  it('is made to wait where one network opens too much', async () => {
    const statuses: (number | undefined)[] = []
    for (let n = 0; n < 32; n += 1) statuses.push((await get('AAAAAAAAAAAAAAAAAAAAAA', 'one network')).status)
    expect(statuses.indexOf(429)).toBe(30)
  })

  it('is asked by editors and reviewers, about what is in review or live, and answers to whoever asked', async () => {
    const about = await inReview()
    expect(await refusal(ask(about, ada))).toMatchObject({ because: 'role' })
    expect(await refusal(ask({ ...about, hash: '0'.repeat(64) }))).toMatchObject({ because: 'stale' })
    const body = { hash: about.hash, name: ' ', question: 'Is it?' }
    const post = (token: string | null, sent: object) =>
      rest('post', `/offences/${about.id}/desk/ask-expert`, { token, body: sent })
    expect((await post(null, body)).status).toBe(401)
    const token = await signIn(edith)
    expect((await post(token, body)).message).toContain('Say whom you ask.')
    const { json } = await post(token, { ...body, name: 'Iris' })
    const { made } = json as { made: string }
    expect(made).toMatch(/\/expert\?t=[\w-]{22}$/)
    expect(
      ((await rest('get', `/offences/${about.id}/desk`, { token })).json as { made?: string }).made,
    ).toBeUndefined()
    await send(made.split('=')[1] ?? '', { verdict: 'agrees' })
    await runJob(
      'tell',
      { payload, clock: desk.clock, env: { ...env(), siteTimeZone: 'UTC' } },
      createLog('silent'),
    )
    const told = await findRows({ payload }, 'notices', (row) => row.text('person'), {
      and: [{ kind: { equals: 'expert' } }, { entry: { equals: about.key } }],
    })
    expect(told).toEqual([`user:${edith.id}`])
  })

  it('cannot be played by a member of the staff', async () => {
    const about = await inReview()
    const token = await ask(about)
    const context = { req: { payload }, clock: desk.clock, timeZone: 'UTC' }
    expect(
      await answerAsExpert(context, { token: 'x', name: 'I', verdict: 'agrees', because: '' }),
    ).toBeNull()
    const status = await rest('post', `/offences/${about.id}/desk/expert-answer`, {
      token: await signIn(rhea),
      body: { ask: 1, verdict: 'agrees', because: '' },
    })
    expect(status.status).toBe(404)
    expect(token).toMatch(/^[\w-]{22}$/)
  })
})
