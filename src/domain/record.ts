import { canonical } from './canonical.ts'
import type { Change } from './changes.ts'
import { diffEntries } from './diff.ts'
import { editionHash, thaw, type Edition } from './editions.ts'
import { ACTIONS, chainProblem, type EditorialEvent } from './events.ts'
import { sha256 } from './hash.ts'
import { replayHead, type Head } from './heads.ts'

/** The end of one entry's chain as a release kept it. */
export type KeptHead = readonly [entry: string, n: number, hash: string]

/** Everything that the desk has recorded, as the database holds it now. */
export interface EditorialRecord {
  /** Events by entry, in order of n. */
  events: ReadonlyMap<string, readonly EditorialEvent[]>
  editions: readonly Edition[]
  heads: readonly Head[]
  /** In order of seq. */
  changes: readonly Change[]
  /** What releases kept outside the database, by the release's name. */
  kept: ReadonlyMap<string, readonly KeptHead[]>
}

/** Something that is not as it was recorded. */
export interface RecordProblem {
  /** Key of the entry, or what else it is about. */
  about: string
  /** What is broken, in words: the first thing in the chain. */
  problem: string
}

const EMPTY: readonly EditorialEvent[] = []

/** Events that make an edition: the first to name it. */
const MAKES = new Set<EditorialEvent['action']>(['submit', 'safety-fix'])

function eventsProblem(events: readonly EditorialEvent[], head: Head | null): string | null {
  const unknown = events.find(({ action }) => !(action in ACTIONS))
  if (unknown) return `event ${unknown.n} is of no known kind (“${unknown.action}”)`
  if (!head) return 'its head is missing from the database'
  const broken = chainProblem(events, head.chain)
  if (broken) return broken
  try {
    const made = replayHead(head.entry, head.kind, events)
    for (const name of Object.keys(made) as (keyof Head)[])
      if (canonical(made[name]) !== canonical(head[name]))
        return `its head was altered: “${name}” is not what the events make of it`
  } catch (error) {
    return `its events make no head: ${(error as Error).message}`
  }
  return null
}

function editionsProblem(events: readonly EditorialEvent[], editions: readonly Edition[]): string | null {
  const made = [...new Set(events.filter(({ action }) => MAKES.has(action)).map(({ edition }) => edition))]
  const byHash = new Map(editions.map((edition) => [edition.hash as string, edition]))
  for (const [index, hash] of made.entries()) {
    const edition = byHash.get(hash ?? '')
    if (!edition) return `edition ${index + 1} is missing, or is not what its event names`
    if (editionHash(edition) !== edition.hash)
      return `edition ${edition.n} was altered: its hash does not match what it says`
    if (sha256(edition.content) !== edition.contentHash)
      return `edition ${edition.n} was altered: the hash of its content does not match`
  }
  const strange = editions.find(({ hash }) => !made.includes(hash))
  return strange ? `edition ${strange.n} is not known to any event` : null
}

function keptProblem(
  events: readonly EditorialEvent[],
  release: string,
  n: number,
  hash: string,
): string | null {
  const event = events[n - 1]
  if (!event) return `event ${n}, which release ${release} kept, is missing`
  return event.hash === hash ? null : `event ${n} is not the one that release ${release} kept`
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
  const edition = change.edition === null ? null : editions.get(change.edition)
  const replaced = change.replaced === null ? null : editions.get(change.replaced)
  if (edition === undefined || replaced === undefined) return 'names an edition that is missing'
  const fields = diffEntries(replaced && thaw(replaced), edition && thaw(edition))
  if (canonical(fields) !== canonical(change.fields)) return 'does not say what differs between its editions'
  const corrected = events.findLast(
    ({ action, details }) => action === 'correct-note' && details.seq === change.seq,
  )
  if (corrected && corrected.details.after !== change.note) return 'has another note than was recorded'
  if (!corrected && edition && edition.submission.changeNote !== change.note)
    return 'has another note than was approved'
  return null
}

/**
 * What of the editorial record is not as it was made: for each entry the first broken link, then the changes. Empty
 * when all of it is whole. Finds whatever was altered, dropped, swapped or cut off among what a release has kept, even
 * where every hash was made anew.
 */
export function recordProblems({ events, editions, heads, changes, kept }: EditorialRecord): RecordProblem[] {
  const headOf = new Map(heads.map((head) => [head.entry, head]))
  const editionsOf = Map.groupBy(editions, ({ entry }) => entry)
  const byHash = new Map(editions.map((edition) => [edition.hash as string, edition]))
  const keptOf = new Map<string, [release: string, n: number, hash: string][]>()
  for (const [release, list] of kept)
    for (const [entry, n, hash] of list) keptOf.set(entry, [...(keptOf.get(entry) ?? []), [release, n, hash]])

  const problems: RecordProblem[] = []
  const entries = new Set([...events.keys(), ...headOf.keys(), ...editionsOf.keys(), ...keptOf.keys()])
  for (const entry of [...entries].sort()) {
    const chain = events.get(entry) ?? EMPTY
    const problem =
      eventsProblem(chain, headOf.get(entry) ?? null) ??
      editionsProblem(chain, editionsOf.get(entry) ?? []) ??
      (keptOf.get(entry) ?? []).reduce<string | null>(
        (found, [release, n, hash]) => found ?? keptProblem(chain, release, n, hash),
        null,
      )
    if (problem) problems.push({ about: entry, problem })
  }
  for (const [index, change] of changes.entries()) {
    if (change.seq !== index + 1) {
      problems.push({ about: `change ${index + 1}`, problem: 'is missing from the public record' })
      break
    }
    const problem = changeProblem(change, events.get(change.entry) ?? EMPTY, byHash)
    if (problem) problems.push({ about: `change ${change.seq} (${change.entry})`, problem })
  }
  const told = new Set(changes.map(({ seq }) => seq))
  for (const [entry, chain] of events)
    for (const { action, details } of chain)
      if ((action === 'go-live' || action === 'withdraw') && !told.has(Number(details.seq)))
        problems.push({
          about: `change ${String(details.seq)} (${entry})`,
          problem: 'is missing from the public record',
        })
  return problems
}
