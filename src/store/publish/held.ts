import type { Payload } from 'payload'
import type { Change } from '#domain/publish/changes.ts'
import { canonical } from '#domain/canonical.ts'
import type { LegalDate } from '#domain/dates.ts'
import { jurisdictionKey, siteOf } from '#domain/content/structure.ts'
import { SITE_KEY } from '#domain/keys.ts'
import { guideProblems } from '#domain/publish/open-guides.ts'
import type { HeldForm, ReleaseForms } from '#domain/publish/published-forms.ts'
import { carriedOver, revivedBy, type Revived } from '#domain/publish/roll-back.ts'
import { snapshotFrom, withOpened } from '#domain/publish/snapshot.ts'
import type { PublishedForms } from '#lib/published-forms.ts'
import { readChainEnds } from '../desk/chains.ts'
import { readStoredEditions } from '../desk/editions.ts'
import { readEventsAmong, readVerifications } from '../desk/events.ts'
import { readHeadsToPublish, type HeadToPublish } from '../desk/heads.ts'
import { readOpenLawChanges } from '../desk/open-law-changes.ts'
import { resolveStructure, shownStructure, SiteMissing, type LiveStructure } from '../desk/structure.ts'
import { inOwnTransaction } from '../own-transaction.ts'
import type { StoreRequest } from '../rows.ts'
import { readChanges } from './changes.ts'
import { resolve, type Shown } from './live-entries.ts'
import { readOpened } from './opened.ts'
import { recordedChanges, type Recorded } from './recorded-changes.ts'
import { isStructureHead, shownNow, sortedEnds, type HeadsList, type SnapshotRead } from './snapshot.ts'

/** The release that readers are given back has no list of what it shows: nothing can be compared with it. */
export class NothingToCompare extends Error {
  override name = 'NothingToCompare'
}

interface Reading {
  /** Name of the earlier release. */
  release: string
  /** When it was published; null where the database does not know. */
  at: string | null
  /** What the earlier release shows. */
  before: PublishedForms
  /** What was last published. */
  forms: PublishedForms
}

/** An earlier release compared with today's record. */
interface Compared {
  base: ReleaseForms
  recorded: Recorded
  heads: HeadToPublish[]
  structure: LiveStructure
  revived: Revived[]
}

/** Places and site texts that differ from the earlier release and of which one reviewer made an edition live since. */
async function safeStructure(
  req: StoreRequest,
  base: ReleaseForms,
  { places, siteContent }: LiveStructure,
  at: string | null,
): Promise<string[]> {
  const before = new Map(base.places.map((place) => [jurisdictionKey(place.key), canonical({ ...place })]))
  const unlike = places
    .map((place) => ({ key: jurisdictionKey(place.key), now: canonical({ ...place }) }))
    .filter(({ key, now }) => before.has(key) && before.get(key) !== now)
    .map(({ key }) => key)
  if (siteContent && canonical({ ...siteOf(siteContent) }) !== canonical({ ...base.site }))
    unlike.push(SITE_KEY)
  const fixes = await readEventsAmong(req, unlike, { action: { equals: 'safety-fix' } })
  return unlike.filter((key) => fixes.get(key)?.some((fix) => at === null || fix.at > at))
}

async function compare(req: StoreRequest, { release, at, before, forms }: Reading): Promise<Compared> {
  const base = await before.all()
  if (!base)
    throw new NothingToCompare(
      `Release ${release} has no list of what it shows, so it cannot be compared with what was withdrawn or corrected since. Choose another one.`,
    )
  const heads = await readHeadsToPublish(req)
  const recorded = await recordedChanges(req, await readChanges(req), forms)
  const told = new Set(base.changes.map(([seq]) => seq))
  const since = recorded.changes.filter(({ seq }) => !told.has(seq))
  const entries = [...new Set(since.map(({ entry }) => entry))]
  const fixes = await readEventsAmong(req, entries, { action: { equals: 'safety-fix' } })
  const noteBefore = new Map<number, string | null>()
  for (const { seq, noteCorrectedAt } of recorded.changes)
    if (noteCorrectedAt !== null && told.has(seq))
      noteBefore.set(seq, (await before.change(seq))?.noteCorrectedAt ?? null)
  const shown = await shownStructure(
    req,
    heads.filter(({ head }) => isStructureHead(head)),
    forms,
  )
  const structure = await resolveStructure(req, shown, new Set(), forms)
  const revived = revivedBy({
    before: base,
    changes: recorded.changes,
    safe: new Set([...fixes.values()].flat().flatMap(({ edition }) => edition ?? [])),
    structure: await safeStructure(req, base, structure, at),
    noteBefore,
  })
  return { base, recorded, heads, structure, revived }
}

/** What a rollback to an earlier release would bring back that must not come back. */
export const readRevived = async (req: StoreRequest, reading: Reading): Promise<Revived[]> =>
  (await compare(req, reading)).revived

