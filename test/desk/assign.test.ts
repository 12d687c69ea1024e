import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Payload } from 'payload'
import { assign } from '#desk/desk/assign.ts'
import { boardListOf } from '#desk/desk/queries/board/board-list-of.ts'
import { nextOf } from '#desk/desk/queries/board/next-of.ts'
import { boardOf } from '#desk/desk/queries/board/board-of.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import type { About } from '#desk/entry.ts'
import { legalDate } from '#domain/dates.ts'
import { replayHead } from '#domain/desk/heads.ts'
import { actorOf } from '#lib/actor.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead, readInconsistentHeads } from '#store/desk/heads.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { deleteRows, findRows } from '#store/rows.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { refusal, testDesk, type TestDesk } from '../support/desk/desk.ts'
import { person, requestOf, type Person } from '../support/desk/staff.ts'
import { runJob } from '../support/jobs.ts'

describe.skipIf(missing)(`whose task an entry is, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ground: Ground
  let desk: TestDesk
  let edith: Person
  let rhea: Person
  let ruben: Person
  let ada: Person
  let count = 0

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    edith = await person(payload, 'Edith', ['editor'])
    rhea = await person(payload, 'Rhea', ['reviewer'])
    ruben = await person(payload, 'Ruben', ['reviewer'])
    ada = await person(payload, 'Ada', ['administrator'])
    ground = await layGround(payload)
    desk = testDesk(payload)
  })
  afterAll(() => database?.close())

  const begun = async (): Promise<About & { key: string }> => {
    const { id, key } = await createOffence(payload, edith, ground, `Offence ${(count += 1)}`)
    return { kind: 'offence', id, key: key ?? '' }
  }
  const give = (by: Person, about: About, to: Person | null, due: string | null = null) =>
    desk.as(by, (mine) =>
      assign(mine, { ...about, to: to && `user:${to.id}`, due: due === null ? null : legalDate(due) }),
    )
  /** The working copy of an entry. */
  const copyOf = async (key: string): Promise<About> => {
    const copy = (await findWorkingCopies({ payload }, [key])).get(key)
    if (!copy) throw new Error(`There is no ${key}.`)
    return { kind: 'offence', id: copy.id }
  }
  const taskOf = async ({ key }: { key: string }) => (await readHead({ payload }, key))?.assigned ?? null
  const away = (who: Person, said: { from?: string; until?: string; deputy?: string } | null) =>
    payload.db.updateOne({
      collection: 'users',
      id: who.id,
      data: { away: said ?? { from: null, until: null, deputy: null } },
    })
  /** Names with kinds of all that was told since the last look. */
  const told = async (): Promise<string[]> => {
    const context = { payload, clock: desk.clock, env: { ...env(), siteTimeZone: 'UTC' } }
    await runJob('tell', context, createLog('silent'))
    const names = new Map([edith, rhea, ruben, ada].map(({ id, name }) => [`user:${id}`, name]))
    const rows = await findRows(
      { payload },
      'notices',
      (row) => `${names.get(row.text('person'))}: ${row.text('kind')}`,
      {},
    )
    await inOwnTransaction({ payload }, (req) => deleteRows(req, 'notices', {}))
    return rows.sort()
  }

  it('is in the chain of the entry, in its head, on the board of whose it is, and in words', async () => {
    const about = await begun()
    await desk.submit(edith, about, 1)
    await told()
    await give(edith, about, rhea, '2026-11-25')
    expect(await taskOf(about)).toEqual({ to: `user:${rhea.id}`, due: '2026-11-25' })
    const events = await readEvents({ payload }, about.key)
    expect(events.at(-1)).toMatchObject({
      action: 'assign',
      actor: { name: 'Edith' },
      details: { to: `user:${rhea.id}`, name: 'Rhea', due: '2026-11-25' },
    })
    expect(replayHead(about.key, 'offence', events)).toEqual(await readHead({ payload }, about.key))
    expect(await readInconsistentHeads({ payload })).toEqual([])
    expect(await told()).toEqual(['Rhea: assigned'])

    const list = { list: 'assigned', place: null, page: 1 } as const
    const mine = await desk.as(rhea, (at) => boardListOf(at, list))
    expect(mine.rows).toMatchObject([
      { entry: about.key, verb: 'Review', late: false, task: 'assigned to Rhea, due on 25 November 2026' },
    ])
    expect((await desk.as(ruben, (at) => boardListOf(at, list))).rows).toEqual([])
    const actor = actorOf(await requestOf(payload, ruben))
    if (!actor) throw new Error('nobody')
    // Outside a transaction, as the screen reads it: it reads several lists at once.
    const others = await boardOf({ req: { payload }, actor, clock: desk.clock, timeZone: 'UTC' })
    expect(others.lists.assigned.rows).toEqual([])
    expect(others.reviews.rows.find(({ entry }) => entry === about.key)?.task).toBe(
      'assigned to Rhea, due on 25 November 2026',
    )
    const seen = desk.clock.now()
    desk.clock.set('2026-11-27T10:00:00Z')
    expect((await desk.as(rhea, (at) => boardListOf(at, list))).rows).toMatchObject([
      { late: true, task: 'assigned to Rhea, overdue since 25 November 2026' },
    ])
    expect((await desk.as(ruben, (at) => workflowStatusOf(at, about))).assigned).toMatchObject({
      name: 'Rhea',
      late: true,
    })
    desk.clock.set(seen)
  })

  it('is claimed without telling oneself, taken back, and ends once it is done', async () => {
    const about = await begun()
    const { hash } = await desk.submit(edith, about, 1)
    await told()
    await give(ruben, about, ruben)
    expect(await told()).toEqual([])
    await give(edith, about, null)
    expect(await taskOf(about)).toBeNull()
    expect(await refusal(give(edith, about, null))).toMatchObject({ because: 'state' })
    await give(ruben, about, ruben)
    await desk.approve(ruben, about, hash)
    expect(await taskOf(about)).toBeNull()

    const mine = await begun()
    await give(rhea, mine, edith)
    expect(await taskOf(mine)).toEqual({ to: `user:${edith.id}`, due: null })
    await desk.submit(edith, mine, 1)
    expect(await taskOf(mine), 'who submits has done it').toBeNull()
  })

  it('is given to nobody who cannot do it, and on no day that has passed', async () => {
    const about = await begun()
    await give(edith, about, rhea)
    await desk.submit(edith, about, 1)
    const no = async (to: Person): Promise<string | undefined> => {
      const why = await refusal(give(ruben, about, to))
      return why?.allowed === false ? why.message : undefined
    }
    expect(await no(edith)).toBe('Edith is no reviewer, and a review waits. Choose another colleague.')
    expect(await no(ada)).toBe('Ada is no reviewer, and a review waits. Choose another colleague.')
    const other = await createOffence(payload, ruben, ground, 'By Ruben')
    const theirs = { kind: 'offence', id: other.id } as const
    await desk.submit(edith, theirs, 1)
    const part = await refusal(give(rhea, theirs, ruben))
    expect(part?.allowed === false && part.message).toBe(
      'Ruben took part in it: somebody else must review it. Choose another colleague.',
    )
    expect(await refusal(give(edith, about, rhea, '2026-11-20'))).toMatchObject({ because: 'content' })
    expect(await refusal(give(ada, about, rhea))).toMatchObject({ because: 'role' })
    const gone = await refusal(
      desk.as(edith, (mine) => assign(mine, { ...about, to: 'user:nobody', due: null })),
    )
    expect(gone).toMatchObject({ because: 'state' })
  })

  it('is told of a new submission alone to whose task it is', async () => {
    const about = await begun()
    await give(edith, about, rhea)
    await told()
    await desk.submit(edith, about, 1)
    expect(await told()).toEqual(['Rhea: review'])
  })

  it('goes on to whoever stands in while somebody is away, or to the others with the role', async () => {
    await away(rhea, { from: '2026-11-20', until: '2026-11-22' })
    const about = await begun()
    await desk.submit(edith, about, 1)
    await told()
    const status = await desk.as(edith, (mine) => workflowStatusOf(mine, about))
    expect(status.colleagues).toMatchObject([
      { name: 'Ada', why: 'Ada is no reviewer, and a review waits.' },
      { name: 'Edith', why: 'Edith is no reviewer, and a review waits.' },
      { name: 'Rhea', why: null, awayUntil: '2026-11-22' },
      { name: 'Ruben', why: null, awayUntil: null },
    ])
    await give(edith, about, rhea)
    expect(await told(), 'nobody is named').toEqual(['Rhea: assigned', 'Ruben: absent'])
    await away(edith, { until: '2026-12-24', deputy: ada.id })
    await give(ruben, await begun(), edith)
    expect(await told(), 'who is named').toEqual(['Ada: absent', 'Edith: assigned'])
    await away(rhea, { from: '2026-11-25', until: '2026-11-30' })
    await give(edith, about, rhea)
    expect(await told(), 'not away yet').toEqual(['Rhea: assigned'])
    await away(rhea, null)
    await away(edith, null)
  })

  it('goes past deputies who are away, cannot do it, or stand in for each other', async () => {
    const days = { from: '2026-11-20', until: '2026-12-24' }
    const about = await begun()
    await desk.submit(edith, about, 1)
    const waits = async (deputies: [Person, Person | null][]): Promise<string[]> => {
      for (const [who, deputy] of deputies) await away(who, { ...days, deputy: deputy?.id })
      await give(edith, about, rhea)
      const found = await told()
      for (const [who] of deputies) await away(who, null)
      return found.filter((each) => each !== 'Rhea: assigned')
    }
    await told()
    expect(await waits([[rhea, rhea]]), 'for oneself').toEqual(['Ruben: absent'])
    expect(await waits([[rhea, ada]]), 'who cannot review it').toEqual(['Ada: absent', 'Ruben: absent'])
    expect(
      await waits([
        [rhea, ada],
        [ada, ruben],
      ]),
      'one after the other',
    ).toEqual(['Ruben: absent'])
    expect(
      await waits([
        [rhea, ada],
        [ada, rhea],
      ]),
      'in a circle',
    ).toEqual(['Ruben: absent'])
    const gone = await person(payload, 'Gone', ['reviewer'])
    await payload.db.updateOne({ collection: 'users', id: gone.id, data: { roles: [] } })
    expect(await waits([[rhea, gone]]), 'who has lost the role').toEqual(['Ruben: absent'])
    const written = await createOffence(payload, ruben, ground, 'Written by the other reviewer')
    const theirs = { kind: 'offence', id: written.id } as const
    await desk.submit(edith, theirs, 1)
    const third = await person(payload, 'Third', ['reviewer'])
    await away(rhea, { ...days, deputy: ruben.id })
    await told()
    await give(edith, theirs, rhea)
    expect(await told(), 'who wrote it').toEqual(['Rhea: assigned', 'Ruben: absent', 'undefined: absent'])
    await payload.db.deleteOne({ collection: 'users', where: { id: { equals: third.id } } })
    await away(rhea, null)
  })

  it('is listed by its day, and what has none after all days', async () => {
    const list = { list: 'assigned', place: null, page: 1 } as const
    const [one, two, three] = [await begun(), await begun(), await begun()]
    const others = (await desk.as(ruben, (at) => boardListOf(at, list))).rows.map(({ entry }) => entry)
    await give(edith, one, ruben)
    await give(edith, two, ruben, '2026-12-24')
    await give(edith, three, ruben, '2026-11-22')
    const rows = (await desk.as(ruben, (at) => boardListOf(at, list))).rows.map(({ entry }) => entry)
    expect(rows.filter((entry) => !others.includes(entry))).toEqual([three.key, two.key, one.key])
    const actor = actorOf(await requestOf(payload, ruben))
    if (!actor) throw new Error('nobody')
    const board = await boardOf({ req: { payload }, actor, clock: desk.clock, timeZone: 'UTC' })
    expect(board.lists.assigned.rows[0]?.entry).toBe(three.key)
  })

  it('is what its person goes on with, and no colleague while anything else waits', async () => {
    const sam = await person(payload, 'Sam', ['reviewer'])
    const first = await desk.as(sam, (at) => nextOf(at, null))
    const about = await copyOf(first?.entry ?? '')
    await give(edith, about, rhea)
    const next = await desk.as(sam, (at) => nextOf(at, null))
    expect(next?.entry).not.toBe(first?.entry)
    expect((await desk.as(rhea, (at) => nextOf(at, null)))?.entry).toBe(first?.entry)
    await give(edith, about, sam)
    expect((await desk.as(sam, (at) => nextOf(at, null)))?.entry).toBe(first?.entry)
    await payload.db.deleteOne({ collection: 'users', where: { id: { equals: sam.id } } })
  })
})
