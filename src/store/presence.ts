import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Payload } from 'payload'
import { hasEnded, whereabouts } from '#lib/whereabouts.ts'
import type { PresenceNews, PresenceThread, ProcessRow } from './presence-thread.ts'
import { isMongo } from './database/drivers.ts'

/** Milliseconds between two heartbeats. */
const BEAT = 1_000
/** Milliseconds without a heartbeat after which a process is declared dead. */
export const DEAD_AFTER = 5_000
/** Milliseconds for which the event loop of a process may be blocked. */
const STANDSTILL = 60_000

/** Collection of heartbeats, below Payload: not shown to anybody. */
const PROCESSES = 'recourse-processes'

/** MongoDB, below Payload. */
interface SharedDatabase {
  url: string
  connection: { name: string; collection(name: string): Processes }
  destroy: (this: unknown) => Promise<void>
}

interface Processes {
  findOne(which: object): Promise<ProcessRow | null>
  updateOne(which: object, change: object): Promise<{ matchedCount: number }>
  deleteOne(which: object): Promise<unknown>
  find(which: object): { toArray(): Promise<ProcessRow[]> }
}

/** Null if one process owns the database. */
const sharedDatabase = ({ db }: Payload): SharedDatabase | null => (isMongo<SharedDatabase>(db) ? db : null)

const processesOf = ({ connection }: SharedDatabase): Processes => connection.collection(PROCESSES)

/**
 * A process as a holder of work. It is alive until its signal aborts: from then on others do what it held, and it
 * must stop.
 */
export class Presence {
  readonly id = `${hostname()}:${process.pid}:${randomUUID()}`
  /** Resolves when it may hold work. */
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

  /** Aborts when others may have declared it dead. */
  get signal(): AbortSignal {
    return this.#lost.signal
  }

  /** A holder name for one claim: no other holder ever has it. */
  claim(): string {
    this.#count += 1
    const claim = `${this.id}#${this.#count}`
    this.#claims.add(claim)
    return claim
  }

  forget(claim: string): void {
    this.#claims.delete(claim)
  }

  /** False if nothing in this process works under that name any more, as when releasing it failed. */
  goesOnWith(holder: string): boolean {
    return !holder.includes('#') || this.#claims.has(holder)
  }

  /** Starts the heartbeat, if other processes may share the database. */
  async #begin(): Promise<void> {
    const db = sharedDatabase(this.#payload)
    if (!db) return
    this.#endWith(db)
    const loop = new Int32Array(new SharedArrayBuffer(4))
    this.#turning = setInterval(() => Atomics.add(loop, 0, 1), BEAT)
    this.#turning.unref()
    const about: PresenceThread = {
      // The replica set name was verified when the process connected; the thread discovers the members by itself.
      url: db.url.replace(/([?&])replicaSet=[^&]*&?/, '$1'),
      database: db.connection.name,
      collection: PROCESSES,
      id: this.id,
      where: whereabouts() ?? '',
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
      thread.on('message', (news: PresenceNews) =>
        news === 'beating'
          ? resolve()
          : lose(new Error(`This process may have been taken for dead: ${news.lost}.`)),
      )
      thread.on('error', lose)
      thread.on('exit', () => lose(new Error('This process does not say any more that it lives.')))
    })
    thread.unref()
  }

  /** Ends the presence before its connection closes. */
  #endWith(db: SharedDatabase): void {
    const { destroy } = db
    db.destroy = async () => {
      await this.end()
      await destroy.call(db)
    }
  }

  #lose(error: Error): void {
    this.#lost.abort(error)
    clearInterval(this.#turning)
  }

  /** Announces that it is gone, so that others need not wait. Its claims were released before. */
  async end(): Promise<void> {
    this.#lose(new Error('This process ends.'))
    const thread = this.#thread
    this.#thread = null
    await thread?.terminate()
    const db = sharedDatabase(this.#payload)
    // If that fails, others find out by themselves.
    if (thread && db)
      await processesOf(db)
        .deleteOne({ _id: this.id })
        .catch(() => undefined)
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

/** The process a holder is, or is part of. */
export const processOf = (holder: string): string => holder.split('#')[0] ?? ''

/** When each process was last seen to change, by our own clock: clocks of two machines need not agree. */
const seen = new WeakMap<Payload, Map<string, { beats: number; at: number }>>()

/**
 * Whether a holder's work is certainly no longer being done: its process has ended, or sends no more heartbeats and
 * will notice that before it does anything else. Poll this: silence takes a while to detect.
 */
export async function isGone(payload: Payload, holder: string): Promise<boolean> {
  const id = processOf(holder)
  const own = await presenceOf(payload)
  if (own.id === id && !own.signal.aborted) return !own.goesOnWith(holder)
  const db = sharedDatabase(payload)
  if (!db) return true
  const row = await processesOf(db).findOne({ _id: id })
  if (!row || row.endedAt !== null) return true
  if (hasEnded(row.where)) return isWrittenOff(db, { _id: id })
  const mine = seen.get(payload) ?? new Map<string, { beats: number; at: number }>()
  seen.set(payload, mine)
  const last = mine.get(id)
  if (last?.beats !== row.beats) {
    mine.set(id, { beats: row.beats, at: performance.now() })
    return false
  }
  if (performance.now() - last.at < DEAD_AFTER) return false
  // If it has just sent a heartbeat, it lives; if not, it can't send one any more.
  if (!(await isWrittenOff(db, { _id: id, beats: row.beats }))) return false
  mine.delete(id)
  return true
}

const isWrittenOff = async (db: SharedDatabase, which: object): Promise<boolean> => {
  const endedAt = new Date().toISOString()
  return (await processesOf(db).updateOne(which, { $set: { endedAt } })).matchedCount > 0
}

/** How long a dead process's record is kept, in milliseconds: it may only be suspended. */
const KEPT = 24 * 3_600_000

/** Deletes records of processes that have long been gone. */
export async function forgetProcesses(payload: Payload): Promise<void> {
  const db = sharedDatabase(payload)
  if (!db) return
  for (const { _id: id, endedAt } of await processesOf(db).find({}).toArray())
    if (endedAt === null) await isGone(payload, id)
    else if (Date.now() - Date.parse(endedAt) > KEPT) await processesOf(db).deleteOne({ _id: id })
}
