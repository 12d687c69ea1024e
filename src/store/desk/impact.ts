import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { Entry } from '#domain/content/content.ts'
import { thawEntry } from '#domain/content/editions.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { fieldsOf } from '#domain/content/fields.ts'
import type { Flag } from '#domain/desk/flags.ts'
import {
  impactOf,
  impactTotals,
  type ImpactEntry,
  type ImpactFlag,
  type ImpactTotals,
  type InstrumentImpact,
} from '#domain/desk/impact.ts'
import type { GuideForm } from '#domain/content/jurisdictions.ts'
import { isStructureKind, KINDS, parseEntryKey } from '#domain/keys.ts'
import { answeredOf, editionNumbers, unitsOf } from '#domain/desk/law-answers.ts'
import { paths } from '#domain/publish/paths.ts'
import { printedOn } from '#domain/publish/printed-on.ts'
import { readEditions } from './editions.ts'
import { readEventsAmong } from './events.ts'
import { readPublished } from '../publish/published.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, type StoreRequest } from '../rows.ts'
import { countFollowers } from '../mail/subscribers.ts'
import { toEntry, type WorkingCopy } from '../content/to-entry.ts'
import { findWorkingCopies, type WorkingCopyRef } from './working-copies.ts'

type Found = InstrumentImpact & { content: Entry }

/** Labels of an entry's claims, by their ids. */
function claimLabels(entry: Entry, guide: GuideForm | null, claims: readonly string[]): string[] {
  const labels = new Map(fieldsOf(entry, guide).map(({ id, label }) => [id, label]))
  return claims.map((claim) => labels.get(claim) ?? claim)
}

function keyOf(req: StoreRequest, instrument: string): Promise<string | null> {
  return findRow(req, 'instruments', (row) => row.textOrNull('key'), { id: { equals: instrument } })
}

async function inWorkingCopies(req: StoreRequest, instrument: string, key: string): Promise<Found[]> {
  const found: Found[] = []
  for (const kind of KINDS) {
    const collection = COLLECTION_OF[kind]
    const { docs } = await req.payload.find({
      collection,
      where: { 'instruments.instrument': { equals: instrument } },
      depth: 1,
      limit: 0,
      pagination: false,
      sort: 'place',
      overrideAccess: true,
      showHiddenFields: true,
      req: req,
    })
    for (const doc of docs) {
      const { entry, guide } = toEntry(kind, doc as WorkingCopy)
      for (const dependent of impactOf(key, [entry]))
        found.push({
          ...dependent,
          collection,
          id: String(doc.id),
          label: doc.label ?? entry.key,
          claimLabels: claimLabels(entry, guide, dependent.claims),
          onlyLive: false,
          content: entry,
        })
    }
  }
  return found
}

const toLiveHead = (row: Row) => ({ entry: row.sealed('entry'), liveHash: row.sealedOrNull('liveHash') })

/** Uses of the instrument that readers still see, though they were removed from the working copy. */
async function onlyLive(req: StoreRequest, key: string, known: ReadonlySet<string>): Promise<Found[]> {
  const edited = await findRows(
    req,
    'heads',
    toLiveHead,
    {
      or: [
        { draft: { equals: true } },
        { openState: { in: ['in-review', 'changes-requested', 'approved'] } },
      ],
    },
    'entry',
  )
  const hashes = edited.flatMap(({ entry, liveHash }) => (liveHash && !known.has(entry) ? [liveHash] : []))
  const entries = [...(await readEditions(req, hashes, key)).values()]
    .filter(({ kind }) => !isStructureKind(kind))
    .map(thawEntry)
  const rests = impactOf(key, entries)
  if (rests.length === 0) return []
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  const copies = await findWorkingCopies(
    req,
    rests.map(({ entry }) => entry),
  )
  return rests.flatMap((dependent) => {
    const copy = copies.get(dependent.entry)
    const content = byKey.get(dependent.entry)
    if (!copy || !content) return []
    return [
      {
        ...dependent,
        ...copy,
        claimLabels: claimLabels(content, null, dependent.claims),
        onlyLive: true,
        content,
      },
    ]
  })
}

async function find(req: StoreRequest, instrument: string): Promise<Found[]> {
  const key = await keyOf(req, instrument)
  if (key === null) return []
  const working = await inWorkingCopies(req, instrument, key)
  return [...working, ...(await onlyLive(req, key, new Set(working.map(({ entry }) => entry))))]
}

/**
 * Every use of an instrument: offences, channels, steps, routes, statuses, essays; in working copies, and in live
 * editions that still have it.
 */
