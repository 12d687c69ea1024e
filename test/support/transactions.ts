import { createRequire } from 'node:module'
import { oncePerProcess } from './once-per-process.ts'

/**
 * A double of MongoDB replica-set transactions, for a test server without them. The driver is the real one: its
 * commands are intercepted where they leave for the server, so sessions, labels and retries are its own.
 * - The first error inside a transaction aborts it: it is rolled back, and later calls fail with NoSuchTransaction.
 * - Writing a document that another transaction has written, or wrote after this one began, is a WriteConflict.
 * - Others do not see uncommitted writes when they look a document up by its old values.
 * - A command that the server refuses inside a transaction is refused, and so are two concurrent ones before it has
 * begun.
 */

type Doc = Record<string, unknown>
type Call = (this: Wire, ns: Namespace, cmd: Doc, options?: Options, as?: ResponseType) => Promise<unknown>
interface Namespace {
  db: string
}
interface Session {
  transaction: object
  inTransaction(): boolean
}
interface Options {
  session?: Session
}
interface ResponseType {
  make(bson: Uint8Array): unknown
}
interface Wire {
  address: string
}

/** Payload's driver; where the database is another, it is not loaded. */
const payloadsDriver = (): NodeJS.Require =>
  createRequire(createRequire(import.meta.resolve('@payloadcms/db-mongodb')).resolve('mongoose'))

const connection = (): { command: Call } =>
  (payloadsDriver()('mongodb/lib/cmap/connection.js') as { Connection: { prototype: { command: Call } } })
    .Connection.prototype

const mongodb = (): {
  MongoServerError: new (reply: Doc) => Error
  BSON: {
    serialize(doc: Doc): Uint8Array
    Long: { fromNumber(value: number): unknown }
    EJSON: { stringify(value: unknown): string }
  }
} => payloadsDriver()('mongodb') as ReturnType<typeof mongodb>

/** An error as the server returns it. */
export const serverError = (
  code: number,
  codeName: string,
  errmsg: string,
  ...errorLabels: string[]
): Error => new (mongodb().MongoServerError)({ ok: 0, code, codeName, errmsg, errorLabels })

const TRANSIENT = 'TransientTransactionError'
const conflict = (): Error =>
  serverError(
    112,
    'WriteConflict',
    'WriteConflict error: this operation conflicted with another operation.',
    TRANSIENT,
  )
const gone = (): Error =>
  serverError(
    251,
    'NoSuchTransaction',
    'Given transaction number does not match any in-progress transactions.',
    TRANSIENT,
  )

/** Commands a server allows inside a transaction. */
const ALLOWED = new Set([
  'find', 'getMore', 'killCursors', 'aggregate', 'distinct', 'insert', 'update', 'delete', 'findAndModify', 'create',
  'commitTransaction', 'abortTransaction',
]) // prettier-ignore
const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify'])

interface Written {
  collection: string
  db: string
  id: unknown
  /** The document before the transaction; null where it did not exist. */
  before: Doc | null
}

class Transaction {
  state: 'open' | 'committed' | 'ended' = 'open'
  begun = false
  since = 0
  readonly written = new Map<string, Written>()
  readonly over = Promise.withResolvers<void>()
}

/** What a test can control and observe. */
export interface TransactionDouble {
  /** Transactions that ended without a commit. */
  ended: number
  committed: number
  /** Fails the next command for which it gives an error, once. */
  failOnce(when: (command: Doc, inside: boolean) => Error | null): void
  /** Duration of a commit, in milliseconds. */
  commitTakes: number
  /** Number of commits that succeed but whose answer is lost. */
  losesAnswers: number
}

