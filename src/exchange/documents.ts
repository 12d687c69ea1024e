import { levelIn } from '#corpus/confidence.ts'
import type { Corpus, ListName } from '#corpus/corpus.ts'
import { toLexical } from '#corpus/lexical.ts'
import { parseEntryKey, type Kind } from '#domain/keys.ts'
import { normaliseUrl, hostOf } from '#domain/urls.ts'

/** Records of a corpus as documents of the collections. */

export type Document = Record<string, unknown>
export type EntryRecord = Corpus[
  'profiles' | 'channels' | 'offences' | 'routes' | 'ladders' | 'essentials'][number]
type SharedList = 'jurisdictions' | 'bodies' | 'instruments' | 'sources'

/** Ids of records, by natural key. */
export class Ids {
  readonly #ids = new Map<string, string>()

  set(collection: string, key: string, id: string): void {
    this.#ids.set(`${collection} ${key}`, id)
  }

  has(collection: string, key: string): boolean {
    return this.#ids.has(`${collection} ${key}`)
  }

  get(collection: string, key: string): string {
    const id = this.#ids.get(`${collection} ${key}`)
    if (id === undefined) throw new Error(`There is no ${collection} “${key}”.`)
    return id
  }
}

/** Every field that a record may leave out, empty: a saved document would keep what it held. */
const BLANK: Record<Kind | SharedList | 'site', Document> = {
  profile: {
    emergency: { contacts: [], useWhen: null, say: null, note: null },
    doxxing: { status: null, text: null, say: null },
    recording: { rule: null, text: null },
    budapest: null,
    ownOffences: null,
  },
  channel: { role: null, body: null, does: null, ask: null, instead: null, url: null },
  offence: {
    reportAs: null,
    say: null,
    standing: null,
    penalty: null,
    timeLimit: null,
    covers: null,
    section: null,
    nature: null,
    classification: null,
    elementsNote: null,
    officialSource: null,
  },
  route: { lever: null, mechanism: null, caveat: null },
  ladder: {},
  essential: { summary: null },
  jurisdictions: { abbreviation: null, parent: null },
  bodies: { jurisdiction: null, url: null },
  instruments: { jurisdiction: null, year: null, number: null, extent: null },
  sources: {},
  site: { sampleNotice: null, correctionsEmail: null, mailSender: null, mailFooter: null },
}

/** The groups of a profile: each states all of its fields. */
const GROUPS = ['emergency', 'doxxing', 'recording'] as const

export function sharedDocument(list: SharedList, record: Corpus[SharedList][number], ids: Ids): Document {
  const document: Document = { ...BLANK[list], ...record }
  if ('parent' in record && record.parent) document.parent = ids.get('jurisdictions', record.parent)
  if ('jurisdiction' in record && record.jurisdiction)
    document.jurisdiction = ids.get('jurisdictions', record.jurisdiction)
  if (list === 'sources') document.host = hostOf(normaliseUrl((record as Corpus['sources'][number]).url))
  return document
}

export const siteDocument = (site: NonNullable<Corpus['site']>): Document => ({ ...BLANK.site, ...site })

/**
 * An entry as a document: keys become ids, Markdown becomes what the editor stores. Related offences are left out:
 * they may refer to each other, and are set once all exist.
 * @param markdown reads the Markdown of a section.
 */
export function entryDocument(
  kind: Kind,
  record: EntryRecord,
  ids: Ids,
  markdown: (text: string) => unknown,
): Document {
  // The day is given at submission, and not stored in the document.
  const { confidence, instruments, citations, inForceAsOf: _checked, ...rest } = record
  const place = parseEntryKey(record.key)?.place ?? ''
  const document: Document = {
    ...BLANK[kind],
    ...rest,
    ...(kind === 'essential' ? {} : { jurisdiction: ids.get('jurisdictions', place) }),
    editorNote: record.editorNote ?? null,
    confidence: levelIn(confidence),
    confidenceNote: confidence?.note ?? null,
    instruments: instruments.map((use) => ({ ...use, instrument: ids.get('instruments', use.instrument) })),
    citations: citations.map((citation) => ({ ...citation, source: ids.get('sources', citation.source) })),
  }
  for (const group of kind === 'profile' ? GROUPS : [])
    document[group] = { ...(BLANK.profile[group] as Document), ...(document[group] as Document) }
  const refs = (rows: { body: string; contact: string }[]): Document[] =>
    rows.map(({ body, contact }) => ({ body: ids.get('bodies', body), contact }))
  if ('bodyContacts' in record) document.bodyContacts = refs(record.bodyContacts)
  if ('body' in record && record.body) document.body = ids.get('bodies', record.body)
  if ('steps' in record)
    document.steps = record.steps.map((each) => ({ ...each, bodyContacts: refs(each.bodyContacts) }))
  if ('officialSource' in record && record.officialSource)
    document.officialSource = ids.get('sources', record.officialSource)
  delete document.related
  if ('sections' in record)
    document.sections = record.sections.map(({ body, blocks, ...section }) => ({
      ...section,
      body: blocks ? toLexical(blocks) : markdown(body ?? ''),
    }))
  return document
}

/** Places with those that they are part of before them. */
export function parentsFirst(places: Corpus['jurisdictions']): Corpus['jurisdictions'] {
  const bySlug = new Map(places.map((each) => [each.slug, each]))
  const depth = (slug: string | undefined): number =>
    slug === undefined ? 0 : 1 + depth(bySlug.get(slug)?.parent)
  return [...places].sort((a, b) => depth(a.parent) - depth(b.parent))
}

export const SHARED_LISTS = ['bodies', 'instruments', 'sources'] as const satisfies ListName[]
