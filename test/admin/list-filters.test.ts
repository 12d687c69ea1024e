import type { ClientConfig, Where } from 'payload'
import { describe, expect, it } from 'vitest'
import { conditionAt, withCondition } from '#admin/desk/list/conditions.ts'
import { daysOf, listedColumns, listedConfig } from '#admin/desk/list/listed-fields.ts'

const day = (name: string) => ({ type: 'text', name, label: name, admin: { custom: { day: true } } })
// Of a configuration, only fields count here.
const config = {
  collections: [
    {
      slug: 'offences',
      fields: [
        { type: 'text', name: 'title' },
        { type: 'row', fields: [day('inForceAsOf')] },
        {
          type: 'tabs',
          tabs: [
            { label: 'Law', fields: [day('since')] },
            { name: 'law', fields: [day('until')] },
          ],
        },
        { type: 'array', name: 'citations', fields: [{ type: 'text', name: 'id' }, day('retrievedOn')] },
        { type: 'text', name: 'id', label: 'ID', admin: { hidden: true } },
      ],
    },
    { slug: 'bodies', fields: [day('since')] },
  ],
} as unknown as ClientConfig
const DAYS = ['inForceAsOf', 'since', 'law.until', 'citations.retrievedOn']

describe('the fields of a list', () => {
  it('has its days, wherever they stand', () => {
    expect(daysOf(config, 'offences', undefined)).toEqual(DAYS)
    expect(daysOf(config, 'nothing', undefined)).toEqual([])
  })

  it.each([
    [{ inForceAsOf: { like: '2026-11' } }, DAYS.slice(1)],
    [{ or: [{ and: [{ 'citations.retrievedOn': { contains: '2026' } }] }] }, DAYS.slice(0, 3)],
    [{ or: [{ and: [{ inForceAsOf: { equals: '2026-11-30' } }] }] }, DAYS],
    [{ title: { like: '2026' } }, DAYS],
  ])('leaves texts as texts where a filter asks for a part of one: %j', (where, days) => {
    expect(daysOf(config, 'offences', where)).toEqual(days)
  })

  it('are dates where they are days, and ids are not offered; other lists stay as they are', () => {
    const listed = listedConfig(config, 'offences', DAYS.slice(0, 3))
    // Payload's types do not follow the names of these fields.
    const [title, row, tabs, citations, id] = listed.collections[0]?.fields as unknown as Record<
      string,
      unknown
    >[]
    expect(title).toEqual({ type: 'text', name: 'title' })
    expect(row).toMatchObject({ fields: [{ type: 'date', name: 'inForceAsOf', label: 'inForceAsOf' }] })
    expect(tabs).toMatchObject({ tabs: [{ fields: [{ type: 'date' }] }, { fields: [{ type: 'date' }] }] })
    expect(citations).toMatchObject({ fields: [{ name: 'id' }, { type: 'text', name: 'retrievedOn' }] })
    expect(id).toMatchObject({ admin: { hidden: true, disableListFilter: true } })
    expect(listed.collections[1]).toBe(config.collections[1])
  })

  it('leaves the column of the ids out of those to choose from', () => {
    const column = (accessor: string) =>
      ({ accessor, active: true, field: { name: accessor }, Heading: null, renderedCells: [] }) as never
    expect(listedColumns([column('title'), column('id')]).map(({ field }) => field.admin)).toEqual([
      undefined,
      { disableListColumn: true },
    ])
  })
})

describe('the conditions of a list', () => {
  const short: Where = { inForceAsOf: { greater_than: '2026-01-31' } }
  const long: Where = {
    or: [{ and: [{ title: { like: 'x' } }, { inForceAsOf: { equals: '2026-01-31' } }] }, { and: [short] }],
  }

  it.each([
    [short, { or: 0, and: 0 }, { operator: 'greater_than', value: '2026-01-31' }],
    [long, { or: 0, and: 1 }, { operator: 'equals', value: '2026-01-31' }],
    [long, { or: 1, and: 0 }, { operator: 'greater_than', value: '2026-01-31' }],
    [long, { or: 0, and: 0 }, null],
    [long, { or: 2, and: 0 }, null],
    [undefined, { or: 0, and: 0 }, null],
  ])('are found by their place: %j at %j', (where, place, found) => {
    expect(conditionAt(where, place, 'inForceAsOf')).toEqual(found)
  })

  it('are changed one by one', () => {
    const next = { inForceAsOf: { equals: '2026-02-01' } }
    expect(withCondition(long, { or: 0, and: 1 }, next)).toEqual({
      or: [{ and: [{ title: { like: 'x' } }, next] }, { and: [short] }],
    })
    expect(withCondition(short, { or: 0, and: 0 }, next)).toEqual({ or: [{ and: [next] }] })
    expect(long.or?.[0]?.and?.[1]).toEqual({ inForceAsOf: { equals: '2026-01-31' } })
  })
})
