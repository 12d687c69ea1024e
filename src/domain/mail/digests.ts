import { isAmong, isListOf, isNumber, isShape } from '../checks.ts'
import type { Cadence } from '../slots.ts'
import { EVERYTHING } from './subscribers.ts'

/** Which digest a run sends: one of each cadence in its slot, and at once what is urgent or corrects. */
export type RunKind = 'at-once' | Cadence

/**
 * `planning`: mails are being written to the outbox; begun again where it was left. `held`: what it would tell is old,
 * and an administrator decides. `planned`: all its mails are in the outbox. `nothing`: nothing to say.
 */
export const RUN_STATES = {
  planning: 'Being prepared',
  held: 'Held',
  planned: 'In the outbox',
  nothing: 'Nothing to say',
  dropped: 'Let go',
} as const
export type RunState = keyof typeof RUN_STATES

/** One run of digests: covers the changes (fromSeq, toSeq], never a window of time. */
export interface DigestRun {
  /** Unique: `<kind>/<slot>`, for example `weekly/2026-W47`; at once `at-once/<toSeq>`. */
  key: string
  kind: RunKind
  fromSeq: number
  toSeq: number
  state: RunState
  /** Mails that it wrote to the outbox. */
  mails: number
  /** Instants, ISO 8601 in UTC. */
  startedAt: string
  plannedAt: string | null
  /** Why it is held, in words. */
  note: string | null
}

/** What a letter tells, by the numbers of its changes: those of one entry are folded into one. */
export interface Letter {
  kind: RunKind
  /** Numbers of all changes that it tells of, ascending. What it says follows from them alone. */
  seqs: number[]
}

const KINDS: Record<RunKind, true> = { 'at-once': true, daily: true, weekly: true, monthly: true }

export const isLetter = isShape<Letter>({ kind: isAmong(KINDS), seqs: isListOf(isNumber) })

/** Days after which a change is too old to be told by a run that was not waiting for it. */
export const STALE_DAYS: Record<RunKind, number> = { 'at-once': 3, daily: 4, weekly: 14, monthly: 62 }

/** Key of the mail of a run to a subscriber. */
export const digestKey = (run: string, subscriber: string): string => `digest/${run}/${subscriber}`

/** What stands for everything in the address of a digest: a slug that no place can have. */
export const ALL_PLACES = 'global'

/** Longest part of an address that says which changes a letter tells of, in characters. */
const TOLD = 1_500

/** Numbers as an address holds them: `5-7.9` for 5, 6, 7 and 9. @param seqs ascending. */
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
 * The numbers of changes that an address names; null where it names none.
 * @param toSeq the newest change that may be among them.
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
 * Where the digest of a run stands on the web.
 * @param place key of a jurisdiction, or EVERYTHING.
 * @param seqs what one letter told, so that its copy says that and nothing else: readers of one run are told what each
 *   was not told before. Where there is no room for it, or none is given, the page tells what a follower of the place
 *   was told who knew all that came before the run.
 */
export function archivePath(run: string, place: string, seqs: readonly number[] = []): string {
  const told = rangesOf(seqs)
  return `/subscribe/digests/${run.replace('/', '-')}/${place === EVERYTHING ? ALL_PLACES : place}${
    told !== '' && told.length <= TOLD ? `?told=${told}` : ''
  }`
}
