import type { LegalDate } from '../dates.ts'
import type { LinkCheck, LinkReason } from './link-checks.ts'
import { nextStreak, UNBROKEN, type Streak } from './streaks.ts'

/** How a site stands as a whole. */
export interface HostState extends Streak {
  host: string
  checkedAt: string
  slot: string
  /** Of so many sources at the last pass, so many did not answer because of the site. */
  failing: number
  sources: number
}

/** What is said of an address where its whole site is in trouble. */
const OF_THE_SITE: readonly LinkReason[] = [
  'site-trouble',
  'no-such-site',
  'name-trouble',
  'no-connection',
  'no-answer-in-time',
  'broke-off',
]

/** True where nothing came of the site itself: no connection, or an error of the server. */
export const isHostTrouble = ({ because, status }: Pick<LinkCheck, 'because' | 'status'>): boolean =>
  OF_THE_SITE.includes(because) || (because === 'busy' && status === 503)

export interface HostCount {
  failing: number
  sources: number
  /** Most of its sources fail because of the site. */
  down: boolean
}

/** Which sites are down, by the checks of one whole pass: all of a site's sources fail by the site, or most. */
export function judgeHosts(
  checks: Iterable<{ host: string; check: Pick<LinkCheck, 'because' | 'status'> }>,
): Map<string, HostCount> {
  const found = new Map<string, HostCount>()
  for (const { host, check } of checks) {
    const count = found.get(host) ?? { failing: 0, sources: 0, down: false }
    count.sources += 1
    if (isHostTrouble(check)) count.failing += 1
    found.set(host, count)
  }
  for (const count of found.values()) count.down = count.failing * 2 > count.sources
  return found
}

interface SeenHost extends HostCount {
  host: string
  at: string
  slot: string
  day: LegalDate
}

/** The state of a site after one more pass. A pass of a slot that has counted changes nothing. */
export function nextHostState(
  before: HostState | null,
  { host, failing, sources, down, at, slot, day }: SeenHost,
): HostState {
  if (before?.slot === slot) return before
  const streak = nextStreak(before ?? UNBROKEN, down ? 'fails' : 'works', { at, day })
  return { host, checkedAt: at, slot, failing, sources, ...streak }
}
