import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { todayOf } from '#desk/desk.ts'
import { approve } from '#desk/desk/approve.ts'
import type { About } from '#desk/entry.ts'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { historyOf } from '#desk/desk/queries/history-of.ts'
import { lawChangeOf } from '#desk/desk/queries/law-change-of.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { verify } from '#desk/desk/verify.ts'
import { flagDue } from '#desk/watch/flag-due.ts'
import { askWithdrawal, confirmWithdrawal } from '#desk/desk/withdrawal.ts'
import { legalDate, type LegalDate } from '#domain/dates.ts'
import type { LawAnswer } from '#domain/desk/law-answers.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { readFlags } from '#store/desk/flags.ts'
import { readHead } from '#store/desk/heads.ts'
import { readRecord } from '#store/publish/record.ts'
import { readSnapshotAsOf } from '#store/publish/snapshot.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { layGround, offenceData, type Ground } from '../support/content/content.ts'
import { NO_WORDS, refusal, testDesk, type TestDesk } from '../support/desk/desk.ts'
import { SAMPLE } from '../support/content/sample.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { liveSite } from '../support/desk/structure.ts'

const SAID = { changeNote: 'Brought up to date.' } as const

describe.skipIf(missing)(`flags of law changes on ${databaseName}`, () => {
  let database: TestDatabase
  let desk: TestDesk
  let ada: Person
  let ben: Person
  let ground: Ground
  let minutes = 0
  let count = 0

  beforeAll(async () => {
    database = await openDatabase()
    desk = testDesk(database.payload)
    ada = await person(database.payload, 'Ada', ['editor'])
    ben = await person(database.payload, 'Ben', ['reviewer'])
    ground = await layGround(database.payload)
    const { site } = await readCorpus(SAMPLE, new Date())
    await liveSite(database.payload, site)
  })
  afterAll(() => database?.close())

  const store = () => ({ payload: database.payload })
  /** Each step at an instant of its own. */
  const tick = () =>
    desk.clock.set(
      `2026-11-21T${String(10 + Math.floor((minutes += 1) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00Z`,
    )
  const create = <T>(collection: string, data: Record<string, unknown>) =>
    database.payload.create({
      collection: collection as 'offences',
      data: data as never,
      overrideAccess: false,
      user: ada,
    }) as Promise<T>

  /** A live offence that rests on an Act of its own by these claims, and a law change of that Act. */
  async function scene(claims: string[] = ['covers', 'penalty'], effectiveOn = '2026-12-01') {
    count += 1
    const title = `Offence ${count}`
    const act = await create<{ id: string }>('instruments', {
      title: `Act ${count}`,
      kind: 'act',
      jurisdiction: ground.place.id,
    })
    const doc = await create<{ id: string; key: string }>('offences', {
      ...offenceData(ground, title),
      instruments: [
        { instrument: act.id, provision: 's. 1', relation: 'creates', standing: 'in-force', claims },
      ],
    })
    const law = await create<{ id: string }>('law-changes', {
      title: `Act ${count} is amended`,
      instrument: act.id,
      what: 'amendment',
      effectiveOn,
    })
    const about: About = { kind: 'offence', id: doc.id }
    const key = `testland/offence/offence-${count}`
    tick()
    await desk.live(ada, ben, about, 1, { checkedOn: legalDate('2026-10-01') })
    let revision = 1
    return {
      key,
      about,
      law: law.id,
      act: act.id,
      flag: async () => {
        tick()
        await desk.as(ada, (mine) => flagLawChange(mine, law.id))
        return (await readFlags(store(), { entry: key, kind: 'law-change', open: true })).at(-1)?.key ?? ''
      },
      /** Saves something new; the revision that it makes. */
      edit: async (penalty = `Up to ${revision + 5} years in prison.`) => {
        await database.payload.update({
          collection: 'offences',
          id: doc.id,
          data: { revision, penalty },
          overrideAccess: false,
          user: ada,
        })
        return (revision += 1)
      },
      submit: async (from: number, answers: LawAnswer[] = [], note = `Note ${minutes}.`) => {
        tick()
        return (await desk.submit(ada, about, from, { changeNote: note }, answers)).hash
      },
      goLive: async (hash: string, answers: LawAnswer[] = []) => {
        tick()
        await desk.approve(ben, about, hash, answers)
        tick()
        await desk.publisher()
      },
      flags: async () =>
        (await readFlags(store(), { entry: key, kind: 'law-change' })).map(({ closedAt, closedBy, how }) =>
          closedAt === null ? 'open' : `${how} by ${closedBy}`,
        ),
      standing: () => desk.as(ben, (mine) => workflowStatusOf(mine, about)),
      verify: (answers: LawAnswer[] = [], on = '2026-11-21') => {
        tick()
        return desk.as(ben, async (mine) =>
          verify(mine, {
            ...about,
            hash: (await readHead(mine.req, key))?.live?.hash ?? '',
            on: legalDate(on),
            opened: [ground.source.key ?? ''],
            answers,
          }),
        )
      },
    }
  }
  const states = (flag: string, claim: string | null = 'penalty'): LawAnswer => ({
    flag,
    claim,
    verdict: 'states-new-law',
    because: null,
  })
  const spared = (
    flag: string,
    claim: string | null = 'covers',
    because: string | null = 'Only the maximum rises.',
  ): LawAnswer => ({
    flag,
    claim,
    verdict: 'not-affected',
    because,
  })
  const settledIn = async (about: About) =>
    (await historyOf(store(), about)).events.flatMap(({ action, details }) =>
      Array.isArray(details.settled)
        ? (
            details.settled as { title: string; answers: { claim: string; by: string; edition: string }[] }[]
          ).map(
            ({ title, answers }) =>
              `${action}: ${title} (${answers.map(({ claim, by }) => `${claim} ${by}`).join(', ')})`,
          )
        : [],
    )

  it('stay open when an edition goes live that was submitted before', async () => {
    const it = await scene()
    const hash = await it.submit(await it.edit())
    const flag = await it.flag()
    expect((await it.standing()).lawFlags).toMatchObject([
      { key: flag, openBefore: true, effectiveOn: '2026-12-01' },
    ])
    expect(await refusal(desk.approve(ben, it.about, hash, [states(flag), spared(flag)]))).toMatchObject({
      because: 'content',
      problems: [{ field: 'answers.0.flag' }, { field: 'answers.1.flag' }],
    })
    await it.goLive(hash)
    expect(await it.flags()).toEqual(['open'])
    expect((await it.standing()).flags).toMatchObject([{ kind: 'law-change', effectiveOn: '2026-12-01' }])
    expect(await desk.as(ben, (mine) => lawChangeOf(mine, it.law))).toMatchObject({
      state: 'under-way',
      open: 1,
      settled: 0,
    })
  })

  it('stay open when nobody answers, whatever the edition changes', async () => {
    const it = await scene()
    await it.flag()
    await it.goLive(await it.submit(await it.edit()))
    expect(await it.flags()).toEqual(['open'])
    expect(await settledIn(it.about)).toEqual([])
  })

  it('are settled claim by claim, and history says who did it with which edition', async () => {
    const it = await scene()
    const flag = await it.flag()
    const hash = await it.submit(await it.edit(), [states(flag), spared(flag)])
    expect(await it.flags()).toEqual(['open'])
    await it.goLive(hash)
    expect(await it.flags()).toEqual(['live by Ada'])
    const [event] = (await historyOf(store(), it.about)).events.filter(({ action }) => action === 'go-live')
    expect(event?.details.settled).toEqual([
      {
        flag,
        lawChange: it.law,
        title: expect.stringMatching(/is amended$/) as string,
        effectiveOn: '2026-12-01',
        answers: [
          expect.objectContaining({
            claim: 'covers',
            verdict: 'not-affected',
            because: 'Only the maximum rises.',
            by: 'Ada',
            edition: hash,
          }) as unknown,
          expect.objectContaining({
            claim: 'penalty',
            verdict: 'states-new-law',
            by: 'Ada',
            edition: hash,
          }) as unknown,
        ],
      },
    ])
    expect(await desk.as(ben, (mine) => lawChangeOf(mine, it.law))).toMatchObject({
      state: 'settled',
      open: 0,
      settled: 1,
    })
    expect(recordProblems({ ...(await readRecord(database.payload)), kept: new Map() })).toEqual([])
  })

  it('keep what is answered, and are settled by the rest', async () => {
    const it = await scene()
    const flag = await it.flag()
    await it.goLive(await it.submit(await it.edit(), [states(flag)]))
    expect(await it.flags()).toEqual(['open'])
    expect((await it.standing()).lawFlags[0]?.units).toMatchObject([
      { claim: 'covers', answered: null },
      { claim: 'penalty', answered: { by: 'Ada', n: 2 } },
    ])
    await it.goLive(await it.submit(await it.edit(), [spared(flag)]))
    expect(await it.flags()).toEqual(['live by Ada'])
  })

  it('take from the reviewer what the submitter left, and no more', async () => {
    const it = await scene()
    const flag = await it.flag()
    const hash = await it.submit(await it.edit(), [states(flag)])
    expect((await it.standing()).lawFlags[0]?.units).toMatchObject([
      { claim: 'covers', open: null },
      { claim: 'penalty', open: { by: 'Ada', verdict: 'states-new-law' } },
    ])
    expect(await refusal(desk.approve(ben, it.about, hash, [spared(flag, 'penalty')]))).toMatchObject({
      problems: [{ field: 'answers.0.claim' }],
    })
    await it.goLive(hash, [spared(flag)])
    expect(await it.flags()).toEqual(['live by Ben, Ada'])
    expect(await settledIn(it.about)).toEqual([
      expect.stringMatching(/^go-live: Act \d+ is amended \(covers Ben, penalty Ada\)$/),
    ])
  })

  it('want a reason where a claim is not affected', async () => {
    const it = await scene()
    const flag = await it.flag()
    const revision = await it.edit()
    expect(await refusal(it.submit(revision, [states(flag), spared(flag, 'covers', '  ')]))).toMatchObject({
      because: 'content',
      problems: [{ field: 'answers.1.because' }],
    })
    expect((await readHead(store(), it.key))?.open).toBeNull()
  })

  it('can be answered after the fact: the same edition with more said is not sent twice', async () => {
    const it = await scene()
    const flag = await it.flag()
    const revision = await it.edit()
    await it.submit(revision, [], 'One note.')
    expect(await refusal(it.submit(revision, [], 'One note.'))).toMatchObject({ because: 'state' })
    const hash = await it.submit(revision, [states(flag), spared(flag)], 'One note.')
    expect(await refusal(it.submit(revision, [states(flag), spared(flag)], 'One note.'))).toMatchObject({
      because: 'state',
    })
    await it.goLive(hash)
    expect(await it.flags()).toEqual(['live by Ada'])
  })

  it('do not count what was said of an edition that was replaced, and suggest it after it was sent back', async () => {
    const it = await scene()
    const flag = await it.flag()
    const first = await it.submit(await it.edit(), [states(flag), spared(flag)])
    tick()
    await desk.as(ben, (mine) =>
      requestChanges(mine, { ...it.about, hash: first, notes: [{ claim: null, text: 'Not yet.' }] }),
    )
    expect((await it.standing()).lawFlags[0]?.units).toMatchObject([
      { claim: 'covers', last: { verdict: 'not-affected', because: 'Only the maximum rises.' } },
      { claim: 'penalty', last: { verdict: 'states-new-law' } },
    ])
    await it.goLive(await it.submit(await it.edit(), [states(flag)]))
    expect(await it.flags()).toEqual(['open'])
    expect((await it.standing()).lawFlags[0]?.units).toMatchObject([
      { claim: 'covers', answered: null, last: { n: 2 } },
      { claim: 'penalty', answered: { n: 3 } },
    ])
  })

  it('are answered with a safety fix, but not by one of an edition from before', async () => {
    const it = await scene(['penalty'])
    const before = await it.submit(await it.edit())
    const flag = await it.flag()
    const fix = (hash: string | null, from: number, answers: LawAnswer[]) => {
      tick()
      return desk.as(ben, (mine) =>
        safetyFix(mine, {
          ...it.about,
          hash,
          from,
          reason: 'Somebody could come to harm.',
          submission: { ...NO_WORDS, ...SAID, changeKind: 'urgent' },
          checkedOn: todayOf(mine),
          answers,
        }),
      )
    }
    expect(await refusal(fix(before, 2, [states(flag)]))).toMatchObject({
      problems: [{ field: 'answers.0.flag' }],
    })
    await fix(null, await it.edit(), [states(flag)])
    tick()
    await desk.publisher()
    expect(await it.flags()).toEqual(['live by Ben'])
    // The open edition is older than the flag and was sent back: it must be submitted again.
    expect(await refusal(desk.approve(ben, it.about, before))).toMatchObject({ because: 'state' })
  })

  it('are settled by a verification only where it says so, of a day after the flag', async () => {
    const it = await scene()
    desk.clock.set('2026-11-22T10:00:00Z')
    await desk.as(ada, (mine) => flagLawChange(mine, it.law))
    const flag = (await readFlags(store(), { entry: it.key, open: true }))[0]?.key ?? ''
    const on = (day: string, answers: LawAnswer[]) =>
      desk.as(ben, async (mine) =>
        verify(mine, {
          ...it.about,
          hash: (await readHead(mine.req, it.key))?.live?.hash ?? '',
          on: legalDate(day),
          opened: [ground.source.key ?? ''],
          answers,
        }),
      )
    await on('2026-11-21', [])
    expect(await it.flags()).toEqual(['open'])
    expect(await refusal(on('2026-11-21', [states(flag)]))).toMatchObject({ problems: [{ field: 'on' }] })
    desk.clock.set('2026-11-22T11:00:00Z')
    await on('2026-11-22', [spared(flag, 'penalty', 'The section is another one.')])
    expect(await it.flags()).toEqual(['open'])
    desk.clock.set('2026-11-22T12:00:00Z')
    await on('2026-11-22', [spared(flag)])
    expect(await it.flags()).toEqual(['verified by Ben'])
    expect(await settledIn(it.about)).toEqual([
      expect.stringMatching(/^verify: Act \d+ is amended \(covers Ben, penalty Ben\)$/),
    ])
  })

  it('come back when an older edition goes live after they were verified for the one before it', async () => {
    const it = await scene(['penalty'])
    const older = await it.submit(await it.edit())
    const flag = await it.flag()
    await it.verify([spared(flag, 'penalty')])
    expect(await it.flags()).toEqual(['verified by Ben'])
    const stored = async () =>
      (await database.payload.findByID({ collection: 'law-changes', id: it.law, overrideAccess: true })).state
    expect(await stored()).toBe('settled')
    await it.goLive(older)
    expect(await it.flags()).toEqual(['verified by Ben', 'open'])
    expect(await stored()).toBe('under-way')
    expect(await desk.as(ben, (mine) => lawChangeOf(mine, it.law))).toMatchObject({ open: 1, settled: 0 })
    const again = (await it.standing()).lawFlags
    expect(again).toMatchObject([{ units: [{ claim: 'penalty', answered: null }] }])
    await it.verify([states(again[0]?.key ?? '')])
    expect(await it.flags()).toEqual(['verified by Ben', 'verified by Ben'])
    expect(recordProblems({ ...(await readRecord(database.payload)), kept: new Map() })).toEqual([])
  })

  it('come back when an entry that was withdrawn goes live again without a word on them', async () => {
    const withdrawn = async () => {
      const it = await scene(['penalty'])
      const flag = await it.flag()
      const hash = (await readHead(store(), it.key))?.live?.hash ?? ''
      await desk.as(ada, (mine) => askWithdrawal(mine, { ...it.about, hash, reason: 'Repealed.' }))
      await desk.as(ben, (mine) => confirmWithdrawal(mine, { ...it.about, hash }))
      tick()
      await desk.publisher()
      expect(await it.flags()).toEqual(['withdrawn by Publisher'])
      expect((await it.standing()).lawFlags).toMatchObject([{ key: flag }])
      return { it, flag }
    }
    const silent = await withdrawn()
    await silent.it.goLive(await silent.it.submit(await silent.it.edit()))
    expect(await silent.it.flags()).toEqual(['withdrawn by Publisher', 'open'])
    const told = await withdrawn()
    await told.it.goLive(await told.it.submit(await told.it.edit(), [states(told.flag)]))
    expect(await told.it.flags()).toEqual(['withdrawn by Publisher'])
    expect((await told.it.standing()).lawFlags).toEqual([])
  })

  it('are about the whole entry where no claim is named', async () => {
    const it = await scene([])
    const flag = await it.flag()
    const revision = await it.edit()
    expect(await refusal(it.submit(revision, [states(flag)]))).toMatchObject({
      problems: [{ field: 'answers.0.claim' }],
    })
    await it.goLive(await it.submit(revision, [states(flag, null)]))
    expect(await it.flags()).toEqual(['live by Ada'])
  })

  it('keep the day on which the entry is due, until they are settled', async () => {
    const it = await scene(['penalty'], '2026-11-21')
    const flag = await it.flag()
    const due = async (dueOn: string) =>
      desk.as(ada, (mine) =>
        flagDue(mine, it.key, {
          wanted: {
            entry: it.key,
            label: it.key,
            risk: 'penalty',
            dueOn: dueOn as LegalDate,
            reach: 0,
            level: 'due',
            sooner: true,
          },
          liveN: 1,
        }),
      )
    const open = async () =>
      (await readFlags(store(), { entry: it.key, open: true }))
        .map(({ kind, about }) => `${kind} ${kind === 'due' ? about : ''}`.trim())
        .sort()
    await due('2026-11-21')
    await it.goLive(await it.submit(await it.edit()))
    expect(await open()).toEqual(['due due/2026-11-21', 'law-change'])
    await it.goLive(await it.submit(await it.edit(), [states(flag)]))
    expect(await open()).toEqual([])
  })

  it('keep the law change that they were for in the record', async () => {
    const it = await scene(['penalty'])
    const flag = await it.flag()
    const remove = () =>
      database.payload.delete({
        collection: 'law-changes',
        id: it.law,
        overrideAccess: false,
        user: ada,
      })
    await expect(remove()).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/still flagged for it/) as string,
    })
    await it.goLive(await it.submit(await it.edit(), [states(flag)]))
    await expect(remove()).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/the record of 1 entry says how it was settled/) as string,
    })
  })

  it('are raised for an entry that is made again under the key of one that was deleted', async () => {
    const it = await scene(['penalty'])
    const draft = async () =>
      create<{ id: string }>('offences', {
        ...offenceData(ground, 'Made twice'),
        instruments: [
          { instrument: it.act, provision: 's. 1', relation: 'creates', standing: 'in-force', claims: [] },
        ],
      })
    const raise = () => {
      tick()
      return desk.as(ada, (mine) => flagLawChange(mine, it.law))
    }
    const { id } = await draft()
    await raise()
    await database.payload.delete({ collection: 'offences', id, overrideAccess: false, user: ada })
    await draft()
    expect(await raise()).toEqual(['testland/offence/made-twice'])
  })

  it('do not make what an approved edition settles late on its day', async () => {
    const it = await scene(['penalty'], '2026-12-01')
    const flag = await it.flag()
    const { hash } = await desk.submit(
      ada,
      it.about,
      await it.edit(),
      { ...SAID, goesLiveOn: legalDate('2026-12-01') },
      [states(flag)],
    )
    tick()
    await desk.as(ben, (mine) => approve(mine, { ...it.about, hash }))
    const lateOn = async (day: string) => {
      const { entries } = await readSnapshotAsOf(database.payload, {
        asOf: legalDate(day),
        today: legalDate('2026-11-22'),
        timeZone: 'UTC',
      })
      const entry = entries.find(({ key }) => key === it.key)
      return [entry?.edition.n, entry?.overdue]
    }
    expect(await lateOn('2026-11-22')).toEqual([1, false])
    expect(await lateOn('2026-12-05')).toEqual([2, false])
  })
})
