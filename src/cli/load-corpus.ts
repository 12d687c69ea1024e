import type { Payload, PayloadRequest } from 'payload'
import { keyOf } from '#corpus/check.ts'
import type { Corpus } from '#corpus/corpus.ts'
import { CORPUS_EDITOR, CORPUS_REVIEWER } from '#domain/desk/actors.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { legalDate, type LegalDate } from '#domain/dates.ts'
import type { Kind } from '#domain/keys.ts'
import { approve } from '#desk/desk/approve.ts'
import { todayOf } from '#desk/desk.ts'
import type { About } from '#desk/entry.ts'
import { NOTHING_SAID } from '#desk/desk/freeze.ts'
import { submit } from '#desk/desk/submit.ts'
import { actingAs } from '#lib/actor.ts'
import type { Clock } from '#lib/clock.ts'
import {
  entryDocument,
  Ids,
  parentsFirst,
  SHARED_LISTS,
  sharedDocument,
  type EntryRecord,
} from '#exchange/documents.ts'
import { markdownReader } from '#store/content/markdown.ts'
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
      const markdown = markdownReader(payload)

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
        await through({ kind: 'jurisdiction', id: ids.get('jurisdictions', slug) }, 1, null)
      if (corpus.site) await through({ kind: 'site', id: 'site' }, 1, null)
      for (const { kind, record } of entries) {
        const id = await createRecord(req, COLLECTION_OF[kind], entryDocument(kind, record, ids, markdown))
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
        await through({ kind, id }, related.length > 0 ? 2 : 1, checkedOf(record.inForceAsOf ?? today))
        step()
      }
      return total
    },
    { name: 'the import of a corpus', long: true },
  )
}

const entriesOf = (corpus: Corpus): { kind: Kind; record: EntryRecord }[] =>
  (Object.keys(COLLECTION_OF) as Kind[]).flatMap((kind) =>
    (corpus[COLLECTION_OF[kind]] as EntryRecord[]).map((record) => ({ kind, record })),
  )

async function loadShared(req: PayloadRequest, corpus: Corpus, ids: Ids, step: () => void): Promise<void> {
  const create = async (
    list: 'jurisdictions' | (typeof SHARED_LISTS)[number],
    record: Corpus[typeof list][number],
  ): Promise<void> => {
    ids.set(list, keyOf(record), await createRecord(req, list, sharedDocument(list, record, ids)))
    step()
  }
  for (const record of parentsFirst(corpus.jurisdictions)) await create('jurisdictions', record)
  for (const list of SHARED_LISTS) for (const record of corpus[list]) await create(list, record)
}
