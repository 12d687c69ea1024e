import type { Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { chainProblem } from '#domain/desk/events.ts'
import { editionHash, thaw, type Submission } from '#domain/content/editions.ts'
import { sha256 } from '#domain/hash.ts'
import type { LawAnswer } from '#domain/desk/law-answers.ts'
import { replayHead, type Head } from '#domain/desk/heads.ts'
import { recordProblems } from '#domain/publish/record.ts'
import type { Kind } from '#domain/keys.ts'
import type { Offence } from '#payload-types'
import { todayOf } from '#desk/desk.ts'
import { correctNote } from '#desk/publish/correct-note.ts'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { secondReview } from '#desk/desk/second-review.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { verify } from '#desk/desk/verify.ts'
import {
  askWithdrawal,
  confirmWithdrawal,
  declineWithdrawal,
  safetyWithdrawal,
} from '#desk/desk/withdrawal.ts'
import { legalDate } from '#domain/dates.ts'
import { readChanges, readChangesOf } from '#store/publish/changes.ts'
import { readEdition, readEditionsOf } from '#store/desk/editions.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import { readEvents } from '#store/desk/events.ts'
import { readFlags } from '#store/desk/flags.ts'
import { readHead } from '#store/desk/heads.ts'
import { readRecord } from '#store/publish/record.ts'
import { readNewestWork } from '#store/work.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { NO_WORDS, refusal, testDesk, type TestDesk } from '../support/desk/desk.ts'
import { person, type Person } from '../support/desk/staff.ts'

describe.skipIf(missing)(`the workflow of the desk on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let edith: Person
  let rey: Person
  let ria: Person
  let admin: Person
  let ground: Ground
  let desk: TestDesk

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    edith = await person(payload, 'Edith', ['editor'])
    rey = await person(payload, 'Rey', ['reviewer'])
    ria = await person(payload, 'Ria', ['reviewer'])
    admin = await person(payload, 'Ada', ['administrator'])
    ground = await layGround(payload)
  })
  afterAll(() => database?.close())
  beforeEach(() => {
    desk = testDesk(payload)
  })

  const aboutOf = ({ id }: Pick<Offence, 'id'>) => ({ kind: 'offence' as const, id })
  const save = (id: string, revision: number, data: Record<string, unknown>, user = edith) =>
    payload.update({
      collection: 'offences',
      id,
      data: { revision, ...data },
      overrideAccess: false,
      user,
    })
  const headOf = async (key: string): Promise<Head> => {
    const head = await readHead({ payload }, key)
    if (!head) throw new Error(`${key} has no head.`)
    return head
  }
  /** Number of the newest decision that somebody made alone. */
  const decisionOf = async (key: string): Promise<number> =>
    loneDecisionsOf(await readEvents({ payload }, key)).at(-1)?.n ?? 0

  const actionsOf = async (key: string): Promise<string[]> =>
    (await readEvents({ payload }, key)).map(({ action, actor }) => `${actor.name}: ${action}`)
  const stateOf = async (id: string) =>
    (await payload.findByID({ collection: 'offences', id, overrideAccess: true })).deskState
  /** Everything that is kept of an entry: an action that was refused must leave it as it was. */
  const everything = async (key: string): Promise<string> =>
    canonical({
      head: await readHead({ payload }, key),
      events: await readEvents({ payload }, key),
      editions: await readEditionsOf({ payload }, key),
      changes: await readChangesOf({ payload }, key),
      flags: await readFlags({ payload }, { entry: key }),
    })
  const newOffence = async (title: string) => {
    const offence = await createOffence(payload, edith, ground, title)
    return { ...aboutOf(offence), key: offence.key ?? '' }
  }
  const liveOffence = async (title: string) => {
    const offence = await newOffence(title)
    const hash = await desk.live(edith, rey, offence, 1)
    return { ...offence, hash }
  }

  it('goes from saved to live by two people, and writes the public record of it', async () => {
    const { id, kind, key } = await newOffence('Stalking')
    const { head: submitted, hash } = await desk.submit(edith, { kind, id }, 1)
    expect(submitted.open).toEqual({
      n: 1,
      together: null,
      hash,
      state: 'in-review',
      at: '2026-11-21T10:00:00.000Z',
      goesLiveOn: null,
    })
    expect(await stateOf(id)).toBe('in-review')
    expect(await desk.publisher(), 'nothing is approved yet').toBe(0)

    const approved = await desk.approve(rey, { kind, id }, hash)
    expect(approved.open).toMatchObject({ state: 'approved', hash })
    expect(await stateOf(id)).toBe('approved')
    expect(await readChangesOf({ payload }, key)).toEqual([])

    expect(await desk.publisher()).toBe(1)
    expect(await desk.publisher(), 'once').toBe(0)
    const [change, ...more] = await readChangesOf({ payload }, key)
    expect(more).toEqual([])
    const head = await headOf(key)
    expect(head).toMatchObject({
      revision: 1,
      editions: 1,
      open: null,
      live: { n: 1, hash, revision: 1, seq: change?.seq, since: '2026-11-21', inForceAsOf: '2026-01-31' },
      lastSeq: change?.seq,
    })
    expect(await stateOf(id)).toBe('live')

    const edition = await readEdition({ payload }, hash)
    if (!edition) throw new Error('no edition')
    expect(editionHash(edition)).toBe(edition.hash)
    expect(sha256(edition.content)).toBe(edition.contentHash)
    expect(thaw(edition)).toMatchObject({
      key,
      jurisdiction: 'testland',
      content: {
        title: 'Stalking',
        penalty: 'Up to 5 years in prison.',
        officialSource: { url: 'https://law.example.org/testland/3' },
      },
      instruments: [{ provision: 's. 3', instrument: { title: 'Harassment Act of Testland' } }],
    })
    expect(change).toMatchObject({
      kind: 'new',
      note: null,
      entry: key,
      entryKind: 'offence',
      jurisdiction: 'testland',
      title: 'Stalking',
      at: '2026-11-21T10:00:00.000Z',
      edition: hash,
      replaced: null,
    })
    expect(change?.fields.find(({ field }) => field === 'penalty')).toEqual({
      field: 'penalty',
      label: 'Maximum penalty',
      before: null,
      after: 'Up to 5 years in prison.',
    })
    expect(await actionsOf(key)).toEqual([
      'Edith: create',
      'Edith: submit',
      'Rey: approve',
      'Publisher: go-live',
    ])
    expect(chainProblem(await readEvents({ payload }, key), head.chain)).toBeNull()
    expect(await readNewestWork({ payload }, 'publish', key)).toMatchObject({
      state: 'waiting',
      askedBy: 'Publisher',
    })
  })

  it('shows before and after of a second edition, with its note, kind and days', async () => {
    const { id, key, hash: first, ...about } = await liveOffence('Threats')
    await save(id, 1, { penalty: 'Up to 7 years in prison.' })
    expect(await stateOf(id)).toBe('edited')
    const hash = await desk.live(edith, rey, { id, ...about }, 2, {
      changeNote: 'The maximum rose to 7 years.',
      changeKind: 'urgent',
      effectiveOn: legalDate('2026-11-20'),
    })
    const [before, change] = await readChangesOf({ payload }, key)
    expect(change).toMatchObject({
      seq: (before?.seq ?? 0) + 1,
      kind: 'urgent',
      note: 'The maximum rose to 7 years.',
      effectiveOn: '2026-11-20',
      edition: hash,
      replaced: first,
    })
    expect(change?.fields).toEqual([
      {
        field: 'penalty',
        label: 'Maximum penalty',
        before: 'Up to 5 years in prison.',
        after: 'Up to 7 years in prison.',
      },
    ])
    expect((await readChanges({ payload }, before?.seq)).map(({ seq }) => seq)).toEqual([change?.seq])
  })

  it('waits for the day on which an edition goes live, in the zone of the site', async () => {
    desk = testDesk(payload, '2026-11-21T10:00:00Z', 'Pacific/Auckland')
    const { key, ...about } = await newOffence('Later')
    const { hash } = await desk.submit(edith, about, 1, { goesLiveOn: legalDate('2026-11-23') })
    await desk.approve(rey, about, hash)
    expect(await desk.publisher()).toBe(0)
    // 10:59 UTC is one minute before midnight in Auckland.
    desk.clock.set('2026-11-22T10:59:00Z')
    expect(await desk.publisher()).toBe(0)
    expect((await headOf(key)).live).toBeNull()
    desk.clock.set('2026-11-22T11:00:00Z')
    expect(await desk.publisher()).toBe(1)
    expect((await headOf(key)).live).toMatchObject({ hash, since: '2026-11-23' })
  })

  it('keeps one edition open: submitting again replaces it, and an approval of it counts for nothing', async () => {
    const { key, ...about } = await newOffence('Replaced')
    const first = await desk.submit(edith, about, 1)
    await save(about.id, 1, { covers: 'More of it.' })
    await desk.approve(rey, about, first.hash)
    const second = await desk.submit(edith, about, 2)
    expect(second.head.open).toMatchObject({ n: 2, state: 'in-review' })
    expect(await desk.publisher()).toBe(0)
    expect(await refusal(desk.approve(rey, about, first.hash))).toMatchObject({ because: 'stale' })
    await desk.approve(rey, about, second.hash)
    expect(await desk.publisher()).toBe(1)
    expect(await headOf(key)).toMatchObject({ editions: 2, live: { n: 2, hash: second.hash } })
    expect((await readEditionsOf({ payload }, key)).map(({ n }) => n)).toEqual([1, 2])
  })

  it('leaves an edition as it is when the working copy is edited after submission', async () => {
    const { key, ...about } = await newOffence('Edited since')
    const { hash } = await desk.submit(edith, about, 1)
    await save(about.id, 1, { penalty: 'Up to 50 years in prison.' })
    await desk.approve(rey, about, hash)
    await desk.publisher()
    const edition = await readEdition({ payload }, (await headOf(key)).live?.hash ?? '')
    expect(edition && thaw(edition)).toMatchObject({ content: { penalty: 'Up to 5 years in prison.' } })
    expect(await stateOf(about.id)).toBe('edited')
    expect(
      (await payload.findByID({ collection: 'offences', id: about.id, overrideAccess: true })).penalty,
    ).toBe('Up to 50 years in prison.')
  })

  it('sends an edition back with notes, and takes it again', async () => {
    const { key, ...about } = await newOffence('Sent back')
    const { hash } = await desk.submit(edith, about, 1)
    const notes = [
      { claim: 'penalty', text: ' Which court? ' },
      { claim: null, text: '   ' },
    ]
    await desk.as(rey, (mine) => requestChanges(mine, { ...about, hash, notes }))
    expect((await headOf(key)).open).toMatchObject({ state: 'changes-requested' })
    expect((await readEvents({ payload }, key)).at(-1)?.details).toEqual({
      notes: [{ claim: 'penalty', text: 'Which court?' }],
    })
    expect((await desk.as(edith, (mine) => workflowStatusOf(mine, about))).open?.notes).toEqual([
      { claim: 'penalty', label: 'Maximum penalty', text: 'Which court?', by: 'Rey' },
    ])
    expect(await refusal(desk.approve(ria, about, hash))).toMatchObject({
      because: 'state',
      message: expect.stringContaining('submitted again') as string,
    })
    expect(await desk.publisher()).toBe(0)
    await save(about.id, 1, { penalty: 'Up to 5 years in prison, at the Crown Court.' })
    await desk.live(edith, rey, about, 2)
    expect((await headOf(key)).live).toMatchObject({ n: 2 })
  })

  it('withdraws by two people, with a change of its own', async () => {
    const { hash, key, ...about } = await liveOffence('Withdrawn')
    await desk.as(edith, (mine) =>
      askWithdrawal(mine, {
        ...about,
        hash,
        reason: ' A reader wrote to us from 12 High Street. ',
        changeNote: ' The Act was repealed. ',
      }),
    )
    expect(await desk.publisher(), 'one person is not enough').toBe(0)
    await desk.as(rey, (mine) => confirmWithdrawal(mine, { ...about, hash }))
    expect(await desk.publisher()).toBe(1)
    const changes = await readChangesOf({ payload }, key)
    expect(changes).toHaveLength(2)
    expect(changes[1]).toMatchObject({
      seq: (changes[0]?.seq ?? 0) + 1,
      kind: 'withdrawn',
      note: 'The Act was repealed.',
      edition: null,
      replaced: hash,
    })
    expect(changes[1]?.fields.find(({ field }) => field === 'penalty')).toMatchObject({
      before: 'Up to 5 years in prison.',
      after: null,
    })
    expect(await headOf(key)).toMatchObject({ live: null, withdrawal: null, lastSeq: changes[1]?.seq })
    expect(await stateOf(about.id)).toBe('withdrawn')
  })

  it('lets a withdrawal be declined, and asked for again', async () => {
    const { hash, key, ...about } = await liveOffence('Stays')
    const ask = () =>
      desk.as(edith, (mine) => askWithdrawal(mine, { ...about, hash, reason: 'I think it is gone.' }))
    await ask()
    await desk.as(rey, (mine) => declineWithdrawal(mine, { ...about, hash, reason: 'It is still there.' }))
    expect(await headOf(key)).toMatchObject({ withdrawal: null, live: { hash } })
    await ask()
    expect(await headOf(key)).toMatchObject({ withdrawal: { state: 'asked', by: `user:${edith.id}` } })
  })

  it('moves the date when somebody verifies, settles the flag of the law change, and makes no edition', async () => {
    const { hash, key, ...about } = await liveOffence('Verified')
    const law = await payload.create({
      collection: 'law-changes',
      data: {
        title: 'The Act was amended',
        instrument: ground.act.id,
        what: 'amendment',
        effectiveOn: '2026-11-01',
      } as never,
      overrideAccess: true,
    })
    await desk.as(edith, (mine) => flagLawChange(mine, law.id))
    expect(await readFlags({ payload }, { entry: key, open: true })).toMatchObject([
      { kind: 'law-change', about: law.id, liveN: 1, by: 'Edith' },
    ])
    const { sources, lawFlags } = await desk.as(rey, (mine) => workflowStatusOf(mine, about))
    const before = (await readChanges({ payload })).length
    desk.clock.set('2026-11-21T11:00:00Z')
    const verified = (on: string, answers: LawAnswer[]) =>
      desk.as(rey, (mine) =>
        verify(mine, {
          ...about,
          hash,
          on: legalDate(on),
          opened: sources.map(({ key: source }) => source),
          answers,
        }),
      )
    // What was seen the day before says nothing of the law change, nor does a verification that is silent on it.
    await verified('2026-11-20', [])
    expect(await headOf(key)).toMatchObject({ verifiedOn: '2026-11-20', editions: 1, live: { hash, n: 1 } })
    expect(await readFlags({ payload }, { entry: key })).toMatchObject([{ how: null }])
    await verified(
      '2026-11-21',
      lawFlags.map((flag) => ({ flag: flag.key, claim: null, verdict: 'states-new-law', because: null })),
    )
    expect(await headOf(key)).toMatchObject({ verifiedOn: '2026-11-21', editions: 1, live: { hash, n: 1 } })
    expect(await readFlags({ payload }, { entry: key })).toMatchObject([{ how: 'verified', closedBy: 'Rey' }])
    expect(await readChanges({ payload })).toHaveLength(before)
    expect(await readNewestWork({ payload }, 'publish', key)).toMatchObject({ askedBy: 'Rey' })
    // A later edition must not say an earlier day.
    await save(about.id, 1, { covers: 'Else.' })
    expect(
      await refusal(
        desk.submit(edith, about, 2, {
          changeNote: 'Else.',
          changeKind: 'change',
          checkedOn: legalDate('2026-11-19'),
        }),
      ),
    ).toMatchObject({ because: 'content', problems: [{ field: 'checkedOn' }] })
  })

  it('takes a safety fix first, sends the open edition back, and asks for a second review', async () => {
    const other = await newOffence('Waits its turn')
    const { hash: waiting } = await desk.submit(edith, other, 1)
    await desk.approve(rey, other, waiting)

    const { key, hash: live, ...about } = await liveOffence('Dangerous')
    await save(about.id, 1, { covers: 'In work.' })
    const { hash: open } = await desk.submit(edith, about, 2, { changeNote: 'In work.' })
    await save(about.id, 2, { penalty: 'Up to 9 years in prison.', covers: 'Following somebody about.' }, ria)
    await desk.approve(rey, about, open)
    desk.clock.set('2026-11-21T11:00:00Z')
    await desk.as(ria, (mine) =>
      safetyFix(mine, {
        ...about,
        hash: null,
        from: 3,
        reason: 'Readers are told a wrong number.',
        submission: { ...NO_WORDS, changeNote: 'The number was wrong.', changeKind: 'urgent' },
        checkedOn: todayOf(mine),
      }),
    )
    expect(await headOf(key)).toMatchObject({
      fix: { n: 3 },
      open: { hash: open, state: 'approved' },
      secondReviewDue: '2026-11-22T11:00:00.000Z',
    })
    const seq = (await readChanges({ payload })).length
    await desk.publisher()
    const made = (await readChanges({ payload }, seq)).map(({ entry, kind }) => `${kind} ${entry}`)
    expect(made[0]).toBe(`urgent ${key}`)
    const head = await headOf(key)
    expect(head).toMatchObject({
      fix: null,
      live: { n: 3 },
      open: { hash: open, state: 'changes-requested' },
    })
    expect((await readChangesOf({ payload }, key)).at(-1)).toMatchObject({ replaced: live })

    // Who took part cannot look at it a second time: Ria decided and saved, Edith saved before.
    for (const one of [ria, edith, admin])
      expect(
        await refusal(
          desk.as(one, async (mine) =>
            secondReview(mine, { ...about, decision: await decisionOf(key), note: '' }),
          ),
        ),
      ).toMatchObject({ because: 'role' })
    await desk.as(rey, async (mine) =>
      secondReview(mine, { ...about, decision: await decisionOf(key), note: 'It is right.' }),
    )
    expect((await headOf(key)).secondReviewDue).toBeNull()
    expect(
      await refusal(
        desk.as(rey, async (mine) =>
          secondReview(mine, { ...about, decision: await decisionOf(key), note: '' }),
        ),
      ),
    ).toMatchObject({
      because: 'state',
    })
  })

  it('approves the open edition alone for safety, on the day itself, whatever day it was for', async () => {
    const { key, ...about } = await newOffence('Alone')
    const { hash } = await desk.submit(edith, about, 1, { goesLiveOn: legalDate('2027-01-01') })
    await desk.as(rey, (mine) =>
      safetyFix(mine, {
        ...about,
        hash,
        from: 1,
        reason: 'It cannot wait.',
        submission: NO_WORDS,
        checkedOn: null,
      }),
    )
    expect(await headOf(key)).toMatchObject({ open: null, fix: { n: 1, hash } })
    expect(await desk.publisher()).toBe(1)
    expect(await headOf(key)).toMatchObject({ live: { hash }, fix: null })
  })

  it('withdraws for safety by one reviewer, and asks for a second review of it', async () => {
    const { key, hash, ...about } = await liveOffence('Gone at once')
    await desk.as(rey, (mine) =>
      safetyWithdrawal(mine, {
        ...about,
        hash,
        reason: 'It puts people at risk.',
        changeNote: 'It was repealed.',
      }),
    )
    expect(await desk.publisher()).toBe(1)
    expect(await headOf(key)).toMatchObject({ live: null, secondReviewDue: '2026-11-22T10:00:00.000Z' })
    expect((await readChangesOf({ payload }, key)).at(-1)).toMatchObject({
      kind: 'withdrawn',
      note: 'It was repealed.',
    })
    expect(
      await refusal(
        desk.as(rey, async (mine) =>
          secondReview(mine, { ...about, decision: await decisionOf(key), note: '' }),
        ),
      ),
    ).toMatchObject({
      because: 'role',
    })
    await desk.as(ria, async (mine) =>
      secondReview(mine, { ...about, decision: await decisionOf(key), note: '' }),
    )
    expect((await headOf(key)).secondReviewDue).toBeNull()
  })

  it('corrects the note of a change in public, and keeps what it said', async () => {
    const { key, ...about } = await liveOffence('Noted')
    await save(about.id, 1, { covers: 'More.' })
    await desk.live(edith, rey, about, 2, { changeNote: 'Teh scope grew.' })
    const seq = (await headOf(key)).lastSeq ?? 0
    desk.clock.set('2026-11-21T12:00:00Z')
    await desk.as(ria, (mine) => correctNote(mine, { ...about, seq, note: ' The scope grew. ' }))
    expect((await readChangesOf({ payload }, key)).at(-1)).toMatchObject({
      seq,
      note: 'The scope grew.',
      noteCorrectedAt: '2026-11-21T12:00:00.000Z',
    })
    expect((await readEvents({ payload }, key)).at(-1)).toMatchObject({
      action: 'correct-note',
      details: {
        seq,
        before: 'Teh scope grew.',
        after: 'The scope grew.',
        secondReviewDue: '2026-11-22T12:00:00.000Z',
      },
    })
  })

  describe('a note that one reviewer corrected', () => {
    async function corrected(title: string) {
      const { key, ...about } = await liveOffence(title)
      await save(about.id, 1, { covers: 'More.' })
      await desk.live(edith, rey, about, 2, { changeNote: 'Teh scope grew.' })
      const seq = (await headOf(key)).lastSeq ?? 0
      const correct = (who: typeof rey, note: string) =>
        desk.as(who, (mine) => correctNote(mine, { ...about, seq, note }))
      const settle = (who: typeof rey) =>
        desk.as(who, async (mine) =>
          secondReview(mine, { ...about, decision: await decisionOf(key), note: '' }),
        )
      await correct(ria, 'The scope grew.')
      return { key, about, seq, correct, settle }
    }

    it('is looked at by another, with what it was and is', async () => {
      const { key, about, seq, settle } = await corrected('Noted twice')
      expect((await headOf(key)).secondReviewDue).not.toBeNull()
      expect(await desk.as(rey, (mine) => workflowStatusOf(mine, about))).toMatchObject({
        alone: [
          {
            action: 'correct-note',
            by: 'Ria',
            note: { seq, was: 'Teh scope grew.', is: 'The scope grew.' },
          },
        ],
        can: { 'second-review': { allowed: true } },
      })
      expect(await refusal(settle(ria))).toMatchObject({ because: 'role' })
      expect(await refusal(settle(edith))).toMatchObject({ because: 'role' })
      await settle(rey)
      expect((await headOf(key)).secondReviewDue).toBeNull()
      expect(await desk.as(rey, (mine) => workflowStatusOf(mine, about))).toMatchObject({ alone: [] })
    })

    it('is put back by another, who then says that it stands', async () => {
      const { key, correct, settle } = await corrected('Noted in vain')
      await correct(rey, 'Teh scope grew.')
      expect((await headOf(key)).secondReviewDue).not.toBeNull()
      await settle(rey)
      expect((await headOf(key)).secondReviewDue).toBeNull()
    })

    it('is not settled by another who gave it other words', async () => {
      const { correct, settle } = await corrected('Noted otherwise')
      await correct(rey, 'The scope shrank.')
      expect(await refusal(settle(rey))).toMatchObject({ because: 'role' })
    })
  })

  describe('shared records that editions print', () => {
    /** A channel of a body, live, with its own source. */
    async function liveChannel(title: string) {
      const body = await payload.create({
        collection: 'bodies',
        data: {
          name: `${title} Police`,
          contacts: [{ key: 'line', kind: 'phone', value: '101', printed: '101' }],
        },
        overrideAccess: true,
      })
      const source = await payload.create({
        collection: 'sources',
        data: {
          title: `${title} page`,
          url: `https://police.example.org/${encodeURIComponent(title)}`,
          precision: 'page',
        },
        overrideAccess: true,
      })
      const channel = await payload.create({
        collection: 'channels',
        data: {
          jurisdiction: ground.place.id,
          title,
          stage: 'record',
          role: 'police-intake',
          reach: 'public',
          body: body.id,
          does: 'Takes reports.',
          bodyContacts: [{ body: body.id, contact: 'line' }],
          citations: [{ source: source.id, supports: ['does', 'contacts'] }],
          inForceAsOf: '2026-01-31',
          order: 1,
          reverifyEvery: 180,
          confidence: 'high',
        },
        overrideAccess: false,
        user: edith,
      })
      const about = { kind: 'channel' as Kind, id: channel.id }
      const hash = await desk.live(edith, rey, about, 1)
      return { about, key: channel.key ?? '', hash, body, source, channel }
    }
    const openFlags = async (key: string) =>
      (await readFlags({ payload }, { entry: key, kind: 'shared-record', open: true })).map(
        ({ detail }) => detail,
      )
    const setNumber = (id: string, number: string) =>
      payload.update({
        collection: 'bodies',
        id,
        data: { contacts: [{ key: 'line', kind: 'phone', value: number, printed: number }] },
        overrideAccess: false,
        user: edith,
      })

    it('prints the number of a body as it was approved, and flags the entry when the body changes', async () => {
      const { key, hash, body } = await liveChannel('First line')
      await setNumber(body.id, '105')
      const edition = await readEdition({ payload }, hash)
      expect(edition && thaw(edition)).toMatchObject({
        content: { contacts: [{ printed: '101', body: { name: 'First line Police' } }] },
      })
      expect(await openFlags(key)).toEqual([
        'The body “First line Police” was edited: readers still see it as it was.',
      ])
      await setNumber(body.id, '111')
      expect(await openFlags(key), 'one flag for one body').toHaveLength(1)
      await setNumber(body.id, '101')
      expect(await openFlags(key)).toEqual([])
      expect(await readFlags({ payload }, { entry: key })).toMatchObject([{ how: 'same', closedBy: 'Edith' }])
    })

    it('settles the flag when an edition goes live that prints it as it is', async () => {
      const { about, key, body } = await liveChannel('Second line')
      await setNumber(body.id, '105')
      // Nothing of the working copy was saved: what it prints has changed all the same.
      expect((await desk.as(rey, (mine) => workflowStatusOf(mine, about))).state).toBe('edited')
      await desk.live(edith, rey, about, 1, { changeNote: 'The number is new.' })
      expect(await openFlags(key)).toEqual([])
      expect(await readFlags({ payload }, { entry: key })).toMatchObject([
        { how: 'live', closedBy: 'Publisher' },
      ])
      expect((await readChangesOf({ payload }, key)).at(-1)?.fields).toHaveLength(1)
    })

    it('flags an entry whose edition goes live as the body was before an edit', async () => {
      const { about, key, body } = await liveChannel('Stale line')
      await setNumber(body.id, '105')
      const { hash } = await desk.submit(edith, about, 1, { changeNote: 'The number is new.' })
      await setNumber(body.id, '101')
      expect(await openFlags(key), 'what is live prints it as it is again').toEqual([])
      await desk.approve(rey, about, hash)
      await desk.publisher()
      expect(await openFlags(key)).toEqual([
        'The body “Stale line Police” was edited: readers still see it as it was.',
      ])
    })

    it('flags no entry for a body that none of it prints, nor for a field that is not printed', async () => {
      const { key, body } = await liveChannel('Third line')
      await payload.update({
        collection: 'bodies',
        id: body.id,
        data: { url: 'https://police.example.org/elsewhere' },
        overrideAccess: false,
        user: edith,
      })
      expect(await openFlags(key)).toEqual([])
    })

    it.each([
      ['title', { title: 'Another title' }],
      ['address', { url: 'https://police.example.org/moved' }],
    ])('flags an entry when the %s of its source changes, and settles it again', async (name, data) => {
      const { key, source } = await liveChannel(`Source ${name}`)
      const set = (to: Record<string, unknown>) =>
        payload.update({
          collection: 'sources',
          id: source.id,
          data: to,
          overrideAccess: false,
          user: edith,
        })
      await set(data)
      expect(await openFlags(key)).toHaveLength(1)
      await set({ url: 'https://police.example.org/moved-again' })
      await set({ title: 'A third title' })
      expect(await openFlags(key), 'however often it is edited').toHaveLength(1)
      await set({ title: source.title, url: source.url })
      expect(await openFlags(key)).toEqual([])
    })

    it('flags an entry whose live edition prints it, also where the working copy does not any more', async () => {
      const { about, key, body, channel } = await liveChannel('Fourth line')
      await payload.update({
        collection: 'channels',
        id: channel.id,
        data: { revision: 1, body: null, bodyContacts: [] },
        overrideAccess: false,
        user: edith,
      })
      await setNumber(body.id, '105')
      expect(await openFlags(key)).toHaveLength(1)
      expect(about.kind).toBe('channel')
    })

    it('flags an entry when an old version of its body is restored', async () => {
      const { about, key, body } = await liveChannel('Fifth line')
      await setNumber(body.id, '105')
      await desk.live(edith, rey, about, 1, { changeNote: 'The number is new.' })
      expect(await openFlags(key)).toEqual([])
      const { docs } = await payload.findVersions({
        collection: 'bodies',
        where: { parent: { equals: body.id } },
        sort: 'createdAt',
        overrideAccess: true,
      })
      await payload.restoreVersion({
        collection: 'bodies',
        id: docs[0]?.id ?? '',
        overrideAccess: false,
        user: edith,
      })
      expect(await openFlags(key)).toHaveLength(1)
    })

    it('flags what rests on an instrument whose title changes', async () => {
      const { key } = await liveOffence('Rests on the Act')
      const retitle = (title: string) =>
        payload.update({
          collection: 'instruments',
          id: ground.act.id,
          data: { title },
          overrideAccess: false,
          user: edith,
        })
      await retitle('Harassment Act of Testland (amended)')
      expect(await openFlags(key)).toHaveLength(1)
      await retitle('Harassment Act of Testland')
      expect(await openFlags(key)).toEqual([])
    })
  })

  type Case = readonly [
    name: string,
    who: 'edith' | 'rey' | 'admin',
    from: number | null,
    said: Partial<Submission>,
    because: string,
    message: RegExp,
  ]
  it.each<Case>([
    ['somebody without an editorial role', 'admin', 1, {}, 'role', /Only editors and reviewers/],
    ['somebody who looked at nothing', 'edith', null, {}, 'stale', /which revision/],
    ['a revision that is not there yet', 'edith', 9, {}, 'stale', /no revision 9/],
    ['a day that has passed', 'edith', 1, { goesLiveOn: legalDate('2026-11-20') }, 'content', /has passed/],
  ])('refuses to submit for %s, and leaves nothing behind', async (name, who, from, said, because, words) => {
    const { key, ...about } = await newOffence(`Refused ${name}`)
    const before = await everything(key)
    const people = { edith, rey, admin }
    expect(await refusal(desk.submit(people[who], about, from as number, said))).toMatchObject({
      because,
      message: expect.stringMatching(words) as string,
    })
    expect(await everything(key)).toBe(before)
  })

  it('refuses a stale look, and says who saved what in the meantime', async () => {
    const { key, ...about } = await newOffence('Stale')
    await save(about.id, 1, { covers: 'Something else.' })
    const before = await everything(key)
    expect((await refusal(desk.submit(edith, about, 1)))?.message).toMatch(
      /now at revision 2\. Edith saved revision 2 on .* \(covers\)/,
    )
    expect(await everything(key)).toBe(before)
  })

  it('refuses an unchanged edition, and one without a note', async () => {
    const { key, hash, ...about } = await liveOffence('Unchanged')
    const unchanged = await everything(key)
    expect(await refusal(desk.submit(edith, about, 1, { changeNote: 'x' }))).toMatchObject({
      because: 'state',
      message: expect.stringContaining('already see exactly this') as string,
    })
    expect(await everything(key)).toBe(unchanged)
    await save(about.id, 1, { covers: 'More.' })
    expect(await refusal(desk.submit(edith, about, 2))).toMatchObject({
      because: 'content',
      problems: [{ field: 'changeNote' }],
    })
    expect((await headOf(key)).live?.hash).toBe(hash)
  })

  it('names everything that is missing at once', async () => {
    const offence = await payload.create({
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
      user: edith,
    })
    const decision = await refusal(desk.submit(edith, aboutOf(offence), 1))
    expect(decision?.problems?.map(({ field }) => field)).toEqual([
      'covers',
      'section',
      'officialSource',
      'penalty',
    ])
    expect(await headOf(offence.key ?? '')).toMatchObject({ editions: 0, chain: { n: 1 } })
  })

  it('refuses the approval of one’s own saves and of one’s own submission', async () => {
    const { key, ...about } = await newOffence('Own work')
    await save(about.id, 1, { covers: 'By Ria.' }, ria)
    const { hash } = await desk.submit(edith, about, 2)
    const before = await everything(key)
    expect(await refusal(desk.approve(ria, about, hash))).toMatchObject({
      because: 'role',
      message: expect.stringContaining('You saved part') as string,
    })
    expect(await everything(key)).toBe(before)
    const other = await newOffence('Own submission')
    const mine = await desk.submit(rey, other, 1)
    expect(await refusal(desk.approve(rey, other, mine.hash))).toMatchObject({
      because: 'role',
      message: expect.stringContaining('You submitted') as string,
    })
    await desk.approve(ria, other, mine.hash)
    await desk.publisher()
    // Saves that are live already bind nobody: Ria wrote the last edition, and may approve the next.
    await save(other.id, 1, { covers: 'By Edith.' })
    await desk.live(edith, ria, other, 2, { changeNote: 'Next.' })
    expect((await headOf(other.key)).live).toMatchObject({ n: 2 })
  })

  it('writes nothing of an action that fails at its last step', async () => {
    const { key, ...about } = await newOffence('Fails late')
    const before = await everything(key)
    await expect(
      desk.as(edith, async (mine) => {
        const { submit } = await import('#desk/desk/submit.ts')
        await submit(mine, { ...about, from: 1, submission: NO_WORDS, checkedOn: todayOf(mine) })
        throw new Error('the disk is full')
      }),
    ).rejects.toThrow('the disk is full')
    expect(await everything(key)).toBe(before)
    expect(await stateOf(about.id)).toBe('never-live')
  })

  it('has left a record that is whole, and changes without gaps', async () => {
    const record = await readRecord(payload)
    expect(recordProblems({ ...record, kept: new Map() })).toEqual([])
    expect(record.changes.map(({ seq }) => seq)).toEqual(record.changes.map((_, index) => index + 1))
    for (const head of record.heads)
      expect(replayHead(head.entry, head.kind, record.events.get(head.entry) ?? [])).toEqual(head)
  })
})
