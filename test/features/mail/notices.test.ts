import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Payload } from 'payload'
import { assign } from '#desk/desk/assign.ts'
import { bellOf } from '#desk/mail/bell.ts'
import { recordDeletion } from '#desk/desk/delete.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { askWithdrawal, declineWithdrawal } from '#desk/desk/withdrawal.ts'
import { leaveOut } from '#desk/desk/leave-out.ts'
import { askQuestion } from '#desk/desk/questions.ts'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import type { About } from '#desk/entry.ts'
import { legalDate } from '#domain/dates.ts'
import type { NoticeSettings } from '#domain/mail/notices.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { openFlag } from '#store/desk/flags.ts'
import { readHead } from '#store/desk/heads.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { deleteRows, findRows } from '#store/rows.ts'
import type { Context } from '#worker/context.ts'
import { forgetOld } from '#worker/mail/subscriptions.ts'
import { composer } from '#worker/mail/compose.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { createOffence, layGround, type Ground } from '../../support/content/content.ts'
import { NO_WORDS, testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { jobNamed, runJob } from '../../support/jobs.ts'
import { ticksOf } from '#worker/jobs/run.ts'
import { scriptedServer } from '../../support/mail/mail-servers.ts'

const log = createLog('silent')
const MINUTE = 60_000
const DAY = 86_400_000
const START = Date.parse('2026-11-21T10:00:00Z')

interface Said {
  to: string
  subject: string
  text: string
}

describe.skipIf(missing)(`what staff are told, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ground: Ground
  let desk: TestDesk
  let context: Context
  let now = START
  const people: Record<string, Person> = {}
  const who = (name: string): Person => {
    const found = people[name]
    if (!found) throw new Error(name)
    return found
  }

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    for (const [name, roles] of [
      ['Edith', ['editor']],
      ['Rhea', ['reviewer']],
      ['Ruben', ['reviewer']],
      ['Ada', ['administrator']],
      ['Nobody', []],
    ] as const)
      people[name] = await person(payload, name, [...roles])
    ground = await layGround(payload)
    await payload.db.updateOne({
      collection: 'jurisdictions',
      id: ground.place.id,
      data: { responsible: [who('Rhea').id, who('Ruben').id] },
    })
    desk = testDesk(payload, new Date(START).toISOString())
    desk.clock.now = () => new Date(now)
    context = {
      payload,
      clock: { now: () => new Date(now) },
      env: {
        ...env(),
        dataDir: database.dataDir,
        siteTimeZone: 'UTC',
        publicUrl: 'https://desk.example.org',
      },
    }
  })
  afterAll(() => database?.close())
  beforeEach(async () => {
    now += DAY
    for (const slug of ['notices', 'outbox', 'work', 'leases'] as const)
      await inOwnTransaction({ payload }, (req) => deleteRows(req, slug, {}))
    for (const each of Object.values(people))
      await set(each, { waiting: 'soon', done: 'daily', trouble: 'daily' })
  })

  const set = (of: Person, told: NoticeSettings) =>
    payload.db.updateOne({ collection: 'users', id: of.id, data: { told } })
  const later = (minutes: number): void => void (now += minutes * MINUTE)
  const run = async (job: string): Promise<void> => runJob(job, context, log)
  const told = async (): Promise<string[]> => {
    await run('tell')
    const names = new Map(Object.values(people).map(({ id, name }) => [`user:${id}`, name]))
    const rows = await findRows(
      { payload },
      'notices',
      (row) =>
        `${names.get(row.text('person'))}: ${row.text('kind')}${row.textOrNull('readAt') ? ' (read)' : ''}`,
      {},
      'key',
    )
    return rows.sort()
  }
  const outbox = () => findRows({ payload }, 'outbox', toMail, { kind: { equals: 'notice' } }, 'createdAt')
  const mails = async (): Promise<(Said | { drop: string })[]> => {
    const compose = composer(context)
    const found = await Promise.all((await outbox()).map(compose))
    return found
      .map((each) => ('drop' in each ? each : { to: each.to, subject: each.subject, text: each.text }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  let count = 0
  const begun = async (by = who('Edith')): Promise<About & { key: string }> => {
    const { id, key } = await createOffence(payload, by, ground, `A secret title ${(count += 1)}`)
    later(1)
    return { kind: 'offence', id, key: key ?? '' }
  }
  /** A law change of the Act that the entries rest on. */
  const amended = () =>
    payload.create({
      collection: 'law-changes',
      data: {
        title: 'The Act was amended',
        instrument: ground.act.id,
        effectiveOn: '2026-12-01',
        what: 'amendment',
      } as never,
      overrideAccess: true,
    })
  const live = async (): Promise<About & { key: string }> => {
    const about = await begun()
    await desk.live(who('Edith'), who('Rhea'), about, 1)
    await run('tell')
    await inOwnTransaction({ payload }, (req) => deleteRows(req, 'notices', {}))
    later(1)
    return about
  }

  it('is told to reviewers who wrote none of it, in one mail after minutes of quiet, once', async () => {
    const one = await begun()
    const two = await begun(who('Ruben'))
    await desk.submit(who('Edith'), one, 1)
    // The mail lists what came first first.
    await run('tell')
    later(0.1)
    await desk.submit(who('Edith'), two, 1)
    expect(await told()).toEqual(['Rhea: review', 'Rhea: review', 'Ruben: review'])
    await run('notices-at-once')
    expect(await outbox()).toEqual([])
    later(3)
    await run('notices-at-once')
    await run('notices-at-once')
    const all = await mails()
    expect(all).toHaveLength(2)
    expect(all[0]).toEqual({
      to: 'rhea@example.org',
      subject: 'The editorial desk: 2 things are new for you',
      text: `Rhea,

this is new for you at the editorial desk.

Waits for your review
You are a reviewer who wrote none of it.
- an offence of Testland
  https://desk.example.org/admin/collections/offences/${one.id}/review
- an offence of Testland
  https://desk.example.org/admin/collections/offences/${two.id}/review

What you have read or done meanwhile is not in this mail. Set in your account whether you get such mails at once, once a day, or not at all:
https://desk.example.org/admin/account
`,
    })
    expect(JSON.stringify(all)).not.toContain('secret')
    await told()
    later(60)
    await run('notices-at-once')
    expect(await outbox()).toHaveLength(2)
  })

  it('waits for quiet no longer than ten minutes', async () => {
    const abouts = []
    for (let n = 0; n < 6; n += 1) abouts.push(await begun())
    for (const about of abouts) {
      await desk.submit(who('Edith'), about, 1)
      await told()
      later(1.9)
      await run('notices-at-once')
      if (about !== abouts.at(-1)) expect(await outbox(), 'somebody keeps submitting').toEqual([])
    }
    expect(await outbox()).toHaveLength(2)
  })

  it('is told to those who wrote and submitted it, without a word of the notes', async () => {
    const about = await begun()
    const { hash } = await desk.submit(who('Edith'), about, 1)
    await told()
    later(1)
    await desk.as(who('Rhea'), (mine) =>
      requestChanges(mine, { ...about, hash, notes: [{ claim: null, text: 'A hidden note.' }] }),
    )
    expect(await told()).toEqual(['Edith: sent-back', 'Rhea: review (read)', 'Ruben: review (read)'])
    later(3)
    await run('notices-at-once')
    const all = await mails()
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({
      to: 'edith@example.org',
      text: expect.stringContaining('Sent back with notes') as string,
    })
    expect(JSON.stringify(all)).not.toMatch(/hidden|secret/)
  })

  it('is told once a day where that is chosen, and by no mail where none is', async () => {
    const about = await begun()
    await desk.live(who('Edith'), who('Rhea'), about, 1)
    expect(await told()).toEqual(['Edith: live'])
    later(60)
    await run('notices-at-once')
    expect(await outbox()).toEqual([])
    await run('notices-daily')
    expect(await mails()).toMatchObject([
      { to: 'edith@example.org', text: expect.stringContaining('Went live') as string },
    ])
    await inOwnTransaction({ payload }, (req) => deleteRows(req, 'leases', {}))
    await run('notices-daily')
    expect(await outbox()).toHaveLength(1)

    await set(who('Edith'), { waiting: 'never', done: 'never', trouble: 'never' })
    expect(await mails(), 'also if it was chosen since').toEqual([
      { drop: 'All of it was read or done meanwhile.' },
    ])
    await desk.live(who('Edith'), who('Rhea'), await begun(), 1)
    expect(await told()).toEqual(['Edith: live', 'Edith: live'])
    now += DAY
    await run('notices-daily')
    expect(await outbox()).toHaveLength(1)
  })

  it('is told to no account that is gone, or has lost the role', async () => {
    const about = await begun()
    await desk.submit(who('Edith'), about, 1)
    await told()
    later(3)
    await run('notices-at-once')
    const roles = (of: Person, to: string[]) =>
      payload.db.updateOne({ collection: 'users', id: of.id, data: { roles: to } })
    await roles(who('Rhea'), ['editor'])
    await roles(who('Ruben'), [])
    expect(new Set((await mails()).map((each) => ('drop' in each ? each.drop : each.to)))).toEqual(
      new Set([
        'All of it was read or done meanwhile.',
        'The account is not there any more, or has no role.',
      ]),
    )
    await roles(who('Rhea'), ['reviewer'])
    await roles(who('Ruben'), ['reviewer'])

    const gone = await person(payload, 'Gone', ['reviewer'])
    await desk.submit(who('Edith'), await begun(), 1)
    await run('tell')
    const theirs = () =>
      findRows({ payload }, 'notices', (row) => row.id, { person: { equals: `user:${gone.id}` } })
    expect(await theirs()).toHaveLength(1)
    await payload.delete({ collection: 'users', id: gone.id, overrideAccess: true })
    expect(await theirs()).toEqual([])
  })

  it('tells of withdrawals, of what was decided alone, and of law changes', async () => {
    const about = await live()
    const head = await readHead({ payload }, about.key)
    const hash = head?.live?.hash ?? ''
    await desk.as(who('Rhea'), (mine) =>
      askWithdrawal(mine, { ...about, hash, reason: 'Gone.', changeNote: null }),
    )
    expect(await told()).toEqual(['Ruben: withdrawal'])
    later(1)
    await desk.as(who('Ruben'), (mine) => declineWithdrawal(mine, { ...about, hash, reason: 'It stays.' }))
    expect(await told()).toEqual(['Rhea: declined', 'Ruben: withdrawal (read)'])

    later(1)
    const change = await amended()
    await desk.as(who('Ruben'), (mine) => flagLawChange(mine, String(change.id)))
    expect((await told()).filter((each) => each.includes('law-change'))).toContain('Edith: law-change')
    expect((await told()).filter((each) => each.includes('law-change'))).toContain('Rhea: law-change')
    expect((await told()).join()).not.toContain('Ruben: law-change')

    later(1)
    await payload.update({
      collection: 'offences',
      id: about.id,
      data: { penalty: 'Up to 6 years in prison.', revision: 1 },
      user: who('Rhea'),
      overrideAccess: false,
    })
    await desk.as(who('Rhea'), (mine) =>
      safetyFix(mine, {
        ...about,
        hash: null,
        from: 2,
        reason: 'Now.',
        submission: { ...NO_WORDS, changeNote: 'Now.' },
        checkedOn: legalDate(new Date(now).toISOString().slice(0, 10)),
      }),
    )
    expect(await told()).toContain('Ruben: second-review')
    expect((await told()).join()).not.toContain('Rhea: second-review')
  })

  it('tells those who look after an entry of trouble at its sources, while it lasts', async () => {
    await live()
    await inOwnTransaction({ payload }, (req) =>
      openFlag(req, {
        kind: 'link-broken',
        entry: '',
        about: `sources/${ground.source.id}`,
        detail: 'It answers 404.',
        claims: [],
        liveN: null,
        by: 'The watch',
        at: new Date(now),
      }),
    )
    expect(await told()).toEqual(['Edith: source', 'Rhea: source'])
    await run('notices-daily')
    expect(await mails()).toMatchObject([
      { text: expect.stringContaining('https://desk.example.org/admin/watch?kind=link-broken') as string },
      { to: 'rhea@example.org' },
    ])
    expect(JSON.stringify(await mails())).not.toContain('404')
    await inOwnTransaction({ payload }, (req) =>
      req.payload.db
        .updateMany({ collection: 'flags', where: {}, data: { closedAt: new Date(now).toISOString() }, req })
        .then(() => undefined),
    )
    expect(await mails()).toEqual(Array(2).fill({ drop: 'All of it was read or done meanwhile.' }))
  })

  it('leads whoever was assigned a review to the review', async () => {
    const about = await begun()
    await desk.submit(who('Edith'), about, 1)
    await run('tell')
    later(1)
    await desk.as(who('Edith'), (mine) => assign(mine, { ...about, to: `user:${who('Rhea').id}`, due: null }))
    await run('tell')
    const bell = await desk.as(who('Rhea'), (mine) => bellOf(mine))
    expect(bell.groups[0]).toMatchObject({
      notices: [{ kind: 'assigned' }, { kind: 'review' }],
      screen: `/collections/offences/${about.id}/review`,
    })
    later(3)
    await run('notices-at-once')
    const mail = (await mails()).find((each) => 'to' in each && each.to === 'rhea@example.org')
    // Twice in one mail: why it waits, and whose it is.
    expect(JSON.stringify(mail).split(`${about.id}/review`)).toHaveLength(3)
  })

  it('is over once an entry is deleted, or its law change is answered for', async () => {
    const gone = await begun()
    await desk.as(who('Rhea'), (mine) =>
      askQuestion(mine, { ...gone, claim: null, edition: null, text: 'Is this so?' }),
    )
    expect(await told()).toEqual(['Edith: asked'])
    later(1)
    await desk.as(who('Edith'), (mine) => recordDeletion(mine, { key: gone.key, kind: 'offence' }))
    expect(await told()).toEqual(['Edith: asked (read)'])

    const about = await live()
    const change = await amended()
    const law = String(change.id)
    await desk.as(who('Ruben'), (mine) => flagLawChange(mine, law, [about.key]))
    expect(await told()).toContain('Edith: law-change')
    later(1)
    await desk.as(who('Ruben'), (mine) => leaveOut(mine, law, { entries: [about.key], reason: 'Not this.' }))
    expect(await told()).toContain('Edith: law-change (read)')
  })

  it('is erased when it is old', async () => {
    await desk.submit(who('Edith'), await begun(), 1)
    expect(await told()).toHaveLength(2)
    now += 89 * DAY
    await forgetOld(context)
    expect(await told()).toHaveLength(2)
    now += 2 * DAY
    await forgetOld(context)
    expect(await told()).toEqual([])
  })

  it('is sent by a mail server, once', async () => {
    const server = await scriptedServer({})
    try {
      await desk.submit(who('Edith'), await begun(), 1)
      await told()
      later(3)
      await run('notices-at-once')
      const job = jobNamed('send')
      if ('cron' in job) throw new Error('It is not polled.')
      const send = ticksOf(job, { ...context, env: { ...context.env, smtpUrl: server.url } }, log)
      await send()
      await send()
      expect(server.messages).toHaveLength(2)
      expect(server.messages.filter((each) => each.includes('To: rhea@example.org'))).toHaveLength(1)
      expect(server.messages.join()).not.toContain('secret')
    } finally {
      await server.close()
    }
  })
})
