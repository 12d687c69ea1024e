import { FindIndex } from '#domain/desk/find/find-index.ts'
import { isShared, recordsUsing } from '#store/content/uses.ts'
import { readFindables, readFindableSite } from '#store/desk/find/findable.ts'
import {
  countRecords,
  readSiteStamp,
  readStamps,
  SEARCHED,
  type Searched,
  type Stamp,
} from '#store/desk/find/stamps.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Records that are read at once: others are served between two batches. */
const BATCH = 25

/**
 * Milliseconds for which a record may be stamped before it can be read: a transaction lasts a while, and the clocks of
 * several servers differ.
 */
const LATE = 5 * 60_000

/** How far the first reading has come, in records. */
export interface Reading {
  done: number
  total: number
}

const isSearched = (collection: string): collection is Searched =>
  (SEARCHED as readonly string[]).includes(collection)

/** The index of one database, as this process last read it. */
export class LiveIndex {
  readonly index = new FindIndex()
  readonly reading: Reading = { done: 0, total: 0 }
  readonly #payload: StoreRequest['payload']
  readonly #stamps = new Map<Searched, Map<string, string>>(SEARCHED.map((each) => [each, new Map()]))
  #site: string | null = null
  #newest: string | null = null
  #now: Promise<void> | null = null
  #next: Promise<void> | null = null
  #whole = false

  constructor({ payload }: Pick<StoreRequest, 'payload'>) {
    this.#payload = payload
  }

  /** A request of its own for each reading: Payload keeps what it has read in the request. */
  get #req(): StoreRequest {
    return { payload: this.#payload }
  }

  /** True once everything was read. */
  get whole(): boolean {
    return this.#whole
  }

  /** Reads what was written since the last time, up to now. */
  upToDate(): Promise<void> {
    if (!this.#now) {
      this.#now = this.#read().finally(() => (this.#now = null))
      return this.#now
    }
    // The reading under way may have missed what was written just now.
    this.#next ??= this.#now
      .catch(() => undefined)
      .then(() => {
        this.#next = null
        return this.upToDate()
      })
    return this.#next
  }

  async #read(): Promise<void> {
    const since = this.#newest === null ? null : new Date(Date.parse(this.#newest) - LATE).toISOString()
    if (since === null) await this.#count()
    const changed = new Map(
      await Promise.all(
        SEARCHED.map(async (collection) => [collection, await this.#changedIn(collection, since)] as const),
      ),
    )
    let newest = this.#newest ?? ''
    for (const stamps of changed.values()) for (const { at } of stamps) if (at > newest) newest = at
    for (const [collection, stamps] of changed) await this.#put(collection, stamps)
    if (since !== null)
      for (const [collection, stamps] of changed)
        await this.#putUsing(
          collection,
          stamps.map(({ id }) => id),
        )
    await this.#putSite()
    this.#newest = newest || null
    this.#whole = true
  }

  async #count(): Promise<void> {
    const counts = await Promise.all(SEARCHED.map((collection) => countRecords(this.#req, collection)))
    this.reading.total = counts.reduce((sum, count) => sum + count, 0)
  }

  /** The records of a collection that are new or were written, and takes out those that are gone. */
  async #changedIn(collection: Searched, since: string | null): Promise<Stamp[]> {
    const known = this.#stamps.get(collection) ?? new Map<string, string>()
    const isNew = ({ id, at }: Stamp): boolean => known.get(id) !== at
    const written = (await readStamps(this.#req, collection, since)).filter(isNew)
    if (since === null) return written
    const added = written.filter(({ id }) => !known.has(id)).length
    if (known.size + added === (await countRecords(this.#req, collection))) return written
    const all = await readStamps(this.#req, collection, null)
    const there = new Set(all.map(({ id }) => id))
    for (const id of known.keys())
      if (!there.has(id)) {
        known.delete(id)
        this.index.take(`${collection}/${id}`)
      }
    return all.filter(isNew)
  }

  /** Stamps are those from before a record is read: if it is written in between, it is read again. */
  async #put(collection: Searched, stamps: readonly Stamp[]): Promise<void> {
    const known = this.#stamps.get(collection)
    for (let start = 0; start < stamps.length; start += BATCH) {
      const batch = new Map(stamps.slice(start, start + BATCH).map(({ id, at }) => [id, at]))
      for (const record of await readFindables(this.#req, collection, [...batch.keys()])) {
        this.index.put(record)
        known?.set(record.record, batch.get(record.record) ?? '')
      }
      this.reading.done += batch.size
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Records print the names and numbers of those that they refer to. */
  async #putUsing(collection: Searched, ids: readonly string[]): Promise<void> {
    if (ids.length === 0 || !isShared(collection)) return
    const using = new Map<Searched, Stamp[]>()
    for (const { collection: slug, id } of await recordsUsing(this.#req, collection, ids))
      if (isSearched(slug))
        using.set(slug, [...(using.get(slug) ?? []), { id, at: this.#stamps.get(slug)?.get(id) ?? '' }])
    for (const [slug, records] of using) await this.#put(slug, records)
  }

  async #putSite(): Promise<void> {
    const stamp = await readSiteStamp(this.#req)
    if (stamp === this.#site) return
    const site = await readFindableSite(this.#req)
    if (site) this.index.put(site)
    this.#site = stamp
  }
}
