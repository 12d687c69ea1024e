import { convertMarkdownToLexical, editorConfigFactory } from '@payloadcms/richtext-lexical'
import type { Payload, PayloadRequest } from 'payload'
import type { Corpus } from '#corpus/corpus.ts'
import { CORPUS_EDITOR, CORPUS_REVIEWER } from '#domain/desk/actors.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { legalDate, type LegalDate } from '#domain/dates.ts'
import { parseEntryKey, type Kind } from '#domain/keys.ts'
import { sourceKey } from '#domain/content/sources.ts'
import { hostOf, normaliseUrl } from '#domain/urls.ts'
import { approve } from '#desk/desk/approve.ts'
import { todayOf } from '#desk/desk.ts'
import type { About } from '#desk/entry.ts'
import { NOTHING_SAID } from '#desk/desk/freeze.ts'
import { submit } from '#desk/desk/submit.ts'
import { actingAs } from '#lib/actor.ts'
import type { Clock } from '#lib/clock.ts'
import { createRecord, updateRecord, writeSite } from '#store/content/records.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { isEmpty } from '#store/content/emptiness.ts'

export class NotEmpty extends Error {
  override name = 'NotEmpty'
}

interface Load {
  payload: Payload
  corpus: Corpus
  clock: Clock
  timeZone: string
  /** Called after each record is loaded. */
  progress?: (done: number, total: number) => void
}

type Record_ = Record<string, unknown>

/** Ids of created records, by natural key. */
class Ids {
  readonly #ids = new Map<string, string>()

  set(collection: string, key: string, id: string): void {
    this.#ids.set(`${collection} ${key}`, id)
  }

  get(collection: string, key: string): string {
    const id = this.#ids.get(`${collection} ${key}`)
    if (id === undefined) throw new Error(`There is no ${collection} “${key}”.`)
    return id
  }
}

/**
 * Loads a checked corpus into an empty database through the same hooks, validation and desk that people use: one
 * system actor writes and submits, another approves. Everything happens in one transaction. The worker makes it
 * live.
 * @returns the number of records loaded.
 * @throws {NotEmpty} if the database already has content.
 */
export async function loadCorpus({ payload, corpus, clock, timeZone, progress }: Load): Promise<number> {
  return inOwnTransaction(
    { payload, context: actingAs(CORPUS_EDITOR) },
    async (req) => {
      if (!(await isEmpty(req)))
        throw new NotEmpty('The database already holds content. A corpus is loaded only into an empty one.')
      const entries = entriesOf(corpus)
      const total =
        corpus.jurisdictions.length +
        corpus.bodies.length +
        corpus.instruments.length +
        corpus.sources.length +
        entries.length
      let done = 0
      const step = (): void => progress?.(++done, total)
      const ids = new Ids()

      const today = todayOf({ clock, timeZone })
      // A date already reached elsewhere on Earth counts as today.
      const checkedOf = (day: string): LegalDate => (day > today ? today : legalDate(day))

      const desk = { req, clock, timeZone }
      const through = async (about: About, from: number, checkedOn: LegalDate | null): Promise<void> => {
        const { edition } = await submit(
          { ...desk, actor: CORPUS_EDITOR },
          { ...about, from, submission: NOTHING_SAID, checkedOn },
        )
        await approve({ ...desk, actor: CORPUS_REVIEWER }, { ...about, hash: edition.hash })
      }

      await loadShared(req, corpus, ids, step)
      if (corpus.site) await writeSite(req, { ...corpus.site })
      for (const { slug } of corpus.jurisdictions)
        await through({ kind: 'jurisdiction', id: ids.get('jurisdiction', slug) }, 1, null)
      if (corpus.site) await through({ kind: 'site', id: 'site' }, 1, null)
      for (const { kind, record } of entries) {
        const id = await createRecord(req, COLLECTION_OF[kind], await documentOf(payload, kind, record, ids))
        ids.set('entry', record.key, id)
      }
      for (const { kind, record } of entries) {
        const id = ids.get('entry', record.key)
        const related = kind === 'offence' ? (record as Corpus['offences'][number]).related : []
        // Offences may refer to each other, so relations are set once all exist.
        if (related.length > 0)
          await updateRecord(req, 'offences', id, {
            revision: 1,
            related: related.map((key) => ids.get('entry', key)),
          })
        await through({ kind, id }, related.length > 0 ? 2 : 1, checkedOf(record.inForceAsOf))
        step()
      }
      return total
    },
    { name: 'the import of a corpus', long: true },
  )
}

