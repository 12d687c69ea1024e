import { isRecord } from '../checks.ts'

/** A list as somebody arranged it. */
export interface ListView {
  /** Its filters, as the list holds them. */
  where?: unknown
  search?: string | undefined
  sort?: string | undefined
  /** Names of the columns that are shown, in their order. */
  columns: readonly string[]
}

/** A view that somebody saved. */
export interface SavedView {
  id: string
  title: string
  /** Slug of the list. */
  list: string
  query: string
  shared: boolean | null
  /** Id of the account of whoever saved it, and their name. */
  owner: string
  by: string
}

/** Characters of a query: a browser sends no longer address safely. */
const LONGEST = 4_000

/** How many views one person may keep. */
export const MOST_VIEWS = 100

/** A nested value as pairs of an address: `where[or][0][and][0][standing][equals]`. */
function pairsOf(name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null || value === '') return []
  if (Array.isArray(value)) return value.flatMap((each, at) => pairsOf(`${name}[${at}]`, each))
  if (isRecord(value)) return Object.entries(value).flatMap(([key, each]) => pairsOf(`${name}[${key}]`, each))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [[name, String(value)]]
    : []
}

/** The part of an address that shows a list so. Equal views have equal ones. */
export const queryOfView = ({ where, search, sort, columns }: ListView): string =>
  new URLSearchParams([
    ...pairsOf('where', where),
    ...pairsOf('search', search),
    ...pairsOf('sort', sort),
    ['columns', JSON.stringify(columns)],
  ]).toString()

const PARTS = new Set(['where', 'search', 'sort', 'columns'])

/** What is wrong with the query of a view; null if nothing is. It becomes a link that others follow. */
export function queryProblem(query: string): string | null {
  if (query.length > LONGEST) return 'These filters are too many to be saved: leave some of them out.'
  const parts = [...new URLSearchParams(query).keys()].map((key) => key.split('[', 1)[0] ?? '')
  if (parts.length === 0 || parts.some((part) => !PARTS.has(part)))
    return 'A view holds filters, words to search for, an order and columns, and nothing else.'
  return null
}
