import { addDays, type LegalDate } from '#domain/dates.ts'
import type { ProposedLawChange } from '#domain/watch/proposals.ts'

/** One of our instruments that a register also keeps. */
export interface Watched {
  id: string
  title: string
  /** The first day not yet reviewed: changes that took force earlier are in the entries. */
  since: LegalDate
}

/** Days before the last review within which a change may have taken force and been recorded only after it. */
const LATE = 365

/**
 * Whether a change is news since its instrument was last reviewed.
 * @param days on which it takes force; none where the register gives no day.
 * @param isRecent the register recorded it since that review.
 */
export const isNews = (days: readonly LegalDate[], isRecent: boolean, since: LegalDate): boolean =>
  days.length === 0 ? isRecent : days.some((on) => on >= since || (isRecent && on >= addDays(since, -LATE)))

/** What is asked of a register. */
export interface RegisterRequest {
  /** Origin of the register, without a path; tests use another. */
  origin: string
  /** Path and query of the feed. */
  feed: string
  /** Records older than this instant were read before, ISO 8601; null reads all. */
  readUpTo: string | null
  etag: string | null
  lastModified: string | null
  signal?: AbortSignal
}

export interface Read {
  /** True where the register reports no change. */
  unchanged: boolean
  etag: string | null
  lastModified: string | null
  problems: string[]
  /** True where nothing needs reading again: unreadable entries are requested again, so that they stay reported. */
  whole: boolean
  /** Instant of the newest record read; null where there was none. */
  newest: string | null
}

/** A reading before anything was read. */
export const nothingRead = (): Read => ({
  unchanged: false,
  etag: null,
  lastModified: null,
  problems: [],
  whole: true,
  newest: null,
})

/** A reading that ends with a problem, and is asked for again. */
export const brokenOff = (problem: string): Read => ({ ...nothingRead(), problems: [problem], whole: false })

/** Receives what a register proposes, part by part; if it throws, the reading ends. */
export type Keep = (proposals: readonly ProposedLawChange[]) => Promise<void>

/** What to say of a link that leads away: nothing is read from another host. */
export const ledAway = (url: string): string =>
  `The register led to ${new URL(url).host}: nothing is read there. Look whether it has moved.`
