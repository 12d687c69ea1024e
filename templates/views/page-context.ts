import { printDate } from '#domain/dates.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import { commonStanding, standsApart, type CommonStanding } from '#domain/publish/common-standing.ts'
import { WHOLE_ENTRY } from '#domain/publish/in-force-since.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { SourceList, type CitingBlock } from '#domain/publish/source-list.ts'
import { catalogue } from '../words/index.ts'
import { labelOf } from './label-of.ts'

/** What a reader is told about an entry's age and certainty, beside what the page says of all its entries. */
export interface Verification {
  /** True where the entry says its age itself: the page says something else, or nothing. */
  apart: boolean
  /** True where it is overdue and the page does not say so: each part of it that is printed does. */
  overdueApart: boolean
  inForceAsOf: string
  overdue: boolean
  dueOn: string
  /** The day all of it became law, where it was new on that day. */
  since: string | null
  /** Replaces the rest where the entry was checked before it takes force: nobody can say yet that it is in force. */
  ahead: { word: string; words: string } | null
  /** Present only where it is not high. */
  confidence: { level: string; note: Note | null } | null
}

/** A note on confidence: its words, or the block that has the same. */
export interface Note {
  blocks: ProseBlock[]
  standsAt: CitingBlock | null
}

/** What a page says once of the age of its entries. */
export interface FreshnessView {
  overdue: boolean
  day: string
  dueOn: string
  /** 0 where the page says nothing: each entry states its own age. */
  alike: number
  entries: number
  overdueApart: number
}

/** What all blocks of one page share: each thing is said where it is met first. */
export class PageContext {
  readonly sources = new SourceList()
  readonly freshness: FreshnessView
  readonly #common: CommonStanding | null
  readonly #notes = new Map<string, CitingBlock>()

  /** @param printed the entries whose age the page states once. Without any, each entry states its own. */
  constructor(printed: readonly LiveEntry[]) {
    this.#common = commonStanding(printed)
    this.freshness = this.#common ? freshnessView(this.#common) : SILENT
  }

  /** An entry's age. Its certainty stands once, at the block given here, and there only. */
  age(entry: LiveEntry): Verification {
    const apart = standsApart(entry, this.#common)
    const since = entry.inForceSince[WHOLE_ENTRY]
    return {
      apart,
      overdueApart: apart && entry.overdue,
      inForceAsOf: printDate(entry.verifiedOn),
      overdue: entry.overdue,
      dueOn: printDate(entry.dueOn),
      since: since ? printDate(since) : null,
      ahead: entry.takesForce && aheadOf(entry.takesForce, entry),
      confidence: null,
    }
  }

  /**
   * An entry's age and certainty. Call it in printed order, and only for a block that prints both.
   * @param block the block that prints them.
   */
  standing(entry: LiveEntry, block: CitingBlock): Verification {
    const graded = this.graded(entry)
    const { confidence } = graded
    return confidence
      ? { ...graded, confidence: { ...confidence, note: this.note(entry.confidence.note, block) } }
      : graded
  }

  /** An entry's age and how certain it is, without the note on that: for a page that leads to the one with the note. */
  graded(entry: LiveEntry): Verification {
    const { level } = entry.confidence
    return {
      ...this.age(entry),
      confidence:
        level === 'high' ? null : { level: labelOf(catalogue.labels.confidences, level), note: null },
    }
  }

  /** A note on confidence, which stands once on a page; null where there is none. Call it in printed order. */
  note(text: string | null, block: CitingBlock): Note | null {
    const blocks = prose(text)
    if (text === null || blocks.length === 0) return null
    const first = this.#notes.get(text)
    if (!first) this.#notes.set(text, block)
    return first ? { blocks: [], standsAt: first } : { blocks, standsAt: null }
  }
}

const SILENT: FreshnessView = { overdue: false, day: '', dueOn: '', alike: 0, entries: 0, overdueApart: 0 }

const freshnessView = ({
  overdue,
  verifiedOn,
  dueOn,
  alike,
  entries,
  overdueApart,
}: CommonStanding): FreshnessView => ({
  overdue,
  day: printDate(verifiedOn),
  dueOn: printDate(dueOn),
  alike,
  entries,
  overdueApart,
})

function aheadOf(
  { on, yet }: NonNullable<LiveEntry['takesForce']>,
  { verifiedOn, overdue, dueOn }: LiveEntry,
): Verification['ahead'] {
  const words = catalogue.entry
  const due = overdue ? printDate(dueOn) : null
  return {
    word: yet ? (overdue ? words.overdue : words.notCheckedSince) : words.notInForceYet,
    words: (yet ? words.tookForce : words.takesForce)({
      on: printDate(on),
      checked: printDate(verifiedOn),
      due,
    }),
  }
}
