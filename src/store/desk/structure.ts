import { ALTERED, NO_SITE } from '#domain/desk/altered.ts'
import type { Where } from 'payload'
import { isStructure, type Reviewed, type SiteContent, type Structure } from '#domain/content/content.ts'
import type { LegalDate } from '#domain/dates.ts'
import { isSound, thaw, type Edition } from '#domain/content/editions.ts'
import { isSealed, type EditorialEvent } from '#domain/desk/events.ts'
import { GUIDES, JURISDICTION_KINDS, type Jurisdiction } from '#domain/content/jurisdictions.ts'
import { parseEntryKey, SITE_KEY, slugProblem, STRUCTURE_KINDS } from '#domain/keys.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { jurisdictionKey, placeOf, siteOf } from '#domain/content/structure.ts'
import type { Site } from '#domain/content/site.ts'
import { env } from '#lib/env.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { readEditions, readStoredEditions } from './editions.ts'
import { readActionsAmong } from './events.ts'
import type { HeadToPublish } from './heads.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'

/** The edition of a place or of the site to show; null with a problem if it can't be found. */
export interface ShownStructure {
  entry: string
  hash: string | null
  problem: string | null
}

/** The structure around the entries, as readers may see it. */
export interface LiveStructure {
  /** Sorted by key. */
  places: Jurisdiction[]
  /** Null if no site texts were ever live. */
  site: Site | null
  /** The same with the texts of its mails; null if only what was last published is left. */
  siteContent: SiteContent | null
  problems: PublishProblem[]
}

export class SiteMissing extends Error {
  override name = 'SiteMissing'

  constructor() {
    super(NO_SITE)
  }
}

/** Actions that make an edition of structure live, or withdraw it. */
const TURNS = ['take-over', 'go-live', 'withdraw'] as const

/** The `TURNS` of each structure, oldest first. */
export const readTurns = (
  req: StoreRequest,
  entries: readonly string[],
): Promise<Map<string, EditorialEvent[]>> => readActionsAmong(req, entries, TURNS)

const shownAfter = (event: EditorialEvent | undefined): string | null =>
  event && event.action !== 'withdraw' ? event.edition : null

