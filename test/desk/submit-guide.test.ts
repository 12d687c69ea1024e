import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GuideChecklist } from '#domain/desk/guide-checklist.ts'
import { createOffence, layGround, offenceData, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { savePlace } from '../support/desk/structure.ts'
import { rest, signIn } from '../support/rest.ts'

const DAY = '2026-01-05'

describe.skipIf(missing)(`the entries of a new guide are submitted together, on ${databaseName}`, () => {
  let database: TestDatabase
  let edith: Person
  let token: string
  let ground: Ground

  beforeAll(async () => {
    database = await openDatabase()
    edith = await person(database.payload, 'Edith', ['editor'])
    token = await signIn(edith)
    ground = await layGround(database.payload)
    await savePlace(database.payload, ground.place.id, { guide: 'building' })
    for (const title of ['Stalking', 'Threats']) await createOffence(database.payload, edith, ground, title)
  })
  afterAll(() => database?.close())

  const checklist = async (): Promise<GuideChecklist> =>
    (await rest('get', `/jurisdictions/${ground.place.id}/guide`, { token })).json as GuideChecklist
  const submit = (entries: readonly { entry: string; revision: number }[], checkedOn: string | null = DAY) =>
    rest('post', `/jurisdictions/${ground.place.id}/submit-guide`, { token, body: { entries, checkedOn } })
  const all = async () => (await checklist()).entries.map(({ entry, revision }) => ({ entry, revision }))
  const states = async (): Promise<string[]> => (await checklist()).entries.map(({ state }) => state)
  const events = (entry: string, action: string): Promise<number> =>
    database.payload
      .count({
        collection: 'editorial-events',
        where: { and: [{ entry: { equals: entry } }, { action: { equals: action } }] },
      })
      .then(({ totalDocs }) => totalDocs)

  it('none of them, if one was saved by somebody else since, lacks something, or is of another place', async () => {
    const [first, second] = await all()
    if (!first || !second) throw new Error('The offences are not there.')
    const stale = await submit([first, { ...second, revision: second.revision + 1 }])
    expect([stale.status, stale.message]).toEqual([
      409,
      expect.stringMatching(/^Threats · Testland: .*None was submitted\.$/s),
    ])
    const noDay = await submit([first, second], null)
    expect([noDay.status, noDay.message]).toEqual([422, expect.stringContaining('None was submitted.')])
    const elsewhere = await layGround(database.payload, 'Farland', 'FL')
    await createOffence(database.payload, edith, elsewhere, 'Insult')
    const other = await submit([first, { entry: 'farland/offence/insult', revision: 1 }])
    expect([other.status, other.message]).toEqual([409, expect.stringContaining('Reload the place')])
    const { citations: _, ...uncited } = offenceData(ground, 'Insult')
    await database.payload.create({
      collection: 'offences',
      data: uncited,
      overrideAccess: false,
      user: edith,
    })
    const lacking = await submit([first, { entry: 'testland/offence/insult', revision: 1 }])
    expect([lacking.status, lacking.message]).toEqual([422, expect.stringMatching(/^Insult · Testland: /)])
    expect(await states()).toEqual(['never-live', 'never-live', 'never-live'])
    expect(await events(first.entry, 'submit')).toBe(0)
  })

  it('each with the day of the check, by whoever submits them; what was submitted before is refused', async () => {
    const two = (await checklist()).entries.filter(({ problems }) => problems.length === 0)
    const { status, json } = await submit(two.map(({ entry, revision }) => ({ entry, revision })))
    expect(status).toBe(200)
    expect((json as GuideChecklist).entries.map(({ label, state }) => [label, state])).toEqual(
      expect.arrayContaining([
        ['Stalking · Testland', 'in-review'],
        ['Threats · Testland', 'in-review'],
        ['Insult · Testland', 'never-live'],
      ]),
    )
    for (const { entry } of two) expect(await events(entry, 'submit')).toBe(1)
    const { docs } = await database.payload.find({
      collection: 'editorial-events',
      where: { and: [{ entry: { equals: two[0]?.entry } }, { action: { equals: 'submit' } }] },
    })
    expect(JSON.stringify(docs[0])).toContain(DAY)
    const again = await submit(two.map(({ entry, revision }) => ({ entry, revision })))
    expect([again.status, again.message]).toEqual([409, expect.stringContaining('was submitted before')])
  })
})
