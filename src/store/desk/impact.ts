import type { Entry } from '#domain/content/content.ts'
import { reachOf, type Reach } from '#domain/content/pinpoints.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Flag } from '#domain/desk/flags.ts'
import {
  impactTotals,
  isTouched,
  type ImpactEntry,
  type ImpactFlag,
  type ImpactTotals,
} from '#domain/desk/impact.ts'
import { answeredOf, editionNumbers, unitsOf } from '#domain/desk/law-answers.ts'
import { claimsToFlag, groundsOf, reachOfGrounds, type Ground } from '#domain/desk/law-reach.ts'
import { isStructureKind, parseEntryKey } from '#domain/keys.ts'
import { paths } from '#domain/publish/paths.ts'
import { printedOn } from '#domain/publish/printed-on.ts'
import { readEventsAmong } from './events.ts'
import { readPublished } from '../publish/published.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { countFollowers } from '../mail/subscribers.ts'
import { claimLabels, findUses, instrumentKey, toLiveHead, type FoundUse } from './instrument-uses.ts'
import { findWorkingCopies, type WorkingCopyRef } from './working-copies.ts'

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
    note: flag.note,
    answers: [...answeredOf(flag, events).values()].map(({ by, edition }) => ({
      by,
      edition: numbers.get(edition) ?? null,
    })),
    of: unitsOf(flag).length,
  }
}

const titlesIn = ({ instruments }: Entry, key: string): string[] => [
  ...new Set(instruments.flatMap(({ instrument }) => (instrument.key === key ? instrument.title : []))),
]

/** The grounds of an entry: those of its working copy, and of the live edition where that differs. */
function groundsIn(mine: readonly FoundUse[], instrument: string, changed: string | null): Ground[] {
  const [first] = mine
  if (!first) return []
  const grounds = [first.content, ...(first.live ? [first.live] : [])].flatMap((entry) =>
    groundsOf(entry, instrument, changed),
  )
  return [...new Map(grounds.map((ground) => [JSON.stringify(ground), ground])).values()]
}

/** How near an entry is to a change, with the claims to flag and the citations that speak for it. */
function affected(
  mine: readonly FoundUse[],
  instrument: string,
  changed: string | null,
): Pick<ImpactEntry, 'reach' | 'claimLabels' | 'cited'> {
  const grounds = groundsIn(mine, instrument, changed)
  const [first] = mine
  const labels = (claims: readonly string[]): string[] =>
    first ? claimLabels(first.content, claims, first.live) : []
  return {
    reach: reachOfGrounds(grounds),
    claimLabels: labels(claimsToFlag(grounds)),
    cited: grounds.flatMap(({ source, provision, claims, reach }) =>
      source && reach !== 'apart' ? [{ ...source, provision, reach, claimLabels: labels(claims) }] : [],
    ),
  }
}

/** An entry that a law change may affect, with the claims that it affects; none where the whole entry is. */
interface Affected {
  entry: string
  reach: Reach
  claims: string[]
}

/** Every entry that rests on an instrument, with how near it is to a change of it. */
export async function entriesNear(
  req: StoreRequest,
  instrument: string,
  changed: string | null,
): Promise<Affected[]> {
  const [key, found] = [await instrumentKey(req, instrument), await findUses(req, instrument)]
  return [...Map.groupBy(found, ({ entry }) => entry)].map(([entry, mine]) => {
    const grounds = groundsIn(mine, key ?? '', changed)
    return { entry, reach: reachOfGrounds(grounds), claims: claimsToFlag(grounds) }
  })
}

interface Read {
  found: readonly FoundUse[]
  /** Key of the instrument, and what of it changes; null for the whole of it. */
  instrument: string
  changed: string | null
  live: ReadonlySet<string>
  copies: ReadonlyMap<string, WorkingCopyRef>
  published: Awaited<ReturnType<typeof readPublished>>
  flag: Flag | null
  chains: Awaited<ReturnType<typeof readEventsAmong>>
}

/** One entry that depends on an instrument, or did when flagged; nothing for a place or the site. */
function impactEntry(key: string, read: Read): ImpactEntry[] {
  const { found, live, copies, published, flag, chains, instrument, changed } = read
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
        ({
          provision,
          relation,
          standing: legalStatus,
          claimLabels: claims,
          onlyLive: past,
          content: its,
        }) => ({
          provision,
          relation,
          standing: legalStatus,
          claimLabels: claims,
          onlyLive: past,
          reach: reachOf(changed, provision, titlesIn(its, instrument)),
        }),
      ),
      ...affected(mine, instrument, changed),
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
    ? countFollowers(req, {
        places: found.map(({ key }) => key),
        entries: entries.map(({ entry }) => entry),
      })
    : 0
}

/**
 * Everything that depends on an instrument, by entry, with the pages and PDFs on which readers meet it, and how
 * many subscribers follow the guides containing them.
 * @param flags those of the law change in question; flagged entries are listed even if they no longer depend on
 *   the instrument.
 * @param changed its provisions that change; null for the whole of it.
 */
export async function impactReport(
  req: StoreRequest,
  instrument: string,
  flags: readonly Flag[] = [],
  changed: string | null = null,
): Promise<{ entries: ImpactEntry[]; totals: ImpactTotals; subscribers: number }> {
  const [key, found] = [await instrumentKey(req, instrument), await findUses(req, instrument)]
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
  const same = { found, live, copies, published, chains, instrument: key ?? '', changed }
  const entries = keys.flatMap((entry) => impactEntry(entry, { ...same, flag: flagged.get(entry) ?? null }))
  const touched = entries.filter(isTouched)
  return {
    entries,
    totals: impactTotals(touched),
    subscribers: await followersOf(req, published, touched),
  }
}
