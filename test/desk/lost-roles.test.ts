import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Payload } from 'payload'
import { assign } from '#desk/desk/assign.ts'
import { calendarOf } from '#desk/desk/queries/calendar-of.ts'
import { boardListOf } from '#desk/desk/queries/board/board-list-of.ts'
import { boardOf } from '#desk/desk/queries/board/board-of.ts'
import { nextOf } from '#desk/desk/queries/board/next-of.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import type { About } from '#desk/entry.ts'
import type { Role } from '#domain/desk/actors.ts'
import type { BoardList } from '#domain/desk/board.ts'
import { addDays, dayIn } from '#domain/dates.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { deleteRows, findRows } from '#store/rows.ts'
import { composer } from '#worker/mail/compose.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { testDesk, type TestDesk } from '../support/desk/desk.ts'
import { person, requestOf, type Person } from '../support/desk/staff.ts'
import { runJob } from '../support/jobs.ts'
import { rest, signIn } from '../support/rest.ts'

type Name = 'Edith' | 'Eric' | 'Rhea' | 'Ruben' | 'Ada' | 'Bo'
const ROLES: Record<Name, Role[]> = {
  Edith: ['editor'],
  Eric: ['editor'],
  Rhea: ['reviewer', 'editor'],
  Ruben: ['reviewer'],
  Ada: ['administrator'],
  Bo: ['administrator'],
}

