import { waitsForReviewer } from '#domain/desk/assignees.ts'
import { ALTERED } from '#domain/desk/altered.ts'
import type { Where } from 'payload'
import type { Actor } from '#domain/desk/actors.ts'
import { isDay } from '#domain/checks.ts'
import { sealEvent, type Action, type EditorialEvent } from '#domain/desk/events.ts'
import { dueOn, isDraft, newHead, nextHead, type Head } from '#domain/desk/heads.ts'
import type { Sha256 } from '#domain/hash.ts'
import { parseEntryKey, type ReviewedKind } from '#domain/keys.ts'
import { writeEvent } from './events.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** A head as stored: flat, so that one row update moves it, with the columns lists are queried by. */
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
  openTogether: string | null
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
  assignedTo: string | null
  assignedDue: string | null
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
  openTogether: head.open?.together ?? null,
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
  assignedTo: head.assigned?.to ?? null,
  assignedDue: head.assigned?.due ?? null,
  eventN: head.chain.n,
  eventHash: head.chain.hash,
})

export const toHead = (row: Row): Head => ({
  entry: row.sealed('entry'),
  kind: row.sealed('kind'),
  revision: row.sealedNumber('revision'),
  savedBy: row.sealedOrNull('savedBy'),
  editions: row.sealedNumber('editions'),
  frozenRevision: row.sealedNumber('frozenRevision'),
  open: row.sealedOrNull('openHash')
    ? {
        n: row.sealedNumber('openN'),
        hash: row.sealed('openHash'),
        state: row.sealed('openState'),
        at: row.sealed('openAt'),
        goesLiveOn: row.sealedOrNull('openGoesLiveOn'),
        together: row.sealedOrNull('openTogether'),
      }
    : null,
  fix: row.sealedOrNull('fixHash')
    ? { n: row.sealedNumber('fixN'), hash: row.sealed('fixHash'), at: row.sealed('fixAt') }
    : null,
  withdrawal: row.sealedOrNull('withdrawalState')
    ? {
        state: row.sealed('withdrawalState'),
        by: row.sealed('withdrawalBy'),
        at: row.sealed('withdrawalAt'),
        safety: row.flag('withdrawalSafety'),
      }
    : null,
  live: row.sealedOrNull('liveHash')
    ? {
        n: row.sealedNumber('liveN'),
        hash: row.sealed('liveHash'),
        contentHash: row.sealed('liveContentHash'),
        revision: row.sealedNumber('liveRevision'),
        seq: row.sealedNumber('liveSeq'),
        since: row.sealed('liveSince'),
        inForceAsOf: row.sealed('liveInForceAsOf'),
        reverifyEvery: row.sealedNumber('liveReverifyEvery'),
        takesForceOn: row.sealedOrNull('liveTakesForceOn'),
      }
    : null,
  lastSeq: row.sealedNumberOrNull('lastSeq'),
  verifiedOn: row.sealedOrNull('verifiedOn'),
  verifiedN: row.sealedNumberOrNull('verifiedN'),
  secondReviewDue: row.sealedOrNull('secondReviewDue'),
  assigned: row.sealedOrNull('assignedTo')
    ? { to: row.sealed('assignedTo'), due: row.sealedOrNull('assignedDue') }
    : null,
  chain: { n: row.sealedNumber('eventN'), hash: row.sealedOrNull('eventHash') },
})

const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null))

/** The entry of a head whose derived columns disagree with the head; otherwise null. */
function inconsistentEntry(row: Row): string | null {
  const head = toHead(row)
  const differs = Object.entries(toRow(head)).some(([name, value]) => plain(row.raw(name)) !== plain(value))
  return differs ? head.entry : null
}

/**
 * Entries whose head row has derived columns that disagree with the head: it was written by something other than
 * the desk.
 */
export const readInconsistentHeads = async (req: StoreRequest): Promise<string[]> =>
  (await findRows(req, 'heads', inconsistentEntry, {}, 'entry')).filter((entry) => entry !== null)

