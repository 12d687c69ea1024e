import { daysBetween, type LegalDate } from '../dates.ts'
import type { FlagKind } from '../desk/flags.ts'
import { LINK_REASONS, type LinkCheck, type LinkReason, type LinkVerdict } from './link-checks.ts'
import { FAILURE_DAYS, FAILURES, nextStreak, UNBROKEN, type Sign, type Streak } from './streaks.ts'

/** How a source stands by its checks: what the last one said, since when, and whether it counts as broken. */
export interface SourceState extends Streak {
  /** Id of the source. */
  source: string
  /** The address that was checked: a source with another one begins anew. */
  url: string
  host: string
  /** Keys that the source has had while it was watched: live editions may know it by an earlier one. */
  keys: string[]
  verdict: LinkVerdict
  because: LinkReason
  /** Instant and day since which it is so, and how many checks in a row have said it. */
  since: string
  sinceDay: LegalDate
  times: number
  checkedAt: string
  /** Slot of the last check that counted: none counts twice. */
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

/** Reasons by which readers get no page either, though one look cannot tell whether it is the page or the moment. */
const NO_PAGE: readonly LinkReason[] = [
  'site-trouble',
  'no-answer-in-time',
  'no-connection',
  'broke-off',
  'name-trouble',
  'leads-inside',
  'leads-off-the-web',
]

/** Trouble of one page counts against it; that of a whole site is said of the site. */
function signOf({ verdict, because }: Pick<LinkCheck, 'verdict' | 'because'>, hostDown: boolean): Sign {
  const sign = NO_PAGE.includes(because) ? 'fails' : SIGNS[verdict]
  return hostDown && sign === 'fails' ? 'nothing' : sign
}

/** One check of a source, and what is known of the whole pass. */
export interface SeenSource {
  source: string
  key: string
  host: string
  check: LinkCheck
  slot: string
  /** Day of the site on which it was. */
  day: LegalDate
  /** Its whole site is in trouble: then nothing is said against this source by itself. */
  hostDown: boolean
}

/** True where a reason has another verdict by now than when it was given: what was counted by it counts no more. */
const isOfOtherRules = ({ because, verdict }: SourceState): boolean =>
  LINK_REASONS[because]?.verdict !== verdict

/** The state of a source after one more check. A check of a slot that has counted changes nothing. */
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

/** Kinds of flags that a source has by its link: at most one of them at a time. */
export const LINK_FLAGS = ['link-broken', 'link-moved', 'link-refused'] as const satisfies readonly FlagKind[]
export type LinkFlag = (typeof LINK_FLAGS)[number]

/** Checks in a row that must say the same before an editor is told that an address has moved. */
const MOVED_TIMES = 2

/**
 * What an editor is told of a source; null where nothing needs a person.
 * @param day day of the last check.
 */
export function linkFlagOf(state: SourceState, day: LegalDate): { kind: LinkFlag; since: string } | null {
  if (state.brokenAt) return { kind: 'link-broken', since: state.brokenAt }
  const days = daysBetween(state.sinceDay, day)
  if (state.verdict === 'moved' && state.movedTo && state.times >= MOVED_TIMES)
    return { kind: 'link-moved', since: state.since }
  // A site that refuses the watch can be looked at by a person alone: once, not each night.
  if (state.verdict === 'refused' && state.times >= FAILURES && days >= FAILURE_DAYS)
    return { kind: 'link-refused', since: state.since }
  return null
}

/** True where a source does not stand behind its claims as it should. */
export const isInTrouble = ({ verdict, brokenAt }: Pick<SourceState, 'verdict' | 'brokenAt'>): boolean =>
  brokenAt !== null || verdict === 'missing' || verdict === 'gone'
