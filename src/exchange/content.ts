import type { Corpus } from '#corpus/corpus.ts'
import {
  instrumentRecord,
  placeRecord,
  recordOf,
  siteRecord,
  sourceRecord,
  type EntryNotes,
} from '#corpus/record-of.ts'
import type { COLLECTION_OF } from '#domain/content/collections.ts'
import type { Contact } from '#domain/content/contacts.ts'
import {
  isStructure,
  type Entry,
  type JurisdictionContent,
  type SiteContent,
} from '#domain/content/content.ts'
import { thaw } from '#domain/content/editions.ts'
import { withOwnContacts } from '#domain/content/own-contacts.ts'
import { liveConfirmedOn } from '#domain/desk/heads.ts'
import { KINDS, parseEntryKey, type Kind } from '#domain/keys.ts'
import { withoutEmpty } from '#domain/values.ts'
import {
  readSavedBodies,
  readSavedEntries,
  readSavedInstruments,
  readSavedSources,
  type SavedBody,
} from '#store/content/saved.ts'
import { readEdition, readEditions } from '#store/desk/editions.ts'
import { readHeads } from '#store/desk/heads.ts'
import { readSavedStructure } from '#store/desk/working-copies.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Which entries are read. */
export type Scope = { place: string } | { entry: string } | null

/** Nothing stands under the name that was asked for. */
export class NothingThere extends Error {
  override name = 'NothingThere'
}

interface Told {
  entry: Entry
  notes: EntryNotes
}

/** What is read of the database, before what the entries refer to is chosen. */
interface Read {
  entries: Told[]
  places: JurisdictionContent[]
  site: SiteContent | null
  bodies: SavedBody[]
  instruments: Map<string, Corpus['instruments'][number]>
  sources: Map<string, Corpus['sources'][number]>
}

const NO_NOTES: EntryNotes = { editorNote: null, sections: new Map() }

/** Whether an entry is in scope. The sections of a place stand in its guide, and belong to it. */
function inScope(scope: Scope, places: readonly JurisdictionContent[]): (key: string) => boolean {
  if (!scope) return () => true
  if ('entry' in scope) return (key) => key === scope.entry
  const slugs = new Set([
    scope.place,
    ...places
      .filter(({ guide, parent }) => guide === 'section' && parent === scope.place)
      .map(({ key }) => key),
  ])
  return (key) => slugs.has(parseEntryKey(key)?.place ?? '')
}

/** The last day on which a person checked each entry: of its live edition, or of the one on its way. */
async function daysOf(req: StoreRequest): Promise<Map<string, Entry['inForceAsOf']>> {
  const days = new Map<string, Entry['inForceAsOf']>()
  for (const head of await readHeads(req)) {
    const open = head.live || !head.open ? null : await readEdition(req, head.open.hash)
    days.set(head.entry, liveConfirmedOn(head) ?? (open && thaw(open).inForceAsOf))
  }
  return days
}

/** The working copies, as they are saved now. */
async function readWorking(req: StoreRequest, scope: Scope): Promise<Read> {
  const structure = await readSavedStructure(req)
  const places = structure.flatMap((each) => (each.kind === 'jurisdiction' ? [each.content] : []))
  const site = structure.flatMap((each) => (each.kind === 'site' ? [each.content] : []))[0] ?? null
  const wanted = inScope(scope, places)
  const days = await daysOf(req)
  const entries: Told[] = []
  for (const kind of KINDS)
    for (const { entry, editorNote, sectionNotes } of await readSavedEntries(req, kind, wanted))
      entries.push({
        entry: { ...entry, inForceAsOf: days.get(entry.key) ?? null },
        notes: { editorNote, sections: sectionNotes },
      })
  return { entries, places, site, ...(await readShared(req)) }
}

async function readShared(req: StoreRequest): Promise<Pick<Read, 'bodies' | 'instruments' | 'sources'>> {
  return {
    bodies: await readSavedBodies(req),
    instruments: new Map((await readSavedInstruments(req)).map((each) => [each.key, instrumentRecord(each)])),
    sources: new Map((await readSavedSources(req)).map((each) => [each.key, sourceRecord(each)])),
  }
}

/** What readers see: the live editions, with the titles and numbers that they froze. */
async function readLive(req: StoreRequest, scope: Scope): Promise<Read> {
  const heads = (await readHeads(req)).flatMap((head) => (head.live ? [{ head, live: head.live }] : []))
  heads.sort((a, b) => a.live.seq - b.live.seq)
  const editions = await readEditions(
    req,
    heads.map(({ live }) => live.hash),
  )
  const found = heads.flatMap(({ head, live }) => {
    const edition = editions.get(live.hash)
    return edition ? [{ ...thaw(edition), inForceAsOf: liveConfirmedOn(head) }] : []
  })
  const places = found.flatMap((each) => (each.kind === 'jurisdiction' ? [each.content] : []))
  const site = found.flatMap((each) => (each.kind === 'site' ? [each.content] : []))[0] ?? null
  const shared = await readShared(req)
  const wanted = inScope(scope, places)
  const entries: Told[] = []
  for (const each of found) {
    if (isStructure(each) || !wanted(each.key)) continue
    for (const { instrument } of each.instruments)
      shared.instruments.set(instrument.key, instrumentRecord(instrument))
    for (const source of sourcesIn(each)) shared.sources.set(source.key, sourceRecord(source))
    entries.push({ entry: withOwnContacts(each, shared.bodies), notes: NO_NOTES })
  }
  return { entries, places, site, ...shared }
}

