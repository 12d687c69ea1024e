import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { entriesOf } from '#domain/publish/snapshot-index.ts'
import type { ClaimData, EntryData } from '#pipelines/forms/data/entry.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { site, snapshotOf, withEntry, world, type World } from '../../fixtures/snapshot.ts'
import { crowdedGuide, sparseGuide } from '../../support/publish/hard-guides.ts'

const OPTIONS = { publicUrl: 'https://guides.example.org', code: 'code' }

const jsonOf = async (path: string, from: World): Promise<AnySchemaObject> => {
  const file = formFiles(snapshotOf(from), OPTIONS).find((each) => each.path === path)
  if (!file) throw new Error(`There is no file ${path}.`)
  return JSON.parse(new TextDecoder().decode(await file.make())) as AnySchemaObject
}

/** The schema with every property that it does not name forbidden: nothing is published undescribed. */
const strict = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(strict)
  if (typeof schema !== 'object' || schema === null) return schema
  const mapped = Object.fromEntries(Object.entries(schema).map(([name, each]) => [name, strict(each)]))
  return 'properties' in schema ? { ...mapped, additionalProperties: false } : mapped
}

async function problems(path: string, from: World): Promise<unknown> {
  const data = await jsonOf(path, from)
  const address = String(data['$schema'])
  const schema = await jsonOf(address.replace('https://guides.example.org/', ''), from)
  expect(schema['$id']).toBe(address)
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
  expect(ajv.validateSchema(schema)).toBe(true)
  const check = ajv.compile(strict(schema) as AnySchemaObject)
  void check(data)
  return check.errors
}

const WORLDS: [string, World][] = [
  ['everything there is', world()],
  ['verified content', world({ site: site({ sample: false, correctionsEmail: null }) })],
  ['a later day', world({ day: legalDate('2029-01-01') })],
  ['a crowded guide, with hard words in every field', crowdedGuide().from],
]

const entriesIn = async (from: World): Promise<EntryData[]> =>
  (await jsonOf('guides/testland/guide.json', from))['entries'] as EntryData[]

describe('the data of guides', () => {
  it.each(WORLDS)('is what its published schema says, and no more: %s', async (_name, from) => {
    expect(await problems('guides/testland/guide.json', from)).toBeNull()
    expect(await problems('guides/highmoor/guide.json', from)).toBeNull()
    expect(await problems('data/site.json', from)).toBeNull()
  })

  it('is what its published schema says of a guide of one offence, with nothing else filled', async () => {
    expect(await problems('guides/testland/guide.json', sparseGuide())).toBeNull()
    expect(await problems('data/site.json', sparseGuide())).toBeNull()
  })

  it('leads to the page that tells whether a copy is current', async () => {
    const data = await jsonOf('guides/testland/guide.json', world())
    const { current } = data['guide'] as { current: Record<string, string> }
    expect(current['version']).toBe('https://guides.example.org/version/testland/')
    const check = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
      await jsonOf('data/schema/guide-1.json', world()),
    )
    delete current['version']
    expect(check(data)).toBe(false)
  })

  it('is refused by the schema where something is missing', async () => {
    const schema = await jsonOf('data/schema/guide-1.json', world())
    const check = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)
    const data = await jsonOf('guides/testland/guide.json', world())
    expect(check(data)).toBe(true)
    for (const entry of data['entries'] as EntryData[])
      for (const claim of entry.claims) delete (claim as Partial<ClaimData>).edition
    expect(check(data)).toBe(false)
  })

  it('gives each claim its text, the day it was verified, its sources and its edition', async () => {
    const snapshot = snapshotOf(world())
    const stalking = entriesOf(snapshot, 'offence').find(({ key }) => key === 'testland/offence/stalking')
    const entry = (await entriesIn(world())).find(({ key }) => key === 'testland/offence/stalking')
    expect(entry).toMatchObject({ verifiedOn: '2026-01-31', verifyBy: '2026-05-01', overdue: true })
    expect(entry?.claims.find(({ id }) => id === 'penalty')).toEqual({
      id: 'penalty',
      label: 'Maximum penalty',
      text: 'Up to 5 years in prison.',
      verifiedOn: '2026-01-31',
      edition: stalking?.edition.hash,
      inForceSince: null,
      sources: [
        {
          title: 'Page on testland-offence-stalking',
          url: 'https://law.example.org/testland-offence-stalking',
          precision: 'page',
          pinpoint: 's. 1',
          retrievedOn: '2026-10-01',
        },
      ],
    })
  })

  it('gives numbers in the form that dials them', async () => {
    const [profile] = await entriesIn(world())
    expect(profile?.contacts.map(({ printed, href }) => [printed, href])).toEqual([
      ['999', 'tel:999'],
      ['18000', 'tel:18000'],
    ])
  })

  it('has each entry of the parts once, in the guide and in the site', async () => {
    for (const path of ['guides/testland/guide.json', 'data/site.json']) {
      const data = await jsonOf(path, world())
      const keys = (data['entries'] as EntryData[]).map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      const guides = (path.startsWith('data/') ? data['guides'] : [data['guide']]) as {
        parts: { entries: string[] }[]
      }[]
      const named = guides.flatMap(({ parts }) => parts.flatMap(({ entries }) => entries))
      expect(new Set(named)).toEqual(new Set(keys))
    }
  })

  it('keeps the remark on a high level from readers, as the page does', async () => {
    const from = withEntry<'ladder'>(world(), 'testland/ladder', (each) => ({
      ...each,
      confidence: { level: 'high', note: 'For editors' },
    }))
    expect(JSON.stringify(await jsonOf('data/site.json', from))).not.toContain('For editors')
  })
})
