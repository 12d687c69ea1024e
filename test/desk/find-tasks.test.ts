import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Payload } from 'payload'
import { assign } from '#desk/desk/assign.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import type { About } from '#desk/entry.ts'
import { legalDate } from '#domain/dates.ts'
import type { FindAnswer, FoundTasks } from '#domain/desk/find/answer.ts'
import { openFlag } from '#store/desk/flags.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { NO_WORDS, testDesk, type TestDesk } from '../support/desk/desk.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { savePlace } from '../support/desk/structure.ts'
import { rest, signIn } from '../support/rest.ts'

describe.skipIf(missing)(`tasks in the search, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ground: Ground
  let desk: TestDesk
  let edith: Person
  let rhea: Person
  let ada: Person
  const tokens = new Map<Person, string>()

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    edith = await person(payload, 'Edith', ['editor'])
    rhea = await person(payload, 'Rhea', ['reviewer'])
    ada = await person(payload, 'Adelaide', ['administrator'])
    for (const each of [edith, rhea, ada]) tokens.set(each, await signIn(each))
    ground = await layGround(payload)
    desk = testDesk(payload)
  })
  afterAll(() => database?.close())

  const begun = async (title: string): Promise<About & { key: string }> => {
    const { id, key } = await createOffence(payload, edith, ground, title)
    return { kind: 'offence', id, key: key ?? '' }
  }
  const answer = async (who: Person, q: string): Promise<FindAnswer> => {
    const { status, json } = await rest('get', `/heads/find?${new URLSearchParams({ q })}`, {
      token: tokens.get(who) ?? null,
    })
    expect(status).toBe(200)
    return json as FindAnswer
  }
  const people = async (who: Person, q: string): Promise<FoundTasks[]> => (await answer(who, q)).people
  const lines = ({ tasks }: FoundTasks): string[] =>
    tasks.map(({ title, words, path }) => [title, words, path].join(' | '))
  const flag = (kind: 'law-change' | 'reported', entry: string, detail: string) =>
    inOwnTransaction({ payload }, (req) =>
      openFlag(req, {
        kind,
        entry,
        about: kind === 'reported' ? 'reports/1' : 'none',
        detail,
        claims: [],
        liveN: 1,
        by: 'system:watch',
        at: desk.clock.now(),
      }),
    )

  it('are found by a name with a slip, and by “mine”, each with the page where it is done', async () => {
    const review = await begun('Stalking')
    await desk.submit(edith, review, 1)
    await desk.as(edith, (mine) =>
      assign(mine, { ...review, to: `user:${rhea.id}`, due: legalDate('2999-12-31') }),
    )
    const [found, ...others] = await people(ada, 'rhea')
    expect(others).toEqual([])
    expect(found).toMatchObject({ of: 'Rhea', total: 1 })
    const place = found?.tasks[0]?.title
    expect(place).toContain('Stalking')
    expect(found && lines(found)).toEqual([
      `${place} | Assigned: in review, due on 31 December 2999 | /collections/offences/${review.id}/review`,
    ])
    expect(await people(rhea, 'mine')).toEqual([{ ...found, of: null }])
    expect(await people(rhea, 'Rhea’s tasks')).toEqual([{ ...found, of: null }])
    expect(await people(rhea, 'adealide')).toEqual([{ of: 'Adelaide', tasks: [], total: 0 }])
    expect(await people(rhea, 'stalking')).toEqual([])
  })

  it('are also a second review, a law change and the report of a reader', async () => {
    const safety = await begun('Doxxing')
    const { hash } = await desk.submit(edith, safety, 1)
    await desk.as(rhea, (mine) =>
      safetyFix(mine, {
        ...safety,
        hash,
        from: null,
        submission: NO_WORDS,
        checkedOn: null,
        reason: 'At once.',
      }),
    )
    await savePlace(payload, ground.place.id, { responsible: [edith.id, rhea.id] })
    await flag('law-change', safety.key, 'Section 3 commences.')
    await flag('reported', safety.key, 'The number is wrong.')
    const [mine] = await people(edith, 'my tasks')
    expect(mine?.tasks.map(({ words, path }) => `${words} | ${path}`)).toEqual([
      `Law changed: Section 3 commences. | /collections/offences/${safety.id}`,
      'A reader reports an error: The number is wrong. | /watch?kind=reported',
    ])
    // Whoever took part does not look a second time, nor does whoever may not review.
    expect((await people(rhea, 'mine'))[0]?.tasks.some(({ words }) => words.startsWith('Second'))).toBe(false)
    const ruben = await person(payload, 'Ruben', ['reviewer'])
    const [second] = await people(edith, 'ruben')
    expect(second?.of).toBe(ruben.name)
    expect(second?.tasks.map(({ path }) => path)).toEqual([`/collections/offences/${safety.id}/review`])
    expect(second?.tasks[0]?.words).toMatch(/^Second review: .*At once/)
  })

  it('stand alone where nothing that is written has all of the words', async () => {
    await begun('Theft of a name')
    expect((await answer(ada, 'theft of')).total).toBeGreaterThan(0)
    expect(await answer(ada, 'tasks of rhea')).toMatchObject({
      people: [{ of: 'Rhea' }],
      records: [],
      total: 0,
      some: false,
    })
  })

  it('are nobody’s of whom no role is known', async () => {
    await person(payload, 'Quentin', [])
    expect(await people(edith, 'quentin')).toEqual([])
  })
})