type AnyEntry = Corpus['profiles' | 'channels' | 'offences' | 'routes' | 'ladders' | 'essentials'][number]

const entriesOf = (corpus: Corpus): { kind: Kind; record: AnyEntry }[] =>
  (Object.keys(COLLECTION_OF) as Kind[]).flatMap((kind) =>
    (corpus[COLLECTION_OF[kind]] as AnyEntry[]).map((record) => ({ kind, record })),
  )

async function loadShared(req: PayloadRequest, corpus: Corpus, ids: Ids, step: () => void): Promise<void> {
  const place = (slug: string | undefined): string | undefined =>
    slug === undefined ? undefined : ids.get('jurisdiction', slug)
  for (const record of parentsFirst(corpus.jurisdictions)) {
    ids.set(
      'jurisdiction',
      record.slug,
      await createRecord(req, 'jurisdictions', { ...record, parent: place(record.parent) }),
    )
    step()
  }
  for (const record of corpus.bodies) {
    ids.set(
      'body',
      record.key,
      await createRecord(req, 'bodies', { ...record, jurisdiction: place(record.jurisdiction) }),
    )
    step()
  }
  for (const record of corpus.instruments) {
    ids.set(
      'instrument',
      record.key,
      await createRecord(req, 'instruments', { ...record, jurisdiction: place(record.jurisdiction) }),
    )
    step()
  }
  for (const record of corpus.sources) {
    const url = normaliseUrl(record.url)
    ids.set(
      'source',
      sourceKey({ ...record, url }),
      await createRecord(req, 'sources', { ...record, host: hostOf(url) }),
    )
    step()
  }
}

function parentsFirst(places: Corpus['jurisdictions']): Corpus['jurisdictions'] {
  const bySlug = new Map(places.map((each) => [each.slug, each]))
  const depth = (slug: string | undefined): number =>
    slug === undefined ? 0 : 1 + depth(bySlug.get(slug)?.parent)
  return [...places].sort((a, b) => depth(a.parent) - depth(b.parent))
}

/** Converts a corpus record to a document of its collection: keys become ids, Markdown becomes editor state. */
async function documentOf(payload: Payload, kind: Kind, record: AnyEntry, ids: Ids): Promise<Record_> {
  // Given at submission, not stored in the document.
  const { confidence, instruments, citations, inForceAsOf: _checked, ...rest } = record
  const place = parseEntryKey(record.key)?.place ?? ''
  const document: Record_ = {
    ...rest,
    ...(kind === 'essential' ? {} : { jurisdiction: ids.get('jurisdiction', place) }),
    confidence: confidence?.level ?? 'high',
    confidenceNote: confidence?.note,
    instruments: instruments.map((use) => ({ ...use, instrument: ids.get('instrument', use.instrument) })),
    citations: citations.map((citation) => ({ ...citation, source: ids.get('source', citation.source) })),
  }
  const refs = (rows: { body: string; contact: string }[]): Record_[] =>
    rows.map(({ body, contact }) => ({ body: ids.get('body', body), contact }))
  if ('bodyContacts' in record) document.bodyContacts = refs(record.bodyContacts)
  if ('body' in record && record.body) document.body = ids.get('body', record.body)
  if ('steps' in record)
    document.steps = record.steps.map((each) => ({ ...each, bodyContacts: refs(each.bodyContacts) }))
  if ('officialSource' in record && record.officialSource)
    document.officialSource = ids.get('source', record.officialSource)
  if ('related' in record) delete document.related
  if ('sections' in record) {
    const field = payload.collections.essentials.config.flattenedFields.find(
      (each) => each.name === 'sections',
    )
    const body =
      field?.type === 'array' ? field.flattenedFields.find((each) => each.name === 'body') : undefined
    if (body?.type !== 'richText') throw new TypeError('Sections of essentials have no rich text.')
    const editorConfig = editorConfigFactory.fromField({ field: body })
    document.sections = record.sections.map((section) => ({
      ...section,
      body: convertMarkdownToLexical({ editorConfig, markdown: section.body }),
    }))
  }
  return document
}
