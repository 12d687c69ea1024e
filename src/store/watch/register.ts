import type { Where } from 'payload'
import type { Instrument } from '#payload-types'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { LegalDate } from '#domain/dates.ts'
import { KINDS } from '#domain/keys.ts'
import type { RegisterReading } from '#domain/watch/register.ts'
import {
  registeredAs,
  whyUnread,
  type InstrumentIdentity,
  type Keys,
  type Registered,
  type UnreadInstrument,
} from '#domain/watch/registers.ts'
import { idOf } from '#domain/values.ts'
import { isDay } from '#domain/checks.ts'
import type { Row } from '../row.ts'
import { deleteRows, findRow, findRows, insertRow, isRow, updateRow, type StoreRequest } from '../rows.ts'

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

/** An instrument that an entry depends on, and that a register keeps. */
export interface RegisteredInstrument {
  id: string
  title: string
  register: Registered
  since: LegalDate | null
}

const identityOf = ({ kind, year, number, jurisdiction: place }: Instrument): InstrumentIdentity => ({
  kind,
  year: year ?? null,
  number: number ?? null,
  iso: place && typeof place === 'object' ? place.iso : null,
  place: place && typeof place === 'object' ? place.name : null,
})

/**
 * The instruments that entries cite, by title: those that a register keeps, and those of which none is read.
 * @param keys the registers that may be asked with a key.
 */
export async function readRegistered(
  req: StoreRequest,
  keys: Keys,
): Promise<{ read: RegisteredInstrument[]; unread: UnreadInstrument[] }> {
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
  const found = { read: [] as RegisteredInstrument[], unread: [] as UnreadInstrument[] }
  for (const doc of docs) {
    const uses = cited.get(doc.id)
    if (!uses) continue
    const { id, title } = doc
    const identity = identityOf(doc)
    const register = registeredAs(identity)
    const why = whyUnread(identity, keys)
    if (register && why === null) found.read.push({ id, title, register, since: uses.since })
    else found.unread.push({ id, title, why: why ?? '' })
  }
  return found
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

/** How far a feed was read, also one that is left out. */
export const readReading = (req: StoreRequest, feed: string): Promise<RegisterReading | null> =>
  findRow(req, READINGS, toReading, { feed: { equals: feed } })

/** Whether any feed was ever read. */
export const isAnyRead = (req: StoreRequest): Promise<boolean> =>
  isRow(req, READINGS, { feed: { greater_than: '' } })

/** The feeds that are read at present. */
export const readReadings = (req: StoreRequest): Promise<RegisterReading[]> =>
  findRows(req, READINGS, toReading, { leftOutAt: { exists: false } }, 'about')

export async function noteReading(req: StoreRequest, { feed, ...reading }: RegisterReading): Promise<void> {
  const values = { ...reading, leftOutAt: null }
  if (!(await updateRow(req, READINGS, { feed: { equals: feed } }, values)))
    await insertRow(req, READINGS, { feed, ...values })
}

/**
 * Leaves out the feeds that are not read any more: what was wrong with them would stand for ever. They keep how far they
 * were read, which tells what is news once they are read again, and are then read in full.
 */
export async function leaveOutOtherReadings(
  req: StoreRequest,
  feeds: ReadonlySet<string>,
  at: Date,
): Promise<void> {
  const left = { leftOutAt: at.toISOString(), problem: null, etag: null, lastModified: null }
  for (const { feed, readUpTo } of await readReadings(req)) {
    if (feeds.has(feed)) continue
    const where = { feed: { equals: feed } }
    if (readUpTo === null) await deleteRows(req, READINGS, where)
    else await updateRow(req, READINGS, where, left)
  }
}
