import type { ClientConfig, Column } from 'payload'

/** What counts here of a field, or of a tab. */
interface Part {
  name?: string | undefined
  type?: string
  admin?: { custom?: Record<string, unknown>; disableListFilter?: boolean }
  fields?: Part[]
  tabs?: Part[]
}

/** Filters that Payload offers for texts, and not for dates. */
const OF_TEXTS = ['like', 'not_like', 'contains']

/** A day, which is kept as text: collections/fields/legal-date.ts. */
const isDay = ({ admin }: Part): boolean => admin?.custom?.day === true

/** Of a part without a name, that of what it is in. */
const pathOf = ({ name }: Part, above: string): string => [above, name].filter(Boolean).join('.')

function daysIn(parts: readonly Part[], above = ''): string[] {
  return parts.flatMap((part) => {
    const path = pathOf(part, above)
    return [...(isDay(part) ? [path] : []), ...daysIn([...(part.fields ?? []), ...(part.tabs ?? [])], path)]
  })
}

function listedPart(part: Part, days: readonly string[], above = ''): Part {
  const path = pathOf(part, above)
  const inner = (parts: Part[]): Part[] => parts.map((each) => listedPart(each, days, path))
  return {
    ...part,
    // Earlier and later are offered for dates alone.
    ...(days.includes(path) && isDay(part) ? { type: 'date' } : {}),
    ...(path === 'id' ? { admin: { ...part.admin, disableListFilter: true } } : {}),
    ...(part.fields ? { fields: inner(part.fields) } : {}),
    ...(part.tabs ? { tabs: inner(part.tabs) } : {}),
  }
}

const partsOf = (config: ClientConfig, slug: string): readonly Part[] =>
  config.collections.find((each) => each.slug === slug)?.fields ?? []

/**
 * The paths of the days that a list may be filtered by, but those for which it is filtered by a part of their text:
 * views may hold that.
 */
export function daysOf(config: ClientConfig, slug: string, where: unknown): string[] {
  const asked = JSON.stringify(where ?? null)
  return daysIn(partsOf(config, slug)).filter(
    (path) => !OF_TEXTS.some((each) => asked.includes(`"${path}":{"${each}":`)),
  )
}

/** The configuration as a list shows it: days are dates, and ids are nobody's business. */
export function listedConfig(config: ClientConfig, slug: string, days: readonly string[]): ClientConfig {
  const collections = config.collections.map((each) =>
    each.slug === slug
      ? { ...each, fields: partsOf(config, slug).map((part) => listedPart(part, days)) }
      : each,
  )
  // The fields are Payload's, and keep the shape that it gave them.
  return { ...config, collections: collections as ClientConfig['collections'] }
}

/** The columns of a list. That of the ids, which Payload adds to each, is not for choosing. */
export const listedColumns = (columns: readonly Column[]): Column[] =>
  columns.map((column) => {
    if (column.accessor !== 'id') return column
    const admin = { ...column.field.admin, disableListColumn: true }
    return { ...column, field: { ...column.field, admin } as Column['field'] }
  })
