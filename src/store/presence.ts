import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Payload } from 'payload'
import { hasEnded, whereabouts } from '#lib/whereabouts.ts'
import { deleteRows, findRow, findRows, insertRow } from './rows.ts'
import type { PresenceThread } from './presence-thread.ts'

/** Milliseconds between two signs of life. */
const BEAT = 1_000
/** Without one for so long a process is taken for dead. */
export const DEAD_AFTER = 5_000
/** For so long the event loop of a process may stand still. */
const STANDSTILL = 60_000

/** Key of the row by which a process says that it lives. */
const keyOf = (process: string): string => `process/${process}`
export const PROCESSES = 'process/'

interface ProcessRow {
  key: string
  /** Counted up as long as it lives. */
  token: number
  /** Where it runs. */
  holder: string
}

/** What is needed of MongoDB to speak to it in a thread. */
interface SharedDatabase {
  name: string
  url: string
  connection: { name: string }
  collections: { leases: { collection: { name: string } } }
}

/**
 * A process as a holder of work. It lives until its signal says otherwise: from then on others do what it held, and it
 * must not go on.
 */
export class Presence {
  readonly id = `${hostname()}:${process.pid}:${randomUUID()}`
  /** When it may hold something. */
  readonly ready: Promise<void>
  readonly #payload: Payload
  readonly #lost = new AbortController()
  readonly #claims = new Set<string>()
  #count = 0
  #thread: Worker | null = null
  #turning: NodeJS.Timeout | undefined

  constructor(payload: Payload) {
    this.#payload = payload
    this.ready = this.#begin().catch(async (error: unknown) => {
      await this.end()
      throw error
    })
    this.ready.catch(() => undefined)
  }

  /** Aborted where others may have taken it for dead. */
  get signal(): AbortSignal {
    return this.#lost.signal
  }

  /** A name by which it holds one thing: no other holder ever has it. */
  claim(): string {
    this.#count += 1
    const claim = `${this.id}#${this.#count}`
    this.#claims.add(claim)
    return claim
  }

  forget(claim: string): void {
    this.#claims.delete(claim)
  }

  /** False where nothing of this process goes on under that name, as where it could not be given back. */
  goesOnWith(holder: string): boolean {
    return !holder.includes('#') || this.#claims.has(holder)
  }

  /** Says from now on that it lives, where other processes may share the database. */
  async #begin(): Promise<void> {
    const db = this.#payload.db as unknown as SharedDatabase
    if (db.name !== 'mongoose') return
    const key = keyOf(this.id)
    const row = { key, token: 0, holder: whereabouts() ?? this.id, until: '', doneAt: null }
    await insertRow({ payload: this.#payload }, 'leases', row)
    const loop = new Int32Array(new SharedArrayBuffer(4))
    this.#turning = setInterval(() => Atomics.add(loop, 0, 1), BEAT)
    this.#turning.unref()
    const about: PresenceThread = {
      url: db.url,
      database: db.connection.name,
      collection: db.collections.leases.collection.name,
      key,
      loop,
      beat: BEAT,
      deadAfter: DEAD_AFTER,
      standstill: STANDSTILL,
    }
    const thread = new Worker(new URL('./presence-thread.ts', import.meta.url), {
      workerData: about,
      execArgv: [],
    })
    this.#thread = thread
    await new Promise<void>((resolve, reject) => {
      const lose = (error: Error): void => {
        this.#lose(error)
        reject(error)
      }
      thread.on('message', (message) =>
        message === 'beating' ? resolve() : lose(new Error('This process may be taken for dead.')),
      )
      thread.on('error', lose)
      thread.on('exit', () => lose(new Error('This process does not say any more that it lives.')))
    })
    thread.unref()
  }

  #lose(error: Error): void {
    this.#lost.abort(error)
    clearInterval(this.#turning)
  }

  /** Says that it is gone: others need not wait. What it holds was given back before. */
  async end(): Promise<void> {
    this.#lose(new Error('This process ends.'))
    await this.#thread?.terminate()
    if (this.#thread)
      await deleteRows({ payload: this.#payload }, 'leases', { key: { equals: keyOf(this.id) } }).catch(
        () => undefined, // others find out by themselves
      )
  }
}

const presences = new WeakMap<Payload, Presence>()

/** This process, as a holder of work in a database. */
export async function presenceOf(payload: Payload): Promise<Presence> {
  let presence = presences.get(payload)
  if (!presence || presence.signal.aborted) {
    presence = new Presence(payload)
    presences.set(payload, presence)
  }
  await presence.ready
  return presence
}

/** This process holds nothing any more. */
export async function endPresence(payload: Payload): Promise<void> {
  const presence = presences.get(payload)
  presences.delete(payload)
  await presence?.ready.catch(() => undefined)
  await presence?.end()
}

/** The process that a holder is, or is part of. */
export const processOf = (holder: string): string => holder.split('#')[0] ?? ''

/** When each process was last seen to change, by our own clock: those of two machines need not agree. */
const seen = new WeakMap<Payload, Map<string, { token: number; at: number }>>()

/**
 * True where nobody goes on any more with what a holder held: it has ended, or says no more that it lives, and will find
 * that out by itself before it does anything else. To be asked again and again: silence takes a while to be seen.
 */
export async function isGone(payload: Payload, holder: string): Promise<boolean> {
  const id = processOf(holder)
  const own = await presenceOf(payload)
  if (own.id === id && !own.signal.aborted) return !own.goesOnWith(holder)
  // One process owns the embedded database.
  if (payload.db.name !== 'mongoose') return true
  const key = keyOf(id)
  const row = await findRow<ProcessRow>({ payload }, 'leases', { key: { equals: key } })
  if (!row) return true
  if (hasEnded(row.holder)) {
    await deleteRows({ payload }, 'leases', { key: { equals: key } })
    return true
  }
  const mine = seen.get(payload) ?? new Map<string, { token: number; at: number }>()
  seen.set(payload, mine)
  const last = mine.get(id)
  if (last?.token !== row.token) {
    mine.set(id, { token: row.token, at: performance.now() })
    return false
  }
  if (performance.now() - last.at < DEAD_AFTER) return false
  // It lives where it has said so in this moment, and finds no row from then on where it has not.
  await deleteRows({ payload }, 'leases', {
    and: [{ key: { equals: key } }, { token: { equals: row.token } }],
  })
  if (await findRow({ payload }, 'leases', { key: { equals: key } })) return false
  mine.delete(id)
  return true
}

/** Every other process that has said that it lives, and has not said that it is gone. */
export async function otherProcesses(payload: Payload): Promise<string[]> {
  if (payload.db.name !== 'mongoose') return []
  const { id } = await presenceOf(payload)
  const rows = await findRows<ProcessRow>({ payload }, 'leases', { key: { like: PROCESSES } }, 'key')
  return rows
    .filter(({ key }) => key.startsWith(PROCESSES) && key !== keyOf(id))
    .map(({ key }) => key.slice(PROCESSES.length))
}
