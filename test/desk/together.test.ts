import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { part } from '#desk/desk/part.ts'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { leaveOut } from '#desk/desk/leave-out.ts'
import { nextOf } from '#desk/desk/queries/board/next-of.ts'
import { lawChangeOf } from '#desk/desk/queries/law-change-of.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { submitTogether } from '#desk/desk/submit-together.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { chainProblem } from '#domain/desk/events.ts'
import { legalDate } from '#domain/dates.ts'
import { idOf } from '#domain/values.ts'
import { env } from '#lib/env.ts'
import { fixedClock } from '#lib/clock.ts'
import type { LawChange, Offence } from '#payload-types'
import { readEvents } from '#store/desk/events.ts'
import { readHead, readHeads, readInconsistentHeads } from '#store/desk/heads.ts'
import { readSiteState } from '#store/desk/board/site-state.ts'
import { readSnapshotAsOf } from '#store/publish/snapshot.ts'
import { isAnythingDue, makeDueLive } from '#worker/publish/live.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { SAMPLE } from '../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { amendedAct, offencesOn } from '../support/desk/amended.ts'
import { Office } from '../support/desk/at-the-desk.ts'
import { liveSite } from '../support/desk/structure.ts'
import { person, type Person } from '../support/desk/staff.ts'

const clock = fixedClock('2026-11-21T10:00:00Z')
const TODAY = legalDate('2026-11-21')

