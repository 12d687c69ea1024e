import { concerns, reachOf, type Change } from '#domain/publish/changes.ts'
import type { Letter, RunKind } from '#domain/mail/digests.ts'
import { netChangeOf } from '#domain/publish/net-change.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import { EVERYTHING, type Subscriber } from '#domain/mail/subscribers.ts'
import { BoundedCache } from './bounded-cache.ts'

export interface Run {
  kind: RunKind
  /** At once it tells of what is urgent or corrects in (fromSeq, toSeq]; a digest begins where each reader stands. */
  fromSeq: number
  toSeq: number
  /** All changes since `fromSeq` and since the least `coveredTo` of those to whom it may go, oldest first. */
  changes: readonly Change[]
  jurisdictions: readonly Jurisdiction[]
}

export type Reader = Pick<Subscriber, 'state' | 'follows' | 'atOnce' | 'coveredTo'>

/** Who is told what by one run. */
export interface Selection {
  /** Changes of which some readers may have been told already: whose rows of `mailed-changes` the caller reads. */
  asks: readonly number[]
  /** At once: the changes that are corrected. Whoever was told of one gets the correction, whatever they follow. */
  corrected: readonly number[]
  /** At once: whether something is urgent or corrects, for those with `atOnce`. */
  urgent: boolean
  /** Instant of the oldest change of which anybody may be told; null where there is none. */
  oldest: string | null
  /**
   * What a reader is told; null where there is nothing to say. Readers who are told the same get the same object, while
   * it is remembered.
   * @param notified those of `asks` of which they were told.
   */
  letterFor: (reader: Reader, notified?: ReadonlySet<number>) => Letter | null
}

/** Letters that are remembered, at least. */
const LETTERS = 500

const NONE: ReadonlySet<number> = new Set()

/** What one entry did since the least `coveredTo`. */
interface Line {
  /** Oldest first. */
  changes: readonly Change[]
  /** Numbers of changes of which a reader may have been told already. */
  asked: readonly number[]
  /** What is told to those who were told of none of it, by the number of changes that they know already. */
  fresh: number[][]
}

/**
 * Selects for one run. What concerns a reader is what concerns a place that they follow, since they follow it and since
 * what was covered. All that an entry did in that time goes together, so that what they are told next begins where this
 * ends:
 * - wording alone is told by monthly runs; else it goes along with what else changed;
 * - a correction is told to all: whoever was not told what was wrong may have read it on the page or in print. It goes at
 *   once to those who were told what was wrong, and to those who have such things at once; to others with their digest;
 * - what is urgent is told by the run that comes first, at once or not, and by no other.
 */
export function selector(run: Run): Selection {
  const lines = linesOf(run)
  const placed = linesByPlace(lines, run.jurisdictions)
  const letters = new BoundedCache<Letter>(LETTERS)
  /** For each line the number up to which the reader knows it; Infinity where it does not concern them. */
  const known = new Float64Array(lines.length)

  function letterFor(reader: Reader, notified = NONE): Letter | null {
    if (reader.state !== 'active') return null
    known.fill(Infinity)
    for (const { place, since } of reader.follows) {
      const from = Math.max(since, reader.coveredTo)
      for (const index of placed.get(place) ?? []) if (from < (known[index] ?? 0)) known[index] = from
    }
    const seqs: number[] = []
    for (const [index, line] of lines.entries()) {
      const upTo = known[index] ?? Infinity
      if (upTo !== Infinity || notified.size > 0) seqs.push(...seqsFor(line, upTo, reader, notified, run))
    }
    if (seqs.length === 0) return null
    seqs.sort((a, b) => a - b)
    return letters.of(seqs.join(' '), () => ({ kind: run.kind, seqs }))
  }

  const atOnce = lines.flatMap(({ changes }) => changes.filter((change) => goesAtOnce(change, run)))
  return {
    asks: lines.flatMap(({ asked }) => asked).sort((a, b) => a - b),
    corrected: atOnce.flatMap(({ kind, corrects }) => (kind === 'correction' ? (corrects ?? []) : [])),
    urgent: atOnce.length > 0,
    oldest: oldestOf(lines),
    letterFor,
  }
}

