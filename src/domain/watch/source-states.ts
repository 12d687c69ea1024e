import { daysBetween, type LegalDate } from '../dates.ts'
import type { FlagKind } from '../desk/flags.ts'
import { LINK_REASONS, type LinkCheck, type LinkReason, type LinkVerdict } from './link-checks.ts'
import { FAILURE_DAYS, FAILURES, nextStreak, UNBROKEN, type Sign, type Streak } from './streaks.ts'

/**
 * The state of a source according to its checks: the last verdict, since when, and whether it counts as broken.
 */
export interface SourceState extends Streak {
  /** Id of the source. */
  source: string
  /** The checked address: a source whose address changes starts afresh. */
  url: string
  host: string
  /** Keys the source has had while it was watched: live editions may still use an earlier one. */
  keys: string[]
  verdict: LinkVerdict
  because: LinkReason
  /** Instant and day since which the verdict holds, and the number of consecutive checks that gave it. */
  since: string
  sinceDay: LegalDate
  times: number
  checkedAt: string
  /** Slot of the last counted check: none counts twice. */
  slot: string
  status: number | null
  movedTo: string | null
  certificateEndsOn: LegalDate | null
  etag: string | null
  lastModified: string | null
}

const SIGNS: Record<LinkVerdict, Sign> = {
  fine: 'works',
  moved: 'works',
  caution: 'works',
  missing: 'fails',
  gone: 'fails',
  refused: 'nothing',
  'cannot-tell': 'nothing',
}

/**
 * Reasons for which readers get no page either, though one check cannot tell a lasting failure from a passing
 * one.
 */
const NO_PAGE: readonly LinkReason[] = [
  'site-trouble',
  'no-answer-in-time',
  'no-connection',
  'broke-off',
  'name-trouble',
  'leads-inside',
  'leads-off-the-web',
]

/** Trouble with one page counts against that page; trouble with the whole site is reported for the site. */
function signOf({ verdict, because }: Pick<LinkCheck, 'verdict' | 'because'>, hostDown: boolean): Sign {
  const sign = NO_PAGE.includes(because) ? 'fails' : SIGNS[verdict]
  return hostDown && sign === 'fails' ? 'nothing' : sign
}

/** One check of a source, with what the whole run found about its site. */
export interface SeenSource {
  source: string
  key: string
  host: string
  check: LinkCheck
  slot: string
  /** The site's calendar day of the check. */
  day: LegalDate
  /** The whole site is in trouble, so nothing is held against this source itself. */
  hostDown: boolean
}

/** True if the reason's verdict has changed since the check: earlier counts no longer apply. */
const isOfOtherRules = ({ because, verdict }: SourceState): boolean =>
  LINK_REASONS[because]?.verdict !== verdict

/** The state of a source after one more check. A check whose slot was already counted changes nothing. */
export function nextSourceState(
  before: SourceState | null,
  { source, key, host, check, slot, day, hostDown }: SeenSource,
): SourceState {
  if (before?.slot === slot) return before
  const known = before?.url === check.url ? before : null
  const streak = known && !isOfOtherRules(known) ? known : UNBROKEN
  const same = known?.verdict === check.verdict && known.movedTo === check.movedTo
  const answered = SIGNS[check.verdict] === 'works'
  return {
    source,
    url: check.url,
    host,
    keys: [...new Set([...(before?.keys ?? []), key])],
    verdict: check.verdict,
    because: check.because,
    since: same ? known.since : check.at,
    sinceDay: same ? known.sinceDay : day,
    times: same ? known.times + 1 : 1,
    checkedAt: check.at,
    slot,
    status: check.status,
    movedTo: check.movedTo,
    certificateEndsOn: check.certificateEndsOn,
    etag: answered ? check.etag : (known?.etag ?? null),
    lastModified: answered ? check.lastModified : (known?.lastModified ?? null),
    ...nextStreak(streak, signOf(check, hostDown), { at: check.at, day }),
  }
}

/** Kinds of link flags; a source has at most one at a time. */
export const LINK_FLAGS = ['link-broken', 'link-moved', 'link-refused'] as const satisfies readonly FlagKind[]
export type LinkFlag = (typeof LINK_FLAGS)[number]

/** Consecutive checks that must agree before an editor is told that an address has moved. */
const MOVED_TIMES = 2

/**
 * The flag that a source's link calls for; null if none does.
 * @param day day of the last check.
 */
export function linkFlagOf(state: SourceState, day: LegalDate): { kind: LinkFlag; since: string } | null {
  if (state.brokenAt) return { kind: 'link-broken', since: state.brokenAt }
  const days = daysBetween(state.sinceDay, day)
  if (state.verdict === 'moved' && state.movedTo && state.times >= MOVED_TIMES)
    return { kind: 'link-moved', since: state.since }
  // Only a person can check a site that refuses the watch: flag it once, not every night.
  if (state.verdict === 'refused' && state.times >= FAILURES && days >= FAILURE_DAYS)
    return { kind: 'link-refused', since: state.since }
  return null
}

/** True if a source does not support its claims as it should. */
export const isInTrouble = ({ verdict, brokenAt }: Pick<SourceState, 'verdict' | 'brokenAt'>): boolean =>
  brokenAt !== null || verdict === 'missing' || verdict === 'gone'
