import type { LegalDate } from '../dates.ts'
import type { LinkCheck, LinkReason } from './link-checks.ts'
import { nextStreak, UNBROKEN, type Streak } from './streaks.ts'

/** The health of a whole site. */
export interface HostState extends Streak {
  host: string
  checkedAt: string
  slot: string
  /** At the last run, `failing` of `sources` sources failed because of the site. */
  failing: number
  sources: number
}

/** Reasons that blame the whole site rather than the address. */
const OF_THE_SITE: readonly LinkReason[] = [
  'site-trouble',
  'no-such-site',
  'name-trouble',
  'no-connection',
  'no-answer-in-time',
  'broke-off',
]

/** True if the site itself failed: no connection, or a server error. */
export const isHostTrouble = ({ because, status }: Pick<LinkCheck, 'because' | 'status'>): boolean =>
  OF_THE_SITE.includes(because) || (because === 'busy' && status === 503)

export interface HostCount {
  failing: number
  sources: number
  /** Most of its sources fail because of the site. */
  down: boolean
}

/** A site is down if most checks of its sources in one complete run fail because of the site. */
export function countHost(checks: readonly Pick<LinkCheck, 'because' | 'status'>[]): HostCount {
  const failing = checks.filter(isHostTrouble).length
  return { failing, sources: checks.length, down: failing * 2 > checks.length }
}

interface SeenHost extends HostCount {
  host: string
  at: string
  slot: string
  day: LegalDate
}

/** The state of a site after one more run. A run whose slot was already counted changes nothing. */
export function nextHostState(
  before: HostState | null,
  { host, failing, sources, down, at, slot, day }: SeenHost,
): HostState {
  if (before?.slot === slot) return before
  const streak = nextStreak(before ?? UNBROKEN, down ? 'fails' : 'works', { at, day })
  return { host, checkedAt: at, slot, failing, sources, ...streak }
}
