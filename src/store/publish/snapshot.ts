import { ALTERED } from '#domain/desk/altered.ts'
import type { Change } from '#domain/publish/changes.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import type { OpenLawChange } from '#domain/content/freshness.ts'
import { guideProblems } from '#domain/publish/open-guides.ts'
import type { ChainEnd } from '#domain/desk/events.ts'
import { liveVerifiedOn, type Head, type OpenEdition } from '#domain/desk/heads.ts'
import { isStructureKind, parseEntryKey } from '#domain/keys.ts'
import { settlementOf, wentLive } from '#domain/desk/law-answers.ts'
import type { PublishedForm } from '#domain/publish/published-forms.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { snapshotFrom, withOpened, type Snapshot } from '#domain/publish/snapshot.ts'
import { env } from '#lib/env.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { readChanges } from './changes.ts'
import { readStoredEditions } from '../desk/editions.ts'
import { readEventsAmong, readVerifications } from '../desk/events.ts'
import { readChainEnds } from '../desk/chains.ts'
import { readGoingTogether } from '../desk/together.ts'
import { readHeads, readHeadsToPublish, type HeadToPublish } from '../desk/heads.ts'
import { resolve, type Resolved, type Shown } from './live-entries.ts'
import { changesOf, readOpenLawChanges, readOpenLawFlags } from '../desk/open-law-changes.ts'
import { readOpened } from './opened.ts'
import { recordedChanges, type Recorded } from './recorded-changes.ts'
import type { StoreRequest } from '../rows.ts'
import {
  resolveStructure,
  shownStructure,
  shownStructureOn,
  SiteMissing,
  type ShownStructure,
} from '../desk/structure.ts'
import { inOwnTransaction } from '../own-transaction.ts'
import type { Payload } from 'payload'

/** The end of every entry's event chain, sorted by entry: stored with each release. */
export type HeadsList = [entry: string, n: number, hash: string][]

/** A snapshot, and what could not be published in its current form. */
export interface SnapshotRead {
  snapshot: Snapshot
  /** How each of its entries got there. */
  shown: Omit<PublishedForm, 'kept'>[]
  problems: PublishProblem[]
}

interface Reading {
  /** What was last published: the fallback if the database lacks what is live. */
  forms?: PublishedForms
  /** Editions that can't be rendered: hash to error message. */
  unusable?: ReadonlyMap<string, string>
}

/**
 * Everything live, read in one transaction, so that it is one consistent state. A problem with one entry doesn't
 * keep the others out.
 * @param day the day of the site the snapshot is for.
 * @param timeZone zone in which a day of the site begins.
 */
export async function readSnapshot(
  payload: Payload,
  day: LegalDate,
  timeZone = env().siteTimeZone,
  { forms = new PublishedForms(env().dataDir), unusable = new Map() }: Reading = {},
): Promise<SnapshotRead & { heads: HeadsList }> {
  return inOwnTransaction({ payload }, (req) => readSnapshotIn(req, { day, timeZone, forms, unusable }), {
    name: 'what is live',
    long: true,
    readOnly: true,
  })
}

/** The same in a transaction that is open. */
export async function readSnapshotIn(
  req: StoreRequest,
  { day, timeZone, forms, unusable }: { day: LegalDate; timeZone: string } & Required<Reading>,
): Promise<SnapshotRead & { heads: HeadsList }> {
  const heads = await readHeadsToPublish(req)
  const [structural, ofEntries] = partition(heads, ({ head }) => isStructureHead(head))
  const recorded = await recordedChanges(req, await readChanges(req), forms)
  const shown = await shownNow(ofEntries, recorded, timeZone, forms)
  const structure = await shownStructure(req, structural, forms)
  const lawChanges = await readOpenLawChanges(req, timeZone)
  const read = await assemble(req, { day, shown, structure, recorded, lawChanges, forms, unusable })
  return { ...read, heads: sortedEnds(heads, await readChainEnds(req)) }
}

/** The end of every event chain, by name. */
export const sortedEnds = (heads: readonly HeadToPublish[], ends: ReadonlyMap<string, ChainEnd>): HeadsList =>
  [...heads.map(({ head: { entry, chain } }) => [entry, chain] as const), ...ends]
    .map(([name, { n, hash }]): HeadsList[number] => [name, n, hash ?? ''])
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** Judged by key: an altered kind can't turn an entry into structure. */
export const isStructureHead = ({ entry }: Pick<Head, 'entry'>): boolean =>
  isStructureKind(parseEntryKey(entry)?.kind ?? '')

const partition = <T>(list: readonly T[], test: (each: T) => boolean): [T[], T[]] => [
  list.filter(test),
  list.filter((each) => !test(each)),
]

/** What is live according to the heads, and what must be according to the record of changes. */
export async function shownNow(
  heads: readonly HeadToPublish[],
  { changes, silent }: Recorded,
  timeZone: string,
  forms: PublishedForms,
): Promise<Shown[]> {
  const last = new Map(changes.map((change) => [change.entry, change]))
  const shown: Shown[] = []
  for (const { head, problem, doubtful } of heads) {
    const { entry, live } = head
    const change = last.get(entry)
    last.delete(entry)
    if (live)
      shown.push({
        entry,
        hash: live.hash,
        n: live.n,
        since: live.since,
        verifiedOn: liveVerifiedOn(head),
        problem,
        doubtful,
        silent: silent.has(entry),
      })
    // A missing change may have been a withdrawal.
    else if (silent.has(entry)) continue
    else if (change?.edition) shown.push(lost(change, ALTERED.headIsNotLive))
    else if (problem && (await forms.last(entry)))
      shown.push({ entry, hash: '', since: '' as LegalDate, verifiedOn: null, problem })
  }
  for (const change of last.values())
    if (change.edition && !silent.has(change.entry) && (await forms.last(change.entry)))
      shown.push(lost(change, ALTERED.noHead))
  return shown

  function lost({ entry, edition, at }: Change, problem: string): Shown {
    const since = dayIn(timeZone, new Date(at))
    return { entry, hash: edition ?? '', since, verifiedOn: null, problem }
  }
}

