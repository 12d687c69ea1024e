import { canonical } from '../canonical.ts'
import { changeHash, type Change } from './changes.ts'
import type { Reviewed } from '../content/content.ts'
import {
  diffEntries,
  seenFields,
  unlikeFields,
  withoutContactKinds,
  withoutDetails,
} from '../content/diff.ts'
import { isSound, thaw, type Edition } from '../content/editions.ts'
import { ACCOUNT_ACTIONS, ACCOUNTS } from '../desk/accounts.ts'
import { ACTIONS, chainProblem, type ChainEnd, type ChainEvent, type EditorialEvent } from '../desk/events.ts'
import { sha256 } from '../hash.ts'
import { HOLD_ACTIONS, PUBLISHING_CHAIN } from '../desk/hold.ts'
import { leftOut, RESTORE_ACTIONS, RESTORES } from '../desk/restores.ts'
import { replayHead, type Head } from '../desk/heads.ts'
import { isStructureKind, parseEntryKey } from '../keys.ts'
import { withPortableIds } from '../portable-ids.ts'
import { SHARED_ACTIONS } from '../desk/shared-edits.ts'
import { FROZEN_COLLECTIONS } from '../content/shared-parts.ts'

/** The end of one entry's chain as a release stored it. */
export type KeptHead = readonly [entry: string, n: number, hash: string]

/** The complete editorial record, as the database holds it now. */
export interface EditorialRecord {
  /** Events by entry, in order of n. */
  events: ReadonlyMap<string, readonly EditorialEvent[]>
  /** Events of shared records and of accounts, by chain, in order of n, and the recorded end of each chain. */
  chains?: {
    events: ReadonlyMap<string, readonly ChainEvent<string>[]>
    ends: ReadonlyMap<string, ChainEnd>
  }
  editions: readonly Edition[]
  heads: readonly Head[]
  /** Entries whose head row contradicts itself. */
  crooked?: readonly string[]
  /** In order of seq. */
  changes: readonly Change[]
  /** Chain ends that releases stored outside the database, by release name. */
  kept: ReadonlyMap<string, readonly KeptHead[]>
}

/** Something that differs from how it was recorded. */
export interface RecordProblem {
  /** Key of the entry, or another subject. */
  about: string
  /** The first problem found in the chain, in words. */
  problem: string
}

const EMPTY: readonly EditorialEvent[] = []

/** True for the name of a chain that belongs to no entry. */
const isOwnChain = (name: string): boolean =>
  name === ACCOUNTS ||
  name === PUBLISHING_CHAIN ||
  name === RESTORES ||
  FROZEN_COLLECTIONS.some((collection) => name.startsWith(`${collection}/`))

const OWN_ACTIONS = { ...SHARED_ACTIONS, ...ACCOUNT_ACTIONS, ...HOLD_ACTIONS, ...RESTORE_ACTIONS }

function ownChainProblem(events: readonly ChainEvent<string>[], end: ChainEnd | null): string | null {
  const unknown = events.find(({ action }) => !(action in OWN_ACTIONS))
  if (unknown) return `event ${unknown.n} is of no known kind (“${unknown.action}”)`
  return end ? chainProblem(events, end) : 'its end is missing from the database'
}

/** Whether a head says what its events make: it names others by their ids of today, events by those of their time. */
function isMadeOf(made: unknown, said: unknown): boolean {
  const [text, stored] = [canonical(made), textOf(said)]
  return text === stored || withPortableIds(text) === stored
}

/** Events that create an edition: the first to name it. */
const MAKES = new Set<EditorialEvent['action']>(['submit', 'safety-fix', 'take-over'])

/** What was altered may have no canonical form. */
function textOf(value: unknown): string | null {
  try {
    return canonical(value)
  } catch {
    return null
  }
}

function eventsProblem(events: readonly EditorialEvent[], head: Head | null): string | null {
  const unknown = events.find(({ action }) => !(action in ACTIONS))
  if (unknown) return `event ${unknown.n} is of no known kind (“${unknown.action}”)`
  if (!head) return 'its head is missing from the database'
  if (parseEntryKey(head.entry)?.kind !== head.kind) return 'its head was altered: it is of another kind'
  const broken = chainProblem(events, head.chain)
  if (broken) return broken
  try {
    const made = replayHead(head.entry, head.kind, events)
    for (const name of Object.keys(made) as (keyof Head)[])
      if (!isMadeOf(made[name], head[name]))
        return `its head was altered: “${name}” is not what the events make of it`
  } catch (error) {
    return `its events make no head: ${(error as Error).message}`
  }
  return null
}