describe.skipIf(missing)(`tasks of those who lose the role or the account, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ground: Ground
  let desk: TestDesk
  const people = {} as Record<Name, Person>
  const tokens = {} as Record<'Ada' | 'Bo', string>
  let review: About & { key: string }
  let draft: About & { key: string }
  /** Minutes that the clock of the worker is ahead. */
  let ahead = 0

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    for (const [name, roles] of Object.entries(ROLES) as [Name, Role[]][])
      people[name] = await person(payload, name, roles)
    for (const name of ['Ada', 'Bo'] as const) tokens[name] = await signIn(people[name])
    ground = await layGround(payload)
    desk = testDesk(payload)
    // Accounts are changed by the clock of the system.
    desk.clock.now = () => systemClock.now()
    const begin = async (title: string): Promise<typeof review> => {
      const { id, key } = await createOffence(payload, people.Edith, ground, title)
      return { kind: 'offence', id, key: key ?? '' }
    }
    review = await begin('A secret title')
    draft = await begin('Another secret title')
    await desk.submit(people.Edith, review, 1)
    for (const about of [review, draft]) await give(people.Eric, about, people.Rhea)
    await told()
  })
  afterAll(() => database?.close())

  const give = (by: Person, about: About, to: Person) =>
    desk.as(by, (mine) =>
      assign(mine, { ...about, to: `user:${to.id}`, due: addDays(dayIn('UTC', new Date()), 5) }),
    )
  const context = () => ({
    payload,
    clock: { now: () => new Date(Date.now() + ahead * 60_000) },
    env: {
      ...env(),
      dataDir: database.dataDir,
      siteTimeZone: 'UTC',
      publicUrl: 'https://desk.example.org',
    },
  })
  const run = (job: string): Promise<void> => runJob(job, context(), createLog('silent'))
  const nameOf = (id: string): string | undefined =>
    Object.values(people).find((each) => `user:${each.id}` === id)?.name
  /** Who is told what of which entry; erased once it is seen. */
  const told = async (): Promise<string[]> => {
    await run('tell')
    const rows = await unread()
    await inOwnTransaction({ payload }, (req) => deleteRows(req, 'notices', {}))
    return rows
  }
  const unread = async (): Promise<string[]> =>
    (
      await findRows(
        { payload },
        'notices',
        (row) => `${nameOf(row.text('person'))}: ${row.text('kind')} ${row.text('entry')}`,
        { readAt: { exists: false } },
      )
    ).sort()
  const roles = async (of: Name, given: Role[], by: 'Ada' | 'Bo' = 'Ada') =>
    expect(
      (await rest('patch', `/users/${people[of].id}`, { token: tokens[by], body: { roles: given } })).status,
    ).toBe(200)
  const list = async (name: BoardList, of: Name = 'Ruben') =>
    (await desk.as(people[of], (at) => boardListOf(at, { list: name, place: null, page: 1 }))).rows
  const status = async (about: About) =>
    (await desk.as(people.Ruben, (mine) => workflowStatusOf(mine, about))).assigned
  const dueTo = async (of: Name): Promise<string[]> =>
    (
      await calendarOf({ payload }, { person: `user:${people[of].id}`, clock: systemClock, timeZone: 'UTC' })
    ).items.flatMap(({ id, kind }) => (kind === 'task' ? [id] : []))

  it('are told once to those who could do them and to who assigned them, where a role is gone', async () => {
    await roles('Rhea', ['editor'])
    expect(await told(), 'the draft is still hers').toEqual([
      `Eric: unassigned ${review.key}`,
      `Ruben: unassigned ${review.key}`,
    ])
    expect(await told()).toEqual([])
  })

  it('are nobody’s on the board, in what comes next, at the entry, and in the calendar', async () => {
    expect(await list('unassigned')).toMatchObject([
      {
        entry: review.key,
        verb: 'Assign',
        task: expect.stringMatching(/^nobody’s: Rhea cannot do it any more, due on /) as string,
        others: null,
      },
    ])
    expect((await list('assigned', 'Rhea')).map(({ entry }) => entry)).toEqual([draft.key])
    expect((await list('unassigned', 'Ada'))[0]?.others).toBe('An editor or a reviewer must assign it anew')
    const actor = actorOf(await requestOf(payload, people.Ruben))
    if (!actor) throw new Error('nobody')
    // Outside a transaction, as the screen reads it: it reads several lists at once.
    const board = await boardOf({ req: { payload }, actor, clock: desk.clock, timeZone: 'UTC' })
    expect(board.lists.unassigned.rows.map(({ entry }) => entry)).toEqual([review.key])
    expect(board.reviews.rows[0]?.task).toMatch(/^nobody’s: Rhea/)
    expect(await status(review)).toMatchObject({
      name: 'Rhea',
      why: 'Rhea is no reviewer, and a review waits.',
    })
    expect(await status(draft)).toMatchObject({ name: 'Rhea', why: null })
    expect(await dueTo('Rhea')).toEqual([`task/${draft.key}`])
    // A colleague's task would be the last; this one is nobody's, and comes before it.
    const { id, key } = await createOffence(payload, people.Edith, ground, 'A third secret title')
    const other = { kind: 'offence', id } as const
    await desk.submit(people.Edith, other, 1)
    await give(people.Eric, other, people.Ruben)
    const third = await person(payload, 'Third', ['reviewer'])
    expect((await desk.as(third, (at) => nextOf(at, null)))?.entry).toBe(review.key)
    await payload.db.deleteOne({ collection: 'users', where: { id: { equals: third.id } } })
    await desk.approve(
      people.Ruben,
      other,
      (await desk.as(people.Ruben, (m) => workflowStatusOf(m, other))).open?.hash ?? '',
    )
    expect(key).not.toBe(review.key)
    await told()
  })

  it('are theirs again once a second administrator has confirmed the role, and nobody need be told', async () => {
    await roles('Rhea', [])
    await run('tell')
    expect(await unread(), 'the review was lost before').toEqual([
      `Edith: unassigned ${draft.key}`,
      `Eric: unassigned ${draft.key}`,
      `Ruben: unassigned ${draft.key}`,
    ])
    await roles('Rhea', ['reviewer'])
    await run('tell')
    expect(await unread(), 'asked for, not given').toHaveLength(3)
    expect((await list('unassigned')).map(({ entry }) => entry).sort()).toEqual(
      [draft.key, review.key].sort(),
    )
    const events = await payload.find({ collection: 'account-events', pagination: false, sort: '-n' })
    const asked = events.docs.find(({ action }) => action === 'roles-asked')?.n
    const confirmed = await rest('post', `/users/${people.Rhea.id}/roles`, {
      token: tokens.Bo,
      body: { asked, confirm: true },
    })
    expect(confirmed.status).toBe(200)
    await run('tell')
    expect(await unread()).toEqual([])
    expect(await list('unassigned')).toEqual([])
    expect(await status(review)).toMatchObject({ name: 'Rhea', why: null })
  })

  it('are told in a mail without a word of them, and the record still names whose account is gone', async () => {
    await told()
    await inOwnTransaction({ payload }, (req) => deleteRows(req, 'outbox', {}))
    const gone = await rest('delete', `/users/${people.Rhea.id}`, { token: tokens.Ada })
    expect(gone.status).toBe(200)
    await run('tell')
    expect(await unread()).toEqual([
      `Edith: unassigned ${draft.key}`,
      `Eric: unassigned ${review.key}`,
      `Eric: unassigned ${draft.key}`,
      `Ruben: unassigned ${review.key}`,
      `Ruben: unassigned ${draft.key}`,
    ])
    expect(await status(review)).toMatchObject({
      name: 'Rhea',
      why: 'The account of whoever had it is gone.',
    })
    expect((await list('unassigned'))[0]?.task).toMatch(/^nobody’s: the account that had it is gone, due on /)
    ahead = 3
    await run('notices-at-once')
    ahead = 0
    const mails = await findRows({ payload }, 'outbox', toMail, { kind: { equals: 'notice' } })
    const composed = await Promise.all(mails.map(composer(context())))
    const edith = composed.find((each) => 'to' in each && each.to === 'edith@example.org')
    expect(edith).toMatchObject({
      text: `Edith,

this is new for you at the editorial desk.

A task that is nobody’s any more
Whoever had it cannot do it any more: you could do it, or you assigned it.
- an offence of Testland
  https://desk.example.org/admin/collections/offences/${draft.id}

What you have read or done meanwhile is not in this mail. Set in your account whether you get such mails at once, once a day, or not at all:
https://desk.example.org/admin/account
`,
    })
    expect(JSON.stringify(composed)).not.toContain('secret')
    await give(people.Eric, draft, people.Edith)
    await run('tell')
    expect(await unread(), 'somebody has it now').toEqual([
      `Edith: assigned ${draft.key}`,
      `Eric: unassigned ${review.key}`,
      `Ruben: unassigned ${review.key}`,
    ])
  })
})
