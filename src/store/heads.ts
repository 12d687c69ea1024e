import type { Where } from 'payload'
import type { Actor } from '#domain/actors.ts'
import { sealEvent, type Action, type EditorialEvent } from '#domain/events.ts'
import { newHead, type Head } from '#domain/heads.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { Kind } from '#domain/keys.ts'
import { writeEvent } from './events.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from './rows.ts'

/** A head as it is stored: flat, so that one update of one row moves it. */
interface HeadRow {
  entry: string
  kind: Kind
  revision: number
  editions: number
  openN: number | null
  openHash: string | null
  openState: string | null
  openGoesLiveOn: string | null
  liveN: number | null
  liveHash: string | null
  liveContentHash: string | null
  liveRevision: number | null
  liveSeq: number | null
  liveSince: string | null
  verifiedOn: string | null
  secondReviewDue: string | null
  eventN: number
  eventHash: string | null
}

const toRow = (head: Head): HeadRow => ({
  entry: head.entry,
  kind: head.kind,
  revision: head.revision,
  editions: head.editions,
  openN: head.open?.n ?? null,
  openHash: head.open?.hash ?? null,
  openState: head.open?.state ?? null,
  openGoesLiveOn: head.open?.goesLiveOn ?? null,
  liveN: head.live?.n ?? null,
  liveHash: head.live?.hash ?? null,
  liveContentHash: head.live?.contentHash ?? null,
  liveRevision: head.live?.revision ?? null,
  liveSeq: head.live?.seq ?? null,
  liveSince: head.live?.since ?? null,
  verifiedOn: head.verifiedOn,
  secondReviewDue: head.secondReviewDue,
  eventN: head.chain.n,
  eventHash: head.chain.hash,
})

const toHead = (row: HeadRow): Head => ({
  entry: row.entry,
  kind: row.kind,
  revision: row.revision,
  editions: row.editions,
  open: row.openHash
    ? ({
        n: row.openN,
        hash: row.openHash,
        state: row.openState,
        goesLiveOn: row.openGoesLiveOn ?? null,
      } as Head['open'])
    : null,
  live: row.liveHash
    ? ({
        n: row.liveN,
        hash: row.liveHash,
        contentHash: row.liveContentHash,
        revision: row.liveRevision,
        seq: row.liveSeq,
        since: row.liveSince,
      } as Head['live'])
    : null,
  verifiedOn: (row.verifiedOn ?? null) as Head['verifiedOn'],
  secondReviewDue: row.secondReviewDue ?? null,
  chain: { n: row.eventN, hash: (row.eventHash ?? null) as Sha256 | null },
})

export async function readHead(req: StoreRequest, entry: string): Promise<Head | null> {
  const row = await findRow<HeadRow>(req, 'heads', { entry: { equals: entry } })
  return row ? toHead(row) : null
}

/** All heads, sorted by entry. */
export async function readHeads(req: StoreRequest, where: Where = {}): Promise<Head[]> {
  const rows = await findRows<HeadRow>(req, 'heads', where, 'entry')
  return rows.map(toHead).sort((a, b) => (a.entry < b.entry ? -1 : 1))
}

/** Somebody moved the head between reading and writing it. Nothing was written. */
export class HeadMoved extends Error {
  override name = 'HeadMoved'
}

interface Step {
  /** The head as it was read. */
  head: Head
  actor: Actor
  at: Date
  action: Action
  /** What of the head changes. */
  next: Partial<Omit<Head, 'entry' | 'kind' | 'chain'>>
  edition?: Sha256 | null
  details?: EditorialEvent['details']
}

/**
 * Moves a head one step, with the event that records why: the only way in which a head changes.
 * @returns the head as it is now.
 * @throws {HeadMoved} when it is not any more as it was read.
 */
export async function advance(
  req: StoreRequest,
  { head, actor, at, action, next, edition = null, details = {} }: Step,
): Promise<Head> {
  const event = sealEvent({
    entry: head.entry,
    n: head.chain.n + 1,
    at: at.toISOString(),
    actor: { id: actor.id, name: actor.name },
    action,
    revision: next.revision ?? head.revision,
    edition,
    details,
    previous: head.chain.hash,
  })
  const moved: Head = { ...head, ...next, chain: { n: event.n, hash: event.hash } }
  if (head.chain.n === 0) await insertRow(req, 'heads', { ...toRow(moved) })
  else if (!(await updateRow(req, 'heads', sameAs(head), { ...toRow(moved) })))
    throw new HeadMoved(head.entry)
  await writeEvent(req, event)
  return moved
}

const sameAs = (head: Head): Where => ({
  and: [
    { entry: { equals: head.entry } },
    { revision: { equals: head.revision } },
    { eventN: { equals: head.chain.n } },
  ],
})

/** The head of a key, or the one it would begin with. */
export async function readOrBegin(req: StoreRequest, entry: string, kind: Kind): Promise<Head> {
  return (await readHead(req, entry)) ?? newHead(entry, kind)
}
