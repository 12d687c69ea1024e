import { APIError, type PayloadRequest } from 'payload'

const refuse = (name: string, must: string): never => {
  throw new APIError(`“${name}” ${must}`, 400, undefined, true)
}

const one = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Numbers of a query, and the most that each may be. */
const NUMBERS: Record<string, [least: number, most: number]> = {
  depth: [0, 10],
  limit: [0, 1_000_000],
  page: [1, 1_000_000],
}

/** Parts of a query that are objects: given in brackets, or as JSON. */
const OBJECTS = ['where', 'select', 'populate', 'joins'] as const

/** Fields to sort by: of hundreds the database fails. */
const MOST_SORTED = 20

/** Ways to compare places on a map. No field holds one, and the database fails of them. */
const OF_PLACES = new Set(['near', 'within', 'intersects'])

/** Goes through conditions as they were sent, however they nest. */
function refusePlaces(value: unknown): void {
  const waiting: unknown[] = [value]
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    if (typeof each !== 'object' || each === null) continue
    for (const [name, inside] of Object.entries(each)) {
      if (OF_PLACES.has(name)) refuse(name, 'compares places on a map; nothing here is one.')
      if (inside !== undefined) waiting.push(inside)
    }
  }
}

/**
 * Brings the query of a request into the shape that Payload reads; it fails of others. What is empty is left out.
 * @throws {APIError} 400, naming what is not as it must be.
 */
export function settleQuery(req: PayloadRequest): void {
  const query = req.query
  for (const [name, [least, most]] of Object.entries(NUMBERS)) {
    const value = query[name]
    if (value === undefined) continue
    if (value === '') delete query[name]
    else if (!/^\d{1,7}$/.test(one(value) ?? '') || Number(value) < least || Number(value) > most)
      refuse(name, `must be a whole number from ${least} to ${most}.`)
  }
  for (const name of OBJECTS) {
    const value = query[name]
    if (value === '') delete query[name]
    else if (typeof value === 'string') query[name] = parsed(name, value)
    if (query[name] !== undefined && (typeof query[name] !== 'object' || Array.isArray(query[name])))
      refuse(name, 'must be given in brackets: where[title][equals]=…')
  }
  const { sort } = query
  if (sort === '') delete query.sort
  else if (sort !== undefined && [sort].flat().some((each) => typeof each !== 'string'))
    refuse('sort', 'must be names of fields, by commas.')
  else if ([sort ?? []].flat().map(String).join(',').split(',').length > MOST_SORTED)
    refuse('sort', `must be at most ${MOST_SORTED} names of fields.`)
  refusePlaces(query.where)
  refusePlaces(query.joins)
  // Payload reads a record from it; nothing of ours sends one so.
  delete query.data
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse(name, 'must be given in brackets: where[title][equals]=…')
  }
}
