import { randomBytes } from 'node:crypto'
import type { CollectionSlug, Payload } from 'payload'
import { sealEvent } from '#domain/desk/events.ts'
import { replayHead } from '#domain/desk/heads.ts'
import type { Kind } from '#domain/keys.ts'
import { writeEvent } from '#store/desk/events.ts'
import { toRow } from '#store/desk/heads.ts'
import { insertRow } from '#store/rows.ts'
import { inTransaction } from '#store/transaction.ts'

type Doc = Record<string, unknown> & { id: string }
type Kept = readonly [collection: CollectionSlug, kind: Kind | null]

/** What belongs to a place, in the order in which one refers to another. */
const OF_A_PLACE: readonly Kept[] = [
  ['bodies', null],
  ['instruments', null],
  ['profiles', 'profile'],
  ['channels', 'channel'],
  ['offences', 'offence'],
  ['ladders', 'ladder'],
]

/** Long written: what was written lately is read again by each search. */
const WRITTEN = '2026-01-02T03:04:05.000Z'

/** A value under other ids and names, with a new id for each row. */
function copied(
  value: unknown,
  of: { ids: ReadonlyMap<string, string>; named: (text: string) => string },
): unknown {
  if (typeof value === 'string') return of.ids.get(value) ?? of.named(value)
  if (Array.isArray(value)) return value.map((each) => copied(each, of))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === 'id' ? randomBytes(12).toString('hex') : copied(member, of),
    ]),
  )
}

/** The working copies of a database, as they were laid, and more of them. */
class Copies {
  readonly #payload: Payload
  readonly #docs = new Map<CollectionSlug, Doc[]>()
  entries = 0
  records = 0

  constructor(payload: Payload) {
    this.#payload = payload
  }

  async read(): Promise<void> {
    for (const collection of ['jurisdictions', ...OF_A_PLACE.map(([slug]) => slug)] as CollectionSlug[]) {
      const { docs } = await this.#payload.db.find<Doc>({ collection, limit: 0, pagination: false })
      this.#docs.set(collection, docs)
    }
  }

  get guides(): Doc[] {
    return (this.#docs.get('jurisdictions') ?? []).filter(({ guide }) => guide === 'full')
  }

  /** Copies a guide: its place, the sections of it, and all that belongs to them, each with a word of its own. */
  async add(guide: Doc, round: number): Promise<void> {
    const req = { payload: this.#payload, context: {} }
    const places = (this.#docs.get('jurisdictions') ?? []).filter(
      (each) => each.id === guide.id || (each.parent === guide.id && each.guide === 'section'),
    )
    const keys = new RegExp(`^(${places.map(({ key }) => String(key)).join('|')})(?=$|/)`)
    const ids = new Map<string, string>()
    const named = (text: string): string => text.replace(keys, `$1-${round}`)
    const create = async (collection: CollectionSlug, doc: Doc, own: object): Promise<void> => {
      const { id, ...rest } = doc
      const data = {
        ...(copied(rest, { ids, named }) as object),
        ...own,
        createdAt: WRITTEN,
        updatedAt: WRITTEN,
      }
      const made = (await this.#payload.db.create({ collection, data, req })) as Doc
      ids.set(id, made.id)
      this.records += 1
    }
    await inTransaction(req, async () => {
      for (const place of [guide, ...places.filter(({ id }) => id !== guide.id)])
        await create('jurisdictions', place, {
          name: `${String(place.name)} ${round}`,
          iso: `${String(place.iso)}-${round}`,
        })
      for (const [collection, kind] of OF_A_PLACE)
        for (const doc of this.#docs.get(collection) ?? [])
          if (ids.has(String(doc.jurisdiction)))
            if (kind === null) await create(collection, doc, { key: `${String(doc.key)}-${round}` })
            else {
              await create(collection, doc, { editorNote: `word${this.entries}x other${round}y` })
              await this.#begin(req, named(String(doc.key)), kind)
            }
    })
  }

  /** An entry that somebody made and nobody submitted. */
  async #begin(req: { payload: Payload; context: object }, entry: string, kind: Kind): Promise<void> {
    const actor = { id: 'user:nobody', name: 'Nobody' }
    const event = sealEvent({
      entry,
      n: 1,
      at: WRITTEN,
      actor,
      action: 'create',
      revision: 1,
      edition: null,
      details: {},
      previous: null,
    })
    await writeEvent(req, event)
    await insertRow(req, 'heads', { ...toRow(replayHead(entry, kind, [event])) })
    this.entries += 1
  }
}

/** Copies the guides of the sample, with working copies that nobody submitted, until there are so many. */
export async function copyWorkingCopies(
  payload: Payload,
  guides: number,
): Promise<{ entries: number; records: number }> {
  const copies = new Copies(payload)
  await copies.read()
  const full = copies.guides
  for (let index = full.length; index < guides; index += 1)
    await copies.add(full[index % full.length] as Doc, Math.floor(index / full.length))
  return copies
}
