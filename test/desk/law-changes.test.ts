import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CollectionSlug } from 'payload'
import type { LawChange } from '#payload-types'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { lawChangeOf } from '#desk/desk/queries/law-change-of.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { verify } from '#desk/desk/verify.ts'
import { askWithdrawal, confirmWithdrawal } from '#desk/desk/withdrawal.ts'
import { totalsInWords } from '#domain/desk/impact.ts'
import { pdfsOf } from '#domain/publish/paths.ts'
import { fixedClock } from '#lib/clock.ts'
import { readEvents } from '#store/desk/events.ts'
import { readFlags } from '#store/desk/flags.ts'
import { readHead } from '#store/desk/heads.ts'
import { impactReport } from '#store/desk/impact.ts'
import { Office, statesNewLaw } from '../support/desk/at-the-desk.ts'
import { layGround, offenceData, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { person, type Person } from '../support/desk/staff.ts'

const clock = fixedClock('2026-11-21T10:00:00Z')

describe.skipIf(missing)(`law changes on ${databaseName}`, () => {
  let database: TestDatabase
  let office: Office
  let editor: Person
  let reviewer: Person
  let administrator: Person
  let ground: Ground

  beforeAll(async () => {
    database = await openDatabase()
    office = new Office(database.payload, clock)
    editor = await person(database.payload, 'Edith', ['editor'])
    reviewer = await person(database.payload, 'Rey', ['reviewer'])
    administrator = await person(database.payload, 'Ada', ['administrator'])
    ground = await layGround(database.payload)
  })
  afterAll(() => database?.close())

  const create = <C extends CollectionSlug>(collection: C, data: Record<string, unknown>) =>
    database.payload.create({ collection, data: data as never, overrideAccess: false, user: editor })

  /** An Act with nothing on it yet, and something that happened to it. */
  async function change(title: string): Promise<{ act: Ground['act']; change: LawChange }> {
    const act = await create('instruments', { title, kind: 'act', jurisdiction: ground.place.id })
    const doc = await create('law-changes', {
      title: `${title} is amended`,
      instrument: act.id,
      what: 'amendment',
      effectiveOn: '2026-12-01',
    })
    return { act: act, change: doc }
  }
  const uses = (act: Ground['act'], claims: string[] = [], provision: string | null = 's. 1') => [
    { instrument: act.id, provision, relation: 'creates', standing: 'in-force', claims },
  ]
  const offence = (act: Ground['act'], title: string) =>
    create('offences', { ...offenceData({ ...ground, act }, title), instruments: uses(act, ['penalty']) })
  const desk = (id: string) =>
    office.as(reviewer, async (mine) => {
      const found = await lawChangeOf(mine, id)
      if (!found) throw new Error('The law change is gone.')
      return found
    })
  const flag = (user: Person, id: string) => office.as(user, (mine) => flagLawChange(mine, id))
  const stored = async (id: string) =>
    (await database.payload.findByID({ collection: 'law-changes', id, overrideAccess: true })).state

  it('flags every entry of every kind with the claims that rest on it, and then only new ones', async () => {
    const { act, change: law } = await change('Act of Everything')
    const common = { order: 1, reverifyEvery: 180, confidence: 'high', jurisdiction: ground.place.id }
    await create('profiles', { ...common, instruments: uses(act, ['recording', 'doxxing']) })
    await create('channels', {
      ...common,
      title: 'Police line',
      stage: 'record',
      role: 'police-intake',
      reach: 'public',
      instruments: uses(act, ['does']),
    })
    await create('offences', {
      ...offenceData({ ...ground, act }, 'Everything'),
      instruments: [...uses(act, ['penalty'], 's. 1'), ...uses(act, ['covers', 'penalty'], 's. 2')],
    })
    await create('routes', { ...common, instruments: uses(act, ['lever']) })
    await create('ladders', {
      ...common,
      steps: [{ key: 'ask', title: 'Ask', text: 'Ask them.' }],
      instruments: uses(act, ['steps.ask']),
    })
    await create('essentials', {
      ...common,
      jurisdiction: undefined,
      title: 'Evidence',
      slug: 'evidence',
      instruments: uses(act),
    })

    expect(await desk(law.id)).toMatchObject({ state: 'recorded', unflagged: 6, open: 0, settled: 0 })
    expect(await flag(editor, law.id)).toHaveLength(6)
    const flags = await readFlags({ payload: database.payload }, { about: law.id })
    expect(
      Object.fromEntries(
        flags.map(({ entry, claims, liveN, closedAt }) => [entry, { claims, liveN, closedAt }]),
      ),
    ).toEqual({
      'testland/profile': { claims: ['doxxing', 'recording'], liveN: null, closedAt: null },
      'testland/channel/police-line': { claims: ['does'], liveN: null, closedAt: null },
      'testland/offence/everything': { claims: ['covers', 'penalty'], liveN: null, closedAt: null },
      'testland/route': { claims: ['lever'], liveN: null, closedAt: null },
      'testland/ladder': { claims: ['steps.ask'], liveN: null, closedAt: null },
      'global/essential/evidence': { claims: [], liveN: null, closedAt: null },
    })
    const found = await desk(law.id)
    expect(found).toMatchObject({ state: 'under-way', unflagged: 0, open: 6, settled: 0 })
    expect(found.entries.find(({ entry }) => entry === 'testland/ladder')?.uses).toEqual([
      {
        provision: 's. 1',
        relation: 'creates',
        standing: 'in-force',
        claimLabels: ['Ask'],
        onlyLive: false,
        reach: 'met',
      },
    ])
    expect(await stored(law.id)).toBe('under-way')
    const events = await readEvents({ payload: database.payload }, 'testland/ladder')
    expect(events.at(-1)).toMatchObject({
      action: 'flag',
      actor: { name: 'Edith' },
      details: { lawChange: law.id, claims: ['steps.ask'] },
    })

    await expect(flag(editor, law.id)).rejects.toThrow(/flagged already/)
    await offence(act, 'Later')
    expect(await desk(law.id)).toMatchObject({ unflagged: 1, open: 6 })
    expect(await flag(editor, law.id)).toEqual(['testland/offence/later'])
    expect(await desk(law.id)).toMatchObject({ unflagged: 0, open: 7 })
  })

  it('flags the claims that rest on the provisions that change, and leaves what cannot be told to people', async () => {
    const { act, change: law } = await change('Act of Parts')
    await database.payload.update({
      collection: 'law-changes',
      id: law.id,
      data: { provisions: 's. 127(3)' },
      overrideAccess: false,
      user: editor,
    })
    const resting = (title: string, instruments: unknown[], citations?: unknown[]) =>
      create('offences', {
        ...offenceData({ ...ground, act }, title),
        instruments,
        ...(citations ? { citations } : {}),
      })
    await resting('Named', [...uses(act, ['covers'], 's. 127(1)'), ...uses(act, ['penalty'], 's. 127(3)')])
    await resting('Section', uses(act, [], 's. 127'))
    await resting('Unread', uses(act, ['penalty'], 'doxxing offences'))
    await resting('Unnamed', uses(act, ['elements'], null))
    await resting('Elsewhere', uses(act, ['penalty'], 's. 127A'))
    const page = await create('sources', {
      title: 'Act of Parts, section 127',
      url: 'https://example.org/parts/127',
      precision: 'page',
    })
    await resting('Quoted', uses(act, ['covers'], 's. 170'), [
      { source: page.id, supports: ['penalty'], pinpoint: 's. 127(3)(a)' },
      { source: page.id, supports: ['section'] },
    ])

    const before = await desk(law.id)
    expect(before).toMatchObject({ state: 'recorded', unflagged: 2, toCheck: 3, open: 0, unread: false })
    expect(before.totals.entries).toBe(2)
    expect(
      Object.fromEntries(
        before.entries.map(({ label, reach, claimLabels }) => [label.split(' ')[0], [reach, ...claimLabels]]),
      ),
    ).toEqual({
      Named: ['met', 'Maximum penalty'],
      Quoted: ['met', 'Maximum penalty'],
      Section: ['wider'],
      Unread: ['untold', 'Maximum penalty'],
      Unnamed: ['unnamed', 'Key elements'],
      Elsewhere: ['apart', 'Maximum penalty'],
    })
    expect(before.entries.find(({ label }) => label.startsWith('Quoted'))?.cited).toEqual([
      {
        title: 'Act of Parts, section 127',
        url: 'https://example.org/parts/127',
        provision: 's. 127(3)(a)',
        reach: 'met',
        claimLabels: ['Maximum penalty'],
      },
      {
        title: 'Act of Parts, section 127',
        url: 'https://example.org/parts/127',
        provision: 'section 127',
        reach: 'wider',
        claimLabels: ['Section'],
      },
    ])

    expect((await flag(editor, law.id)).sort()).toEqual(['testland/offence/named', 'testland/offence/quoted'])
    const claims = async (): Promise<Record<string, string[]>> =>
      Object.fromEntries(
        (await readFlags({ payload: database.payload }, { about: law.id })).map((each) => [
          String(each.entry.split('/').at(-1)),
          each.claims,
        ]),
      )
    expect(await claims()).toEqual({ named: ['penalty'], quoted: ['penalty'] })
    await expect(flag(editor, law.id)).rejects.toThrow(/flagged already/)
    await office.as(editor, (mine) =>
      flagLawChange(mine, law.id, ['testland/offence/section', 'testland/offence/unread']),
    )
    expect(await claims()).toEqual({
      named: ['penalty'],
      quoted: ['penalty'],
      section: [],
      unread: ['penalty'],
    })
    expect(await desk(law.id)).toMatchObject({ unflagged: 0, toCheck: 1, open: 4 })
  })

  it('looks at the live edition, too, where the working copy has dropped the provision', async () => {
    const { act, change: law } = await change('Act That Moves Within')
    await database.payload.update({
      collection: 'law-changes',
      id: law.id,
      data: { provisions: 's. 1' },
      overrideAccess: false,
      user: editor,
    })
    const doc = await offence(act, 'Within')
    await office.live(editor, reviewer, office.about(doc))
    await database.payload.update({
      collection: 'offences',
      id: doc.id,
      data: { revision: 1, instruments: uses(act, ['covers'], 's. 9') as never },
      overrideAccess: false,
      user: editor,
    })
    expect((await desk(law.id)).entries).toMatchObject([{ reach: 'met', claimLabels: ['Maximum penalty'] }])
  })

  it('stays under way until each has gone live anew, been withdrawn, or been verified', async () => {
    const { act, change: law } = await change('Act of Three Ends')
    const docs = [
      await offence(act, 'Edited'),
      await offence(act, 'Withdrawn'),
      await offence(act, 'Verified'),
    ]
    const [edited, withdrawn, verified] = docs.map((doc) => office.about(doc)) as [
      ReturnType<Office['about']>,
      ReturnType<Office['about']>,
      ReturnType<Office['about']>,
    ]
    for (const about of [edited, withdrawn, verified]) await office.live(editor, reviewer, about)
    await flag(reviewer, law.id)
    const settled = async (): Promise<unknown[]> => {
      const { state, entries } = await desk(law.id)
      return [
        state,
        Object.fromEntries(entries.map(({ label, flag: its }) => [label.split(' ')[0], its?.how])) as unknown,
      ]
    }
    expect(await settled()).toEqual(['under-way', { Edited: null, Withdrawn: null, Verified: null }])

    await office.as(reviewer, async (mine) => {
      const head = await readHead(mine.req, 'testland/offence/verified')
      const { lawFlags } = await workflowStatusOf(mine, verified)
      return verify(mine, {
        ...verified,
        hash: head?.live?.hash ?? '',
        on: '2026-11-21' as never,
        opened: [ground.source.key ?? ''],
        answers: statesNewLaw(lawFlags),
      })
    })
    expect(await settled()).toEqual(['under-way', { Edited: null, Withdrawn: null, Verified: 'verified' }])

    const hash =
      (await readHead({ payload: database.payload }, 'testland/offence/withdrawn'))?.live?.hash ?? ''
    await office.as(editor, (mine) => askWithdrawal(mine, { ...withdrawn, hash, reason: 'Repealed.' }))
    await office.as(reviewer, (mine) => confirmWithdrawal(mine, { ...withdrawn, hash }))
    expect((await settled())[0]).toBe('under-way')
    await office.publisher()
    expect(await settled()).toEqual([
      'under-way',
      { Edited: null, Withdrawn: 'withdrawn', Verified: 'verified' },
    ])

    await database.payload.update({
      collection: 'offences',
      id: edited.id,
      data: { revision: 1, penalty: 'Up to 7 years in prison.' },
      overrideAccess: false,
      user: editor,
    })
    const open = await office.submit(editor, edited)
    expect((await settled())[0]).toBe('under-way')
    await office.approve(reviewer, edited, open)
    expect((await settled())[0]).toBe('under-way')
    await office.publisher()
    expect(await settled()).toEqual([
      'settled',
      { Edited: 'live', Withdrawn: 'withdrawn', Verified: 'verified' },
    ])
    expect(await stored(law.id)).toBe('settled')
  })

  it('sees what readers see where the working copy has moved on, and lists what was flagged before it did', async () => {
    const { act, change: law } = await change('Act That Was Left')
    const other = (await change('Act That Came')).act
    const doc = await offence(act, 'Moved')
    await office.live(editor, reviewer, office.about(doc))
    await database.payload.update({
      collection: 'offences',
      id: doc.id,
      data: { revision: 1, instruments: uses(other) as never },
      overrideAccess: false,
      user: editor,
    })
    const [entry] = (await impactReport({ payload: database.payload }, act.id)).entries
    expect(entry).toMatchObject({
      entry: 'testland/offence/moved',
      live: true,
      uses: [{ provision: 's. 1', claimLabels: ['Maximum penalty'], onlyLive: true }],
    })
    await flag(editor, law.id)
    await office.live(editor, reviewer, office.about(doc))
    const after = await desk(law.id)
    expect(after.entries).toMatchObject([
      { entry: 'testland/offence/moved', uses: [], flag: { how: 'live' } },
    ])
    expect(after.state).toBe('settled')
  })

  it('counts each page and PDF once, where the guide is published', async () => {
    const other = await layGround(database.payload, 'Printland', 'PL')
    const profile = await create('profiles', {
      jurisdiction: other.place.id,
      order: 1,
      reverifyEvery: 180,
      confidence: 'high',
      emergency: {
        contacts: [{ key: 'all', kind: 'phone', value: '112', printed: '112' }],
        useWhen: 'You are in danger.',
        say: 'I am being threatened.',
        note: 'Text 112 to reach it without speaking.',
      },
      doxxing: { status: 'standalone', text: 'No single law.' },
      recording: { rule: 'one-party', text: 'You may record.' },
      citations: [{ source: other.source.id, supports: ['emergency', 'doxxing', 'recording'] }],
    })
    const { docs } = {
      docs: [await createOffenceIn(other, 'Stalking'), await createOffenceIn(other, 'Threats')],
    }
    for (const doc of docs) await office.live(editor, reviewer, office.about(doc))
    const before = await impactReport({ payload: database.payload }, other.act.id)
    expect(totalsInWords(before.totals)).toBe('2 entries, not on a published page yet')
    await office.live(editor, reviewer, office.about(profile, 'profile'))
    // A guide opens whole: also with where to report, and what to do when nobody acts.
    const common = { jurisdiction: other.place.id, order: 1, reverifyEvery: 180, confidence: 'high' }
    const channel = await create('channels', {
      ...common,
      title: 'Police line',
      stage: 'record',
      role: 'police-intake',
      reach: 'public',
      does: 'Takes reports.',
      citations: [{ source: other.source.id, supports: ['does'] }],
    })
    const ladder = await create('ladders', {
      ...common,
      steps: [{ key: 'ask', title: 'Ask', text: 'Ask them.' }],
    })
    await office.live(editor, reviewer, office.about(channel, 'channel'))
    await office.live(editor, reviewer, office.about(ladder, 'ladder'))
    const { totals, entries } = await impactReport({ payload: database.payload }, other.act.id)
    expect(totalsInWords(totals)).toBe('2 entries in 1 guide, 1 page, 12 PDFs')
    expect(entries[0]).toMatchObject({
      pages: ['/guides/printland/'],
      documents: pdfsOf('printland', ['guide', 'large', 'sheet']),
    })
  })
  const createOffenceIn = async (where: Ground, title: string) =>
    database.payload.create({
      collection: 'offences',
      data: offenceData(where, title),
      overrideAccess: false,
      user: editor,
    })

  it('is not moved or deleted from under people, nor brought back by an old version', async () => {
    const { act, change: law } = await change('Act That Stays')
    const other = (await change('Act Elsewhere')).act
    const move = () =>
      database.payload.update({
        collection: 'law-changes',
        id: law.id,
        data: { instrument: other.id },
        overrideAccess: false,
        user: editor,
      })
    await move()
    await database.payload.update({
      collection: 'law-changes',
      id: law.id,
      data: { instrument: act.id },
      overrideAccess: false,
      user: editor,
    })
    const doc = await offence(act, 'Staying')
    await flag(editor, law.id)
    await expect(move()).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/1 entry was flagged/) as string,
    })
    const remove = () =>
      database.payload.delete({ collection: 'law-changes', id: law.id, overrideAccess: false, user: editor })
    await expect(remove()).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/testland\/offence\/staying/) as string,
    })
    const [version] = (
      await database.payload.findVersions({
        collection: 'law-changes',
        where: { parent: { equals: law.id } },
        sort: 'createdAt',
        limit: 1,
        overrideAccess: true,
      })
    ).docs
    await database.payload.restoreVersion({
      collection: 'law-changes',
      id: version?.id ?? '',
      overrideAccess: false,
      user: editor,
    })
    expect(await stored(law.id)).toBe('under-way')

    // A draft that nobody ever saw may go; what waited for it goes with it.
    await database.payload.delete({ collection: 'offences', id: doc.id, overrideAccess: false, user: editor })
    expect(await desk(law.id)).toMatchObject({
      state: 'settled',
      entries: [{ entry: 'testland/offence/staying', at: null, flag: { how: 'deleted' } }],
    })
    await remove()
  })

  it('is flagged by those who may edit, and says who may', async () => {
    const { act, change: law } = await change('Act of Roles')
    await expect(flag(editor, law.id)).rejects.toThrow(/nothing to flag/)
    await offence(act, 'Roles')
    await expect(flag(administrator, law.id)).rejects.toThrow(/Only editors and reviewers/)
    const asked = await office.as(administrator, (mine) => lawChangeOf(mine, law.id))
    expect(asked?.flag).toMatchObject({ allowed: false, because: 'role' })
    expect(await readFlags({ payload: database.payload }, { about: law.id })).toEqual([])
  })
})
