import { APIError, type Payload, ValidationError } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { savedPlace, savePlace } from '../support/desk/structure.ts'

const words = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    if (error instanceof ValidationError)
      return error.data.errors.map(({ path, message }) => `${path}: ${message}`).join(' ')
    if (error instanceof APIError) return error.message
    throw error
  }
  return 'not refused'
}

describe.skipIf(missing)(`shared records on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let editor: Person
  let ground: Ground

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    editor = await person(payload, 'Edith', ['editor'])
    ground = await layGround(payload)
  })
  afterAll(() => database?.close())

  const source = (data: Record<string, unknown>) =>
    payload.create({
      collection: 'sources',
      data: { title: 'A page', precision: 'page', ...data } as never,
      overrideAccess: false,
      user: editor,
    })
  const place = (data: Record<string, unknown>) =>
    savedPlace(payload, { inSentence: 'it', kind: 'country', guide: 'inbound', ...data })

  it('keeps one source for one page, however its address is written', async () => {
    await source({ url: 'https://www.example.org/law/1?utm_campaign=x' })
    expect(await words(source({ url: 'http://example.org/law/1/' }))).toContain(
      'There is already a source for example.org/law/1: “A page”',
    )
    expect((await source({ url: 'https://example.org/law/1#s2' })).key).toBe('example.org/law/1#s2')
  })

  it('keeps two sources of a site of which only the host is known, if their titles differ', async () => {
    expect((await source({ url: 'https://example.net/', precision: 'host', title: 'First' })).key).toBe(
      'example.net#first',
    )
    expect((await source({ url: 'https://example.net/', precision: 'host', title: 'Second' })).label).toBe(
      'Second · example.net',
    )
    expect(await words(source({ url: 'https://example.net/', precision: 'host', title: 'First' }))).toContain(
      'already a source',
    )
  })

  it.each([
    ['a reserved slug', { name: 'To', slug: 'to', iso: 'TO' }, 'reserved'],
    ['a slug with a slash', { name: 'X', slug: 'a/b', iso: 'XX' }, 'is not a slug'],
    ['a code that ISO does not know', { name: 'X', slug: 'x', iso: 'gb-sct' }, 'ISO 3166'],
    ['a code twice', { name: 'X', slug: 'x', iso: 'TL' }, 'TL is the code of Testland already'],
    [
      'a section of nothing',
      { name: 'X', slug: 'x', iso: 'XX', guide: 'section' },
      'choose what it is part of',
    ],
  ])('refuses a jurisdiction with %s', async (_name, data, message) => {
    expect(await words(place(data))).toContain(message)
  })

  it('refuses a place that would be part of itself', async () => {
    const top = await place({ name: 'Top', slug: 'top', iso: 'TP' })
    const middle = await place({ name: 'Middle', slug: 'middle', iso: 'TP-MI', parent: top.id })
    const bottom = await place({ name: 'Bottom', slug: 'bottom', iso: 'TP-BO', parent: middle.id })
    const loop = savePlace(payload, top.id, { parent: bottom.id })
    expect(await words(loop)).toContain('Top cannot be part of Bottom')
    expect(await words(savePlace(payload, top.id, { parent: top.id }))).not.toBe('not refused')
  })

  it('keeps the slug of a place that has entries, and carries its name over to them', async () => {
    const offence = await createOffence(payload, editor, ground, 'Stalking')
    expect(await words(savePlace(payload, ground.place.id, { slug: 'other' }))).toContain(
      'The slug cannot change',
    )
    await savePlace(payload, ground.place.id, { name: 'New Testland' })
    const [entry, act] = await Promise.all([
      payload.findByID({ collection: 'offences', id: offence.id, overrideAccess: true }),
      payload.findByID({ collection: 'instruments', id: ground.act.id, overrideAccess: true }),
    ])
    expect([entry.label, entry.revision, act.label]).toEqual([
      'Stalking · New Testland',
      1,
      'Harassment Act of Testland · New Testland',
    ])
  })

  it('deletes no record that something points to, and names what does', async () => {
    await createOffence(payload, editor, ground, 'Pointing')
    const removal = (collection: 'sources' | 'instruments' | 'jurisdictions', id: string) =>
      words(payload.delete({ collection, id, overrideAccess: true }))
    expect(await removal('sources', ground.source.id)).toMatch(/used by testland\/offence\/pointing/)
    expect(await removal('instruments', ground.act.id)).toMatch(/used by testland\/offence\/pointing/)
    expect(await removal('jurisdictions', ground.place.id)).toMatch(/cannot be deleted/)
  })
})
