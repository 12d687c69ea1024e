import { ALTERED } from '#domain/desk/altered.ts'
import type { Where } from 'payload'
import type { Actor } from '#domain/desk/actors.ts'
import { isLegalDate } from '#domain/dates.ts'
import { sealEvent, type Action, type EditorialEvent } from '#domain/desk/events.ts'
import { dueOn, isDraft, newHead, nextHead, type Head } from '#domain/desk/heads.ts'
import type { Sha256 } from '#domain/hash.ts'
import { parseEntryKey, type ReviewedKind } from '#domain/keys.ts'
import { writeEvent } from './events.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** A head as it is stored: flat, so that one update of one row moves it, and with what lists are asked for by. */
interface HeadRow {
  entry: string
  kind: ReviewedKind
  revision: number
  savedBy: string | null
  editions: number
  frozenRevision: number
  draft: boolean
  openN: number | null
  openHash: string | null
  openState: string | null
  openAt: string | null
  openGoesLiveOn: string | null
  fixN: number | null
  fixHash: string | null
  fixAt: string | null
  withdrawalState: string | null
  withdrawalBy: string | null
  withdrawalAt: string | null
  withdrawalSafety: boolean
  liveN: number | null
  liveHash: string | null
  liveContentHash: string | null
  liveRevision: number | null
  liveSeq: number | null
  liveSince: string | null
  liveInForceAsOf: string | null
  liveReverifyEvery: number | null
  liveTakesForceOn: string | null
  lastSeq: number | null
  verifiedOn: string | null
  verifiedN: number | null
  dueOn: string | null
  secondReviewDue: string | null
  eventN: number
  eventHash: string | null
}

/** The row of a head. Equal heads have equal rows. */
export const toRow = (head: Head): HeadRow => ({
  entry: head.entry,
  kind: head.kind,
  revision: head.revision,
  savedBy: head.savedBy,
  editions: head.editions,
  frozenRevision: head.frozenRevision,
  draft: isDraft(head),
  openN: head.open?.n ?? null,
  openHash: head.open?.hash ?? null,
  openState: head.open?.state ?? null,
  openAt: head.open?.at ?? null,
  openGoesLiveOn: head.open?.goesLiveOn ?? null,
  fixN: head.fix?.n ?? null,
  fixHash: head.fix?.hash ?? null,
  fixAt: head.fix?.at ?? null,
  withdrawalState: head.withdrawal?.state ?? null,
  withdrawalBy: head.withdrawal?.by ?? null,
  withdrawalAt: head.withdrawal?.at ?? null,
  withdrawalSafety: head.withdrawal?.safety ?? false,
  liveN: head.live?.n ?? null,
  liveHash: head.live?.hash ?? null,
  liveContentHash: head.live?.contentHash ?? null,
  liveRevision: head.live?.revision ?? null,
  liveSeq: head.live?.seq ?? null,
  liveSince: head.live?.since ?? null,
  liveInForceAsOf: head.live?.inForceAsOf ?? null,
  liveReverifyEvery: head.live?.reverifyEvery ?? null,
  liveTakesForceOn: head.live?.takesForceOn ?? null,
  lastSeq: head.lastSeq,
  verifiedOn: head.verifiedOn,
  verifiedN: head.verifiedN,
  dueOn: dueOn(head),
  secondReviewDue: head.secondReviewDue,
  eventN: head.chain.n,
  eventHash: head.chain.hash,
})

const toHead = (row: HeadRow): Head => ({
  entry: row.entry,
  kind: row.kind,
  revision: row.revision,
  savedBy: row.savedBy ?? null,
  editions: row.editions,
  frozenRevision: row.frozenRevision,
  open: row.openHash
    ? ({
        n: row.openN,
        hash: row.openHash,
        state: row.openState,
        at: row.openAt,
        goesLiveOn: row.openGoesLiveOn ?? null,
      } as Head['open'])
    : null,
  fix: row.fixHash ? ({ n: row.fixN, hash: row.fixHash, at: row.fixAt } as Head['fix']) : null,
  withdrawal: row.withdrawalState
    ? ({
        state: row.withdrawalState,
        by: row.withdrawalBy,
        at: row.withdrawalAt,
        safety: Boolean(row.withdrawalSafety),
      } as Head['withdrawal'])
    : null,
  live: row.liveHash
    ? ({
        n: row.liveN,
        hash: row.liveHash,
        contentHash: row.liveContentHash,
        revision: row.liveRevision,
        seq: row.liveSeq,
        since: row.liveSince,
        inForceAsOf: row.liveInForceAsOf,
        reverifyEvery: row.liveReverifyEvery,
        takesForceOn: row.liveTakesForceOn ?? null,
      } as Head['live'])
    : null,
  lastSeq: row.lastSeq ?? null,
  verifiedOn: (row.verifiedOn ?? null) as Head['verifiedOn'],
  verifiedN: row.verifiedN ?? null,
  secondReviewDue: row.secondReviewDue ?? null,
  chain: { n: row.eventN, hash: (row.eventHash ?? null) as Sha256 | null },
})

