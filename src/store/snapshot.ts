import type { Change } from '#domain/changes.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import { editionHash } from '#domain/editions.ts'
import type { OpenLawChange } from '#domain/freshness.ts'
import { guideProblems } from '#domain/guides.ts'
import { liveVerifiedOn } from '#domain/heads.ts'
import { settlementOf, wentLive } from '#domain/law-answers.ts'
import { sha256 } from '#domain/hash.ts'
import { assembleSnapshot, withOpened, type Snapshot } from '#domain/snapshot.ts'
import { env } from '#lib/env.ts'
import { readChanges } from './changes.ts'
import { readEditions } from './editions.ts'
import { readEventsAmong, readVerifications } from './events.ts'
import { readHeads } from './heads.ts'
import { readJurisdictions } from './jurisdictions.ts'
import { changesOf, readOpenLawChanges, readOpenLawFlags } from './open-law-changes.ts'
import { readOpened } from './opened.ts'
import type { StoreRequest } from './rows.ts'
import { readSite } from './site.ts'
import { inTransaction } from './transaction.ts'
import { createLocalReq, type Payload } from 'payload'

/** The end of every entry's chain of events, sorted by entry: what a release keeps beside it. */
export type HeadsList = [entry: string, n: number, hash: string][]

/**
 * Everything that is live, read in one transaction, so that it is the state of one moment.
 * @param day the day of the site that it is for.
 * @param timeZone zone in which a day of the site begins.
 */
export async function readSnapshot(
  payload: Payload,
  day: LegalDate,
  timeZone = env().siteTimeZone,
): Promise<{ snapshot: Snapshot; heads: HeadsList }> {
  const req = await createLocalReq({}, payload)
  return inTransaction(req, async () => read(req, day, timeZone))
}

async function read(
  req: StoreRequest,
  day: LegalDate,
  timeZone: string,
): Promise<{ snapshot: Snapshot; heads: HeadsList }> {
  const heads = await readHeads(req)
  const live = heads.flatMap((head) => {
    const { entry, live: is } = head
    return is ? [{ entry, hash: is.hash, since: is.since, verifiedOn: liveVerifiedOn(head) }] : []
  })
  const lawChanges = await readOpenLawChanges(req, timeZone)
  const snapshot = await assemble(req, day, live, await readChanges(req), lawChanges)
  return { snapshot, heads: heads.map(({ entry, chain }) => [entry, chain.n, chain.hash ?? '']) }
}

interface Shown {
  entry: string
  hash: string
  since: LegalDate
  verifiedOn: LegalDate | null
  /** It is approved, and not live yet. */
  isNext?: boolean
  /** Of what is not live yet, the hash of what readers see until then; null where that is nothing. */
  follows?: string | null
}

async function assemble(
  req: StoreRequest,
  day: LegalDate,
  shown: readonly Shown[],
  changes: readonly Change[],
  lawChanges: ReadonlyMap<string, OpenLawChange[]>,
): Promise<Snapshot> {
  const editions = await readEditions(
    req,
    shown.flatMap(({ hash, follows }) => (follows ? [hash, follows] : [hash])),
  )
  const snapshot = assembleSnapshot({
    day,
    site: await readSite(req),
    jurisdictions: (await readJurisdictions(req)).map(({ id: _id, ...place }) => place),
    changes,
    live: shown.map(({ entry, hash, since, verifiedOn, follows }) => {
      const edition = editions.get(hash)
      if (!edition)
        throw new Error(
          `The live edition of ${entry} (${hash.slice(0, 12)}) is missing from the database. Restore it from a backup.`,
        )
      if (editionHash(edition) !== hash || sha256(edition.content) !== edition.contentHash)
        throw new Error(
          `The live edition of ${entry} is not what was approved: its content does not match its hash. Nothing was published. Restore the database from a backup.`,
        )
      return {
        edition,
        since,
        verifiedOn,
        lawChanges: lawChanges.get(entry) ?? [],
        follows: follows === undefined ? undefined : (follows && editions.get(follows)) || null,
      }
    }),
  })
  const incomplete = guideProblems(snapshot).map(({ place }) => place)
  return withOpened(snapshot, await readOpened(req, incomplete, changes))
}