function editionsProblem(events: readonly EditorialEvent[], editions: readonly Edition[]): string | null {
  const made = [...new Set(events.filter(({ action }) => MAKES.has(action)).map(({ edition }) => edition))]
  const byHash = new Map(editions.map((edition) => [edition.hash as string, edition]))
  if (byHash.size < editions.length) return 'one of its editions stands there twice'
  for (const [index, hash] of made.entries()) {
    const edition = byHash.get(hash ?? '')
    if (!edition) return `edition ${index + 1} is missing, or is not what its event names`
    if (!isSound(edition)) return `edition ${edition.n} was altered: its hash does not match what it says`
    if (sha256(edition.content) !== edition.contentHash)
      return `edition ${edition.n} was altered: the hash of its content does not match`
  }
  const strange = editions.find(({ hash }) => !made.includes(hash))
  return strange ? `edition ${strange.n} is not known to any event` : null
}

function keptProblem(
  events: readonly ChainEvent<string>[],
  release: string,
  n: number,
  hash: string,
): string | null {
  const event = events[n - 1]
  if (!event) return `event ${n}, which release ${release} kept, is missing`
  return event.hash === hash ? null : `event ${n} is not the one that release ${release} kept`
}

/** The differences between two states of an entry, as they are recorded now and as they were recorded before. */
function formsOf(before: Reviewed | null, after: Reviewed | null): Change['fields'][] {
  const fields = diffEntries(before, after)
  const unlike = unlikeFields(before, after)
  return [fields, withoutDetails(fields), seenFields(unlike), unlike]
}

/**
 * The recorded differences between two editions, null standing for no edition; undefined if one is missing or
 * cannot be read.
 */
function fieldsBetween(
  replaced: string | null,
  edition: string | null,
  sound: ReadonlyMap<string, Edition>,
): Change['fields'][] | undefined {
  const content = (hash: string | null) => {
    if (hash === null) return null
    const found = sound.get(hash)
    return found && thaw(found)
  }
  try {
    const [before, after] = [content(replaced), content(edition)]
    if (before === undefined || after === undefined) return undefined
    return [
      ...formsOf(before, after),
      // The kinds of contacts were in no change once.
      ...formsOf(withoutContactKinds(before), withoutContactKinds(after)),
    ]
  } catch {
    return undefined // someone recomputed hashes over something that was never an entry
  }
}

function changeProblem(
  change: Change,
  events: readonly EditorialEvent[],
  editions: ReadonlyMap<string, Edition>,
): string | null {
  const event = events.find(
    ({ action, details }) => (action === 'go-live' || action === 'withdraw') && details.seq === change.seq,
  )
  if (!event) return 'is known to no event of its entry'
  if (event.action === 'go-live' && event.edition !== change.edition)
    return 'is not of the edition that went live with it'
  const fields = fieldsBetween(change.replaced, change.edition, editions)
  if (fields === undefined) return 'names an edition that is missing'
  const recorded = canonical(change.fields)
  if (!fields.some((each) => canonical(each) === recorded))
    return 'does not say what differs between its editions'
  const corrections = events.filter(
    ({ action, details }) => action === 'correct-note' && details.seq === change.seq,
  )
  const corrected = corrections.at(-1)
  const approved = change.edition === null ? null : editions.get(change.edition)
  if (corrected && corrected.details.after !== change.note) return 'has another note than was recorded'
  if (!corrected && approved && approved.submission.changeNote !== change.note)
    return 'has another note than was approved'
  return recordedProblem(change, event, corrections)
}

/**
 * How a change differs from the event that made it and those that corrected its note; null if it does not, or
 * if the events don't say.
 */
export function recordedProblem(
  change: Change,
  event: EditorialEvent,
  corrections: readonly EditorialEvent[],
): string | null {
  if (event.details.change === undefined) return null
  const corrected = corrections.at(-1)
  if (corrected && corrected.details.after !== change.note) return 'has another note than was recorded'
  if ((corrected?.at ?? null) !== change.noteCorrectedAt)
    return 'was corrected at another time than was recorded'
  const note = corrections[0] ? corrections[0].details.before : change.note
  const asMade = { ...change, note: note as Change['note'], noteCorrectedAt: null }
  return changeHash(asMade) === event.details.change
    ? null
    : 'does not say what was recorded when it was made'
}

/** Each chain's length and end hash, as the releases stored them. */
class KeptEnds {
  readonly #ends = new Map<string, [release: string, n: number, hash: string][]>()

  constructor(kept: EditorialRecord['kept']) {
    for (const [release, list] of kept)
      for (const [entry, n, hash] of list)
        this.#ends.set(entry, [...(this.#ends.get(entry) ?? []), [release, n, hash]])
  }

