import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Payload } from 'payload'
import { boardListOf } from '#desk/desk/queries/board/board-list-of.ts'
import { openQuestions } from '#desk/desk/queries/open-questions.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { answerQuestion, askQuestion, reopenQuestion, resolveQuestion } from '#desk/desk/questions.ts'
import type { About } from '#desk/entry.ts'
import { bellOf } from '#desk/mail/bell.ts'
import { chainProblem } from '#domain/desk/events.ts'
import { replayHead } from '#domain/desk/heads.ts'
import type { Ladder } from '#payload-types'
import { threadsOf } from '#domain/desk/threads.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { deleteRows, findRows } from '#store/rows.ts'
import type { Context } from '#worker/context.ts'
import { composer } from '#worker/mail/compose.ts'
import { createOffence, layGround, type Ground } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { refusal, testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { runJob } from '../../support/jobs.ts'
import { standIn } from '../../support/stand-in.ts'
import { rest, signIn } from '../../support/rest.ts'

const log = createLog('silent')
const MINUTE = 60_000

describe.skipIf(missing)(`questions at a claim, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ground: Ground
  let desk: TestDesk
  let context: Context
  let edith: Person
  let rhea: Person
  let ruben: Person
  let ada: Person
  let now = Date.parse('2026-11-21T10:00:00Z')
  let count = 0

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    edith = await person(payload, 'Edith', ['editor'])
    rhea = await person(payload, 'Rhea', ['reviewer'])
    ruben = await person(payload, 'Ruben', ['reviewer'])
    ada = await person(payload, 'Ada', ['administrator'])
    await person(payload, 'Norole', [])
    ground = await layGround(payload)
    desk = testDesk(payload)
    const clock = { now: () => new Date(now) }
    desk.clock.now = clock.now
    const publicUrl = 'https://desk.example.org'
    context = { payload, clock, env: { ...env(), siteTimeZone: 'UTC', publicUrl, dataDir: database.dataDir } }
  })
  afterAll(() => database?.close())
  beforeEach(async () => {
    now += 60 * MINUTE
    for (const slug of ['notices', 'outbox', 'work'] as const)
      await inOwnTransaction({ payload }, (req) => deleteRows(req, slug, {}))
  })

  const begun = async (): Promise<About & { key: string }> => {
    const { id, key } = await createOffence(payload, edith, ground, `A secret title ${(count += 1)}`)
    return { kind: 'offence', id, key: key ?? '' }
  }
  const ask = (
    by: Person,
    about: About,
    text: string,
    claim: string | null = 'penalty',
    edition: string | null = null,
  ) => desk.as(by, async (mine) => (await askQuestion(mine, { ...about, text, claim, edition })).chain.n)
  const answer = (by: Person, about: About, thread: number, text: string) =>
    desk.as(by, async (mine) => (await answerQuestion(mine, { ...about, thread, text })).chain.n)
  const resolve = (by: Person, about: About, thread: number, seen: number) =>
    desk.as(by, (mine) => resolveQuestion(mine, { ...about, thread, seen }))
  const statusFor = (by: Person, about: About) => desk.as(by, (mine) => workflowStatusOf(mine, about))
  const told = async (): Promise<string[]> => {
    await runJob('tell', context, log)
    const names = new Map([edith, rhea, ruben, ada].map(({ id, name }) => [`user:${id}`, name]))
    const rows = await findRows(
      { payload },
      'notices',
      (row) =>
        `${names.get(row.text('person'))}: ${row.text('kind')}${row.textOrNull('readAt') ? ' (read)' : ''}`,
      {},
    )
    return rows.sort()
  }

  it('stand at their claim with what was said, in the chain of the entry, and move nothing else', async () => {
    const about = await begun()
    const { hash } = await desk.submit(edith, about, 1)
    const before = await readHead({ payload }, about.key)
    const updated = await payload.findByID({ collection: 'offences', id: about.id, depth: 0 })
    const thread = await ask(rhea, about, ' Is it five years? ', 'penalty', hash)
    await answer(edith, about, thread, 'It is: section 33.')
    const { threads } = await statusFor(ada, about)
    expect(threads).toMatchObject([
      {
        n: thread,
        claim: 'penalty',
        label: 'Maximum penalty',
        edition: 1,
        open: true,
        gone: false,
        mayResolve: false,
        turns: [
          { by: 'Rhea', action: 'ask-question', text: 'Is it five years?' },
          { by: 'Edith', action: 'answer-question', text: 'It is: section 33.' },
        ],
      },
    ])
    const [head, events] = [await readHead({ payload }, about.key), await readEvents({ payload }, about.key)]
    expect({ ...head, chain: null }).toEqual({ ...before, chain: null })
    expect(replayHead(about.key, 'offence', events)).toEqual(head)
    expect(chainProblem(events, head?.chain ?? { n: 0, hash: null })).toBeNull()
    expect(await payload.findByID({ collection: 'offences', id: about.id, depth: 0 })).toEqual(updated)
  })

  it('stay with a claim that is gone, readable, and take no new question there', async () => {
    const step = { key: 'complain', title: 'Complain', text: 'Write to the chief officer.' }
    const { id } = await payload.create({
      collection: 'ladders',
      data: standIn<Ladder>({ jurisdiction: ground.place.id, order: 1, steps: [step] }),
      overrideAccess: false,
      user: edith,
    })
    const about: About & { key: string } = { kind: 'ladder', id, key: '' }
    const [claim] = (await statusFor(edith, about)).claims
    if (!claim) throw new Error('A step is no claim.')
    const thread = await ask(edith, about, 'Whose address is it?', claim.id)
    expect((await statusFor(edith, about)).threads).toMatchObject([{ n: thread, gone: false }])
    await payload.update({
      collection: 'ladders',
      id,
      data: { revision: 1, steps: [{ key: 'appeal', title: 'Appeal', text: 'Write to the court.' }] },
      overrideAccess: false,
      user: edith,
    })
    expect((await statusFor(edith, about)).threads).toMatchObject([
      { n: thread, label: claim.label, gone: true, turns: [{ text: 'Whose address is it?' }] },
    ])
    await answer(rhea, about, thread, 'Nobody’s any more.')
    expect(await refusal(ask(edith, about, 'And this?', claim.id))).toMatchObject({
      because: 'state',
      message:
        'What you ask about is not in this entry any more. Reload the page, or ask about the whole entry.',
    })
  })

  it('are refused about an edition of another entry', async () => {
    const [one, other] = [await begun(), await begun()]
    const { hash } = await desk.submit(edith, other, 1)
    expect(await refusal(ask(rhea, one, 'This?', null, hash))).toMatchObject({ because: 'state' })
  })

  it('keep two answers that come at once', async () => {
    const about = await begun()
    const thread = await ask(edith, about, 'Is it five years?')
    const people = await Promise.all([edith, rhea, ruben, ada].map(signIn))
    const statuses = await Promise.all(
      [...people, ...people].map((token, n) =>
        rest('post', `/offences/${about.id}/desk/answer-question`, {
          token,
          body: { thread, text: `Answer ${n}` },
        }).then(({ status }) => status),
      ),
    )
    expect(statuses).toEqual(Array<number>(8).fill(200))
    const events = await readEvents({ payload }, about.key)
    const said = threadsOf(events)[0]?.turns.map(({ text }) => text)
    expect(said?.slice(1).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `Answer ${n}`))
    const head = await readHead({ payload }, about.key)
    expect(chainProblem(events, head?.chain ?? { n: 0, hash: null })).toBeNull()
  })

  it('are never settled over words that nobody read, whichever comes first', async () => {
    for (let round = 0; round < 6; round += 1) {
      const about = await begun()
      const thread = await ask(edith, about, 'Is it five years?')
      const [one, two] = await Promise.all([signIn(rhea), signIn(ruben)])
      const resolving = { thread, seen: thread }
      const post = (token: string, action: string, body: object) =>
        rest('post', `/offences/${about.id}/desk/${action}`, { token, body })
      const [answered, resolved] = await Promise.all([
        post(one, 'answer-question', { thread, text: 'Wait: it is seven.' }),
        post(two, 'resolve-question', resolving),
      ])
      expect(answered.status).toBe(200)
      expect([200, 409]).toContain(resolved.status)
      const [left] = threadsOf(await readEvents({ payload }, about.key))
      expect(left).toMatchObject({ open: true })
      expect(left?.turns.map(({ text }) => text)).toContain('Wait: it is seven.')
    }
  })

  it('are resolved, reopened and answered anew by those who may', async () => {
    const about = await begun()
    const thread = await ask(ada, about, 'Whose number is this?')
    expect(await refusal(resolve(ada, about, thread, thread))).toBeNull()
    expect((await statusFor(rhea, about)).threads[0]).toMatchObject({ open: false, mayResolve: true })
    expect(await refusal(resolve(rhea, about, thread, 99))).toMatchObject({
      because: 'state',
      message: 'Ada has resolved this already.',
    })
    await desk.as(rhea, (mine) => reopenQuestion(mine, { ...about, thread }))
    expect((await statusFor(rhea, about)).threads[0]).toMatchObject({ open: true })
    const other = await ask(edith, about, 'Another?')
    expect(await refusal(resolve(ada, about, other, other))).toMatchObject({ because: 'role' })
  })

  it('are counted on the board and in lists while they are open', async () => {
    const about = await begun()
    const { hash } = await desk.submit(edith, about, 1)
    const thread = await ask(rhea, about, 'One?', 'penalty', hash)
    await ask(rhea, about, 'Two?', null, hash)
    const row = async () =>
      (
        await desk.as(ruben, (mine) => boardListOf(mine, { list: 'reviews', place: null, page: 1 }))
      ).rows.find(({ entry }) => entry === about.key)
    expect(await row()).toMatchObject({ questions: 2 })
    expect((await openQuestions({ payload }))[about.key]).toBe(2)
    await resolve(rhea, about, thread, thread)
    expect(await row()).toMatchObject({ questions: 1 })
    const none = await begun()
    expect((await openQuestions({ payload }))[none.key]).toBeUndefined()
  })

  it('are counted for everybody with a role by the endpoint, and not once they are resolved', async () => {
    const about = await begun()
    const tokens = await Promise.all([edith, rhea, ada].map(signIn))
    const open = async (): Promise<(number | undefined)[]> => {
      const counts: (number | undefined)[] = []
      for (const token of tokens) {
        const { status, json } = await rest('get', '/heads/questions', { token })
        expect(status).toBe(200)
        counts.push((json as { open: Record<string, number> }).open[about.key])
      }
      return counts
    }
    const [token = ''] = tokens
    const post = async (what: string, body: object): Promise<number> =>
      (await rest('post', `/offences/${about.id}/desk/${what}`, { token, body })).status
    expect(await open()).toEqual([undefined, undefined, undefined])
    const asked = { claim: 'penalty', edition: null, text: 'Is it five years?' }
    expect(await post('ask-question', asked)).toBe(200)
    expect(await open()).toEqual([1, 1, 1])
    const [thread] = threadsOf(await readEvents({ payload }, about.key))
    const n = thread?.n ?? 0
    expect(await post('resolve-question', { thread: n, seen: n })).toBe(200)
    expect(await open()).toEqual([undefined, undefined, undefined])
    expect(await post('resolve-question', { thread: n, seen: n })).toBe(409)
    expect(await post('reopen-question', { thread: n })).toBe(200)
    expect(await open()).toEqual([1, 1, 1])
  })

  it('are told to those whom they mention and whose work they are about, in the mail without a word', async () => {
    const about = await begun()
    const { hash } = await desk.submit(edith, about, 1)
    await told()
    now += MINUTE
    await ask(rhea, about, '@Ruben, is it a quokka? @Norole cannot answer.', 'penalty', hash)
    expect((await told()).filter((line) => !line.endsWith(': review'))).toEqual([
      'Edith: asked',
      'Ruben: mentioned',
    ])
    now += 3 * MINUTE
    await runJob('notices-at-once', context, log)
    const outbox = await findRows({ payload }, 'outbox', toMail, { kind: { equals: 'notice' } }, 'recipient')
    const mails = await Promise.all(outbox.map(composer(context)))
    const edithsMail = mails.find((mail) => 'to' in mail && mail.to === 'edith@example.org')
    expect(edithsMail).toMatchObject({
      text: `Edith,

this is new for you at the editorial desk.

A question about your work
You wrote or submitted what it is about, or it is your task; or you look after it, and whoever did has left.
- an offence of Testland
  https://desk.example.org/admin/collections/offences/${about.id}/review#questions

What you have read or done meanwhile is not in this mail. Set in your account whether you get such mails at once, once a day, or not at all:
https://desk.example.org/admin/account
`,
    })
    expect(mails.length).toBeGreaterThan(1)
    expect(JSON.stringify(mails)).not.toMatch(/quokka|secret/i)
    const bell = await desk.as(ruben, bellOf)
    expect(bell.groups[0]).toMatchObject({ screen: `/collections/offences/${about.id}/review#questions` })
  })

  it('are told on to everybody in the conversation, and to nobody of what they did', async () => {
    const about = await begun()
    const thread = await ask(rhea, about, 'Is it five years, @Ada?')
    const seen = await answer(edith, about, thread, 'It is.')
    expect(await told()).toEqual(['Ada: answered', 'Ada: mentioned', 'Edith: asked', 'Rhea: answered'])
    now += MINUTE
    await resolve(edith, about, thread, seen)
    expect(await told()).toEqual([
      'Ada: answered (read)',
      'Ada: mentioned (read)',
      'Edith: asked (read)',
      'Rhea: answered (read)',
      'Rhea: resolved',
    ])
  })

  it('go on being told while another question is open', async () => {
    const about = await begun()
    const thread = await ask(rhea, about, '@Ruben?')
    await ask(rhea, about, '@Ruben, and this?')
    await told()
    now += MINUTE
    await resolve(edith, about, thread, thread)
    expect(await told()).toEqual([
      'Edith: asked',
      'Edith: asked',
      'Rhea: resolved',
      'Ruben: mentioned',
      'Ruben: mentioned',
    ])
  })

  it('are refused to strangers and to accounts without a role', async () => {
    const about = await begun()
    const body = { claim: null, edition: null, text: 'Who am I?' }
    expect((await rest('post', `/offences/${about.id}/desk/ask-question`, { body })).status).toBe(401)
    expect((await rest('get', '/heads/questions')).status).toBe(401)
    const { docs } = await payload.find({ collection: 'users', where: { name: { equals: 'Norole' } } })
    const token = await signIn({ ...docs[0], collection: 'users' } as Person)
    expect((await rest('post', `/offences/${about.id}/desk/ask-question`, { token, body })).status).toBe(401)
    expect((await rest('get', '/heads/questions', { token })).status).toBe(401)
    expect(threadsOf(await readEvents({ payload }, about.key))).toEqual([])
  })
})
