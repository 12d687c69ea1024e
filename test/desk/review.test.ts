import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NextTask } from '#domain/desk/board.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import type { SourcedClaim } from '#domain/watch/claim-sources.ts'
import { fixedClock } from '#lib/clock.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import type { Offence } from '#payload-types'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { Office } from '../support/desk/at-the-desk.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { rest, signIn } from '../support/rest.ts'

const clock = fixedClock('2026-06-21T10:00:00Z')

interface Outcome {
  id: string
  refused: string | null
}

describe.skipIf(missing)(`reviewing on ${databaseName}`, () => {
  let database: TestDatabase
  let office: Office
  let ground: Ground
  let edith: Person
  let rey: Person
  let ruth: Person
  const tokens: Record<string, string> = {}

  beforeAll(async () => {
    database = await openDatabase()
    office = new Office(database.payload, clock)
    edith = await person(database.payload, 'Edith', ['editor'])
    rey = await person(database.payload, 'Rey', ['reviewer'])
    ruth = await person(database.payload, 'Ruth', ['reviewer'])
    for (const each of [edith, rey, ruth]) tokens[each.name] = await signIn(each)
    ground = await layGround(database.payload)
  })
  afterAll(() => database?.close())

  const get = async <T>(who: Person, path: string): Promise<T> =>
    (await rest('get', path, { token: tokens[who.name] })).json as T
  const submitted = async (title: string, by = edith): Promise<Offence> => {
    const doc = await createOffence(database.payload, by, ground, title)
    await office.submit(by, office.about(doc))
    return doc
  }
  const opened = ({ id }: Offence, who: Person) =>
    get<{ hash: string; receipt: string } | null>(who, `/offences/${id}/desk/opened`)
  const approvalOf = async (doc: Offence, who: Person) => {
    const receipt = await opened(doc, who)
    if (!receipt) throw new Error('Nothing was opened.')
    return { kind: 'offence', id: doc.id, ...receipt }
  }
  const approve = (who: Person, approvals: unknown[]) =>
    rest('post', '/heads/approve', { token: tokens[who.name], body: { approvals } })
  const refusals = async (who: Person, approvals: unknown[]): Promise<(string | null)[]> => {
    const { json, status } = await approve(who, approvals)
    expect(status).toBe(200)
    return (json as { outcomes: Outcome[] }).outcomes.map(({ refused }) => refused)
  }
  const events = async (doc: Offence): Promise<string[]> =>
    (await readEvents({ payload: database.payload }, doc.key ?? '')).map(
      ({ action, actor }) => `${action} ${actor.name}`,
    )
  const next = async (who: Person): Promise<NextTask | null> =>
    (await get<{ next: NextTask | null }>(who, '/heads/next')).next

  it('leads to the oldest thing that waits for this person, and past what others must do', async () => {
    expect(await next(rey)).toBeNull()
    const own = await submitted('Own', rey)
    expect(await next(rey)).toBeNull()
    expect(await next(ruth)).toMatchObject({
      list: 'In review',
      entry: own.key,
      at: { collection: 'offences', id: own.id, review: true },
    })
    const other = await submitted('Other')
    expect((await next(rey))?.entry).toBe(other.key)
    await refusals(ruth, [await approvalOf(own, ruth), await approvalOf(other, ruth)])
    expect([await next(rey), await next(ruth)]).toEqual([null, null])
  })

  it('approves several editions that were opened, each by its own event', async () => {
    const docs = [await submitted('One'), await submitted('Two')]
    const approvals = await Promise.all(docs.map((doc) => approvalOf(doc, rey)))
    expect(await refusals(rey, approvals)).toEqual([null, null])
    for (const doc of docs) {
      expect(await events(doc)).toEqual(['create Edith', 'submit Edith', 'approve Rey'])
      expect((await readHead({ payload: database.payload }, doc.key ?? ''))?.open?.state).toBe('approved')
    }
  })

  it('bars an edition with an open question that was not on screen with it, on every way in', async () => {
    const doc = await submitted('Asked about')
    const approval = await approvalOf(doc, rey)
    const path = `/offences/${doc.id}/desk`
    const { json } = await rest('post', `${path}/ask-question`, {
      token: tokens.Ruth,
      body: { claim: null, edition: null, text: 'Is this still so?' },
    })
    const seen = (json as WorkflowStatus).threads.map(({ n }) => n)
    const unread = expect.stringMatching(/^Ruth has asked something that you have not read/) as string
    expect(await refusals(rey, [approval])).toEqual([unread])
    const alone = (body: object) =>
      rest('post', `${path}/approve`, { token: tokens.Rey, body: { hash: approval.hash, ...body } })
    expect(await alone({})).toMatchObject({ status: 409, message: unread })
    expect(await alone({ seen: [] })).toMatchObject({ status: 409, message: unread })
    expect(await refusals(rey, [{ ...approval, seen }])).toEqual([null])
    expect((await events(doc)).at(-1)).toBe('approve Rey')
  })

  it('names what is refused, and approves the rest: changed since, not opened, not theirs', async () => {
    const changed = await submitted('Changed')
    const stale = await approvalOf(changed, rey)
    await database.payload.update({
      collection: 'offences',
      id: changed.id,
      data: { revision: 1, penalty: 'Up to 9 years in prison.' },
      overrideAccess: false,
      user: edith,
    })
    await office.submit(edith, office.about(changed))
    const unread = await submitted('Unread')
    const own = await submitted('Mine', rey)
    const fine = await submitted('Fine')
    const unreadBy = await approvalOf(unread, ruth)
    expect(
      await refusals(rey, [
        stale,
        { ...unreadBy },
        { ...unreadBy, receipt: '' },
        await approvalOf(own, rey),
        { kind: 'offence', id: 'none', hash: stale.hash, receipt: stale.receipt },
        await approvalOf(fine, rey),
      ]),
    ).toEqual([
      expect.stringMatching(/submitted|edition/i),
      expect.stringMatching(/have not opened this very edition/),
      expect.stringMatching(/have not opened this very edition/),
      expect.stringMatching(/Somebody else must approve/),
      expect.any(String),
      null,
    ])
    expect(await events(unread)).toEqual(['create Edith', 'submit Edith'])
    expect((await events(changed)).at(-1)).toBe('submit Edith')
    expect((await events(fine)).at(-1)).toBe('approve Rey')
  })

  it('gives a receipt to reviewers alone, for what is in review', async () => {
    const doc = await submitted('Receipt')
    expect(await opened(doc, edith)).toBeNull()
    const receipt = await opened(doc, rey)
    expect(receipt?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect((await opened(doc, ruth))?.receipt).not.toBe(receipt?.receipt)
    await refusals(rey, [await approvalOf(doc, rey)])
    expect(await opened(doc, rey)).toBeNull()
  })

  it('shows beside each claim the sources of the state that is asked for', async () => {
    const doc = await submitted('Sourced')
    const of = (query: string): Promise<SourcedClaim[]> =>
      get<SourcedClaim[]>(rey, `/offences/${doc.id}/desk/claim-sources?${query}`)
    const found = await of('before=live&after=open')
    const cited = found.filter(({ sources }) => sources.length > 0)
    expect(cited.length).toBeGreaterThan(0)
    expect(cited[0]?.sources[0]).toMatchObject({ standing: 'unknown' })
    expect(cited[0]?.sources[0]?.words).toContain('Not checked yet.')
    expect(await of('before=live&after=live')).toEqual([])
  })
})