/** Adds transactions between the driver and the server, for every connection of this process. */
// eslint-disable-next-line max-lines-per-function -- a double of a server, whose parts share its state
export function doubleTransactions(): TransactionDouble {
  const command = oncePerProcess('command', () => connection().command)
  const { BSON } = mongodb()
  const transactions = new WeakMap<object, Transaction>()
  const held = new Map<string, Transaction>()
  const holders = new Map<string, Set<Transaction>>()
  const lastWritten = new Map<string, number>()
  let tick = 0
  let fail: ((command: Doc, inside: boolean) => Error | null) | null = null
  let turn: Promise<unknown> = Promise.resolve()
  const double: TransactionDouble = {
    ended: 0,
    committed: 0,
    commitTakes: 0,
    losesAnswers: 0,
    failOnce: (when) => (fail = when),
  }

  /** Writes are serialized, so that what one reads still holds when it writes. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const keyOf = (db: string, collection: string, id: unknown): string =>
    `${db}.${collection} ${BSON.EJSON.stringify(id)}`
  const plain = (reply: unknown): Doc => {
    const { toObject } = reply as { toObject?: () => Doc }
    return typeof toObject === 'function' ? toObject.call(reply) : (reply as Doc)
  }

  const hold = (transaction: Transaction, written: Written): void => {
    const { db, collection, id } = written
    const key = keyOf(db, collection, id)
    held.set(key, transaction)
    if (!transaction.written.has(key)) transaction.written.set(key, written)
    const among = holders.get(`${db}.${collection}`) ?? new Set()
    holders.set(`${db}.${collection}`, among.add(transaction))
  }
  const heldByOthers = (db: string, collection: string, transaction: Transaction | null): boolean =>
    [...(holders.get(`${db}.${collection}`) ?? [])].some((holder) => holder !== transaction)
  const release = (transaction: Transaction, committed: boolean): void => {
    tick += 1
    for (const [key, { db, collection, before }] of transaction.written) {
      held.delete(key)
      holders.get(`${db}.${collection}`)?.delete(transaction)
      if (!committed) continue
      lastWritten.set(key, tick)
      if (before === null) lastWritten.set(`${db}.${collection}`, tick)
    }
    transaction.state = committed ? 'committed' : 'ended'
    double[committed ? 'committed' : 'ended'] += 1
    transaction.over.resolve()
  }
  async function undo(wire: Wire, transaction: Transaction): Promise<void> {
    if (transaction.state !== 'open') return
    for (const { db, collection, id, before } of transaction.written.values())
      await command.call(
        wire,
        { db },
        before === null
          ? { delete: collection, deletes: [{ q: { _id: id }, limit: 1 }] }
          : { update: collection, updates: [{ q: { _id: id }, u: before, upsert: true }] },
      )
    release(transaction, false)
  }

  /** The documents a command is about to write, in their current state. */
  async function before(wire: Wire, { db }: Namespace, collection: string, cmd: Doc): Promise<Doc[]> {
    const statements = (cmd.updates ??
      cmd.deletes ??
      (cmd.query ? [{ q: cmd.query, sort: cmd.sort, one: true }] : [])) as {
      q: Doc
      sort?: Doc
      multi?: boolean
      limit?: number
      one?: boolean
    }[]
    const found: Doc[] = []
    for (const { q, sort, multi, limit, one } of statements) {
      const single = one ?? (limit === undefined ? !multi : limit === 1)
      const reply = (await command.call(
        wire,
        { db },
        {
          find: collection,
          filter: q,
          ...(sort ? { sort } : {}),
          ...(single ? { limit: 1 } : { batchSize: 100_000 }),
          singleBatch: true,
        },
      )) as { cursor: { firstBatch: Doc[] } }
      found.push(...reply.cursor.firstBatch)
    }
    return found
  }
  const insertedBy = (cmd: Doc, reply: Doc): unknown[] => {
    const errors = new Set(((reply.writeErrors ?? []) as { index: number }[]).map(({ index }) => index))
    const last = cmd.ordered === false ? Infinity : Math.min(...errors, Infinity)
    const upserted = (reply.upserted as { _id: unknown }[] | undefined)?.map(({ _id }) => _id) ?? []
    const one = (reply.lastErrorObject as { upserted?: unknown } | undefined)?.upserted
    const documents = (cmd.insert ? (cmd.documents as Doc[]) : [])
      .filter((_, index) => index < last && !errors.has(index))
      .map(({ _id }) => _id)
    return [...documents, ...upserted, ...(one === undefined ? [] : [one])]
  }

  async function write(
    wire: Wire,
    ns: Namespace,
    name: string,
    cmd: Doc,
    transaction: Transaction | null,
    send: () => Promise<unknown>,
  ): Promise<unknown> {
    const collection = String(cmd[name])
    const touched = await before(wire, ns, collection, cmd)
    for (const doc of touched) {
      const key = keyOf(ns.db, collection, doc._id)
      const holder = held.get(key)
      if (holder && holder !== transaction) {
        if (transaction) throw conflict()
        throw new Waits(holder)
      }
      if (!transaction) continue
      if ((lastWritten.get(key) ?? 0) > transaction.since) throw conflict()
      hold(transaction, { db: ns.db, collection, id: doc._id, before: doc })
    }
    const reply = await send().catch((error: unknown) => {
      throw taken(error as { code?: unknown })
    })
    const answer = plain(reply)
    tick += 1
    for (const id of insertedBy(cmd, answer)) {
      if (transaction) hold(transaction, { db: ns.db, collection, id, before: null })
      else lastWritten.set(`${ns.db}.${collection}`, tick)
    }
    if (!transaction) for (const { _id } of touched) lastWritten.set(keyOf(ns.db, collection, _id), tick)
    const [error] = (answer.writeErrors ?? []) as { code?: unknown }[]
    if (transaction && error) {
      if (taken(error) !== error) throw conflict()
      await undo(wire, transaction)
    }
    return reply

    /** A key taken by another transaction, now or since this one began, is a conflict: it cannot be seen here. */
    function taken(error: { code?: unknown }): unknown {
      if (error.code !== 11_000) return error
      const others = heldByOthers(ns.db, collection, transaction)
      const since = (lastWritten.get(`${ns.db}.${collection}`) ?? 0) > (transaction?.since ?? Infinity)
      return transaction && (others || since) ? conflict() : error
    }
  }

  /** Replaces others' uncommitted writes with the committed state. */
  function asCommitted(
    ns: Namespace,
    collection: string,
    transaction: Transaction | null,
    docs: Doc[],
  ): Doc[] {
    return docs.flatMap((doc) => {
      const key = keyOf(ns.db, collection, doc._id)
      const holder = held.get(key)
      if (!holder || holder === transaction) return [doc]
      const was = holder.written.get(key)?.before
      return was
        ? [Object.fromEntries(Object.keys(doc).flatMap((name) => (name in was ? [[name, was[name]]] : [])))]
        : []
    })
  }

  /** The result of a find as its caller may see it. */
  async function shownTo(
    ns: Namespace,
    collection: string,
    transaction: Transaction | null,
    reply: unknown,
    as: ResponseType | undefined,
  ): Promise<unknown> {
    if (!heldByOthers(ns.db, collection, transaction)) return reply
    const answer = plain(reply) as { cursor: { id: unknown; firstBatch: Doc[] } }
    answer.cursor.id = BSON.Long.fromNumber(Number(answer.cursor.id))
    answer.cursor.firstBatch = asCommitted(ns, collection, transaction, answer.cursor.firstBatch)
    return as ? as.make(BSON.serialize(answer)) : answer
  }

  async function commit(transaction: Transaction): Promise<void> {
    if (double.commitTakes > 0) await new Promise((resolve) => setTimeout(resolve, double.commitTakes))
    if (transaction.state === 'ended') throw gone()
    if (transaction.state === 'open') release(transaction, true)
    if (double.losesAnswers > 0) {
      double.losesAnswers -= 1
      throw serverError(
        91,
        'ShutdownInProgress',
        'The server is going away.',
        'UnknownTransactionCommitResult',
      )
    }
  }

  connection().command = async function (ns, cmd, options, as) {
    const name = Object.keys(cmd)[0] ?? ''
    if (name === 'hello' || name === 'isMaster' || name === 'ismaster') {
      const reply = (await command.call(this, ns, cmd, options, as)) as Doc
      return Object.assign(reply, { setName: 'rs0', setVersion: 1, hosts: [this.address], me: this.address })
    }
    const { session } = options ?? {}
    const ends = name === 'commitTransaction' || name === 'abortTransaction'
    const inside = ends || session?.inTransaction() === true
    const send = (): Promise<unknown> => command.call(this, ns, cmd, options, as)
    const written = async (transaction: Transaction | null): Promise<unknown> => {
      for (;;)
        try {
          return await alone(() => write(this, ns, name, cmd, transaction, send))
        } catch (waits) {
          if (!(waits instanceof Waits)) throw waits
          await waits.holder.over.promise
        }
    }
    const shown = (reply: unknown, transaction: Transaction | null): Promise<unknown> =>
      shownTo(ns, String(cmd.find), transaction, reply, as)
    const done = (): unknown => (as ? as.make(BSON.serialize({ ok: 1 })) : { ok: 1 })
    const error = fail?.(cmd, inside)
    if (error) fail = null
    if (!session || !inside) {
      if (error) throw error
      if (name === 'find') return shown(await send(), null)
      if (!WRITES.has(name) || held.size === 0) return send()
      return written(null)
    }
    const transaction = transactions.get(session.transaction) ?? new Transaction()
    transactions.set(session.transaction, transaction)
    if (name === 'abortTransaction') {
      await alone(() => undo(this, transaction))
      return done()
    }
    if (name === 'commitTransaction') {
      if (error) throw error
      await commit(transaction)
      return done()
    }
    if (transaction.state !== 'open') throw gone()
    try {
      if (error) throw error
      if (!ALLOWED.has(name))
        throw serverError(
          263,
          'OperationNotSupportedInTransaction',
          `Cannot run '${name}' in a multi-document transaction.`,
        )
      if (transaction.since === 0) transaction.since = ++tick
      else if (!transaction.begun) throw gone()
      const reply = WRITES.has(name) ? await written(transaction) : await send()
      transaction.begun = true
      return name === 'find' ? shown(reply, transaction) : reply
    } catch (failed) {
      await alone(() => undo(this, transaction))
      throw failed
    }
  }
  return double
}

/** A write outside transactions waits for the transaction that holds its document. */
class Waits extends Error {
  readonly holder: Transaction
  constructor(holder: Transaction) {
    super('Held by a transaction.')
    this.holder = holder
  }
}
