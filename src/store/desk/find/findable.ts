import { fieldsOf } from '#domain/content/fields.ts'
import type { Entry, Reviewed } from '#domain/content/content.ts'
import { INSTRUMENT_KINDS } from '#domain/content/content.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { nameOfKind, titleInLabel } from '#domain/content/names.ts'
import { jurisdictionKey, structureLabel } from '#domain/content/structure.ts'
import type { Findable, FindableText } from '#domain/desk/find/findable.ts'
import { LAW_CHANGES } from '#domain/desk/law-changes.ts'
import { KINDS, SITE_KEY, type Kind } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'
import type * as stored from '#payload-types'
import { bodyContacts, toEntry, toJurisdiction, toSite, type WorkingCopy } from '../../content/to-entry.ts'
import type { StoreRequest } from '../../rows.ts'
import { readSavedSite } from '../working-copies.ts'
import type { Searched } from './stamps.ts'

/** Relationships of relationships are populated: an instrument names its place. */
const DEPTH = 2

type Doc = { id: string; key?: string | null; label?: string | null }
type Told = Pick<Findable, 'entry' | 'title' | 'place' | 'names' | 'texts'>

const placeName = (relation: unknown): string | null =>
  relation && typeof relation === 'object' ? textOf((relation as stored.Jurisdiction).name) || null : null

const texts = (...pairs: [label: string, text: unknown][]): FindableText[] =>
  pairs.flatMap(([label, text]) => {
    const words = typeof text === 'number' ? String(text) : textOf(text).trim()
    return words === '' ? [] : [{ label, text: words }]
  })

/** The title stands apart, and “See also” is a list of keys. */
const APART = new Set(['title', 'related'])

/** The texts of something reviewed, field by field. */
const fieldTexts = (entry: Reviewed): FindableText[] =>
  texts(
    ...fieldsOf(entry, null)
      .filter(({ id }) => !APART.has(id))
      .map(({ label, text }): [string, unknown] => [label, text]),
  )

function namesIn({ instruments, kind, content }: Entry): string[] {
  const contacts =
    kind === 'ladder'
      ? content.steps.flatMap((step) => step.contacts)
      : kind === 'channel' || kind === 'route'
        ? content.contacts
        : []
  return [
    ...instruments.map(({ instrument }) => instrument.title),
    ...contacts.flatMap(({ body }) => (body ? [body.name] : [])),
    ...(kind === 'channel' && content.body ? [content.body.name] : []),
  ]
}

const notesIn = (doc: WorkingCopy): FindableText[] =>
  texts(
    ['Note for editors', doc.editorNote],
    ...('sections' in doc ? (doc.sections ?? []) : []).map(({ editorNote }): [string, unknown] => [
      'Note for editors',
      editorNote,
    ]),
  )

function entryTold(kind: Kind, doc: WorkingCopy): Told {
  const place = 'jurisdiction' in doc ? placeName(doc.jurisdiction) : null
  const { entry } = toEntry(kind, doc)
  return {
    entry: doc.key ?? null,
    title: titleInLabel(textOf(doc.label), place),
    place,
    names: namesIn(entry),
    texts: [...fieldTexts(entry), ...notesIn(doc)],
  }
}

const shared = (title: string, place: unknown, told: FindableText[], names: string[] = []): Told => ({
  entry: null,
  title,
  place: placeName(place),
  names,
  texts: told,
})

const titleOf = (relation: unknown): string =>
  relation && typeof relation === 'object' ? textOf((relation as stored.Instrument).title) : ''

const sharedTold = {
  bodies: (doc: stored.Body) =>
    shared(
      doc.name,
      doc.jurisdiction,
      texts(
        ...bodyContacts(doc).map(({ printed, value, hours, note }): [string, unknown] => [
          'Contacts',
          [printed, value === printed ? null : value, hours, note].filter(Boolean).join(', '),
        ]),
        ['Site', doc.url],
      ),
    ),
  instruments: (doc: stored.Instrument) =>
    shared(
      doc.title,
      doc.jurisdiction,
      texts(
        ['Kind', INSTRUMENT_KINDS[doc.kind]],
        ['Year', doc.year],
        ['Number', doc.number],
        ['Extent', doc.extent],
      ),
    ),
  sources: (doc: stored.Source) => shared(doc.title, null, texts(['Address', doc.url], ['Site', doc.host])),
  'law-changes': (doc: stored.LawChange) =>
    shared(
      doc.title,
      null,
      texts(
        ['Instrument', titleOf(doc.instrument)],
        ['Kind', LAW_CHANGES[doc.what]],
        ['Provisions', doc.provisions],
        ['Takes force on', doc.effectiveOn],
        ['Note', doc.note],
      ),
      [titleOf(doc.instrument)],
    ),
  jurisdictions: (doc: stored.Jurisdiction): Told => ({
    entry: jurisdictionKey(doc.key ?? doc.slug),
    title: doc.name,
    place: placeName(doc.parent),
    names: [],
    texts: fieldTexts(toJurisdiction(doc)),
  }),
}

const kindOf = (collection: string): Kind | null =>
  KINDS.find((kind) => COLLECTION_OF[kind] === collection) ?? null

function told(collection: Searched, doc: Doc): Told {
  const kind = kindOf(collection)
  if (kind) return entryTold(kind, doc as WorkingCopy)
  // What each collection holds is known from its name; the types of a union do not follow it.
  return (sharedTold as unknown as Record<string, (each: Doc) => Told>)[collection]?.(doc) ?? barely(doc)
}

/** What stays findable of a record that cannot be read as what it should be: its name, so that it can be mended. */
const barely = (doc: Doc): Told => ({
  entry: doc.key ?? null,
  title: textOf(doc.label) || textOf(doc.key) || doc.id,
  place: null,
  names: [],
  texts: [],
})

/** What a search sees of these records. Those that are gone are missing. */
export async function readFindables(
  req: StoreRequest,
  collection: Searched,
  ids: readonly string[],
): Promise<Findable[]> {
  const { docs } = await req.payload.find({
    collection,
    where: { id: { in: ids } },
    depth: DEPTH,
    limit: 0,
    pagination: false,
    overrideAccess: true,
    showHiddenFields: true,
    req: req,
  })
  const kind = textOf(req.payload.collections[collection].config.labels.singular)
  // A union of all collections: each is told apart by its name.
  return (docs as unknown as Doc[]).map((doc) => {
    const record = String(doc.id)
    const base = { id: `${collection}/${record}`, collection, record, kind }
    try {
      return { ...base, ...told(collection, doc) }
    } catch (error) {
      req.payload.logger.warn({ msg: 'a record is found by its name alone', collection, record, err: error })
      return { ...base, ...barely({ ...doc, id: record }) }
    }
  })
}

/** The words of the site; null if nobody has filled them in. */
export async function readFindableSite(req: StoreRequest): Promise<Findable | null> {
  const site = await readSavedSite(req)
  if (!site.brand) return null
  return {
    id: 'site/site',
    collection: 'site',
    record: 'site',
    entry: SITE_KEY,
    kind: nameOfKind('site'),
    title: structureLabel(null),
    place: null,
    names: [],
    texts: fieldTexts(toSite(site)),
  }
}
