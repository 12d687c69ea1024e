import { AsyncLocalStorage } from 'node:async_hooks'
import { performance } from 'node:perf_hooks'
import type { DatabaseAdapterObj, Payload, PayloadRequest } from 'payload'

/**
 * Tracks who holds a transaction, and for how long. The embedded database has one writer, and MongoDB rejects
 * conflicting writers: so nothing in a transaction may wait for the network or for another process's disk.
 */

/** Milliseconds after which an open transaction is logged. */
export const LONG = 1_000

/** What a transaction is for. */
export interface About {
  name: string
  /** Expected to take long, so its duration is not logged. */
  long?: boolean
}

/** A transaction that was open for long, or waited for something other than the database. */
export interface OpenTransaction {
  /** What it is for; by default, its first calls. */
  by: string
  /** Milliseconds from beginning to end. */
  milliseconds: number
  /** Milliseconds without a database call while the process was idle: it waited for something else. */
  waited: number
  long: boolean
}

/** Number of Payload calls named if a transaction has no stated purpose. */
const NAMED = 3

class Holder {
  about: About | null = null
  readonly #calls = new Set<string>()
  readonly #began = performance.now()
  #asking = 0
  #loop = performance.eventLoopUtilization()
  #waited = 0

  /** Records the start of a database call. @returns a function to call when it has answered. */
  asks(call: string): () => void {
    if (this.#asking === 0) this.#waited += performance.eventLoopUtilization(this.#loop).idle
    this.#asking += 1
    if (this.#calls.size < NAMED) this.#calls.add(call)
    return () => {
      this.#asking -= 1
      if (this.#asking === 0) this.#loop = performance.eventLoopUtilization()
    }
  }

  now(): OpenTransaction {
    const idle = this.#asking === 0 ? performance.eventLoopUtilization(this.#loop).idle : 0
    return {
      by: this.about?.name ?? ([...this.#calls].join(', ') || 'nothing yet'),
      milliseconds: Math.round(performance.now() - this.#began),
      waited: Math.round(this.#waited + idle),
      long: this.about?.long ?? false,
    }
  }
}

/** Per adapter: open transactions by id, listeners for their end, and the failures of a request. */
interface Watched {
  failed?: AsyncLocalStorage<unknown[]>
  held?: Map<string, Holder>
  ended?: (transaction: OpenTransaction) => void
}
const watchedOf = ({ db }: Pick<Payload, 'db'>): Watched => db as Payload['db'] & Watched

type InTransaction = Pick<PayloadRequest, 'payload' | 'transactionID'>
const heldBy = ({ payload, transactionID }: InTransaction): Holder | undefined =>
  typeof transactionID === 'string' ? watchedOf(payload).held?.get(transactionID) : undefined

/** Names the purpose of a request's transaction. */
export function nameTransaction(req: InTransaction, about: About): void {
  const holder = heldBy(req)
  if (holder) holder.about = about
}

/** Queries the database directly, bypassing Payload, in the transaction of a request. */
export async function asking<T>(req: InTransaction, call: string, ask: () => Promise<T>): Promise<T> {
  const answered = heldBy(req)?.asks(call)
  try {
    return await ask()
  } finally {
    answered?.()
  }
}

/** Reports every transaction that ends, until the returned function is called. */
export function onTransactionEnd(payload: Payload, told: (transaction: OpenTransaction) => void): () => void {
  const watched = watchedOf(payload)
  watched.ended = told
  return () => delete watched.ended
}

/**
 * Runs work and reports the database errors that occurred meanwhile, even if caught: Payload treats a user it can't
 * look up as anonymous.
 */
export async function notingFailures<T>(
  { payload }: Pick<InTransaction, 'payload'>,
  work: () => Promise<T>,
): Promise<{ result: T; failures: unknown[] }> {
  const failures: unknown[] = []
  const { failed } = watchedOf(payload)
  return { result: await (failed ? failed.run(failures, work) : work()), failures }
}

/** Adapter methods used inside a transaction. */
const CALLS = [
  'count', 'countGlobalVersions', 'countVersions', 'create', 'createGlobal', 'createGlobalVersion', 'createVersion',
  'deleteMany', 'deleteOne', 'deleteVersions', 'find', 'findDistinct', 'findGlobal', 'findGlobalVersions', 'findOne',
  'findVersions', 'queryDrafts', 'updateGlobal', 'updateGlobalVersion', 'updateMany', 'updateOne', 'updateVersion',
  'upsert',
] as const // prettier-ignore

interface OperationArgs {
  collection?: string
  global?: string
  slug?: string
  req?: Partial<InTransaction>
}
type Ask = (this: unknown, args: OperationArgs) => Promise<unknown>
type Begin = (this: unknown, options?: unknown) => Promise<string | null>
type End = (this: unknown, id: string | Promise<string>) => Promise<void>

/** Tracks what an adapter does in transactions. */
// eslint-disable-next-line max-lines-per-function -- one watch, whose wrappers share what is open
function watchAdapter(adapter: ReturnType<DatabaseAdapterObj['init']>, payload: Payload): typeof adapter {
  const held = new Map<string, Holder>()
  let watching = false
  const failed = new AsyncLocalStorage<unknown[]>()
  Object.assign(adapter, { held, failed })
  const note = (error: unknown): never => {
    failed.getStore()?.push(error)
    throw error
  }

  for (const name of CALLS) {
    const ask = Reflect.get(adapter, name) as Ask | undefined
    if (!ask) continue
    const watched: Ask = async function (this: unknown, args) {
      const { transactionID } = args.req ?? {}
      const answered =
        transactionID === undefined
          ? undefined
          : held
              .get(String(await transactionID))
              ?.asks(`${name} ${args.collection ?? args.global ?? args.slug ?? ''}`.trim())
      try {
        return await ask.call(this, args)
      } catch (error) {
        return note(error)
      } finally {
        answered?.()
      }
    }
    Object.assign(adapter, { [name]: watched })
  }

  // Through the adapter itself, which may replace `beginTransaction` when it connects.
  const { connect } = adapter
  adapter.connect = async function (this: typeof adapter, options) {
    await connect?.call(this, options)
    if (!watching) watch(this)
    watching = true
  }
  return adapter

  function watch(connected: object): void {
    const begin = Reflect.get(connected, 'beginTransaction') as Begin
    const begun: Begin = async function (this: unknown, options) {
      const id = await begin.call(this, options).catch(note)
      if (id !== null) opened(id)
      return id
    }
    Object.assign(connected, { beginTransaction: begun })
    for (const name of ['commitTransaction', 'rollbackTransaction']) {
      const end = Reflect.get(connected, name) as End
      const ended: End = async function (this: unknown, incoming) {
        const id = await incoming
        const answered = held.get(id)?.asks(name)
        try {
          await end.call(this, id)
        } catch (error) {
          note(error)
        } finally {
          answered?.()
          closed(id)
        }
      }
      Object.assign(connected, { [name]: ended })
    }
  }

  function opened(id: string): void {
    const one = new Holder()
    held.set(id, one)
    setTimeout(() => {
      if (held.get(id) !== one) return
      const { long, ...now } = one.now()
      if (!long) payload.logger.warn(now, 'a transaction is open for long: others wait for it')
    }, LONG).unref()
  }

  function closed(id: string): void {
    const one = held.get(id)
    held.delete(id)
    if (one) (adapter as Watched).ended?.(one.now())
  }
}

/** A database with watched transactions: long-open ones are logged with their holder. */
export const watchTransactions = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (args) => watchAdapter(database.init(args), args.payload),
})
