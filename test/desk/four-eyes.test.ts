import type { CollectionSlug, Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Kind } from '#domain/keys.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { sharedChangesOf } from '#domain/desk/shared-changes.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { secondReview } from '#desk/desk/second-review.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import { readEvents } from '#store/desk/events.ts'
import { readFlags } from '#store/desk/flags.ts'
import { readRecord } from '#store/publish/record.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { checkedAsUsual, NO_WORDS, refusal, testDesk, type TestDesk } from '../support/desk/desk.ts'
import { person, type Person } from '../support/desk/staff.ts'

const SAID = { changeNote: 'Told anew.', changeKind: 'change' } as const

describe.skipIf(missing)(`four eyes over what editions print, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let edith: Person
  let rey: Person
  let ria: Person
  let desk: TestDesk
  let ground: Ground

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    edith = await person(payload, 'Edith', ['editor'])
    rey = await person(payload, 'Rey', ['reviewer'])
    ria = await person(payload, 'Ria', ['reviewer'])
  })
  afterAll(() => database?.close())
  let places = 0
  beforeEach(async () => {
    desk = testDesk(payload)
    places += 1
    const letter = String.fromCharCode(64 + places)
    ground = await layGround(payload, `Fourland${places}`, `X${letter}`)
  })

  const change = (user: Person, collection: CollectionSlug, id: string, data: Record<string, unknown>) =>
    payload.update({ collection, id, data, overrideAccess: false, user })

  /** A live offence of this ground, and the revision of its working copy. */
  async function live(title = 'Stalking') {
    const { id, key } = await createOffence(payload, edith, ground, title)
    const about = { kind: 'offence' as Kind, id }
    await desk.live(edith, ria, about, 1)
    return { ...about, key: key ?? '', revision: 1 }
  }
  type Live = Awaited<ReturnType<typeof live>>

  /** A change of the editor’s own that says nothing of the record. */
  async function trivial(entry: Live): Promise<string> {
    await change(edith, 'offences', entry.id, { revision: entry.revision, order: 10 + entry.revision })
    entry.revision += 1
    return (await desk.submit(edith, entry, entry.revision, SAID)).hash
  }
  const mayApprove = async (user: Person, entry: Live, hash: string) =>
    (await refusal(desk.approve(user, entry, hash)))?.message ?? 'yes'

  it.each([
    ['sources', 'title', 'What Rey wrote', 'title'],
    ['instruments', 'title', 'The Act of Rey', 'title'],
    ['instruments', 'extent', 'Everywhere, says Rey.', 'extent'],
    ['sources', 'url', 'https://rey.example.org/mine', 'url'],
  ] as const)(
    'who changed the %s’ %s may not approve what prints it',
    async (collection, field, value, told) => {
      const entry = await live()
      const record = collection === 'sources' ? ground.source : ground.act
      const was = record[field as keyof typeof record] ?? null
      await change(rey, collection, record.id, { [field]: value })
      const hash = await trivial(entry)

      expect(await mayApprove(rey, entry, hash)).toMatch(
        /^You changed “.+”, which this edition prints\. Somebody else must approve it\.$/,
      )
      const events = await readEvents({ payload }, entry.key)
      expect(sharedChangesOf(hash, events)).toEqual([
        expect.objectContaining({
          record: `${collection}/${record.id}`,
          field: told,
          was,
          is: value,
          by: [{ id: `user:${rey.id}`, name: 'Rey', at: expect.any(String) as string }],
        }),
      ])
      expect(await mayApprove(ria, entry, hash)).toBe('yes')
    },
  )

  it('what was put back, and what is not printed, keeps nobody from approving', async () => {
    const entry = await live()
    const { title } = ground.source
    await change(rey, 'sources', ground.source.id, { title: 'What Rey wrote' })
    await change(rey, 'sources', ground.source.id, { title })
    const other = await layGround(payload, `Elsewhere${places}`, `Y${String.fromCharCode(64 + places)}`)
    await change(rey, 'sources', other.source.id, { title: 'Not printed here' })
    const hash = await trivial(entry)
    expect(sharedChangesOf(hash, await readEvents({ payload }, entry.key))).toEqual([])
    expect(await mayApprove(rey, entry, hash)).toBe('yes')
  })

  it('both who changed one field may not, whoever was last', async () => {
    const entry = await live()
    await change(rey, 'sources', ground.source.id, { title: 'What Rey wrote' })
    await change(ria, 'sources', ground.source.id, { title: 'What Ria wrote' })
    const hash = await trivial(entry)
    expect(await mayApprove(rey, entry, hash)).toContain('You changed')
    expect(await mayApprove(ria, entry, hash)).toContain('You changed')
  })

  it('nor may who made a record that the edition prints first', async () => {
    const entry = await live()
    const mine = await payload.create({
      collection: 'sources',
      data: { title: 'A page of Rey', url: `https://rey.example.org/${places}`, precision: 'page' },
      overrideAccess: false,
      user: rey,
    })
    await change(edith, 'offences', entry.id, { revision: 1, officialSource: mine.id })
    const { hash } = await desk.submit(edith, entry, 2, SAID)
    expect(await mayApprove(rey, entry, hash)).toContain('You changed “A page of Rey')
    const [told] = sharedChangesOf(hash, await readEvents({ payload }, entry.key))
    expect(told).toMatchObject({ field: null, by: [{ name: 'Rey' }] })
  })

  it('nor with a change before anything was live, nor once it was submitted and put back', async () => {
    const { id, key } = await createOffence(payload, edith, ground)
    const entry: Live = { kind: 'offence', id, key: key ?? '', revision: 1 }
    const { title } = ground.source
    await change(rey, 'sources', ground.source.id, { title: 'What Rey wrote' })
    const { hash } = await desk.submit(edith, entry, 1)
    await change(rey, 'sources', ground.source.id, { title })
    expect(await mayApprove(rey, entry, hash)).toContain('You changed')
  })

  it('through a request for some fields, another address twice, and a version that is restored', async () => {
    const entry = await live()
    await payload.update({
      collection: 'sources',
      id: ground.source.id,
      data: { url: `https://one.example.org/${places}` },
      select: { title: true },
      overrideAccess: false,
      user: rey,
    })
    await change(ria, 'sources', ground.source.id, { url: `https://two.example.org/${places}` })
    const hash = await trivial(entry)
    const [told, ...more] = sharedChangesOf(hash, await readEvents({ payload }, entry.key))
    expect(more).toEqual([])
    expect(told).toMatchObject({ field: 'url', by: [{ name: 'Rey' }, { name: 'Ria' }] })

    const third = await person(payload, 'Rob', ['reviewer'])
    const { id, key } = await createOffence(payload, edith, ground, 'Harassment')
    const other: Live = { kind: 'offence', id, key: key ?? '', revision: 1 }
    await desk.live(edith, third, other, 1)
    const { docs } = await payload.findVersions({
      collection: 'sources',
      where: { parent: { equals: ground.source.id } },
      sort: 'updatedAt',
    })
    await payload.restoreVersion({
      collection: 'sources',
      id: docs[0]?.id ?? '',
      overrideAccess: false,
      user: rey,
    })
    const again = await trivial(other)
    expect(sharedChangesOf(again, await readEvents({ payload }, other.key))).toMatchObject([
      { field: 'url', is: ground.source.url, by: [{ name: 'Rey' }] },
    ])
  })

  it('but what readers see elsewhere, by two people, is not new', async () => {
    const entry = await live()
    await change(rey, 'sources', ground.source.id, { title: 'What Rey wrote' })
    const other = await createOffence(payload, edith, ground, 'Harassment')
    const second: Live = { kind: 'offence', id: other.id, key: other.key ?? '', revision: 1 }
    const refused = await desk.submit(edith, second, 1)
    expect(await mayApprove(rey, second, refused.hash)).toContain('You changed')
    expect(await mayApprove(ria, entry, await trivial(entry))).toBe('yes')
    await desk.publisher()
    await change(edith, 'offences', second.id, { revision: 1, order: 14 })
    const { hash } = await desk.submit(edith, second, 2)
    expect(await mayApprove(rey, second, hash)).toBe('yes')
  })

  it('nor review a second time what one decided alone', async () => {
    const entry = await live()
    await change(rey, 'sources', ground.source.id, { title: 'What Rey wrote' })
    await change(edith, 'offences', entry.id, { revision: 1, order: 12 })
    await desk.as(ria, async (mine) =>
      safetyFix(mine, {
        ...entry,
        hash: null,
        from: 2,
        submission: { ...NO_WORDS, ...SAID },
        checkedOn: checkedAsUsual({ everLive: true, today: (await import('#desk/desk.ts')).todayOf(mine) }),
        reason: 'Now.',
      }),
    )
    await desk.publisher()
    const decision = loneDecisionsOf(await readEvents({ payload }, entry.key)).at(-1)?.n ?? 0
    const look = (user: Person) =>
      refusal(desk.as(user, (mine) => secondReview(mine, { ...entry, decision, note: 'Seen.' })))
    expect((await look(rey))?.message).toContain('You took part')
    expect((await look(ria))?.message).toContain('You took part')
  })

  it('flags a source whose address was changed between submission and going live', async () => {
    const entry = await live()
    const hash = await trivial(entry)
    await change(rey, 'sources', ground.source.id, { url: `https://moved.example.org/${places}` })
    await change(rey, 'sources', ground.source.id, { url: `https://moved.example.org/${places}/again` })
    await desk.approve(rey, entry, hash)
    await desk.publisher()
    const open = await readFlags({ payload }, { entry: entry.key, kind: 'shared-record', open: true })
    expect(open.map(({ about }) => about)).toEqual([`sources/${ground.source.id}`])
  })

  it('keeps all of it in chains that are whole', async () => {
    const record = await readRecord(payload)
    expect(record.chains?.events.size).toBeGreaterThan(5)
    expect(recordProblems({ ...record, kept: new Map() })).toEqual([])
  })
})
