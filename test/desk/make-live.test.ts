import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CORPUS_LOADER } from '#domain/actors.ts'
import { chainProblem } from '#domain/events.ts'
import { editionHash, thaw } from '#domain/editions.ts'
import { sha256 } from '#domain/hash.ts'
import type { Offence } from '#payload-types'
import { makeLive } from '#desk/make-live.ts'
import { Refused } from '#desk/desk.ts'
import { actorOf } from '#lib/actor.ts'
import { fixedClock } from '#lib/clock.ts'
import { readChanges } from '#store/changes.ts'
import { readEdition } from '#store/editions.ts'
import { readEvents } from '#store/events.ts'
import { readHead } from '#store/heads.ts'
import { inTransaction } from '#store/transaction.ts'
import { createOffence, layGround, type Ground } from '../support/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { person, requestOf, type Person } from '../support/staff.ts'

const clock = fixedClock('2026-11-21T10:00:00Z')
const submission = {
  changeNote: null,
  changeKind: 'change',
  effectiveOn: null,
  goesLiveOn: null,
  corrects: null,
} as const

describe.skipIf(missing)(`making live on ${databaseName}`, () => {
  let database: TestDatabase
  let editor: Person
  let reviewer: Person
  let ground: Ground

  beforeAll(async () => {
    database = await openDatabase()
    editor = await person(database.payload, 'Edith', ['editor'])
    reviewer = await person(database.payload, 'Rey', ['reviewer'])
    ground = await layGround(database.payload)
  })
  afterAll(() => database?.close())

  const live = async (
    user: Person,
    offence: Pick<Offence, 'id'>,
    from: number | null,
    asked: Partial<Record<keyof typeof submission, unknown>> = {},
  ) => {
    const req = await requestOf(database.payload, user)
    const actor = actorOf(req)
    if (!actor) throw new Error('nobody')
    return inTransaction(req, () =>
      makeLive(
        { req, actor, clock },
        {
          kind: 'offence',
          id: offence.id,
          from,
          submission: { ...submission, ...asked } as typeof submission,
          timeZone: 'Pacific/Auckland',
        },
      ),
    )
  }
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof Refused ? error.decision : Promise.reject(error as Error)),
    )

  it('freezes, records and writes the public change, in the words that were saved', async () => {
    const offence = await createOffence(database.payload, editor, ground, 'Stalking')
    const { head, change } = await live(reviewer, offence, 1)

    const edition = await readEdition({ payload: database.payload }, head.live?.hash ?? '')
    expect(edition).not.toBeNull()
    if (!edition) return
    expect(editionHash(edition)).toBe(edition.hash)
    expect(sha256(edition.content)).toBe(edition.contentHash)
    const entry = thaw(edition)
    expect(entry).toMatchObject({
      kind: 'offence',
      key: 'testland/offence/stalking',
      jurisdiction: 'testland',
      inForceAsOf: '2026-01-31',
      content: {
        title: 'Stalking',
        penalty: 'Up to 5 years in prison.',
        officialSource: { url: 'https://law.example.org/testland/3' },
      },
      instruments: [
        { provision: 's. 3', instrument: { title: 'Harassment Act of Testland', jurisdiction: 'testland' } },
      ],
    })
    // The day begins in the zone of the site: it is already the 21st in Auckland at 23:00.
    expect(head).toMatchObject({
      revision: 1,
      editions: 1,
      open: null,
      live: { n: 1, revision: 1, seq: change.seq, since: '2026-11-21' },
    })
    expect(change).toMatchObject({
      kind: 'new',
      note: null,
      entry: 'testland/offence/stalking',
      jurisdiction: 'testland',
      replaced: null,
    })
    expect(change.fields.find(({ field }) => field === 'penalty')).toEqual({
      field: 'penalty',
      label: 'Maximum penalty',
      before: null,
      after: 'Up to 5 years in prison.',
    })

    const events = await readEvents({ payload: database.payload }, 'testland/offence/stalking')
    expect(events.map(({ action, actor, revision }) => [action, actor.name, revision])).toEqual([
      ['create', 'Edith', 1],
      ['make-live', 'Rey', 1],
      ['go-live', 'Publisher', 1],
    ])
    expect(chainProblem(events, head.chain)).toBeNull()
    expect(
      (await database.payload.findByID({ collection: 'offences', id: offence.id, overrideAccess: true }))
        .deskState,
    ).toBe('live')
  })

  it('shows before and after of a second edition, with its note and kind', async () => {
    const offence = await createOffence(database.payload, editor, ground, 'Threats')
    const first = await live(reviewer, offence, 1)
    await database.payload.update({
      collection: 'offences',
      id: offence.id,
      data: { revision: 1, penalty: 'Up to 7 years in prison.' },
      overrideAccess: false,
      user: editor,
    })
    expect(
      (await database.payload.findByID({ collection: 'offences', id: offence.id, overrideAccess: true }))
        .deskState,
    ).toBe('edited')
    const second = await live(reviewer, offence, 2, {
      changeNote: 'The maximum rose to 7 years.',
      changeKind: 'urgent',
      effectiveOn: '2026-12-01',
    })
    expect(second.change).toMatchObject({
      seq: first.change.seq + 1,
      kind: 'urgent',
      note: 'The maximum rose to 7 years.',
      effectiveOn: '2026-12-01',
      replaced: first.head.live?.hash,
    })
    expect(second.change.fields).toEqual([
      {
        field: 'penalty',
        label: 'Maximum penalty',
        before: 'Up to 5 years in prison.',
        after: 'Up to 7 years in prison.',
      },
    ])
    expect(
      (await readChanges({ payload: database.payload }, first.change.seq)).map(({ seq }) => seq),
    ).toEqual([second.change.seq])
  })

  it('prints the number of a body as it is when it goes live, and not as it becomes', async () => {
    const body = await database.payload.create({
      collection: 'bodies',
      data: {
        name: 'Testland Police',
        contacts: [{ key: 'line', kind: 'phone', value: '101', printed: '101' }],
      },
      overrideAccess: true,
    })
    const channel = await database.payload.create({
      collection: 'channels',
      data: {
        jurisdiction: ground.place.id,
        title: 'Police line',
        stage: 'record',
        role: 'police-intake',
        reach: 'public',
        body: body.id,
        does: 'Takes reports.',
        bodyContacts: [{ body: body.id, contact: 'line' }],
        citations: [{ source: ground.source.id, supports: ['does', 'contacts'] }],
        inForceAsOf: '2026-01-31',
        order: 1,
        reverifyEvery: 180,
        confidence: 'high',
      },
      overrideAccess: false,
      user: editor,
    })
    const req = await requestOf(database.payload, reviewer)
    const { head } = await inTransaction(req, () =>
      makeLive(
        { req, actor: { id: 'user:x', name: 'Rey', roles: ['reviewer'] }, clock },
        { kind: 'channel', id: channel.id, from: 1, submission, timeZone: 'UTC' },
      ),
    )
    await database.payload.update({
      collection: 'bodies',
      id: body.id,
      data: { contacts: [{ key: 'line', kind: 'phone', value: '105', printed: '105' }] },
      overrideAccess: true,
    })
    const edition = await readEdition({ payload: database.payload }, head.live?.hash ?? '')
    expect(edition && thaw(edition)).toMatchObject({
      content: { contacts: [{ printed: '101', body: { name: 'Testland Police' } }] },
    })
  })

  it.each([
    ['an editor', () => editor, 1, {}, 'role', /Only a reviewer/],
    ['a reviewer who looked at nothing', () => reviewer, null, {}, 'stale', /which revision/],
    ['a revision that is not there yet', () => reviewer, 9, {}, 'stale', /no revision 9/],
  ] as const)('refuses %s', async (name, who, from, asked, because, message) => {
    const offence = await createOffence(database.payload, editor, ground, `Refusal ${name}`)
    expect(await refusal(live(who(), offence, from, asked))).toMatchObject({
      because,
      message: expect.stringMatching(message) as string,
    })
    const key = offence.key ?? ''
    expect(await readHead({ payload: database.payload }, key)).toMatchObject({
      editions: 0,
      live: null,
      chain: { n: 1 },
    })
  })

  it('refuses a stale look, and says who saved what in the meantime', async () => {
    const offence = await createOffence(database.payload, editor, ground, 'Stale')
    await database.payload.update({
      collection: 'offences',
      id: offence.id,
      data: { revision: 1, covers: 'Something else.' },
      overrideAccess: false,
      user: editor,
    })
    const decision = await refusal(live(reviewer, offence, 1))
    expect(decision?.message).toMatch(/now at revision 2\. Edith saved revision 2 on .* \(covers\)/)
  })

  it('refuses an unchanged edition, and one without a note', async () => {
    const offence = await createOffence(database.payload, editor, ground, 'Unchanged')
    await live(reviewer, offence, 1)
    expect(await refusal(live(reviewer, offence, 1, { changeNote: 'x' }))).toMatchObject({
      because: 'state',
      message: expect.stringContaining('already see exactly this') as string,
    })
    await database.payload.update({
      collection: 'offences',
      id: offence.id,
      data: { revision: 1, covers: 'More.' },
      overrideAccess: false,
      user: editor,
    })
    expect(await refusal(live(reviewer, offence, 2))).toMatchObject({
      because: 'content',
      problems: [{ field: 'changeNote' }],
    })
  })

  it('names everything that is missing at once', async () => {
    const offence = await database.payload.create({
      collection: 'offences',
      data: {
        jurisdiction: ground.place.id,
        title: 'Bare',
        standing: 'in-force',
        order: 1,
        reverifyEvery: 180,
        confidence: 'high',
        penalty: 'A fine.',
      },
      overrideAccess: false,
      user: editor,
    })
    const decision = await refusal(live(reviewer, offence, 1))
    expect(decision?.problems?.map(({ field }) => field)).toEqual([
      'inForceAsOf',
      'covers',
      'section',
      'officialSource',
      'penalty',
    ])
    expect(await readHead({ payload: database.payload }, offence.key ?? '')).toMatchObject({
      editions: 0,
      chain: { n: 1 },
    })
  })

  it('numbers changes without gaps', async () => {
    const seqs = (await readChanges({ payload: database.payload })).map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    expect(CORPUS_LOADER.roles).toContain('reviewer')
  })
})
