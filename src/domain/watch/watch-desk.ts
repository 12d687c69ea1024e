import type { Decision } from '../desk/decision.ts'
import type { DueLevel } from '../content/freshness.ts'
import type { Flag, FlagKind } from '../desk/flags.ts'
import type { HostState } from './host-states.ts'
import type { ImpactTotals, PrintedOn } from '../desk/impact.ts'
import type { Kind } from '../keys.ts'
import type { LinkReason, LinkVerdict } from './link-checks.ts'
import type { LegalDate } from '../dates.ts'
import type { Quote } from '../content/content.ts'
import type { QuoteState, ValueState } from './quote-states.ts'
import type { SourceState } from './source-states.ts'
import type { RunKind, WatchRun } from './watch.ts'
import type { Work } from '../work.ts'

/** An entry that depends on a source, and where readers find it. */
export interface SourceUse extends PrintedOn {
  entry: string
  kind: Kind
  label: string
  /** Where its working copy is; null if it was deleted. */
  at: { collection: string; id: string } | null
  live: boolean
  /** Only the live edition depends on it; the working copy no longer cites the source. */
  onlyLive: boolean
  claims: { id: string; label: string }[]
}

/** Everything that depends on a source. */
export interface Dependents {
  entries: SourceUse[]
  totals: ImpactTotals
}

/** One check of a source, for a chart of its history. */
export interface SourceLook {
  at: string
  verdict: LinkVerdict
  because: LinkReason
  status: number | null
  milliseconds: number
}

/** A source, named for display. */
export interface NamedSource {
  id: string
  key: string
  title: string
  url: string
}

/** A flag with everything a person needs to settle it. */
export interface WatchFlag extends Pick<
  Flag,
  'key' | 'kind' | 'entry' | 'detail' | 'at' | 'claims' | 'rung'
> {
  /** What to do, in a sentence. */
  todo: string
  source: NamedSource | null
  host: string | null
  /** The address the page has moved to. */
  movedTo: string | null
  /** For changed words: the former and the current wording. */
  words: { quote: Quote; stood: QuoteState['stood']; now: Quote | null } | null
  /** A value that is no longer found. */
  value: ValueState['value'] | null
  /** For a due verification. */
  due: { on: LegalDate; level: DueLevel | null } | null
  /** For a reader's report: what was written and where, and whether an answer can reach the reader. */
  report: { words: string; page: string; version: string | null; canTell: boolean } | null
  /** Every claim, guide and page that depends on it. */
  resting: Dependents
  can: { dismiss: Decision; move: Decision; answer: Decision }
}

/** What an editor sees of one source. */
export interface SourceDesk {
  source: NamedSource & { host: string; precision: string }
  /** Whether sources are checked by themselves here. */
  scheduled: boolean
  state: SourceState | null
  /** What the last check saw, in a sentence, and what to do; null before the first check. */
  words: { sentence: string; fix: string | null } | null
  /** The state of its site, if that is in trouble. */
  host: HostState | null
  /** The archive's copy of the page from when it last responded. */
  archived: string
  /** Newest last. */
  history: SourceLook[]
  quotes: QuoteState[]
  values: ValueState[]
  flags: WatchFlag[]
  resting: Dependents
  /** The newest check that somebody requested. */
  asked: Pick<Work, 'state' | 'askedAt' | 'endedAt' | 'problem' | 'done' | 'total'> | null
  can: { check: Decision; move: Decision }
}

/** The watch's flags, and the progress of its runs. */
export interface WatchBoard {
  today: LegalDate
  counts: Partial<Record<FlagKind, number>>
  flags: WatchFlag[]
  total: number
  page: number
  pages: number
  /** The newest run of each kind. */
  passes: Partial<Record<RunKind, WatchRun>>
  /** Number of sources known only by their site, not by an exact page. */
  inexact: number
}

/** A problem with a source cited for a claim. */
export interface Trouble {
  source: NamedSource
  /** In a few words: “Link broken”. */
  what: string
}

/** For each claim: how many sources support it, and which are in trouble. */
export interface ClaimTrouble {
  claim: string
  sources: number
  troubles: Trouble[]
}