interface AsOf {
  asOf: LegalDate
  today: LegalDate
  /** Zone in which a day of the site begins. */
  timeZone: string
}

/**
 * What readers saw at the end of a past day, see today, or will see at the end of a later one if nothing else is
 * decided: then each approved edition that is due by that day stands in place of the one it follows, and what is
 * confirmed to be withdrawn is gone. Jurisdictions and words of the site are those of today.
 */
export async function readSnapshotAsOf(payload: Payload, { asOf, today, timeZone }: AsOf): Promise<Snapshot> {
  const req = await createLocalReq({}, payload)
  return inTransaction(req, async () => {
    const changes = (await readChanges(req)).filter(({ at }) => dayIn(timeZone, new Date(at)) <= asOf)
    const shown = asOf < today ? await shownOn(req, changes, asOf, timeZone) : await shownBy(req, asOf, today)
    const lawChanges =
      asOf < today
        ? await readOpenLawChanges(req, timeZone, asOf)
        : changesOf(await openAfter(req, await readOpenLawFlags(req, timeZone), shown))
    return assemble(req, asOf, shown, changes, lawChanges)
  })
}

/** The changes of the law that stay open once what is approved is live: it settles what was answered with it. */
async function openAfter(
  req: StoreRequest,
  open: Awaited<ReturnType<typeof readOpenLawFlags>>,
  shown: readonly Shown[],
): Promise<typeof open> {
  const next = shown.filter(({ entry, isNext }) => isNext && open.has(entry))
  const chains = await readEventsAmong(
    req,
    next.map(({ entry }) => entry),
    {},
  )
  const left = new Map(open)
  for (const { entry, hash } of next) {
    const events = chains.get(entry) ?? []
    left.set(
      entry,
      (open.get(entry) ?? []).filter(({ flag }) => settlementOf(flag, wentLive(events, hash)) === null),
    )
  }
  return left
}

/** The past: the last change of each entry says what it showed, its events when it was verified. */
async function shownOn(
  req: StoreRequest,
  changes: readonly Change[],
  asOf: LegalDate,
  timeZone: string,
): Promise<Shown[]> {
  const last = new Map(changes.map((change) => [change.entry, change]))
  const verified = await readVerifications(req)
  return [...last.values()].flatMap(({ entry, edition, at }) =>
    edition
      ? [
          {
            entry,
            hash: edition,
            since: dayIn(timeZone, new Date(at)),
            verifiedOn:
              verified.findLast(
                (each) => each.edition === edition && dayIn(timeZone, new Date(each.at)) <= asOf,
              )?.on ?? null,
          },
        ]
      : [],
  )
}

/** Today and later: the live editions, and in their place what is approved and due by then. */
async function shownBy(req: StoreRequest, asOf: LegalDate, today: LegalDate): Promise<Shown[]> {
  return (await readHeads(req)).flatMap((head) => {
    const { entry, live, fix, open, withdrawal } = head
    const later = asOf > today
    const due = open?.state === 'approved' && (open.goesLiveOn ?? today) <= asOf ? open : null
    const next = later ? (fix ?? due) : null
    if (next) {
      const day = due && next === due ? (due.goesLiveOn ?? today) : today
      return [
        {
          entry,
          hash: next.hash,
          since: day > today ? day : today,
          verifiedOn: null,
          isNext: true,
          follows: live?.hash ?? null,
        },
      ]
    }
    if (!live || (later && withdrawal?.state === 'confirmed')) return []
    return [{ entry, hash: live.hash, since: live.since, verifiedOn: liveVerifiedOn(head) }]
  })
}
