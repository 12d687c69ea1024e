import type { Finding } from './finding.ts'

/** The guides that readers have, and those of this release, by slug. */
export interface Guides {
  before: readonly string[]
  now: readonly string[]
  /** Guides that somebody ended: their profile was withdrawn, or their place has none any more. */
  ended: readonly string[]
}

/** More than half of the guides gone at once, and nobody said so: something was not read. */
export function vanishedFindings({ before, now, ended }: Guides): Finding[] {
  const there = new Set([...now, ...ended])
  const gone = before.filter((slug) => !there.has(slug))
  if (gone.length * 2 <= before.length || now.length * 2 >= before.length) return []
  return gone.map((slug) => ({
    path: `guides/${slug}/index.html`,
    problem: `It is one of ${gone.length} guides of ${before.length} that are not in the release, and nobody withdrew them.`,
  }))
}
