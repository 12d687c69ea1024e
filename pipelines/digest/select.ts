import { concerns, reachOf, type Change } from '#domain/publish/changes.ts'
import type { Letter, RunKind } from '#domain/mail/digests.ts'
import { netChangeOf } from '#domain/publish/net-change.ts'
import { isWithReaders, type WithReaders } from '#domain/publish/with-readers.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import { EVERYTHING, type Subscriber } from '#domain/mail/subscribers.ts'
import { BoundedCache } from '#domain/bounded-cache.ts'

export interface Run {
  kind: RunKind
  /**
   * An at-once run covers urgent changes and corrections in (fromSeq, toSeq]; a digest starts at each reader's
   * `coveredTo`.
   */
  fromSeq: number
  toSeq: number
  /** All changes since `fromSeq` and since the lowest `coveredTo` of the possible recipients, oldest first. */
  changes: readonly Change[]
  jurisdictions: readonly Jurisdiction[]
  /** What readers have of places without an open guide: nothing else of these is told. */
  withReaders: WithReaders
}

export type Reader = Pick<Subscriber, 'state' | 'follows' | 'atOnce' | 'coveredTo'>

/** Which changes one run sends to whom. */
export interface Selection {
  /** Changes some readers may already have been sent: the caller reads their `mailed-changes` rows. */
  asks: readonly number[]
  /** At-once runs: the corrected changes. Everyone who was sent one gets the correction, whatever they follow. */
  corrected: readonly number[]
  /** At-once runs: whether anything is urgent or a correction, for readers with `atOnce`. */
  urgent: boolean
  /** Instant of the oldest change that may be sent to anyone; null where there is none. */
  oldest: string | null
  /**
   * The letter for a reader; null where there is nothing to send. Readers with the same changes get the same
   * object, while it is cached.
   * @param notified those of `asks` the reader has already been sent.
   */
  letterFor: (reader: Reader, notified?: ReadonlySet<number>) => Letter | null
}

/** Minimum number of letters cached. */
const LETTERS = 500

const NONE: ReadonlySet<number> = new Set()

/** The changes of one entry since the lowest `coveredTo`. */
interface Line {
  entry: string
  /** Oldest first. */
  changes: readonly Change[]
  /** Numbers of changes a reader may already have been sent. */
  asked: readonly number[]
  /** Changes for a reader who has been sent none of them, by the number of changes already covered. */
  fresh: number[][]
}

/**
 * Selects the changes for one run. A change concerns a reader if it concerns a place they follow, or is of an entry
 * that they follow alone, happened since they followed it, and is newer than what they have been sent. All changes of
 * an entry in that window go together, so that the next letter starts where this one ends:
 * - wording-only changes go out with monthly runs, or along with another change of the entry;
 * - a correction goes to everyone: a reader who was not mailed the error may have read it on the page or in print.
 * It goes at once to readers who were mailed the error and to those with `atOnce`; to others with their digest;
 * - an urgent change goes out with the first run, at once or not, and with no other.
 */
export function selector(run: Run): Selection {
  const lines = linesOf(run)
  const placed = linesByPlace(lines, run)
  const alone = new Map(lines.map(({ entry }, index) => [entry, [index]]))
  const letters = new BoundedCache<Letter>(LETTERS)
  /** For each line, the change number the reader is covered to; Infinity where the line does not concern them. */
  const known = new Float64Array(lines.length)

  function letterFor(reader: Reader, notified = NONE): Letter | null {
    if (reader.state !== 'active') return null
    known.fill(Infinity)
    for (const { place, entry, since } of reader.follows) {
      const from = Math.max(since, reader.coveredTo)
      for (const index of (entry === undefined ? placed.get(place) : alone.get(entry)) ?? [])
        if (from < (known[index] ?? 0)) known[index] = from
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
 * An at-once run covers entries with an urgent change or correction, up to the last of these: later changes wait
 * for the digest. So a reader is never sent anything at once beyond that number.
 */
function linesOf(run: Run): Line[] {
  const changes = run.changes.filter(
    ({ seq, entryKind, jurisdiction }) =>
      seq <= run.toSeq && isWithReaders({ kind: entryKind, place: jurisdiction }, run.withReaders),
  )
  return [...Map.groupBy(changes, ({ entry }) => entry)]
    .map(([entry, each]) => ({ entry, changes: run.kind === 'at-once' ? upToPressing(each) : each }))
    .filter(({ changes: each }) => run.kind !== 'at-once' || each.some((change) => goesAtOnce(change, run)))
    .map(({ entry, changes: each }) => ({ entry, changes: each, asked: followedBy(each), fresh: [] }))
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

/** An urgent change was sent together with all earlier ones. */
function followedBy(changes: readonly Change[]): number[] {
  const corrected = changes.flatMap(({ corrects }) => corrects ?? [])
  return [...new Set([...upToPressing(changes).map(({ seq }) => seq), ...corrected])]
}

/** Indices of the lines for each place with a guide. */
function linesByPlace(lines: readonly Line[], { jurisdictions, withReaders }: Run): Map<string, number[]> {
  const places = jurisdictions.filter(({ guide }) => guide === 'full').map(({ key }) => key)
  const indices = [...lines.keys()]
  return new Map([
    [EVERYTHING, indices],
    ...places.map((place): [string, number[]] => {
      const reach = reachOf(place, jurisdictions, withReaders.targets)
      return [
        place,
        indices.filter((index) => lines[index]?.changes.some((change) => concerns(change, reach))),
      ]
    }),
  ])
}

/**
 * Numbers of the changes of one entry that a reader is sent together.
 * @param known change number up to which they have been sent its changes.
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
  // A correction carries the entry's later changes too, so that it is accurate whatever the reader follows.
  const from = Math.min(known + 1, pendingChanges.find(isSent)?.seq ?? Infinity)
  const pending = pendingChanges.filter(({ seq }) => seq >= from)
  const isReason = (change: Change): boolean => {
    if (run.kind === 'at-once') return isSent(change) || (reader.atOnce && goesAtOnce(change, run))
    return change.kind !== 'typo' || run.kind === 'monthly'
  }
  return pending.some(isReason) && netChangeOf(pending) ? pending.map(({ seq }) => seq) : []
}