/** Entries whose head's row holds something that the head itself does not: it was written past the desk. */
export async function readInconsistentHeads(req: StoreRequest): Promise<string[]> {
  const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null))
  const rows = await findRows<HeadRow>(req, 'heads', {}, 'entry')
  return rows
    .filter((row) =>
      Object.entries(toRow(toHead(row))).some(
        ([name, value]) => plain(row[name as keyof HeadRow]) !== plain(value),
      ),
    )
    .map(({ entry }) => entry)
}

/** What of a row speaks of a live edition. */
const LIVE_COLUMNS = [
  'liveN',
  'liveContentHash',
  'liveRevision',
  'liveSince',
  'liveInForceAsOf',
  'liveReverifyEvery',
] as const satisfies (keyof HeadRow)[]

/** A head as publishing reads it. */
export interface HeadToPublish {
  head: Head
  /** Why its live edition cannot be found by it; null where it can. */
  problem: string | null
  /** Its day of verification is not the one by which it is due: it was altered. */
  doubtful: boolean
}

function toPublish(row: HeadRow): HeadToPublish {
  const head = toHead(row)
  const { live, verifiedOn, kind, entry } = head
  const isDay = (value: unknown): boolean => typeof value === 'string' && isLegalDate(value)
  if (!live) {
    const torn = LIVE_COLUMNS.some((name) => (row[name] ?? null) !== null)
    const problem = torn ? ALTERED.tornHead : null
    return { head, problem, doubtful: false }
  }
  const agrees = Number.isSafeInteger(live.n) && isDay(live.since) && parseEntryKey(entry)?.kind === kind
  if (!agrees) return { head, problem: ALTERED.inconsistentHead, doubtful: false }
  const days = [live.inForceAsOf, ...(verifiedOn === null ? [] : [verifiedOn])].every(isDay)
  return { head, problem: null, doubtful: !days || dueOn(head) !== (row.dueOn ?? null) }
}

/** All heads, sorted by entry, with what in them was altered. */
export async function readHeadsToPublish(req: StoreRequest, where: Where = {}): Promise<HeadToPublish[]> {
  const rows = await findRows<HeadRow>(req, 'heads', where, 'entry')
  return rows.map(toPublish).sort((a, b) => (a.head.entry < b.head.entry ? -1 : 1))
}

export async function readHead(req: StoreRequest, entry: string): Promise<Head | null> {
  const row = await findRow<HeadRow>(req, 'heads', { entry: { equals: entry } })
  return row ? toHead(row) : null
}

/** All heads, sorted by entry. */
export async function readHeads(req: StoreRequest, where: Where = {}): Promise<Head[]> {
  const rows = await findRows<HeadRow>(req, 'heads', where, 'entry')
  return rows.map(toHead).sort((a, b) => (a.entry < b.entry ? -1 : 1))
}

/** Heads of entries of which something is approved or confirmed, due or not. */
export const readPendingHeads = (req: StoreRequest): Promise<Head[]> =>
  readHeads(req, {
    or: [
      { openState: { equals: 'approved' } },
      { fixHash: { exists: true } },
      { withdrawalState: { equals: 'confirmed' } },
    ],
  })

/** Heads of live entries whose working copy was saved after the live edition was frozen from it. */
export const readHeadsEditedSinceLive = async (req: StoreRequest): Promise<Head[]> =>
  (
    await readHeads(req, {
      and: [
        { liveHash: { exists: true } },
        { or: [{ draft: { equals: true } }, { openHash: { exists: true } }, { fixHash: { exists: true } }] },
      ],
    })
  ).filter(({ live, revision }) => live?.revision !== revision)

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
  /** Revision of the working copy after the action, where it changes. */
  revision?: number
  edition?: Sha256 | null
  details?: EditorialEvent['details']
}

/**
 * Records what happened to an entry and moves its head by it: the only way in which a head changes.
 * @returns the head as it is now.
 * @throws {HeadMoved} when it is not any more as it was read.
 */
export async function advance(
  req: StoreRequest,
  { head, actor, at, action, revision = head.revision, edition = null, details = {} }: Step,
): Promise<Head> {
  const event = sealEvent({
    entry: head.entry,
    n: head.chain.n + 1,
    at: at.toISOString(),
    actor: { id: actor.id, name: actor.name },
    action,
    revision,
    edition,
    details,
    previous: head.chain.hash,
  })
  const moved = nextHead(head, event)
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
export async function readOrBegin(req: StoreRequest, entry: string, kind: ReviewedKind): Promise<Head> {
  return (await readHead(req, entry)) ?? newHead(entry, kind)
}