export const impactOfInstrument = async (
  req: StoreRequest,
  instrument: string,
): Promise<InstrumentImpact[]> => (await find(req, instrument)).map(({ content: _content, ...rest }) => rest)

/** Which of these entries are live. */
async function liveAmong(req: StoreRequest, entries: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  const BATCH = 200
  for (let start = 0; start < entries.length; start += BATCH) {
    const rows = await findRows(
      req,
      'heads',
      toLiveHead,
      { entry: { in: entries.slice(start, start + BATCH) } },
      'entry',
    )
    for (const { entry, liveHash } of rows) if (liveHash) found.add(entry)
  }
  return found
}

function impactFlag(flag: Flag, events: readonly EditorialEvent[]): ImpactFlag {
  const numbers = editionNumbers(events)
  return {
    at: flag.at,
    by: flag.by,
    closedAt: flag.closedAt,
    closedBy: flag.closedBy,
    how: flag.how,
    answers: [...answeredOf(flag, events).values()].map(({ by, edition }) => ({
      by,
      edition: numbers.get(edition) ?? null,
    })),
    of: unitsOf(flag).length,
  }
}

interface Read {
  found: Awaited<ReturnType<typeof find>>
  live: ReadonlySet<string>
  copies: ReadonlyMap<string, WorkingCopyRef>
  published: Awaited<ReturnType<typeof readPublished>>
  flag: Flag | null
  chains: Awaited<ReturnType<typeof readEventsAmong>>
}

/** One entry that depends on an instrument, or did when flagged; nothing for a place or the site. */
function impactEntry(key: string, { found, live, copies, published, flag, chains }: Read): ImpactEntry[] {
  const bySlug = new Map(published.places.map((place) => [place.slug as string, place.key]))
  const mine = found.filter(({ entry }) => entry === key)
  const parts = parseEntryKey(key)
  if (!parts || isStructureKind(parts.kind)) return []
  const { kind, place } = parts
  const [first] = mine
  const copy: WorkingCopyRef | undefined = first ?? copies.get(key)
  const content = first?.content ?? { key, kind, jurisdiction: bySlug.get(place) ?? null }
  return [
    {
      entry: key,
      kind,
      label: copy?.label ?? key,
      at: copy ? { collection: copy.collection, id: copy.id } : null,
      uses: mine.map(
        ({ provision, relation, standing: legalStatus, claimLabels: claims, onlyLive: past }) => ({
          provision,
          relation,
          standing: legalStatus,
          claimLabels: claims,
          onlyLive: past,
        }),
      ),
      live: live.has(key),
      ...(live.has(key)
        ? printedOn(content, published.places, published.guides, published.targets)
        : { pages: [], documents: [] }),
      flag: flag ? impactFlag(flag, chains.get(key) ?? []) : null,
    },
  ]
}

/** Number of subscribers who follow the guides containing the entries. */
async function followersOf(
  req: StoreRequest,
  { guides }: Read['published'],
  entries: readonly ImpactEntry[],
): Promise<number> {
  const pages = new Set(entries.flatMap((entry) => entry.pages))
  const found = guides.filter(({ slug }) => [...pages].some((page) => page.startsWith(paths.guide(slug))))
  return found.length > 0
    ? countFollowers(
        req,
        found.map(({ key }) => key),
      )
    : 0
}

/**
 * Everything that depends on an instrument, by entry, with the pages and PDFs on which readers meet it, and how
 * many subscribers follow the guides containing them.
 * @param flags those of the law change in question; flagged entries are listed even if they no longer depend on
 *   the instrument.
 */
export async function impactReport(
  req: StoreRequest,
  instrument: string,
  flags: readonly Flag[] = [],
): Promise<{ entries: ImpactEntry[]; totals: ImpactTotals; subscribers: number }> {
  const found = await find(req, instrument)
  const keys = [...new Set([...found.map(({ entry }) => entry), ...flags.map(({ entry }) => entry)])]
  const missing = keys.filter((key) => !found.some(({ entry }) => entry === key))
  const [live, copies, published, chains] = await Promise.all([
    liveAmong(req, keys),
    findWorkingCopies(req, missing),
    readPublished(req),
    readEventsAmong(
      req,
      flags.map(({ entry }) => entry),
      { action: { not_equals: 'save' } },
    ),
  ])
  const flagged = new Map(flags.map((flag) => [flag.entry, flag]))
  const entries = keys.flatMap((key) =>
    impactEntry(key, { found, live, copies, published, flag: flagged.get(key) ?? null, chains }),
  )
  return {
    entries,
    totals: impactTotals(entries),
    subscribers: await followersOf(req, published, entries),
  }
}
