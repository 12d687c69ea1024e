import type { Where } from 'payload'
import type { Instrument } from '#payload-types'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { LegalDate } from '#domain/dates.ts'
import { KINDS } from '#domain/keys.ts'
import { registerIdOf, type RegisterId, type RegisterReading } from '#domain/watch/register.ts'
import { idOf } from '#domain/values.ts'
import { isDay } from '#domain/checks.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** What entries cite of an instrument. */
export interface CitedInstrument {
  /** The earliest day on which a dependent entry was confirmed; null if none was. */
  since: LegalDate | null
  /** Provisions that entries name; null for the whole instrument. */
  provisions: (string | null)[]
}

/** What working copies cite, by instrument id. */
export async function readCited(req: StoreRequest): Promise<Map<string, CitedInstrument>> {
  const found = new Map<string, CitedInstrument>()
  for (const kind of KINDS) {
    const { docs } = await req.payload.find({
      collection: COLLECTION_OF[kind],
      depth: 0,
      limit: 0,
      pagination: false,
      overrideAccess: true,
      req: req,
    })
    for (const { instruments, inForceAsOf } of docs)
      for (const use of instruments ?? []) {
        const id = idOf(use.instrument)
        if (id === null) continue
        const cited = found.get(id) ?? { since: null, provisions: [] }
        const day = isDay(inForceAsOf) ? inForceAsOf : null
        if (day !== null && (cited.since === null || day < cited.since)) cited.since = day
        cited.provisions.push(use.provision ?? null)
        found.set(id, cited)
      }
  }
  return found
}

/** An instrument in a register that an entry depends on. */
export interface RegisteredInstrument {
  id: string
  title: string
  register: RegisterId
  since: LegalDate | null
}

/** Instruments to watch: those that entries cite and the register covers, by title. */
export async function readRegistered(req: StoreRequest): Promise<RegisteredInstrument[]> {
  const cited = await readCited(req)
  const { docs } = await req.payload.find({
    collection: 'instruments',
    depth: 1,
    limit: 0,
    pagination: false,
    sort: 'title',
    overrideAccess: true,
    req: req,
  })
  return docs.flatMap((doc: Instrument) => {
    const uses = cited.get(String(doc.id))
    const place = doc.jurisdiction
    const register = registerIdOf({
      kind: doc.kind,
      year: doc.year ?? null,
      number: doc.number ?? null,
      iso: place && typeof place === 'object' ? place.iso : null,
    })
    return uses && register ? [{ id: String(doc.id), title: doc.title, register, since: uses.since }] : []
  })
}

/** Titles of instruments by id. */
export async function readInstrumentTitles(
  req: StoreRequest,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const where: Where = { id: { in: [...new Set(ids)] } }
  return new Map(
    await findRows(req, 'instruments', (row): [string, string] => [row.id, row.text('title')], where),
  )
}

const READINGS = 'register-readings'

const toReading = (row: Row): RegisterReading => ({
  feed: row.text('feed'),
  about: row.text('about'),
  readAt: row.text('readAt'),
  readUpTo: row.textOrNull('readUpTo'),
  etag: row.textOrNull('etag'),
  lastModified: row.textOrNull('lastModified'),
  problem: row.textOrNull('problem'),
})

export const readReading = (req: StoreRequest, feed: string): Promise<RegisterReading | null> =>
  findRow(req, READINGS, toReading, { feed: { equals: feed } })

/** Every feed ever read. */
export const readReadings = (req: StoreRequest): Promise<RegisterReading[]> =>
  findRows(req, READINGS, toReading, {}, 'about')

export async function noteReading(req: StoreRequest, { feed, ...reading }: RegisterReading): Promise<void> {
  if (!(await updateRow(req, READINGS, { feed: { equals: feed } }, { ...reading })))
    await insertRow(req, READINGS, { feed, ...reading })
}
