import type { Payload } from 'payload'
import { freezeEdition, thaw, type Edition } from '#domain/content/editions.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import { sealEvent, type EditorialEvent } from '#domain/desk/events.ts'
import { replayHead, type Head } from '#domain/desk/heads.ts'
import { parseEntryKey } from '#domain/keys.ts'
import { changeHash, type Change } from '#domain/publish/changes.ts'
import { insertMissing } from '#store/bulk.ts'
import { readAllEditions } from '#store/desk/editions.ts'
import { readAllEvents } from '#store/desk/events.ts'
import { toRow } from '#store/desk/heads.ts'
import { readLiveStructure } from '#store/desk/structure.ts'
import { readRecordedChanges } from '#store/publish/changes.ts'
import { inTransaction } from '#store/transaction.ts'

/** What a database has of its guides: the record that is copied. */
interface Source {
  places: readonly Jurisdiction[]
  editions: readonly Edition[]
  chains: ReadonlyMap<string, readonly EditorialEvent[]>
  changes: readonly Change[]
}

interface Copy {
  editions: Edition[]
  events: EditorialEvent[]
  heads: object[]
  changes: Change[]
}

/** What belongs to a guide: entries of its place and of its sections, without routes and inbound places. */
function ownOf({ places, editions, chains, changes }: Source, guide: Jurisdiction): Source {
  const own = places.filter(
    ({ key, parent, guide: kind }) => (key === guide.key || parent === guide.key) && kind !== 'inbound',
  )
  const keys = new Set(own.map(({ key }) => key))
  const isOwn = (entry: string): boolean =>
    keys.has(entry.slice(0, entry.indexOf('/'))) && parseEntryKey(entry)?.kind !== 'route'
  return {
    places: own,
    editions: editions.filter(({ entry }) => isOwn(entry)),
    chains: new Map([...chains].filter(([entry]) => isOwn(entry))),
    changes: changes.filter(({ entry }) => isOwn(entry)),
  }
}

/** The record of a guide under other keys: with editions that match their hashes, and chains that are sealed. */
function copyOf(own: Source, round: number, seqs: number): Copy {
  const named = new RegExp(`"(${own.places.map(({ key }) => key).join('|')})(?=["/])`, 'g')
  const hashes = new Map<string, string>()
  const renamed = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value)
        .replace(named, `"$1-${round}`)
        .replace(/[0-9a-f]{64}/g, (hash) => hashes.get(hash) ?? hash),
    ) as T
  const later = (seq: unknown): unknown => (typeof seq === 'number' ? seq + round * seqs : seq)
  const editions = own.editions.map((edition) => {
    const copy = freezeEdition(renamed(thaw(edition)), edition.n, edition.revision, edition.submission)
    hashes.set(edition.hash, copy.hash).set(edition.contentHash, copy.contentHash)
    return copy
  })
  const changes = own.changes.map((change) => {
    const named = renamed(change)
    const copy = { ...named, seq: later(named.seq), corrects: later(named.corrects) } as Change
    // The event that made a change names its hash.
    hashes.set(changeHash(change), changeHash(copy))
    return copy
  })
  const events: EditorialEvent[] = []
  const heads = [...own.chains].map(([from, chain]) => {
    const copies: EditorialEvent[] = []
    for (const { hash: _hash, ...event } of chain) {
      const { entry, details, ...rest } = renamed({ ...event, entry: `${event.entry}` })
      copies.push(
        sealEvent({
          ...rest,
          entry,
          details: 'seq' in details ? { ...details, seq: later(details.seq) } : details,
          previous: copies.at(-1)?.hash ?? null,
        }),
      )
    }
    events.push(...copies)
    const [first] = copies
    const kind = parseEntryKey(from)?.kind
    if (!first || !kind) throw new Error(`${from} has no events.`)
    return rowOfHead(replayHead(first.entry, kind, copies))
  })
  return { editions, events, heads, changes }
}

/** Rows as {@link insertMissing} takes them. */
export const rowOfEdition = ({ submission, ...edition }: Edition): object => ({ ...edition, ...submission })
export const rowOfEvent = ({ actor, details, ...event }: EditorialEvent): object => ({
  ...event,
  actorId: actor.id,
  actorName: actor.name,
  details: JSON.stringify(details),
})
export const rowOfHead = (head: Head): object => toRow(head)
const rowOfChange = (change: Change): object => ({ ...change, fields: JSON.stringify(change.fields) })

/**
 * Adds copies of the full guides of a database until it has so many: what publishing reads of them, without working
 * copies. @returns how many entries and events there are.
 */
export async function copyGuides(
  payload: Payload,
  guides: number,
): Promise<{ entries: number; events: number }> {
  const source = {
    places: (await readLiveStructure({ payload })).places,
    editions: await readAllEditions({ payload }),
    chains: await readAllEvents({ payload }),
    changes: await readRecordedChanges({ payload }),
  }
  const full = source.places.filter(({ guide }) => guide === 'full')
  const counts = { entries: source.chains.size, events: [...source.chains.values()].flat().length }
  for (let index = full.length; index < guides; index += 1) {
    const own = ownOf(source, full[index % full.length] as Jurisdiction)
    const copy = copyOf(own, Math.floor(index / full.length), source.changes.length)
    const req = { payload, context: {} }
    await inTransaction(req, async () => {
      await insertMissing(req, 'editions', copy.editions.map(rowOfEdition), { by: ['hash'] })
      await insertMissing(req, 'editorial-events', copy.events.map(rowOfEvent), { by: ['entry', 'n'] })
      await insertMissing(req, 'heads', copy.heads, { by: ['entry'] })
      await insertMissing(req, 'changes', copy.changes.map(rowOfChange), { by: ['seq'] })
    })
    counts.entries += copy.heads.length
    counts.events += copy.events.length
  }
  return counts
}
