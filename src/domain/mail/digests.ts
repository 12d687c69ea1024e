import { isAmong, isListOf, isNumber, isShape } from '../checks.ts'
import type { Cadence } from '../slots.ts'
import { EVERYTHING } from './subscribers.ts'

/** Which digest a run sends: one per cadence and slot, and urgent changes and corrections at once. */
export type RunKind = 'at-once' | Cadence

/**
 * `planning`: mails are being written to the outbox; resumable after an interruption. `held`: its changes are
 * old, and an administrator decides. `planned`: all its mails are in the outbox. `nothing`: nothing to report.
 */
export const RUN_STATES = {
  planning: 'Being prepared',
  held: 'Held',
  planned: 'In the outbox',
  nothing: 'Nothing to say',
  dropped: 'Let go',
} as const
export type RunState = keyof typeof RUN_STATES

/** One digest run: covers the changes (fromSeq, toSeq], never a window of time. */
export interface DigestRun {
  /** Unique: `<kind>/<slot>`, for example `weekly/2026-W47`; for urgent runs `at-once/<toSeq>`. */
  key: string
  kind: RunKind
  fromSeq: number
  toSeq: number
  state: RunState
  /** Number of mails it wrote to the outbox. */
  mails: number
  /** Instants, ISO 8601 in UTC. */
  startedAt: string
  plannedAt: string | null
  /** Why it is held, in words. */
  note: string | null
}

/** The content of a digest mail, by sequence numbers; the changes of one entry are folded into one. */
export interface Letter {
  kind: RunKind
  /** Numbers of all changes in it, ascending. Its content follows from them alone. */
  seqs: number[]
}

const KINDS: Record<RunKind, true> = { 'at-once': true, daily: true, weekly: true, monthly: true }

export const isLetter = isShape<Letter>({ kind: isAmong(KINDS), seqs: isListOf(isNumber) })

/** Days after which a change is too old for a run that was not waiting for it. */
export const STALE_DAYS: Record<RunKind, number> = { 'at-once': 3, daily: 4, weekly: 14, monthly: 62 }

/** Key of a run's mail to a subscriber. */
export const digestKey = (run: string, subscriber: string): string => `digest/${run}/${subscriber}`

/** Stands for everything in a digest's address: a slug that no place can have. */
export const ALL_PLACES = 'global'

/** Maximum length, in characters, of the part of an address that lists a letter's changes. */
const TOLD = 1_500

/** Numbers in their address form: `5-7.9` for 5, 6, 7 and 9. @param seqs ascending. */
function rangesOf(seqs: readonly number[]): string {
  const ranges: [first: number, last: number][] = []
  for (const seq of seqs) {
    const range = ranges.at(-1)
    if (range && range[1] === seq - 1) range[1] = seq
    else ranges.push([seq, seq])
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join('.')
}

/**
 * The sequence numbers listed in an address; null if there are none.
 * @param toSeq the newest change that may be listed.
 */
export function notifiedIn(text: string, toSeq: number): number[] | null {
  if (text.length > TOLD || !/^\d{1,9}(-\d{1,9})?(\.\d{1,9}(-\d{1,9})?)*$/.test(text)) return null
  const seqs = new Set<number>()
  for (const range of text.split('.')) {
    const [first = 0, last = first] = range.split('-').map(Number)
    for (let seq = Math.max(1, first); seq <= Math.min(last, toSeq); seq += 1) seqs.add(seq)
  }
  return seqs.size === 0 ? null : [...seqs].sort((a, b) => a - b)
}

/**
 * The web address of a run's digest.
 * @param place key of a jurisdiction, or EVERYTHING.
 * @param seqs the changes in one letter, so that its web copy shows exactly those: readers of one run differ
 *   in what they were told before. If they do not fit, or none are given, the page shows what a follower of the
 *   place who knew everything before the run would receive.
 */
export function archivePath(run: string, place: string, seqs: readonly number[] = []): string {
  const told = rangesOf(seqs)
  return `/subscribe/digests/${run.replace('/', '-')}/${place === EVERYTHING ? ALL_PLACES : place}${
    told !== '' && told.length <= TOLD ? `?told=${told}` : ''
  }`
}