const sourcesIn = (entry: Entry) => [
  ...entry.citations.map(({ source }) => source),
  ...(entry.kind === 'offence' && entry.content.officialSource ? [entry.content.officialSource] : []),
]

/** Keys of what the entries refer to. */
function referredTo(entries: readonly Told[]): {
  bodies: Set<string>
  instruments: Set<string>
  sources: Set<string>
} {
  const found = { bodies: new Set<string>(), instruments: new Set<string>(), sources: new Set<string>() }
  const ofBodies = (contacts: readonly Contact[]): void =>
    contacts.forEach(({ body }) => body && found.bodies.add(body.key))
  for (const { entry } of entries) {
    for (const { instrument } of entry.instruments) found.instruments.add(instrument.key)
    for (const { key } of sourcesIn(entry)) found.sources.add(key)
    if (entry.kind === 'channel' && entry.content.body) found.bodies.add(entry.content.body.key)
    if (entry.kind === 'channel' || entry.kind === 'route') ofBodies(entry.content.contacts)
    if (entry.kind === 'ladder') entry.content.steps.forEach(({ contacts }) => ofBodies(contacts))
  }
  return found
}

const bodyRecord = ({ id: _id, contacts, ...body }: SavedBody): Corpus['bodies'][number] =>
  ({
    ...withoutEmpty(body),
    contacts: contacts.map(({ body: _own, ...contact }) => withoutEmpty(contact)),
  }) as Corpus['bodies'][number]

/** Places by key, with all that they are part of. */
function withParents(keys: Iterable<string>, places: readonly JurisdictionContent[]): JurisdictionContent[] {
  const wanted = new Set<string>()
  const add = (key: string | null): void => {
    if (key === null || wanted.has(key)) return
    wanted.add(key)
    add(places.find((place) => place.key === key)?.parent ?? null)
  }
  for (const key of keys) add(key)
  return places.filter(({ key }) => wanted.has(key))
}

function recordsOf<K extends Kind>(entries: readonly Told[], kind: K): Corpus[(typeof COLLECTION_OF)[K]] {
  const mine = entries.filter(({ entry }) => entry.kind === kind)
  // Chosen by their kind, which decides the shape of the record.
  return mine.map(({ entry, notes }) =>
    recordOf(entry, notes),
  ) as unknown as Corpus[(typeof COLLECTION_OF)[K]]
}

/**
 * The content of the database as a corpus: whole, or some entries with everything that they refer to.
 * @param live what readers see, instead of the working copies.
 * @throws {NothingThere} if the scope holds no entry.
 */
export async function readContent(
  req: StoreRequest,
  { scope = null, live = false }: { scope?: Scope; live?: boolean } = {},
): Promise<Corpus> {
  const { entries, places, site, bodies, instruments, sources } = await (live ? readLive : readWorking)(
    req,
    scope,
  )
  if (scope && entries.length === 0)
    throw new NothingThere(
      'entry' in scope
        ? `There is no entry “${scope.entry}”${live ? ' that is live' : ''}. An entry is named by its key: scotland/offence/stalking.`
        : `There is nothing${live ? ' live' : ''} of the place “${scope.place}”. A place is named by its slug: new-south-wales.`,
    )
  const refers = referredTo(entries)
  const all = scope === null && !live
  const kept = {
    bodies: bodies.filter(({ key }) => all || refers.bodies.has(key)),
    instruments: [...instruments].filter(([key]) => all || refers.instruments.has(key)),
    sources: [...sources].filter(([key]) => all || refers.sources.has(key)),
  }
  const named = [
    ...entries.flatMap(({ entry }) => entry.jurisdiction ?? []),
    ...kept.bodies.flatMap(({ jurisdiction }) => jurisdiction ?? []),
    ...kept.instruments.flatMap(([, { jurisdiction }]) => jurisdiction ?? []),
  ]
  return {
    site: scope === null && site ? siteRecord(site) : null,
    jurisdictions: (scope === null ? places : withParents(named, places)).map(placeRecord),
    bodies: kept.bodies.map(bodyRecord),
    instruments: kept.instruments.map(([, record]) => record),
    sources: kept.sources.map(([, record]) => record),
    profiles: recordsOf(entries, 'profile'),
    channels: recordsOf(entries, 'channel'),
    offences: recordsOf(entries, 'offence'),
    ladders: recordsOf(entries, 'ladder'),
    routes: recordsOf(entries, 'route'),
    essentials: recordsOf(entries, 'essential'),
  }
}