  /** Names of chains: either those of entries, or all others. */
  names(ofEntries: boolean): string[] {
    return [...this.#ends.keys()].filter((name) => isOwnChain(name) !== ofEntries)
  }

  /** How a chain differs from the stored one; null if it matches. */
  problem(name: string, chain: readonly ChainEvent<string>[]): string | null {
    return (this.#ends.get(name) ?? []).reduce<string | null>(
      (found, [release, n, hash]) => found ?? keptProblem(chain, release, n, hash),
      null,
    )
  }
}

/** Problems in chains that belong to no entry. */
function ownChainProblems(chains: NonNullable<EditorialRecord['chains']>, kept: KeptEnds): RecordProblem[] {
  const names = new Set([...chains.events.keys(), ...chains.ends.keys(), ...kept.names(false)])
  return [...names].sort().flatMap((name) => {
    const chain = chains.events.get(name) ?? []
    const problem = ownChainProblem(chain, chains.ends.get(name) ?? null) ?? kept.problem(name, chain)
    return problem ? [{ about: name, problem }] : []
  })
}

/** Problems in entries: their events, heads and editions. */
function entryProblems(
  { events, editions, heads, crooked = [] }: EditorialRecord,
  kept: KeptEnds,
): RecordProblem[] {
  const headsOf = Map.groupBy(heads, ({ entry }) => entry)
  const editionsOf = Map.groupBy(editions, ({ entry }) => entry)
  const entries = new Set([...events.keys(), ...headsOf.keys(), ...editionsOf.keys(), ...kept.names(true)])
  return [...entries].sort().flatMap((entry) => {
    const chain = events.get(entry) ?? EMPTY
    const problem =
      ((headsOf.get(entry)?.length ?? 0) > 1 ? 'it has two heads' : null) ??
      eventsProblem(chain, headsOf.get(entry)?.[0] ?? null) ??
      (crooked.includes(entry) ? 'its head was altered: it does not agree with itself' : null) ??
      editionsProblem(chain, editionsOf.get(entry) ?? []) ??
      kept.problem(entry, chain)
    return problem ? [{ about: entry, problem }] : []
  })
}

/** Problems in the public changes. */
function changesProblems({ events, editions, changes }: EditorialRecord): RecordProblem[] {
  const sound = new Map(editions.filter(isSound).map((edition) => [edition.hash as string, edition]))
  const problems: RecordProblem[] = []
  const notified = new Set<number>()
  for (const change of changes) {
    const about = `change ${change.seq} (${change.entry})`
    if (notified.has(change.seq)) problems.push({ about, problem: 'stands in the public record twice' })
    notified.add(change.seq)
    const problem = changeProblem(change, events.get(change.entry) ?? EMPTY, sound)
    if (problem) problems.push({ about, problem })
  }
  return problems
}

/** Changes missing from the public record, judged by its sequence numbers and by entries' events. */
function missingProblems({ events, changes, chains }: EditorialRecord): RecordProblem[] {
  const notified = new Set(changes.map(({ seq }) => seq))
  const problems: RecordProblem[] = []
  const missing = new Set<number>()
  for (let seq = 1; seq < (changes.at(-1)?.seq ?? 0); seq += 1) if (!notified.has(seq)) missing.add(seq)
  for (const event of chains?.events.get(RESTORES) ?? []) {
    const { after, upTo } = leftOut(event) ?? { after: 0, upTo: 0 }
    for (const seq of missing) if (seq > after && seq <= upTo) missing.delete(seq)
  }
  for (const [entry, chain] of events) {
    // The public record has no changes for structure.
    if (isStructureKind(parseEntryKey(entry)?.kind ?? '')) continue
    for (const { action, details } of chain)
      if ((action === 'go-live' || action === 'withdraw') && !notified.has(Number(details.seq))) {
        missing.delete(Number(details.seq))
        problems.push({
          about: `change ${String(details.seq)} (${entry})`,
          problem: 'is missing from the public record',
        })
      }
  }
  for (const seq of missing)
    problems.push({ about: `change ${seq}`, problem: 'is missing from the public record' })
  return problems
}

/**
 * Problems in the editorial record: for each entry the first broken link, then the changes. Empty if the record
 * is intact. Detects anything a release has stored that was altered, dropped, swapped or cut off, even if every
 * hash was recomputed.
 */
export function recordProblems(record: EditorialRecord): RecordProblem[] {
  const { chains = { events: new Map(), ends: new Map() } } = record
  const kept = new KeptEnds(record.kept)
  return [
    ...ownChainProblems(chains, kept),
    ...entryProblems(record, kept),
    ...changesProblems(record),
    ...missingProblems(record),
  ]
}
