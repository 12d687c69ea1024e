import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf } from '#lib/actor.ts'
import { fixedClock } from '#lib/clock.ts'
import { todayOf, type Desk } from '#desk/desk.ts'
import { boardListOf } from '#desk/desk/queries/board/board-list-of.ts'
import { boardOf } from '#desk/desk/queries/board/board-of.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { flagShared } from '#desk/desk/flag-shared.ts'
import { secondReview } from '#desk/desk/second-review.ts'
import { correctNote } from '#desk/publish/correct-note.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import { readEvents } from '#store/desk/events.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { askWithdrawal } from '#desk/desk/withdrawal.ts'
import type { Board, BoardList } from '#domain/desk/board.ts'
import type { Offence } from '#payload-types'
import { readHead } from '#store/desk/heads.ts'
import { insertRow } from '#store/rows.ts'
import { Office } from '../support/desk/at-the-desk.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { person, requestOf, type Person } from '../support/desk/staff.ts'
import { livePlace } from '../support/desk/structure.ts'

const clock = fixedClock('2026-06-21T10:00:00Z')

describe.skipIf(missing)(`the board on ${databaseName}`, () => {
  let database: TestDatabase
  let office: Office
  let ground: Ground
  let edith: Person
  let rey: Person
  let ruth: Person
  let ada: Person

  beforeAll(async () => {
    database = await openDatabase()
    office = new Office(database.payload, clock)
    edith = await person(database.payload, 'Edith', ['editor'])
    rey = await person(database.payload, 'Rey', ['reviewer'])
    ruth = await person(database.payload, 'Ruth', ['reviewer'])
    ada = await person(database.payload, 'Ada', ['administrator'])
    ground = await layGround(database.payload)
  })
  afterAll(() => database?.close())

  async function deskOf(user: Person): Promise<Desk> {
    const actor = actorOf(await requestOf(database.payload, user))
    if (!actor) throw new Error('nobody')
    return { req: { payload: database.payload }, actor, clock, timeZone: 'UTC' }
  }
  const board = async (user: Person): Promise<Board> => boardOf(await deskOf(user))
  const list = async (user: Person, name: BoardList, place: string | null = null, page = 1) =>
    boardListOf(await deskOf(user), { list: name, place, page })
  const offence = (title: string, user = edith): Promise<Offence> =>
    createOffence(database.payload, user, ground, title)
  const edit = (doc: Offence, revision: number, user = edith) =>
    database.payload.update({
      collection: 'offences',
      id: doc.id,
      data: { revision, penalty: `Up to ${revision + 6} years in prison.` },
      overrideAccess: false,
      user,
    })
  const key = (title: string): string => `testland/offence/${title.toLowerCase()}`
  const liveHash = async (title: string): Promise<string> =>
    (await readHead({ payload: database.payload }, key(title)))?.live?.hash ?? ''

  it('is empty where nothing waits, and says which guide is not published', async () => {
    const { lists, reviews, due, lawChanges, records, site } = await board(rey)
    expect(Object.values(lists).every(({ total, rows }) => total === 0 && rows.length === 0)).toBe(true)
    expect(reviews).toEqual({ rows: [], total: 0, mine: 0, exact: true })
    expect(due).toEqual({ places: [], overdue: 0, soon: 0, rows: [] })
    expect(lawChanges).toEqual({ rows: [], total: 0 })
    expect(records).toEqual({ edited: [], sources: [], total: 0 })
    expect(site).toMatchObject({
      release: null,
      failed: null,
      next: 0,
      guides: [
        {
          place: ground.place.id,
          name: 'Testland',
          open: false,
          missing: ['profile', 'record', 'offence', 'ladder'],
          profile: null,
        },
      ],
    })
  })

  it('shows a draft to whoever saved it last, and to nobody else', async () => {
    const doc = await offence('Drafted')
    expect((await board(edith)).lists.drafts).toMatchObject({
      total: 1,
      rows: [
        {
          entry: key('drafted'),
          label: 'Drafted · Testland',
          at: { collection: 'offences', id: doc.id, review: false },
          verb: 'Edit',
          words: 'never submitted',
        },
      ],
    })
    for (const other of [rey, ada]) expect((await board(other)).lists.drafts.total).toBe(0)
  })

  it('shows what is in review to all, as a task to those who may approve it', async () => {
    const doc = await offence('Reviewed')
    await edit(doc, 1, rey)
    await office.submit(edith, office.about(doc))
    const row = async (user: Person) =>
      (await board(user)).reviews.rows.find(({ entry }) => entry === key('reviewed'))
    expect(await row(ruth)).toMatchObject({
      others: null,
      verb: 'Review',
      words: 'submitted by Edith just now',
      at: { review: true },
    })
    expect(await row(rey)).toMatchObject({ others: 'You saved part of it: others must review' })
    expect(await row(edith)).toMatchObject({ others: 'You saved part of it: others must review' })
    expect(await row(ada)).toMatchObject({ others: 'A reviewer must approve it' })
    expect((await board(ruth)).reviews).toMatchObject({ mine: 1, total: 1 })
    expect((await board(rey)).reviews).toMatchObject({ mine: 0, total: 1 })

    // Who submitted what another wrote has a part in it, too.
    const handed = await offence('Handed')
    await office.submit(ruth, office.about(handed))
    const mine = (await board(ruth)).reviews
    expect(mine).toMatchObject({ mine: 1, total: 2 })
    expect(mine.rows.map(({ entry, others }) => [entry, others])).toEqual([
      [key('reviewed'), null],
      [key('handed'), 'You submitted it: others must review'],
    ])
  })

  it('shows what was sent back to whoever wrote it, once', async () => {
    const doc = await offence('Returned')
    const hash = await office.submit(edith, office.about(doc))
    await office.as(rey, (desk) =>
      requestChanges(desk, {
        ...office.about(doc),
        hash,
        notes: [{ claim: 'penalty', text: 'Which court?' }],
      }),
    )
    await edit(doc, 1)
    const { changes, drafts } = (await board(edith)).lists
    expect(changes).toMatchObject({
      total: 1,
      rows: [{ entry: key('returned'), words: 'sent back by Rey just now: “Which court?”', verb: 'Edit' }],
    })
    expect(drafts.rows.map(({ entry }) => entry)).not.toContain(key('returned'))
    expect((await board(rey)).lists.changes.total).toBe(0)
  })

  it('says loudly what one person decided alone and nobody has looked at in time', async () => {
    const doc = await offence('Fixed')
    await office.live(edith, rey, office.about(doc))
    await edit(doc, 1)
    await office.as(rey, (desk) =>
      safetyFix(desk, {
        ...office.about(doc),
        hash: null,
        from: 2,
        reason: 'The number was wrong.',
        submission: {
          changeNote: 'The number.',
          changeKind: 'urgent',
          effectiveOn: null,
          goesLiveOn: null,
          corrects: null,
        },
        checkedOn: todayOf(desk),
      }),
    )
    expect((await board(ruth)).site.next).toBe(1)
    await office.publisher()
    expect((await board(ruth)).site.next).toBe(0)
    expect((await board(ruth)).lists['second-review']).toMatchObject({
      total: 1,
      rows: [
        {
          entry: key('fixed'),
          late: false,
          others: null,
          words:
            'approved alone, for safety, by Rey just now; a second look is due in 24 hours. Reason: “The number was wrong.”',
        },
      ],
    })
    for (const taken of [rey, edith])
      expect((await board(taken)).lists['second-review'].rows[0]).toMatchObject({
        others: 'You took part: somebody else must look at it',
      })
    clock.set('2026-06-22T12:00:00Z')
    for (const user of [ruth, ada])
      expect((await board(user)).lists['second-review'].rows[0]).toMatchObject({
        late: true,
        words: expect.stringMatching(/a second look was due 2 hours ago/) as string,
      })
  })

  it('asks another reviewer to confirm a withdrawal', async () => {
    const doc = await offence('Leaving')
    await office.live(edith, rey, office.about(doc))
    const hash = await liveHash('leaving')
    await office.as(rey, (desk) => askWithdrawal(desk, { ...office.about(doc), hash, reason: 'Repealed.' }))
    const others = async (user: Person) => (await board(user)).lists.withdrawals.rows[0]?.others
    expect((await board(ruth)).lists.withdrawals).toMatchObject({
      total: 1,
      rows: [{ words: 'Rey asked just now: “Repealed.”', verb: 'Confirm or decline', late: false }],
    })
    expect(await others(ruth)).toBeNull()
    expect(await others(rey)).toBe('You asked: another reviewer must confirm')
    expect(await others(edith)).toBe('A reviewer must confirm')
  })

  it('counts law changes by what is open, and edited records by whom readers still see', async () => {
    const change = await database.payload.create({
      collection: 'law-changes',
      data: {
        title: 'Section 3 is amended',
        instrument: ground.act.id,
        what: 'amendment',
        effectiveOn: '2026-07-01',
      },
      overrideAccess: false,
      user: edith,
    })
    expect((await board(edith)).lawChanges.rows).toMatchObject([{ state: 'recorded', flagged: 0, open: 0 }])
    const flagged = await office.as(edith, (desk) => flagLawChange(desk, change.id))
    expect((await board(ada)).lawChanges).toMatchObject({
      total: 1,
      rows: [
        {
          id: change.id,
          title: 'Section 3 is amended',
          state: 'under-way',
          flagged: flagged.length,
          open: flagged.length,
        },
      ],
    })
    await database.payload.update({
      collection: 'sources',
      id: ground.source.id,
      data: { title: 'Harassment Act, section 3 (as amended)' },
      overrideAccess: false,
      user: edith,
    })
    await office.as(edith, (desk) => flagShared(desk, { collection: 'sources', id: ground.source.id }))
    const { records } = await board(edith)
    expect(records.edited).toEqual([])
    expect(records.sources).toMatchObject([{ collection: 'sources', id: ground.source.id }])
    expect(records.sources[0]?.entries.map(({ entry }) => entry).sort()).toEqual([
      key('fixed'),
      key('leaving'),
    ])
    expect(records.total).toBe(2)
  })

  it('groups what falls due by guide, sections with their parent, and lists each alone', async () => {
    const part = await livePlace(database.payload, {
      name: 'Testshire',
      inSentence: 'Testshire',
      slug: 'testshire',
      iso: 'TL-TS',
      kind: 'state',
      guide: 'section',
      parent: ground.place.id,
    })
    const doc = await createOffence(database.payload, edith, { ...ground, place: part }, 'Local')
    await office.live(edith, rey, office.about(doc))
    // 31 January and 180 days: 30 July. What was changed in June was checked then.
    const today = await board(edith)
    expect(today.due).toMatchObject({ overdue: 0, soon: 0, places: [] })
    clock.set('2026-07-10T10:00:00Z')
    expect((await board(edith)).due).toMatchObject({
      overdue: 0,
      soon: 2,
      places: [{ slug: 'testland', name: 'Testland', overdue: 0, soon: 2, first: '2026-07-30' }],
    })
    clock.set('2026-07-31T10:00:00Z')
    const { due } = await board(edith)
    expect(due).toMatchObject({ overdue: 2, soon: 0, places: [{ slug: 'testland', overdue: 2 }] })
    expect(due.rows[0]).toMatchObject({
      late: true,
      verb: 'Verify',
      words: 'was to be verified by 30 July 2026, 1 day ago',
      at: { review: true },
    })
    expect(await list(edith, 'overdue', 'testland')).toMatchObject({ total: 2, pages: 1, place: 'Testland' })
    expect((await list(edith, 'overdue', 'testshire')).rows.map(({ entry }) => entry)).toEqual([
      'testshire/offence/local',
    ])
    expect((await list(edith, 'overdue', 'test')).total).toBe(0)
    expect((await list(edith, 'soon')).total).toBe(0)
  })

  it('shows what waits for its day, and what publishing came to', async () => {
    const doc = await offence('Scheduled')
    await office.approve(
      rey,
      office.about(doc),
      await office.submit(edith, office.about(doc), { goesLiveOn: '2026-09-01' }),
    )
    await office.publisher()
    const waiting = await board(edith)
    expect(waiting.lists.scheduled).toMatchObject({
      total: 1,
      rows: [{ entry: key('scheduled'), words: 'goes live on 1 September 2026' }],
    })
    expect(waiting.site.next).toBe(0)
    expect(waiting.site.underWay).toMatchObject({ done: 0 })
    const req = { payload: database.payload }
    await insertRow(req, 'releases', { seq: 7, name: '7-abc', at: clock.now().toISOString(), files: 12 })
    await insertRow(req, 'work', {
      key: 'publish/x',
      kind: 'publish',
      args: '{}',
      askedBy: 'Rey',
      askedAt: clock.now().toISOString(),
      state: 'failed',
      done: 0,
      total: 0,
      tries: 2,
      problem: 'The disk is full.',
      notBefore: '2026-07-31T10:00:20Z',
    })
    expect((await board(ada)).site).toMatchObject({
      release: { seq: 7, files: 12 },
      failed: { problem: 'The disk is full.', tries: 2, notBefore: '2026-07-31T10:00:20Z' },
    })
  })

  it('tells administrators alone what only they can mend', async () => {
    expect((await board(ada)).staff).toEqual({
      reviewers: 2,
      editors: 3,
      awaited: [],
      unattended: [{ id: ground.place.id, name: 'Testland' }],
    })
    expect((await board(rey)).staff).toBeNull()
  })

  it('asks another reviewer to look at a note that one corrected', async () => {
    const doc = await offence('Renoted')
    await office.live(edith, rey, office.about(doc))
    const seq = (await readHead({ payload: database.payload }, key('renoted')))?.lastSeq ?? 0
    await office.as(rey, (desk) => correctNote(desk, { ...office.about(doc), seq, note: 'Said better.' }))
    const row = async (user: Person) =>
      (await list(user, 'second-review')).rows.find(({ entry }) => entry === key('renoted'))
    expect(await row(ruth)).toMatchObject({
      late: false,
      others: null,
      words: 'change note corrected, by Rey just now; a second look is due in 24 hours',
    })
    expect(await row(rey)).toMatchObject({ others: 'You took part: somebody else must look at it' })
    expect(await row(edith)).toMatchObject({ others: 'A reviewer must look at it' })
    await office.as(ruth, async (desk) => {
      const events = await readEvents(desk.req, key('renoted'))
      return secondReview(desk, {
        ...office.about(doc),
        decision: loneDecisionsOf(events).at(-1)?.n ?? 0,
        note: '',
      })
    })
    expect(await row(ruth)).toBeUndefined()
  })
})
