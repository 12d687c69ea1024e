/**
 * Addresses per site in one portion: the most of a site's checks that an abruptly killed run can lose for the
 * night.
 */
const PER_HOST = 8
const IN_ALL = 200

/**
 * Splits a list into portions with only a few addresses per site, so that many sites are queried in parallel and
 * none for long. Order within a site is kept.
 */
export function portions<T extends { host: string }>(all: readonly T[]): T[][] {
  const found: T[][] = []
  let left = [...all]
  while (left.length > 0) {
    const perHost = new Map<string, number>()
    const portion: T[] = []
    const rest: T[] = []
    for (const each of left) {
      const count = perHost.get(each.host) ?? 0
      if (count < PER_HOST && portion.length < IN_ALL) {
        perHost.set(each.host, count + 1)
        portion.push(each)
      } else rest.push(each)
    }
    found.push(portion)
    left = rest
  }
  return found
}
