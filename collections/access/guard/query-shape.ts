import { APIError, type PayloadRequest } from 'payload'
import { parseSent, UnfitShape } from '#lib/sent-json.ts'

const refuse = (name: string, must: string): never => {
  throw new APIError(`“${name}” ${must}`, 400, undefined, true)
}

const one = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Numeric query parameters with their allowed ranges. */
const NUMBERS: Record<string, [least: number, most: number]> = {
  depth: [0, 10],
  limit: [0, 1_000_000],
  page: [1, 1_000_000],
}

/** Query parameters that are objects, in bracket notation or as JSON. */
const OBJECTS = ['where', 'select', 'populate', 'joins'] as const

/** Maximum number of sort fields: the database fails on hundreds. */
const MOST_SORTED = 20

/** Geospatial operators. No field supports them, and the database fails on them. */
const OF_PLACES = new Set(['near', 'within', 'intersects'])

/** Walks the conditions as sent, at any nesting. */
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
 * Normalises a request's query into the only shape Payload handles without failing. Empty parameters are
 * dropped.
 * @throws {APIError} 400, naming the invalid parameter.
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
  // Payload would read a record from it; our clients never send one.
  delete query.data
}

function parsed(name: string, text: string): unknown {
  try {
    return parseSent(text)
  } catch (error) {
    if (error instanceof UnfitShape) throw new APIError(error.message, 400, undefined, true)
    return refuse(name, 'must be given in brackets: where[title][equals]=…')
  }
}
