import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guideInReview } from '#desk/desk/queries/guide-in-review.ts'
import type { GuideChecklist } from '#domain/desk/guide-checklist.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import type { Offence } from '#payload-types'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { savePlace } from '../support/desk/structure.ts'
import { rest, signIn } from '../support/rest.ts'

const DAY = '2026-01-05'

interface Approval {
  kind: 'offence'
  id: string
  hash: string
  receipt: string
}

describe.skipIf(missing)(`the entries of a new guide are reviewed as a whole, on ${databaseName}`, () => {
  let database: TestDatabase
  let ground: Ground
  const people = {} as Record<'Edith' | 'Rey' | 'Ruth', Person>
  const tokens = {} as Record<keyof typeof people, string>
  const docs = {} as Record<'Insult' | 'Stalking' | 'Threats', Offence>

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    people.Edith = await person(payload, 'Edith', ['editor'])
    people.Rey = await person(payload, 'Rey', ['reviewer'])
    people.Ruth = await person(payload, 'Ruth', ['reviewer'])
    for (const name of Object.keys(people) as (keyof typeof people)[])
      tokens[name] = await signIn(people[name])
    ground = await layGround(payload)
    await savePlace(payload, ground.place.id, { guide: 'building' })
    docs.Insult = await createOffence(payload, people.Rey, ground, 'Insult')
    for (const title of ['Stalking', 'Threats'] as const)
      docs[title] = await createOffence(payload, people.Edith, ground, title)
  })
  afterAll(() => database?.close())

  const about = (title: keyof typeof docs) => ({ kind: 'offence', id: docs[title].id }) as const
  const submitAll = async (): Promise<void> => {
    const path = `/jurisdictions/${ground.place.id}`
    const { json } = await rest('get', `${path}/guide`, { token: tokens.Edith })
    const entries = (json as GuideChecklist).entries.map(({ entry, revision }) => ({ entry, revision }))
    const body = { entries, checkedOn: DAY }
    expect((await rest('post', `${path}/submit-guide`, { token: tokens.Edith, body })).status).toBe(200)
  }
  const waiting = async (): Promise<string[]> =>
    ((await guideInReview({ payload: database.payload }, ground.place.id))?.entries ?? []).map(
      ({ label }) => label,
    )
  /** What a reviewer holds of an edition that they have read on the page of the guide. */
  const read = async (title: keyof typeof docs, who: keyof typeof people): Promise<Approval> => {
    const { json } = await rest('get', `/offences/${docs[title].id}/desk/opened`, { token: tokens[who] })
    return { ...about(title), ...(json as Pick<Approval, 'hash' | 'receipt'>) }
  }
  const approve = async (who: keyof typeof people, approvals: Approval[]) => {
    const { status, json } = await rest('post', '/heads/approve', { token: tokens[who], body: { approvals } })
    expect(status).toBe(200)
    return (json as { outcomes: { kind: string; id: string; refused: string | null }[] }).outcomes
  }
  const deeds = async (title: keyof typeof docs): Promise<string[]> =>
    (await readEvents({ payload: database.payload }, docs[title].key ?? '')).map(
      ({ action, actor }) => `${action} ${actor.name}`,
    )
  const state = async (title: keyof typeof docs) =>
    (await readHead({ payload: database.payload }, docs[title].key ?? ''))?.open?.state

  it('all that was submitted together waits on one page, each with a receipt of its own once it was read', async () => {
    await submitAll()
    expect(await waiting()).toEqual(['Insult · Testland', 'Stalking · Testland', 'Threats · Testland'])
    const approvals = [await read('Stalking', 'Ruth'), await read('Threats', 'Ruth')]
    expect(new Set(approvals.map(({ receipt }) => receipt)).size).toBe(2)
    // Nothing is decided by reading, and what another has read opens nothing.
    expect(await waiting()).toHaveLength(3)
    const outcomes = await approve('Rey', approvals)
    expect(outcomes.map(({ refused }) => refused)).toEqual(
      Array(2).fill(expect.stringContaining('You have not opened this very edition.')),
    )
    expect(await state('Stalking')).toBe('in-review')
  })

  it('what was read is approved together; what changed since, and what one wrote, is refused alone by name', async () => {
    const approvals = [
      await read('Insult', 'Rey'),
      await read('Stalking', 'Rey'),
      await read('Threats', 'Rey'),
    ]
    await database.payload.update({
      collection: 'offences',
      id: docs.Stalking.id,
      data: { revision: 1, penalty: 'Up to 9 years in prison.' },
      overrideAccess: false,
      user: people.Edith,
    })
    const again = await rest('post', `/offences/${docs.Stalking.id}/desk/submit`, {
      token: tokens.Edith,
      body: { revision: 2, checkedOn: DAY },
    })
    expect([again.status, again.message]).toEqual([200, ''])
    expect(await approve('Rey', approvals)).toEqual([
      {
        ...about('Insult'),
        refused: 'You saved part of what is in this edition. Somebody else must approve it.',
      },
      { ...about('Stalking'), refused: expect.stringMatching(/edition/) as string },
      { ...about('Threats'), refused: null },
    ])
    expect(await deeds('Insult')).toEqual(['create Rey', 'submit Edith'])
    expect(await deeds('Stalking')).toEqual(['create Edith', 'submit Edith', 'save Edith', 'submit Edith'])
    expect(await deeds('Threats')).toEqual(['create Edith', 'submit Edith', 'approve Rey'])
    expect(await waiting()).toEqual(['Insult · Testland', 'Stalking · Testland'])
  })

  it('what is left is approved by whoever wrote none of it, once the edition of now was read', async () => {
    const approvals = [await read('Insult', 'Ruth'), await read('Stalking', 'Ruth')]
    expect((await approve('Ruth', approvals)).map(({ refused }) => refused)).toEqual([null, null])
    for (const title of ['Insult', 'Stalking', 'Threats'] as const)
      expect(await state(title)).toBe('approved')
    expect(await waiting()).toEqual([])
    // Twice does it once.
    expect((await approve('Ruth', approvals)).map(({ refused }) => refused !== null)).toEqual([true, true])
    expect(await deeds('Insult')).toEqual(['create Rey', 'submit Edith', 'approve Ruth'])
  })
})