/** The live structure, on which heads and events must agree: nobody has reviewed what only one of them names. */
export async function shownStructure(
  req: StoreRequest,
  heads: readonly HeadToPublish[],
  forms: PublishedForms,
): Promise<ShownStructure[]> {
  const turns = await readTurns(
    req,
    heads.map(({ head }) => head.entry),
  )
  const shown = heads.flatMap(({ head: { entry, live }, problem }): ShownStructure[] => {
    const last = turns.get(entry)?.at(-1)
    const told = shownAfter(last)
    if (problem !== null) return [{ entry, hash: null, problem }]
    if ((live?.hash ?? null) !== told)
      return [
        {
          entry,
          hash: null,
          problem: ALTERED.headAndEvents,
        },
      ]
    if (last && !isSealed(last)) return [{ entry, hash: null, problem: ALTERED.goLive }]
    return told === null ? [] : [{ entry, hash: told, problem: null }]
  })
  const known = new Set(heads.map(({ head }) => head.entry))
  const published = await forms.all()
  const expected = published ? [...published.places.map(({ key }) => jurisdictionKey(key)), SITE_KEY] : []
  const lost = expected.filter((entry) => !known.has(entry))
  return [...shown, ...lost.map((entry) => ({ entry, hash: null, problem: ALTERED.noHead }))]
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** Whether a place has everything needed to render pages. */
const isUsable = ({ key, slug, name, inSentence, guide, kind }: Jurisdiction): boolean =>
  isText(key) &&
  isText(slug) &&
  slugProblem(slug) === null &&
  isText(name) &&
  isText(inSentence) &&
  Object.hasOwn(GUIDES, guide) &&
  Object.hasOwn(JURISDICTION_KINDS, kind)

/** What was read of editions that are held in memory. */
const structures = new WeakMap<Edition, Reviewed>()

function readSound(edition: Edition): Reviewed {
  const known = structures.get(edition)
  if (known) return known
  if (!isSound(edition)) throw new Error(ALTERED.content)
  const structure = thaw(edition)
  structures.set(edition, structure)
  return structure
}

/** @throws {Error} saying what is wrong with the edition. */
function structureOf(edition: Edition | undefined, { entry, hash }: ShownStructure): Structure {
  if (!edition) throw new Error(ALTERED.noEdition)
  if (edition.hash !== hash) throw new Error(ALTERED.content)
  const structure = readSound(edition)
  if (edition.entry !== entry || !isStructure(structure) || structure.key !== entry)
    throw new Error(ALTERED.otherEdition)
  if (structure.kind === 'jurisdiction' && !isUsable(placeOf(structure.content)))
    throw new Error(ALTERED.noPage)
  return structure
}

/**
 * Places and site texts as readers may see them: what can't be shown in its live form is shown as last published,
 * and reported.
 * @param used keys of the places with live entries.
 */
export async function resolveStructure(
  req: StoreRequest,
  shown: readonly ShownStructure[],
  used: ReadonlySet<string>,
  forms: PublishedForms,
  read = readStoredEditions,
): Promise<LiveStructure> {
  const editions = await read(
    req,
    shown.flatMap(({ hash }) => hash ?? []),
  )
  const places = new Map<string, Jurisdiction>()
  const slugs = new Set<string>()
  const broken = new Map<string, string>()
  let siteContent: SiteContent | null = null
  for (const each of shown)
    try {
      if (each.hash === null) throw new Error(each.problem ?? ALTERED.notLive)
      const structure = structureOf(editions.get(each.hash), each)
      if (structure.kind === 'site') siteContent = structure.content
      else {
        const place = placeOf(structure.content)
        if (slugs.has(place.slug)) throw new Error(ALTERED.slugTwice)
        places.set(place.key, place)
        slugs.add(place.slug)
      }
    } catch (error) {
      broken.set(each.entry, (error as Error).message)
    }
  for (const key of used)
    if (!places.has(key) && !broken.has(jurisdictionKey(key)))
      broken.set(jurisdictionKey(key), ALTERED.placeNotLive)

  const known = broken.size > 0 || siteContent === null ? await forms.all() : null
  let site = siteContent && siteOf(siteContent)
  const problems: PublishProblem[] = []
  if (site === null && known?.site && !broken.has(SITE_KEY)) broken.set(SITE_KEY, ALTERED.noEdition)
  for (const [entry, problem] of [...broken].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (entry === SITE_KEY) {
      site ??= known?.site ?? null
      problems.push({ about: entry, problem, readers: site ? 'same' : 'nothing' })
      continue
    }
    const key = parseEntryKey(entry)?.place
    const kept = known?.places.find((place) => place.key === key && !slugs.has(place.slug))
    if (kept) {
      places.set(kept.key, kept)
      slugs.add(kept.slug)
    }
    problems.push({ about: entry, problem, readers: kept ? 'same' : 'nothing' })
  }
  return {
    places: [...places.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    site,
    siteContent,
    problems,
  }
}

/** Editions already checked against their hash: they never change. */
const sound = new Map<string, Edition>()

async function readOnce(req: StoreRequest, hashes: readonly string[]): Promise<Map<string, Edition>> {
  const unknown = hashes.filter((hash) => !sound.has(hash))
  for (const [hash, edition] of await readEditions(req, unknown)) sound.set(hash, edition)
  return new Map(hashes.flatMap((hash) => [[hash, sound.get(hash)] as const].filter(isThere)))
}

const isThere = (pair: readonly [string, Edition | undefined]): pair is readonly [string, Edition] =>
  pair[1] !== undefined

function readLiveRows(req: StoreRequest, where: Where): Promise<ShownStructure[]> {
  const shown = (row: Row) => ({ entry: row.sealed('entry'), hash: row.sealed('liveHash'), problem: null })
  const live: Where = { and: [where, { liveHash: { greater_than: '' } }] }
  return findRows(req, 'heads', shown, live, 'entry', { select: { entry: true, liveHash: true } })
}

/** The live structure, for callers that need nothing else of a snapshot. */
export async function readLiveStructure(req: StoreRequest): Promise<LiveStructure> {
  const shown = await readLiveRows(req, { kind: { in: [...STRUCTURE_KINDS] } })
  return resolveStructure(req, shown, new Set(), new PublishedForms(env().dataDir), readOnce)
}

/** One place as readers see it; null if it is not live. */
export async function readLivePlace(req: StoreRequest, key: string): Promise<Jurisdiction | null> {
  const [shown] = await readLiveRows(req, { entry: { equals: jurisdictionKey(key) } })
  const edition = shown?.hash ? (await readOnce(req, [shown.hash])).get(shown.hash) : undefined
  if (!shown || !edition) return null
  const structure = structureOf(edition, shown)
  return structure.kind === 'jurisdiction' ? placeOf(structure.content) : null
}

/**
 * The live structure at the end of a past day. Structure that was taken over is assumed to have been the same
 * before.
 * @param dayOf maps an instant to the day of the site.
 */
export async function shownStructureOn(
  req: StoreRequest,
  entries: readonly string[],
  asOf: LegalDate,
  dayOf: (at: string) => LegalDate,
): Promise<ShownStructure[]> {
  return [...(await readTurns(req, entries))].flatMap(([entry, turns]) => {
    const [first] = turns
    const before = turns.findLast(({ at }) => dayOf(at) <= asOf)
    // No page can be rendered without site texts: for days before any were live, the first ones are used.
    const was = first?.action === 'take-over' || entry === SITE_KEY ? first : undefined
    const hash = shownAfter(before ?? was)
    return hash === null ? [] : [{ entry, hash, problem: null }]
  })
}
