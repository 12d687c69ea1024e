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

/** One entry that rests on a source, and where readers meet it. */
export interface SourceUse extends PrintedOn {
  entry: string
  kind: Kind
  label: string
  /** Where its working copy is; null where that was deleted. */
  at: { collection: string; id: string } | null
  live: boolean
  /** Readers still see it so; the working copy does not cite the source any more. */
  onlyLive: boolean
  claims: { id: string; label: string }[]
}

/** Everything that rests on a source. */
export interface Dependents {
  entries: SourceUse[]
  totals: ImpactTotals
}

/** One look at a source, for a chart of its history. */
export interface SourceLook {
  at: string
  verdict: LinkVerdict
  because: LinkReason
  status: number | null
  milliseconds: number
}

/** A source with a word on it. */
export interface NamedSource {
  id: string
  key: string
  title: string
  url: string
}

/** A flag with all that a person needs to settle it. */
export interface WatchFlag extends Pick<
  Flag,
  'key' | 'kind' | 'entry' | 'detail' | 'at' | 'claims' | 'rung'
> {
  /** What to do, in a sentence. */
  todo: string
  source: NamedSource | null
  host: string | null
  /** Where the page has moved to. */
  movedTo: string | null
  /** What stood and what stands now, of words that changed. */
  words: { quote: Quote; stood: QuoteState['stood']; now: Quote | null } | null
  /** A value that is not found any more. */
  value: ValueState['value'] | null
  /** Of a verification that is due. */
  due: { on: LegalDate; level: DueLevel | null } | null
  /** Every claim, guide and page that rests on it. */
  resting: Dependents
  can: { dismiss: Decision; move: Decision }
}

/** What an editor sees of one source. */
export interface SourceDesk {
  source: NamedSource & { host: string; precision: string }
  state: SourceState | null
  /** What the last check saw, in a sentence, and what to do; null before the first. */
  words: { sentence: string; fix: string | null } | null
  /** How its site stands, where that is in trouble. */
  host: HostState | null
  /** Where the archive shows the page as it was when it last answered. */
  archived: string
  /** Newest last. */
  history: SourceLook[]
  quotes: QuoteState[]
  values: ValueState[]
  flags: WatchFlag[]
  resting: Dependents
  /** The newest check that somebody asked for. */
  asked: Pick<Work, 'state' | 'askedAt' | 'endedAt' | 'problem' | 'done' | 'total'> | null
  can: { check: Decision; move: Decision }
}

/** Flags of the watch, and how far its passes are. */
export interface WatchBoard {
  today: LegalDate
  counts: Partial<Record<FlagKind, number>>
  flags: WatchFlag[]
  total: number
  page: number
  pages: number
  /** The newest pass of each kind. */
  passes: Partial<Record<RunKind, WatchRun>>
  /** Sources of which only the site is known: work to make exact. */
  inexact: number
}

/** What is wrong with a source that stands behind a claim. */
export interface Trouble {
  source: NamedSource
  /** In a few words: “Link broken”. */
  what: string
}

/** Beside each claim: how many sources stand behind it, and which are in trouble. */
export interface ClaimTrouble {
  claim: string
  sources: number
  troubles: Trouble[]
}