export interface HeldRead {
  revived: Revived[]
  /** What the release is to show. */
  held: HeldForm
  heads: HeadsList
  base: ReleaseForms
  /** The earlier release with what is carried over into it; null where nothing is: its files are taken as they are. */
  read: SnapshotRead | null
}

/** What readers are to see while publishing is held. */
export async function readHeld(
  payload: Payload,
  reading: Reading & { day: LegalDate; timeZone: string; unusable?: ReadonlyMap<string, string> },
): Promise<HeldRead> {
  return inOwnTransaction(
    { payload },
    async (req) => {
      const compared = await compare(req, reading)
      const { base, recorded, heads, revived } = compared
      const carried = carriedOver(revived)
      const corrected = new Set(revived.filter(({ why }) => why.includes('note')).map(({ entry }) => entry))
      const told = new Set(base.changes.map(([seq]) => seq))
      const notes = recorded.changes.flatMap(({ seq, entry, noteCorrectedAt }) =>
        noteCorrectedAt !== null && told.has(seq) && corrected.has(entry)
          ? [[seq, noteCorrectedAt] as const]
          : [],
      )
      const live = new Map(heads.map(({ head }) => [head.entry, head.live?.hash ?? null]))
      const held: HeldForm = {
        release: reading.release,
        carried: carried.map((entry) => [entry, live.get(entry) ?? null] as const),
        notes,
      }
      return {
        revived,
        held,
        base,
        heads: sortedEnds(heads, await readChainEnds(req)),
        read: revived.length > 0 ? await assembleHeld(req, compared, new Set(carried), reading) : null,
      }
    },
    { name: 'what readers see while publishing is held', long: true, readOnly: true },
  )
}

/** The places and the site texts of the earlier release, with those of today that are carried over or needed by an entry. */
function structureOf(
  { base, structure }: Pick<Compared, 'base' | 'structure'>,
  carried: ReadonlySet<string>,
  used: ReadonlySet<string>,
): Pick<ReleaseForms, 'places' | 'site'> {
  const today = new Map(structure.places.map((place) => [place.key, place]))
  const there = new Set(base.places.map(({ key }) => key))
  const places = base.places.map((place) =>
    carried.has(jurisdictionKey(place.key)) ? (today.get(place.key) ?? place) : place,
  )
  const needed = structure.places.filter(({ key }) => used.has(key) && !there.has(key))
  const site = carried.has(SITE_KEY) ? structure.site : base.site
  if (!site) throw new SiteMissing()
  return { places: [...places, ...needed], site }
}

async function assembleHeld(
  req: StoreRequest,
  compared: Compared,
  carried: ReadonlySet<string>,
  { day, timeZone, before, forms, unusable = new Map() }: Parameters<typeof readHeld>[1],
): Promise<SnapshotRead> {
  const { base, recorded, heads } = compared
  const told = new Set(base.changes.map(([seq]) => seq))
  const changes = recorded.changes.filter(({ seq, entry }) => told.has(seq) || carried.has(entry))
  const ofEntries = heads.filter(({ head }) => !isStructureHead(head))
  const now = await shownNow(ofEntries, recorded, timeZone, forms)
  const verified = await readVerifications(req)
  const shown: Shown[] = [
    ...now.filter(({ entry }) => carried.has(entry)),
    ...base.entries
      .filter(({ entry }) => !carried.has(entry))
      .map(({ entry, hash, since, verifiedOn }) => ({
        entry,
        hash,
        since,
        // Whoever compared the same words with their sources since did so for these, too.
        verifiedOn: verified.findLast(({ edition }) => edition === hash)?.on ?? verifiedOn,
      })),
  ]
  const inputs = {
    req,
    day,
    editions: await readStoredEditions(
      req,
      shown.map(({ hash }) => hash),
    ),
    lawChanges: await readOpenLawChanges(req, timeZone),
    unusable,
  }
  const ofEntry = Map.groupBy(changes, ({ entry }) => entry)
  const resolved = []
  for (const each of shown)
    resolved.push(
      await resolve(each, ofEntry.get(each.entry) ?? [], {
        ...inputs,
        forms: carried.has(each.entry) ? forms : before,
      }),
    )
  const used = new Set(resolved.flatMap(({ entry }) => entry?.jurisdiction ?? []))
  const untold = new Set<Change>(resolved.flatMap((each) => each.untold))
  const { places, site } = structureOf(compared, carried, used)
  const snapshot = snapshotFrom({
    day,
    site,
    jurisdictions: places,
    changes: changes.filter((change) => !untold.has(change)),
    entries: resolved.flatMap(({ entry }) => entry ?? []),
  })
  const incomplete = guideProblems(snapshot).map(({ place }) => place)
  return {
    snapshot: withOpened(snapshot, await readOpened(req, incomplete, changes)),
    shown: resolved.flatMap(({ form }) => form ?? []),
    problems: [...resolved.flatMap(({ problem }) => problem ?? []), ...recorded.problems],
  }
}
