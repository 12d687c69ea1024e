import { createLocalReq, type Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import type { Slug } from '#domain/keys.ts'
import { changesOfSite } from '#domain/publish/changes-of-guide.ts'
import { guidePlaces, withReadersOf } from '#domain/publish/open-guides.ts'
import { withEntry, type Snapshot } from '#domain/publish/snapshot.ts'
import { calendarOf } from '#desk/desk/queries/calendar-of.ts'
import { guideChecklist } from '#desk/desk/queries/guide-checklist.ts'
import { CORPUS_EDITOR, CORPUS_REVIEWER } from '#domain/desk/actors.ts'
import { approve } from '#desk/desk/approve.ts'
import { submit } from '#desk/desk/submit.ts'
import { actingAs } from '#lib/actor.ts'
import { fixedClock, systemClock } from '#lib/clock.ts'
import { inTransaction } from '#store/transaction.ts'
import { askExpert } from '#desk/desk/experts.ts'
import { copyEntries } from '#desk/desk/copy-entries.ts'
import { readHead } from '#store/desk/heads.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { readFollowableEntries } from '#store/mail/followable.ts'
import { readReportable } from '#store/publish/reportable.ts'
import { readPublished } from '#store/publish/published.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { readWithReaders } from '#store/publish/with-readers.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { NO_WORDS, refusal, testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { rest, signIn } from '../../support/rest.ts'
import { loadSample } from '../../support/content/sample.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { livePlace, savePlace } from '../../support/desk/structure.ts'

const TODAY = legalDate('2026-11-21')
const NOTE = { changeNote: 'The guide opens.', changeKind: 'change' } as const

describe.skipIf(missing)(`a guide that is being built, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let desk: TestDesk
  let adam: Person
  let ed: Person
  let rey: Person
  let token: string
  let scotland: string
  let wales: string

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    await loadSample(database)
    desk = testDesk(payload)
    adam = await person(payload, 'Adam', ['administrator'])
    ed = await person(payload, 'Ed', ['editor'])
    rey = await person(payload, 'Rey', ['reviewer'])
    token = await signIn(adam)
    const { docs } = await payload.find({
      collection: 'jurisdictions',
      where: { key: { equals: 'scotland' } },
    })
    scotland = docs[0]?.id ?? ''
    const place = { name: 'Wales', inSentence: 'Wales', slug: 'wales', iso: 'GB-WLS', kind: 'nation' }
    wales = (await livePlace(payload, { ...place, guide: 'building' })).id
  })
  afterAll(() => database?.close())

  const snapshot = async (): Promise<Snapshot> => (await readSnapshot(payload, TODAY, 'UTC')).snapshot
  const open = async (): Promise<string[]> => guidePlaces(await snapshot()).map(({ key }) => key)
  const followed = async (): Promise<string[]> =>
    (await readPublished({ payload })).guides.map(({ key }) => key)
  const ofScotland = async (): Promise<number> =>
    changesOfSite(await snapshot()).filter(({ jurisdiction }) => jurisdiction === 'scotland').length
  const about = (id: string) => ({ kind: 'jurisdiction', id }) as const
  const revisionOf = async (entry: string): Promise<number> =>
    (await readHead({ payload }, entry))?.revision ?? 0
  async function publishedAs(id: string, guide: string): Promise<void> {
    const { json } = await rest('get', `/jurisdictions/${id}?depth=0`, { token })
    const { revision } = json as { revision: number }
    const { status } = await rest('patch', `/jurisdictions/${id}`, { token, body: { revision, guide } })
    expect(status).toBe(200)
  }
  /** A corpus may say anything of its guides: the desk does not ask it. */
  async function corpusSays(id: string, data: { guide: 'building' }): Promise<void> {
    const { revision } = await savePlace(payload, id, data)
    const req = await createLocalReq({ context: actingAs(CORPUS_EDITOR) }, payload)
    const at = { req, clock: desk.clock, timeZone: 'UTC' }
    await inTransaction(req, async () => {
      const { edition } = await submit(
        { ...at, actor: CORPUS_EDITOR },
        { ...about(id), from: revision ?? null, submission: { ...NO_WORDS, ...NOTE }, checkedOn: null },
      )
      await approve({ ...at, actor: CORPUS_REVIEWER }, { ...about(id), hash: edition.hash })
    })
    await desk.publisher()
  }
  const problemsOf = async (id: string, key: string): Promise<string> => {
    const refused = await refusal(desk.submit(ed, about(id), await revisionOf(`${key}/jurisdiction`), NOTE))
    return refused?.problems?.map(({ field, message }) => `${field}: ${message}`).join(' ') ?? ''
  }

  it('is no guide of readers, though all of it is live: no page, no changes, nothing to follow; a preview shows it', async () => {
    expect([await open(), await followed()]).toEqual([
      expect.arrayContaining(['scotland']),
      expect.arrayContaining(['scotland']),
    ])
    expect(await ofScotland()).toBeGreaterThan(5)
    await corpusSays(scotland, { guide: 'building' })
    expect(await open()).not.toContain('scotland')
    expect(await followed()).not.toContain('scotland')
    const now = await snapshot()
    expect(withReadersOf(now).unopened.has('scotland')).toBe(true)
    expect(await ofScotland()).toBe(0)
    expect(await readWithReaders({ payload })).toEqual(withReadersOf(now))
    const key = 'scotland/offence/stalking'
    expect(await readFollowableEntries({ payload }, { place: 'scotland' as Slug, keys: [key] })).toEqual([])
    expect(await readReportable({ payload }, '/guides/scotland/')).toEqual([])
    const offence = now.entries.find((each) => each.key === key)
    if (!offence) throw new Error('The offence is not there.')
    expect(guidePlaces(withEntry(now, offence)).map(({ key }) => key)).toContain('scotland')
  })

  it('is shown to no expert who is asked about one entry of it', async () => {
    const key = 'scotland/offence/stalking'
    const hash = (await readHead({ payload }, key))?.live?.hash ?? ''
    const id = (await findWorkingCopies({ payload }, [key])).get(key)?.id ?? ''
    const asked = { kind: 'offence', id, hash, name: 'Iris Doe', question: 'Is it five years?' } as const
    // The link is read at the present time of the server.
    const link = await desk.as(ed, (mine) => askExpert({ ...mine, clock: systemClock }, asked))
    const get = async (path: '' | '/page') => {
      const { GET } = await (path === ''
        ? import('../../../src/app/(site)/expert/route.ts')
        : import('../../../src/app/(site)/expert/page/route.ts'))
      const answer = await GET(new Request(`http://127.0.0.1:3000/expert${path}?t=${link}`), {})
      return { status: answer.status, html: await answer.text() }
    }
    const { status, html } = await get('')
    expect(status).toBe(200)
    expect(html).toContain('Is it five years?')
    expect(html).not.toContain('/expert/page')
    expect(html, 'other entries, by their keys').not.toContain('scotland/offence/')
    expect(await get('/page')).toMatchObject({
      status: 410,
      html: expect.not.stringContaining('Police') as string,
    })
  })

  it('gives no title of it to a calendar outside the desk', async () => {
    const asked = { person: `user:${ed.id}`, clock: fixedClock('2027-02-01T10:00:00Z'), timeZone: 'UTC' }
    const { items } = await calendarOf({ payload }, asked)
    const due = items.filter(({ kind }) => kind === 'verify')
    const places = (isPublic: boolean): (string | null)[] =>
      due.filter((item) => item.isPublic === isPublic).map(({ place }) => place)
    expect(new Set(places(false))).toEqual(new Set(['Scotland']))
    expect(places(true)).not.toEqual([])
    // At the desk it says why.
    for (const { place, notes } of due)
      expect(notes).toEqual(place === 'Scotland' ? ['readers do not have its guide'] : [])
  })

  it('says on its checklist that all is live, and opens when an administrator says so and a reviewer approves', async () => {
    const before = await guideChecklist({ payload }, scotland)
    expect(before).toMatchObject({ open: false, said: 'building', missing: [], entries: [] })
    expect(before?.live).toBeGreaterThan(5)
    await publishedAs(scotland, 'full')
    expect(await open()).not.toContain('scotland')
    const { hash } = await desk.submit(ed, about(scotland), await revisionOf('scotland/jurisdiction'), NOTE)
    expect(await open()).not.toContain('scotland')
    expect((await refusal(desk.approve(ed, about(scotland), hash)))?.because).toBe('role')
    await desk.approve(rey, about(scotland), hash)
    await desk.publisher()
    expect(await open()).toContain('scotland')
    expect(await followed()).toContain('scotland')
    expect(await ofScotland()).toBeGreaterThan(5)
    expect(await guideChecklist({ payload }, scotland)).toMatchObject({
      open: true,
      said: 'full',
      missing: [],
    })
  })

  it('is closed by a withdrawal of its profile alone, once readers have had it', async () => {
    await publishedAs(scotland, 'building')
    expect(await problemsOf(scotland, 'scotland')).toMatch(
      /^guide: Readers have this guide.*withdrawal of its profile/,
    )
    await publishedAs(scotland, 'full')
    expect(await open()).toContain('scotland')
  })

  it('does not open before it is whole, and names what is missing', async () => {
    await publishedAs(wales, 'full')
    expect(await problemsOf(wales, 'wales')).toBe(
      'guide: The guide cannot open yet, because of it this is not live: its profile, with an emergency number; a channel of step 1; an offence; and its ladder. Until then, choose that it is being built.',
    )
    await publishedAs(wales, 'building')
  })

  it('names on its checklist each entry that is not live, with what keeps it and in which field', async () => {
    const { docs } = await payload.find({
      collection: 'offences',
      where: { key: { equals: 'scotland/offence/stalking' } },
      depth: 0,
    })
    const entries = docs.map(({ id }) => ({ kind: 'offence' as const, id: String(id) }))
    await desk.as(ed, (mine) => copyEntries(mine, { entries, to: wales }))
    const checklist = await guideChecklist({ payload }, wales)
    expect(checklist).toMatchObject({
      open: false,
      said: 'building',
      missing: ['profile', 'record', 'offence', 'ladder'],
      live: 0,
      entries: [{ collection: 'offences', label: 'Stalking · Wales', state: 'never-live' }],
    })
    expect(checklist?.entries[0]?.problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['editorNote', 'penalty', 'section', 'officialSource', 'covers']),
    )
  })

  it('asks of its profile what it asks of an open guide', async () => {
    const profile = await payload.create({
      collection: 'profiles',
      data: { jurisdiction: wales, order: 1, reverifyEvery: 180, confidence: 'high' },
      overrideAccess: false,
      user: ed,
    })
    const refused = await refusal(desk.submit(ed, { kind: 'profile', id: profile.id }, 1))
    expect(refused?.problems?.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['emergency', 'doxxing', 'recording']),
    )
  })
})