/** Columns that describe the live edition. */
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
  /** Why it does not lead to its live edition; null if it does. */
  problem: string | null
  /** Whether its verification date was altered: it disagrees with its due date. */
  doubtful: boolean
}

function toPublish(row: Row): HeadToPublish {
  const head = toHead(row)
  const { live, verifiedOn, kind, entry } = head
  if (!live) {
    const torn = LIVE_COLUMNS.some((name) => (row.raw(name) ?? null) !== null)
    const problem = torn ? ALTERED.tornHead : null
    return { head, problem, doubtful: false }
  }
  const agrees = Number.isSafeInteger(live.n) && isDay(live.since) && parseEntryKey(entry)?.kind === kind
  if (!agrees) return { head, problem: ALTERED.inconsistentHead, doubtful: false }
  const days = [live.inForceAsOf, ...(verifiedOn === null ? [] : [verifiedOn])].every(isDay)
  return { head, problem: null, doubtful: !days || dueOn(head) !== row.sealedOrNull('dueOn') }
}

/** All heads, sorted by entry, with any alterations found. */
export async function readHeadsToPublish(req: StoreRequest, where: Where = {}): Promise<HeadToPublish[]> {
  const heads = await findRows(req, 'heads', toPublish, where, 'entry')
  return heads.sort((a, b) => (a.head.entry < b.head.entry ? -1 : 1))
}

export const readHead = (req: StoreRequest, entry: string): Promise<Head | null> =>
  findRow(req, 'heads', toHead, { entry: { equals: entry } })

/** All heads, sorted by entry. */
export async function readHeads(req: StoreRequest, where: Where = {}): Promise<Head[]> {
  const heads = await findRows(req, 'heads', toHead, where, 'entry')
  return heads.sort((a, b) => (a.entry < b.entry ? -1 : 1))
}

/** Those of these entries of which something waits for a reviewer. */
export async function readWaitingForReviewer(
  req: StoreRequest,
  entries: readonly string[],
): Promise<ReadonlySet<string>> {
  if (entries.length === 0) return new Set()
  const heads = await readHeads(req, { entry: { in: [...entries] } })
  return new Set(heads.filter(waitsForReviewer).map(({ entry }) => entry))
}

/** Heads of entries with something approved or confirmed, due or not. */
export const readPendingHeads = (req: StoreRequest): Promise<Head[]> =>
  readHeads(req, {
    or: [
      { openState: { equals: 'approved' } },
      { fixHash: { exists: true } },
      { withdrawalState: { equals: 'confirmed' } },
    ],
  })

/** Heads of entries whose open edition goes live together with others under one of these law changes. */
export const readTogether = async (req: StoreRequest, lawChanges: readonly string[]): Promise<Head[]> =>
  lawChanges.length > 0 ? readHeads(req, { openTogether: { in: [...lawChanges] } }) : []

/** Heads of live entries whose working copy was saved after the live edition was frozen. */
export const readHeadsEditedSinceLive = async (req: StoreRequest): Promise<Head[]> =>
  (
    await readHeads(req, {
      and: [
        { liveHash: { exists: true } },
        { or: [{ draft: { equals: true } }, { openHash: { exists: true } }, { fixHash: { exists: true } }] },
      ],
    })
  ).filter(({ live, revision }) => live?.revision !== revision)

/** The head changed between reading and writing it. Nothing was written. */
export class HeadMoved extends Error {
  override name = 'HeadMoved'
}

interface Step {
  /** The head as read. */
  head: Head
  actor: Actor
  at: Date
  action: Action
  /** Revision of the working copy after the action, if it changes. */
  revision?: number
  edition?: Sha256 | null
  details?: EditorialEvent['details']
}

/**
 * Records an event of an entry and advances its head: the only way to change a head.
 * @returns the new head.
 * @throws {HeadMoved} if it has changed since it was read.
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

/** The head of a key, or a new one. */
export async function readOrBegin(req: StoreRequest, entry: string, kind: ReviewedKind): Promise<Head> {
  return (await readHead(req, entry)) ?? newHead(entry, kind)
}
