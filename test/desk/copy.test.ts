import type { CollectionSlug } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Choosable } from '#domain/content/copied.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { createOffence, layGround } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { loadSample } from '../support/content/sample.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { savedPlace } from '../support/desk/structure.ts'
import { rest, signIn } from '../support/rest.ts'

const LISTS = ['profiles', 'channels', 'offences', 'ladders'] as const

describe.skipIf(missing)(`copying entries on ${databaseName}`, () => {
  let database: TestDatabase
  let edith: Person
  let token: string
  let scotland: string
  let wales: string

  beforeAll(async () => {
    database = await openDatabase()
    await loadSample(database)
    edith = await person(database.payload, 'Edith', ['editor'])
    token = await signIn(edith)
    const { docs } = await database.payload.find({
      collection: 'jurisdictions',
      where: { key: { equals: 'scotland' } },
    })
    scotland = docs[0]?.id ?? ''
    const place = { inSentence: 'Wales', kind: 'nation', guide: 'full', iso: 'GB-WLS' }
    wales = (await savedPlace(database.payload, { ...place, name: 'Wales', slug: 'wales' })).id
  })
  afterAll(() => database?.close())

  const copyable = async (from: string, to: string): Promise<Choosable[]> =>
    (await rest('get', `/heads/copyable?${new URLSearchParams({ from, to })}`, { token })).json as Choosable[]
  const copy = (entries: readonly { kind: string; id: string }[], to: string) =>
    rest('post', '/heads/copy', {
      token,
      body: { to, entries: entries.map(({ kind, id }) => ({ kind, id })) },
    })
  const count = async (place: string): Promise<number> => {
    let all = 0
    for (const collection of LISTS)
      all += (await database.payload.count({ collection, where: { jurisdiction: { equals: place } } }))
        .totalDocs
    return all
  }
  const find = async (collection: CollectionSlug, key: string): Promise<Record<string, unknown>> => {
    const { docs } = await database.payload.find({ collection, where: { key: { equals: key } }, depth: 0 })
    return { ...docs[0] }
  }

  it('copies nothing at all where one entry cannot be copied', async () => {
    const { source, act, place } = await layGround(database.payload)
    await createOffence(database.payload, edith, { source, act, place })
    const entries = await copyable(scotland, place.id)
    expect(entries.filter(({ there }) => there).map(({ label }) => label)).toEqual(['Stalking · Scotland'])
    const before = await count(place.id)
    const { status, message } = await copy(entries, place.id)
    expect([status, message]).toEqual([409, expect.stringMatching(/testland\/offence\/stalking already/)])
    expect(await count(place.id)).toBe(before)
    const { docs } = await database.payload.find({
      collection: 'editorial-events',
      where: { entry: { like: 'testland/channel' } },
    })
    expect(docs).toEqual([])
  })

  it('copies a whole guide as drafts, of which nothing counts as checked or can be submitted', async () => {
    const entries = await copyable(scotland, wales)
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(
      new Set(['profile', 'channel', 'offence', 'ladder']),
    )
    const { status, json } = await copy(entries, wales)
    expect(status).toBe(200)
    expect((json as { copied: unknown[] }).copied).toHaveLength(entries.length)
    expect(await count(wales)).toBe(entries.length)

    const original = await find('offences', 'scotland/offence/stalking')
    const made = await find('offences', 'wales/offence/stalking')
    expect(made).toMatchObject({
      title: original.title,
      covers: original.covers,
      revision: 1,
      deskState: 'never-live',
      confidence: 'low',
      jurisdiction: wales,
      label: 'Stalking · Wales',
    })
    for (const field of ['penalty', 'section', 'officialSource', 'inForceAsOf'])
      expect([field, made[field] ?? null]).toEqual([field, null])
    expect([made.citations, made.instruments]).toEqual([[], []])
    const rows = (doc: Record<string, unknown>) => (doc.elements as { id: string }[]).map(({ id }) => id)
    expect(rows(made).length).toBe(rows(original).length)
    expect(rows(made).filter((id) => rows(original).includes(id))).toEqual([])

    for (const { kind, key } of [
      { kind: 'offences', key: 'wales/offence/stalking' },
      { kind: 'profiles', key: 'wales/profile' },
      { kind: 'ladders', key: 'wales/ladder' },
    ] as const) {
      const { id } = await find(kind, key)
      const { json: told } = await rest('get', `/${kind}/${String(id)}/desk`, { token })
      const { can } = told as WorkflowStatus
      expect(can.submit).toMatchObject({ allowed: false, because: 'content' })
      const { problems = [] } = can.submit as { problems?: { field: string | null }[] }
      expect(problems.map(({ field }) => field)).toContain('editorNote')
    }
    expect((await copyable(scotland, wales)).every(({ there }) => there)).toBe(true)
  })

  it('copies the route to one country as a draft of that to another, of which a place has one', async () => {
    const original = await find('routes', 'canada/route')
    const one = [{ kind: 'route', id: String(original.id) }]
    const { status, message } = await copy(one, String(original.jurisdiction))
    expect([status, message]).toEqual([409, expect.stringMatching(/copy it to another place/)])
    expect((await copy(one, wales)).status).toBe(200)
    expect(await find('routes', 'wales/route')).toMatchObject({
      lever: original.lever,
      confidence: 'low',
      citations: [],
      contacts: [],
      bodyContacts: [],
      jurisdiction: wales,
    })
    expect((await copy(one, wales)).status).toBe(409)
  })

  it('duplicates an offence in its place under a title of its own, again and again', async () => {
    const original = await find('offences', 'scotland/offence/stalking')
    const one = [{ kind: 'offence', id: String(original.id) }]
    for (const name of ['stalking-copy', 'stalking-copy-2']) {
      expect((await copy(one, scotland)).status).toBe(200)
      const made = await find('offences', `scotland/offence/${name}`)
      expect(made).toMatchObject({
        penalty: original.penalty,
        citations: [],
        deskState: 'never-live',
      })
      expect(made.reportAs ?? null).toBeNull()
    }
    const body = { to: scotland, entries: [{ ...one[0], title: 'Stalking by a partner' }] }
    expect((await rest('post', '/heads/copy', { token, body })).status).toBe(200)
    expect(await find('offences', 'scotland/offence/stalking-by-a-partner')).toMatchObject({
      title: 'Stalking by a partner',
    })
    expect(await find('offences', 'scotland/offence/stalking')).toEqual(original)
  })

  it.each([['profile'], ['ladder']])('does not copy a %s to its own place', async (kind) => {
    const { id } = await find(`${kind}s` as 'profiles', `scotland/${kind}`)
    const { status, message } = await copy([{ kind, id: String(id) }], scotland)
    expect([status, message]).toEqual([409, expect.stringMatching(/copy it to another place/)])
  })

  it('leaves Payload’s own duplication closed', async () => {
    const { id } = await find('offences', 'scotland/offence/stalking')
    expect((await rest('post', `/offences/${String(id)}/duplicate`, { token, body: {} })).status).toBe(404)
  })
})