interface Assemble extends Required<Pick<Reading, 'forms' | 'unusable'>> {
  day: LegalDate
  shown: readonly Shown[]
  structure: readonly ShownStructure[]
  recorded: Pick<Recorded, 'changes' | 'problems'>
  lawChanges: ReadonlyMap<string, OpenLawChange[]>
}

/** Entries whose editions are in memory at once, as stored and as read. */
const AT_ONCE = 200

async function assemble(
  req: StoreRequest,
  { day, shown, structure, recorded, lawChanges, forms, unusable }: Assemble,
): Promise<SnapshotRead> {
  const told = Map.groupBy(recorded.changes, ({ entry }) => entry)
  const entries: Resolved[] = []
  for (let start = 0; start < shown.length; start += AT_ONCE) {
    const some = shown.slice(start, start + AT_ONCE)
    const editions = await readStoredEditions(
      req,
      some.flatMap(({ hash, follows }) => (follows ? [hash, follows] : [hash])),
    )
    const inputs = { req, day, editions, lawChanges, forms, unusable }
    for (const each of some) entries.push(await resolve(each, told.get(each.entry) ?? [], inputs))
  }

  const used = new Set(entries.flatMap(({ entry }) => entry?.jurisdiction ?? []))
  const { places, site, problems: ofStructure } = await resolveStructure(req, structure, used, forms)
  if (!site) throw new SiteMissing()
  const untold = new Set(entries.flatMap((each) => each.untold))
  const snapshot = snapshotFrom({
    day,
    site,
    jurisdictions: places,
    changes: recorded.changes.filter((change) => !untold.has(change)),
    entries: entries.flatMap(({ entry }) => entry ?? []),
  })
  const incomplete = guideProblems(snapshot).map(({ place }) => place)
  return {
    snapshot: withOpened(snapshot, await readOpened(req, incomplete, recorded.changes)),
    shown: entries.flatMap(({ form }) => form ?? []),
    problems: [...entries.flatMap(({ problem }) => problem ?? []), ...recorded.problems, ...ofStructure],
  }
}

interface AsOf {
  asOf: LegalDate
  today: LegalDate
  /** Zone in which a day of the site begins. */
  timeZone: string
}

/**
 * What readers saw at the end of a past day, see today, or will see at the end of a later one if nothing else is
 * decided: then each approved edition due by that day replaces the one it follows, and confirmed withdrawals are
 * gone.
 */
export async function readAsOf(payload: Payload, { asOf, today, timeZone }: AsOf): Promise<SnapshotRead> {
  const forms = new PublishedForms(env().dataDir)
  return inOwnTransaction(
    { payload },
    async (req) => {
      const recorded = await recordedChanges(req, await readChanges(req), forms)
      const changes = recorded.changes.filter(({ at }) => dayIn(timeZone, new Date(at)) <= asOf)
      const dayOf = (at: string): LegalDate => dayIn(timeZone, new Date(at))
      const [structural, ofEntries] = partition(await readHeads(req), isStructureHead)
      const past = asOf < today
      const shown = past
        ? await shownOn(req, changes, asOf, timeZone)
        : await shownBy(req, ofEntries, { asOf, today })
      const structure = past
        ? await shownStructureOn(
            req,
            structural.map(({ entry }) => entry),
            asOf,
            dayOf,
          )
        : (await shownBy(req, structural, { asOf, today })).map(({ entry, hash }) => ({
            entry,
            hash,
            problem: null,
          }))
      const lawChanges = past
        ? await readOpenLawChanges(req, timeZone, { day: asOf })
        : changesOf(await openAfter(req, await readOpenLawFlags(req, timeZone), shown))
      return assemble(req, {
        day: asOf,
        shown,
        structure,
        recorded: { ...recorded, changes },
        lawChanges,
        forms,
        unusable: new Map(),
      })
    },
    { name: 'what is live on a day', long: true, readOnly: true },
  )
}

/** The law changes that stay open once approved editions are live: these settle the ones they were submitted for. */
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

const isDueBy = (open: OpenEdition | null, day: LegalDate, today: LegalDate): open is OpenEdition =>
  open?.state === 'approved' && (open.goesLiveOn ?? today) <= day

/** Today and later: the live editions, replaced by those approved and due by then. */
async function shownBy(
  req: StoreRequest,
  heads: readonly Head[],
  { asOf, today }: Pick<AsOf, 'asOf' | 'today'>,
): Promise<Shown[]> {
  const later = asOf > today
  const whole = later ? await readGoingTogether(req, heads, asOf) : new Set()
  const mayGo = ({ together }: OpenEdition): boolean => together === null || whole.has(together)
  return heads.flatMap((head) => {
    const { entry, live, fix, open, withdrawal } = head
    const due = isDueBy(open, asOf, today) && mayGo(open) ? open : null
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

/** The same, without the entries that could not be shown in that form. */
export const readSnapshotAsOf = async (payload: Payload, when: AsOf): Promise<Snapshot> =>
  (await readAsOf(payload, when)).snapshot