describe.skipIf(missing)(`entries that go live together on ${databaseName}`, () => {
  let database: TestDatabase
  let office: Office
  let editor: Person
  let reviewer: Person
  let ground: Ground
  beforeAll(async () => {
    database = await openDatabase()
    office = new Office(database.payload, clock)
    editor = await person(database.payload, 'Edith', ['editor'])
    reviewer = await person(database.payload, 'Rey', ['reviewer'])
    ground = await layGround(database.payload)
    const { site } = await readCorpus(SAMPLE, new Date())
    await liveSite(database.payload, site)
  })
  afterAll(() => database?.close())

  interface Case {
    law: LawChange
    docs: Offence[]
    keys: string[]
  }

  const edit = (doc: Offence, revision: number, penalty: string) =>
    database.payload.update({
      collection: 'offences',
      id: doc.id,
      data: { revision, penalty },
      overrideAccess: false,
      user: editor,
    })

  /** Live offences on an Act that changes, flagged, and edited for it. */
  async function edited(name: string, titles: string[], effectiveOn = '2026-11-20'): Promise<Case> {
    const { act, law } = await amendedAct(database.payload, editor, ground, {
      name: `${name} Act`,
      effectiveOn,
      provisions: 's. 3',
    })
    const docs = await offencesOn(
      database.payload,
      editor,
      { ...ground, act },
      titles.map((title) => `${name} ${title}`),
    )
    for (const doc of docs) await office.live(editor, reviewer, office.about(doc))
    await office.as(editor, (mine) => flagLawChange(mine, law.id))
    for (const doc of docs) await edit(doc, 1, 'Up to 9 years in prison.')
    return { law, docs, keys: docs.map(({ key }) => key) }
  }

  const submitAll = ({ law, keys }: Case, revisions: Record<string, number> = {}) =>
    office.as(editor, (mine) =>
      submitTogether(mine, law.id, {
        entries: keys.map((entry) => ({ entry, revision: revisions[entry] ?? 2 })),
        changeNote: 'The maximum rose.',
        checkedOn: TODAY,
      }),
    )
  const headOf = async (key: string) => {
    const head = await readHead({ payload: database.payload }, key)
    if (!head) throw new Error(`${key} has no head.`)
    return head
  }
  const approve = async (doc: Offence) =>
    office.approve(reviewer, office.about(doc), (await headOf(doc.key ?? '')).open?.hash ?? '')
  const live = async ({ keys }: Case): Promise<(number | undefined)[]> =>
    Promise.all(keys.map(async (key) => (await headOf(key)).live?.n))
  const desk = (law: LawChange) =>
    office.as(reviewer, async (mine) => {
      const found = await lawChangeOf(mine, law.id)
      if (!found) throw new Error('The law change is gone.')
      return found
    })

  it('wait for each other, and go live at one moment with their flags settled', async () => {
    const all = await edited('Joint', ['One', 'Two', 'Three'])
    expect((await desk(all.law)).drafts.map(({ entry }) => entry).sort()).toEqual([...all.keys].sort())
    await submitAll(all)
    const [one, two, three] = all.docs
    if (!one || !two || !three) throw new Error('There are not three.')
    await approve(one)
    await approve(two)
    const isReady = async ({ id }: { id: string }): Promise<boolean | undefined> =>
      office.as(
        reviewer,
        async (mine) => (await workflowStatusOf(mine, { kind: 'offence', id })).open?.othersReady,
      )
    expect(await isReady(one)).toBe(false)
    expect(await office.publisher()).toBe(0)
    expect(await live(all)).toEqual([1, 1, 1])
    // Approved, and yet nothing is on its way to readers.
    expect((await readSiteState({ payload: database.payload }, TODAY)).next).toBe(0)
    const waiting = (await desk(all.law)).together
    expect(waiting?.members.map(({ state, problem }) => [state, problem]).sort()).toEqual([
      ['approved', null],
      ['approved', null],
      ['in-review', null],
    ])
    await approve(three)
    // Its screen says that they are on their way.
    expect([await isReady(one), await isReady(three)]).toEqual([true, true])
    expect(await office.publisher()).toBe(3)
    expect(await live(all)).toEqual([2, 2, 2])
    const events = await Promise.all(all.keys.map((key) => readEvents({ payload: database.payload }, key)))
    expect(new Set(events.map((each) => each.findLast(({ action }) => action === 'go-live')?.at)).size).toBe(
      1,
    )
    expect(await desk(all.law)).toMatchObject({
      state: 'settled',
      open: 0,
      settled: 3,
      together: null,
      drafts: [],
    })
    expect(await readInconsistentHeads({ payload: database.payload })).toEqual([])
  })

  it('come first of what waits for a reviewer who goes on from one of them, before whatever else does', async () => {
    const another = await createOffence(database.payload, editor, ground, 'Another')
    await office.submit(editor, office.about(another))
    const all = await edited('Following', ['One', 'Two'])
    await submitAll(all)
    const next = (together: string | null) =>
      office.as(reviewer, async (mine) => (await nextOf(mine, together))?.entry)
    expect(all.keys).toContain(await next(all.law.id))
    expect(await next(null)).toBe(another.key)
    for (const doc of all.docs) await approve(doc)
    expect(await next(all.law.id)).toBe(another.key)
    await approve(another)
    expect(await office.publisher()).toBe(3)
  })

  it('are submitted all or none, and the one that is refused is named', async () => {
    const all = await edited('Stale', ['One', 'Two'])
    const [first = '', second = ''] = all.keys
    await expect(submitAll(all, { [second]: 1 })).rejects.toThrow(
      /^Stale Two.*: You started from revision 1.*None was submitted\.$/s,
    )
    expect((await headOf(first)).open).toBeNull()
    await expect(
      office.as(editor, (mine) =>
        submitTogether(mine, all.law.id, {
          entries: [{ entry: first, revision: 2 }],
          changeNote: 'The maximum rose.',
          checkedOn: null,
        }),
      ),
    ).rejects.toThrow(/on which day the sources were checked/)
    await expect(
      office.as(editor, (mine) =>
        submitTogether(mine, all.law.id, {
          entries: [{ entry: 'testland/offence/no-such', revision: 1 }],
          changeNote: 'The maximum rose.',
          checkedOn: TODAY,
        }),
      ),
    ).rejects.toThrow(/not there any more/)
  })

  it('say which of them holds the others, and go once it was submitted and approved again', async () => {
    const all = await edited('Held', ['One', 'Two'])
    await submitAll(all)
    const [one, two] = all.docs
    if (!one || !two) throw new Error('There are not two.')
    await approve(one)
    const hash = (await headOf(two.key ?? '')).open?.hash ?? ''
    await office.as(reviewer, (mine) =>
      requestChanges(mine, {
        ...office.about(two),
        hash,
        notes: [{ claim: null, text: 'Not this maximum.' }],
      }),
    )
    expect(await office.publisher()).toBe(0)
    const held = (await desk(all.law)).together?.members.filter(({ problem }) => problem !== null)
    expect(held).toMatchObject([{ entry: two.key, state: 'changes-requested' }])
    expect(held?.[0]?.problem).toMatch(/Changes were requested/)
    // Submitted on its own screen, it stays with the others.
    await edit(two, 2, 'Up to 8 years in prison.')
    await expect(office.submit(editor, office.about(two))).rejects.toThrow(
      /says no day on which it takes force, but it goes live together/,
    )
    await office.submit(editor, office.about(two), { effectiveOn: '2026-11-20' })
    expect((await headOf(two.key ?? '')).open?.together).toBe(String(all.law.id))
    expect(await office.publisher()).toBe(0)
    await approve(two)
    await office.publisher()
    expect(await live(all)).toEqual([2, 3])
  })

  it('go live on the day of the law change, where that is to come', async () => {
    const all = await edited('Later', ['One', 'Two'], '2026-12-01')
    await submitAll(all)
    for (const doc of all.docs) await approve(doc)
    expect((await desk(all.law)).together?.goesLiveOn).toBe('2026-12-01')
    expect(await office.publisher()).toBe(0)
    await new Office(database.payload, fixedClock('2026-12-01T00:00:30Z')).publisher()
    expect(await live(all)).toEqual([2, 2])
    expect((await headOf(all.keys[0] ?? '')).live?.since).toBe('2026-12-01')
  })

  it('go live in the first minute of that day where the site is, and not a second before', async () => {
    const all = await edited('Zoned', ['One', 'Two'], '2026-12-01')
    await submitAll(all)
    for (const doc of all.docs) await approve(doc)
    const zoned = { payload: database.payload, env: { ...env(), siteTimeZone: 'Pacific/Auckland' } }
    // Thirteen hours ahead in summer.
    const at = (instant: string) => ({ ...zoned, clock: fixedClock(instant) })
    expect(await isAnythingDue(at('2026-11-30T10:59:59Z'))).toBe(false)
    expect(await makeDueLive(at('2026-11-30T10:59:59Z'))).toBe(0)
    expect(await live(all)).toEqual([1, 1])
    expect(await makeDueLive(at('2026-11-30T11:00:00Z'))).toBe(2)
    expect(await live(all)).toEqual([2, 2])
    for (const key of all.keys) {
      expect((await headOf(key)).live?.since).toBe('2026-12-01')
      const event = (await readEvents({ payload: database.payload }, key)).at(-1)
      expect(event).toMatchObject({ action: 'go-live', at: '2026-11-30T11:00:00.000Z' })
    }
  })

  it('stay as they were, all of them, where one cannot be made live in the end', async () => {
    const all = await edited('Broken', ['One', 'Two'])
    await submitAll(all)
    for (const doc of all.docs) await approve(doc)
    const second = await headOf(all.keys[1] ?? '')
    const where = { hash: { equals: second.open?.hash ?? '' } }
    const kept = await database.payload.db.findOne<{ id: string; content: unknown }>({
      collection: 'editions',
      where,
    })
    await database.payload.db.updateOne({
      collection: 'editions',
      where,
      data: { content: '{}' },
      returning: false,
    })
    expect((await desk(all.law)).together?.members.map(({ problem }) => problem === null)).toEqual([
      true,
      false,
    ])
    expect(await office.publisher()).toBe(0)
    expect(await live(all)).toEqual([1, 1])
    await database.payload.db.updateOne({
      collection: 'editions',
      where,
      data: { content: kept?.content },
      returning: false,
    })
    const heads = await readHeads(
      { payload: database.payload },
      { openTogether: { equals: String(all.law.id) } },
    )
    expect(heads.map(({ open }) => open?.state)).toEqual(['approved', 'approved'])
    // Past the rest that a failed step is given.
    await new Office(database.payload, fixedClock('2026-11-21T10:05:00Z')).publisher()
    expect(await live(all)).toEqual([2, 2])
  })

  it('go without one that a reviewer takes out with a reason, and that one goes by itself', async () => {
    const all = await edited('Apart', ['One', 'Two'])
    await submitAll(all)
    const [one, two] = all.docs
    const [, second = ''] = all.keys
    if (!one || !two) throw new Error('There are not two.')
    await approve(one)
    const take = (user: Person, reason: string, entry = second) =>
      office.as(user, (mine) => part(mine, String(all.law.id), { entry, reason }))
    await expect(take(editor, 'It needs longer.')).rejects.toThrow(/Only a reviewer takes an edition out/)
    await expect(take(reviewer, ' ')).rejects.toThrow(/Say why it does not wait/)
    await take(reviewer, 'It needs longer.')
    await expect(take(reviewer, 'It needs longer.')).rejects.toThrow(/does not go live together/)
    expect((await readEvents({ payload: database.payload }, second)).at(-1)).toMatchObject({
      action: 'part',
      actor: { name: 'Rey' },
      edition: (await headOf(second)).open?.hash,
      details: { lawChange: String(all.law.id), reason: 'It needs longer.' },
    })
    expect(await office.publisher()).toBe(1)
    expect(await live(all)).toEqual([2, 1])
    expect((await headOf(second)).open).toMatchObject({ state: 'in-review', together: null })
    expect(await desk(all.law)).toMatchObject({ state: 'under-way', open: 1, together: null })
    await approve(two)
    expect(await office.publisher()).toBe(1)
    expect(await live(all)).toEqual([2, 2])
    expect(await readInconsistentHeads({ payload: database.payload })).toEqual([])
  })

  it('go live whole, whoever comes first: one is taken out as it is approved and they are published', async () => {
    for (const turn of [1, 2, 3]) {
      const all = await edited(`Racing ${turn}`, ['One', 'Two'])
      await submitAll(all)
      const [one, two] = all.docs
      const [, entry = ''] = all.keys
      if (!one || !two) throw new Error('There are not two.')
      await approve(one)
      const { open } = await headOf(entry)
      const acts = [
        () => office.approve(reviewer, office.about(two), open?.hash ?? ''),
        () => office.as(reviewer, (mine) => part(mine, String(all.law.id), { entry, reason: 'Later.' })),
        () => office.publisher(),
      ]
      const turned = [...acts.slice(turn - 1), ...acts.slice(0, turn - 1)]
      // Who comes second is refused, or must try again.
      await Promise.allSettled(turned.map((act) => act()))
      const after = await headOf(entry)
      if (after.open?.state === 'in-review') await approve(two)
      // Past the rest that a failed step is given.
      await new Office(database.payload, fixedClock('2026-11-21T10:05:00Z')).publisher()
      expect(await live(all), `turn ${turn}`).toEqual([2, 2])
      for (const key of all.keys) {
        const [events, head] = [await readEvents({ payload: database.payload }, key), await headOf(key)]
        expect(chainProblem(events, head.chain)).toBeNull()
        expect(events.filter(({ action }) => action === 'go-live')).toHaveLength(2)
      }
    }
    expect(await readInconsistentHeads({ payload: database.payload })).toEqual([])
  })

  it('are held where the law change has another day by now, and not shown for a later day until then', async () => {
    const all = await edited('Moved', ['One', 'Two'], '2026-12-01')
    await submitAll(all)
    const [one, two] = all.docs
    if (!one || !two) throw new Error('There are not two.')
    const shown = async (day: string): Promise<(number | undefined)[]> => {
      const { entries } = await readSnapshotAsOf(database.payload, {
        asOf: legalDate(day),
        today: TODAY,
        timeZone: 'UTC',
      })
      return all.keys.map((key) => entries.find((entry) => entry.key === key)?.edition.n)
    }
    await approve(one)
    // One that is approved does not go alone, so neither is it shown alone.
    expect(await shown('2026-12-02')).toEqual([1, 1])
    await approve(two)
    expect(await shown('2026-11-30')).toEqual([1, 1])
    expect(await shown('2026-12-02')).toEqual([2, 2])
    await database.payload.update({
      collection: 'law-changes',
      id: all.law.id,
      data: { effectiveOn: '2026-12-15' },
      overrideAccess: false,
      user: editor,
    })
    const later = new Office(database.payload, fixedClock('2026-12-20T10:00:00Z'))
    expect(await later.publisher()).toBe(0)
    expect(await live(all)).toEqual([1, 1])
    // Held is not due: no lease is taken, and nothing is refused.
    expect(await isAnythingDue({ payload: database.payload, env: env(), clock: later.clock })).toBe(false)
    expect(await shown('2026-12-16')).toEqual([1, 1])
    expect((await desk(all.law)).together?.members[0]?.problem).toMatch(
      /says that it takes force on 1 December 2026, but .* takes force on 15 December 2026: submit it/,
    )
  })

  it('are under one law change at a time', async () => {
    const all = await edited('Twice', ['One'])
    await submitAll(all)
    const other = await database.payload.create({
      collection: 'law-changes',
      data: {
        title: 'Another amendment',
        instrument: idOf(all.law.instrument) ?? '',
        what: 'amendment',
        effectiveOn: '2026-11-20',
      },
      overrideAccess: false,
      user: editor,
    })
    const later = new Office(database.payload, fixedClock('2026-11-21T10:01:00Z'))
    await later.as(editor, (mine) => flagLawChange(mine, other.id))
    await edit(all.docs[0] as Offence, 2, 'Up to 7 years in prison.')
    await expect(submitAll({ ...all, law: other }, { [all.keys[0] ?? '']: 3 })).rejects.toThrow(
      /goes live together with the others under another law change/,
    )
  })

  it('go without one that a reviewer leaves out, which is sent back', async () => {
    const all = await edited('Parted', ['One', 'Two'])
    await submitAll(all)
    for (const doc of all.docs) await approve(doc)
    const [, second = ''] = all.keys
    await office.as(reviewer, (mine) =>
      leaveOut(mine, all.law.id, { entries: [second], reason: 'Cites the offence, not its penalty.' }),
    )
    await office.publisher()
    expect(await live(all)).toEqual([2, 1])
    expect((await headOf(second)).open).toMatchObject({ state: 'changes-requested', together: null })
    expect(await desk(all.law)).toMatchObject({ state: 'settled', together: null })
  })
  it('say so where their law change is gone, and go by themselves once they are submitted again', async () => {
    const all = await edited('Gone', ['One'])
    await submitAll(all)
    const [one] = all.docs
    if (!one) throw new Error('There is none.')
    const gone = async () =>
      office.as(
        reviewer,
        async (mine) => (await workflowStatusOf(mine, office.about(one))).open?.lawChangeGone,
      )
    await approve(one)
    expect(await gone()).toBe(false)
    await database.payload.db.deleteOne({ collection: 'law-changes', where: { id: { equals: all.law.id } } })
    expect(await gone()).toBe(true)
    expect(await office.publisher()).toBe(0)
    await edit(one, 2, 'Up to 8 years in prison.')
    await office.submit(editor, office.about(one))
    expect((await headOf(one.key ?? '')).open?.together).toBeNull()
    await approve(one)
    expect(await gone()).toBe(false)
    expect(await office.publisher()).toBe(1)
    expect(await live(all)).toEqual([3])
  })
})