/**
 * A run at once is about entries in which something is urgent or corrects, up to there: what came after it waits for the
 * digest. So what was told at once never lies beyond the last of these.
 */
function linesOf(run: Run): Line[] {
  const changes = run.changes.filter(({ seq }) => seq <= run.toSeq)
  return [...Map.groupBy(changes, ({ entry }) => entry).values()]
    .map((each) => (run.kind === 'at-once' ? upToPressing(each) : each))
    .filter((each) => run.kind !== 'at-once' || each.some((change) => goesAtOnce(change, run)))
    .map((each) => ({ changes: each, asked: followedBy(each), fresh: [] }))
}

const oldestOf = (lines: readonly Line[]): string | null =>
  lines
    .flatMap(({ changes }) => changes.slice(0, 1))
    .reduce<string | null>((oldest, { at }) => (oldest === null || at < oldest ? at : oldest), null)

const isPressing = ({ kind }: Change): boolean => kind === 'urgent' || kind === 'correction'

const upToPressing = (changes: readonly Change[]): Change[] =>
  changes.slice(0, changes.findLastIndex(isPressing) + 1)

const goesAtOnce = (change: Change, run: Run): boolean =>
  run.kind === 'at-once' && change.seq > run.fromSeq && isPressing(change)

/** What is pressing was told with all that came before it. */
function followedBy(changes: readonly Change[]): number[] {
  const corrected = changes.flatMap(({ corrects }) => corrects ?? [])
  return [...new Set([...upToPressing(changes).map(({ seq }) => seq), ...corrected])]
}

/** Indices of the lines that concern each place with a guide. */
function linesByPlace(lines: readonly Line[], jurisdictions: readonly Jurisdiction[]): Map<string, number[]> {
  const places = jurisdictions.filter(({ guide }) => guide === 'full').map(({ key }) => key)
  const indices = [...lines.keys()]
  return new Map([
    [EVERYTHING, indices],
    ...places.map((place): [string, number[]] => {
      const reach = reachOf(place, jurisdictions)
      return [
        place,
        indices.filter((index) => lines[index]?.changes.some((change) => concerns(change, reach))),
      ]
    }),
  ])
}

/**
 * Numbers of the changes of one entry that a reader is told of together.
 * @param known number up to which they know what it did.
 */
function seqsFor(
  line: Line,
  known: number,
  reader: Reader,
  notified: ReadonlySet<number>,
  run: Run,
): readonly number[] {
  if (notified.size > 0 && line.asked.some((seq) => notified.has(seq)))
    return together(line, known, reader, notified, run)
  if (known === Infinity || (run.kind === 'at-once' && !reader.atOnce)) return []
  let count = 0
  while ((line.changes[count]?.seq ?? Infinity) <= known) count += 1
  return (line.fresh[count] ??= together(line, known, reader, NONE, run))
}

function together(
  { changes }: Line,
  known: number,
  reader: Reader,
  notified: ReadonlySet<number>,
  run: Run,
): number[] {
  const isSent = (change: Change): boolean =>
    goesAtOnce(change, run) && change.kind === 'correction' && notified.has(change.corrects ?? 0)
  const pendingChanges = changes.filter(({ seq }) => !notified.has(seq))
  // A correction comes with what the entry did since, so that what it says is true whatever they follow.
  const from = Math.min(known + 1, pendingChanges.find(isSent)?.seq ?? Infinity)
  const pending = pendingChanges.filter(({ seq }) => seq >= from)
  const isReason = (change: Change): boolean => {
    if (run.kind === 'at-once') return isSent(change) || (reader.atOnce && goesAtOnce(change, run))
    return change.kind !== 'typo' || run.kind === 'monthly'
  }
  return pending.some(isReason) && netChangeOf(pending) ? pending.map(({ seq }) => seq) : []
}
