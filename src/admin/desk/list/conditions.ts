import type { Where } from 'payload'
import { transformWhereQuery, validateWhereQuery } from 'payload/shared'
import { isRecord } from '#domain/checks.ts'

/** A condition among those of a list: alternatives, of each of which all hold. */
export interface Place {
  or: number
  and: number
}

const indexOf = (element: Element): number => [...(element.parentElement?.children ?? [])].indexOf(element)

/** Where the row of filters stands that an element is in. Payload tells a filter nothing of it. */
export function placeOf(element: Element | null): Place | null {
  const and = element?.closest('.where-builder__and-filters > li')
  const or = and?.closest('.where-builder__or-filters > li')
  return and && or ? { or: indexOf(or), and: indexOf(and) } : null
}

/** The filters of a list as their rows show them: an address may write them shorter. */
export const conditionsOf = (where: Where | undefined): Where[] =>
  (where && (validateWhereQuery(where) ? where : transformWhereQuery(where)).or) ?? []

/** How a field is compared in a condition, and with what. */
export function conditionAt(
  where: Where | undefined,
  { or, and }: Place,
  path: string,
): { operator: string; value: unknown } | null {
  const condition = conditionsOf(where)[or]?.and?.[and]?.[path]
  const [first] = isRecord(condition) ? Object.entries(condition) : []
  return first ? { operator: first[0], value: first[1] } : null
}

/** The filters with another value in one condition. */
export const withCondition = (where: Where | undefined, { or, and }: Place, condition: Where): Where => ({
  or: conditionsOf(where).map((each, at) =>
    at === or ? { ...each, and: (each.and ?? []).map((one, n) => (n === and ? condition : one)) } : each,
  ),
})
