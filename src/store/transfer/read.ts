import type { CollectionSlug, GlobalSlug, Payload, PayloadRequest, Where } from 'payload'
import { isMongo } from '../database/drivers.ts'
import type { StoreRequest } from '../rows.ts'
import type { RowSet } from './collections.ts'

/** A row as plain data: ids and instants are texts. */
export type PlainRow = Record<string, unknown>

/** Rows held in memory at a time. */
const PAGE = 500

/** MongoDB, below Payload: its transactions end after a minute, and a whole database takes longer to read. */
interface Documents {
  collections: Record<string, { collection: DriverCollection } | undefined>
  versions: Record<string, { collection: DriverCollection } | undefined>
  globals: { collection: DriverCollection }
}

interface DriverCollection {
  find(filter: object, options: object): AsyncIterable<Record<string, unknown>>
}

/** The moment that is read: a transaction of the embedded database, or a session of MongoDB. */
export interface Moment {
  req: StoreRequest
  session?: unknown
}

/** Every row of a set, page by page, in order of id. */
export async function* readSet(moment: Moment, set: RowSet): AsyncGenerator<PlainRow[]> {
  const { db } = moment.req.payload
  yield* isMongo<Documents>(db) ? documentsOf(db, set, moment.session) : rowsOf(moment.req, set)
}

/** What is unlike in MongoDB’s own types: an id, and an instant. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Date) return value.toISOString()
  if ('_bsontype' in value) return (value as { toString(): string }).toString()
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]))
}

function plainDocument({ _id, __v, ...fields }: Record<string, unknown>): PlainRow {
  return { id: plain(_id), ...(plain(fields) as PlainRow) }
}

async function* documentsOf(
  db: Documents,
  { slug, kind }: RowSet,
  session: unknown,
): AsyncGenerator<PlainRow[]> {
  const at = kind === 'global' ? db.globals : kind === 'rows' ? db.collections[slug] : db.versions[slug]
  if (!at) return
  const filter = kind === 'global' ? { globalType: slug } : {}
  let page: PlainRow[] = []
  for await (const found of at.collection.find(filter, { sort: { _id: 1 }, session })) {
    page.push(plainDocument(found))
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

async function* rowsOf(req: StoreRequest, { slug, kind }: RowSet): AsyncGenerator<PlainRow[]> {
  if (kind === 'global') {
    const only = await req.payload.db.findGlobal<PlainRow>({ slug, req })
    // A global that nobody has saved has no id.
    if (only.id !== undefined) yield [only]
    return
  }
  let after: string | null = null
  for (;;) {
    const docs: PlainRow[] = await pageOf(req, { slug, kind }, after)
    if (docs.length > 0) yield docs
    const last = docs.at(-1)
    if (!last || docs.length < PAGE) return
    after = String(last.id)
  }
}

async function pageOf(
  req: StoreRequest,
  { slug, kind }: Pick<RowSet, 'slug' | 'kind'>,
  after: string | null,
): Promise<PlainRow[]> {
  const { db }: Pick<Payload, 'db'> = req.payload
  const where: Where = after === null ? {} : { id: { greater_than: after } }
  const asked = { where, sort: 'id', limit: PAGE, pagination: false, req: req as PayloadRequest }
  const { docs } =
    kind === 'rows'
      ? await db.find({ ...asked, collection: slug as CollectionSlug })
      : kind === 'versions'
        ? await db.findVersions({ ...asked, collection: slug as CollectionSlug })
        : await db.findGlobalVersions({ ...asked, global: slug as GlobalSlug })
  return docs
}
