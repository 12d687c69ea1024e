/** Addresses of one site in one portion: so many are lost to the night, at most, where a pass is cut off without a word. */
const PER_HOST = 8
const IN_ALL = 200

/**
 * Cuts a list into portions in which no site has more than a few, so that many sites are asked at once and none for
 * long. The order within a site stays.
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
