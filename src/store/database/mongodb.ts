import { setTimeout as wait } from 'node:timers/promises'
import { mongooseAdapter, type MongooseAdapter } from '@payloadcms/db-mongodb'
import type { DatabaseAdapterObj } from 'payload'
import { databaseProblem, DatabaseUnusable } from './problem.ts'

/** Milliseconds after which a server that does not answer is said to be away. */
const SECONDS = 5_000

const DURABLE = { writeConcern: { w: 'majority', j: true }, readConcern: { level: 'majority' } } as const

/**
 * MongoDB, a replica set: any number of processes.
 * @param transactions false runs without transactions, for test servers that have none.
 */
export function mongodb(url: string, transactions: boolean): DatabaseAdapterObj {
  const base = mongooseAdapter({
    url,
    connectOptions: {
      ...(transactions ? { ...DURABLE, retryWrites: true } : {}),
      appName: 'recourse',
      autoIndex: false,
      // Also for a server that is there and says nothing: whoever asks it is told within seconds.
      serverSelectionTimeoutMS: SECONDS,
      connectTimeoutMS: SECONDS,
      heartbeatFrequencyMS: SECONDS,
      bufferCommands: false,
    },
    transactionOptions: transactions ? DURABLE : false,
    bulkOperationsSingleTransaction: true,
    useJoinAggregations: false,
    usePipelineInSortLookup: false,
  })
  // Payload types what its adapters make as any database.
  return { ...base, init: (args) => ready(base.init(args) as unknown as MongooseAdapter, url, transactions) }
}

/** An adapter that is connected only when its unique indexes stand and its transactions are proven. */
function ready(adapter: MongooseAdapter, url: string, transactions: boolean): MongooseAdapter {
  const { connect } = adapter
  adapter.connect = async function (this: MongooseAdapter, args) {
    await inWords(this, url, (adapter) => connect?.call(adapter, args))
    if (transactions) await proveTransactions(this)
    // One after the other: a server may refuse to build two at once.
    for (const model of [...Object.values(this.collections), ...Object.values(this.versions), this.globals])
      await model?.createIndexes()
  }
  adapter.commitTransaction = async function (this: MongooseAdapter, incoming = '') {
    const id = await incoming
    const session = this.sessions[id] as Session | undefined
    delete this.sessions[id]
    try {
      if (session?.inTransaction()) await commitKnown(session)
    } finally {
      await session?.endSession()
    }
  }
  return adapter
}

/** What of an address says where the server is: no account, no password. */
const hostsOf = (url: string): string => /^[^:]+:\/\/(?:[^@]*@)?([^/?]*)/.exec(url)?.[1] ?? ''

/**
 * Connects. Payload tells the log of a failure with a stack, and its caller without the reason.
 * @throws {DatabaseUnusable} where it cannot be reached, with what to do.
 */
async function inWords(
  adapter: MongooseAdapter,
  url: string,
  connect: (adapter: MongooseAdapter) => Promise<void> | void | undefined,
): Promise<void> {
  let failure: unknown = null
  const logger = { ...adapter.payload.logger, error: ({ err }: { err: unknown }) => (failure = err) }
  const told = Object.create(adapter.payload, { logger: { value: logger } }) as MongooseAdapter['payload']
  const within = new Proxy(adapter, {
    get: (of, name) => (name === 'payload' ? told : (Reflect.get(of, name) as unknown)),
  })
  try {
    await connect(within)
  } catch (error) {
    const problem = databaseProblem(failure ?? error)
    if (!problem) throw failure ?? error
    throw new DatabaseUnusable(
      `No MongoDB can be used at ${hostsOf(url)} (${(failure as Error | null)?.message ?? problem.message}). Start it, or correct DATABASE_URL: address, port, account and replicaSet.`,
      { cause: failure },
    )
  }
}

type Session = Pick<
  ReturnType<ReturnType<MongooseAdapter['connection']['getClient']>['startSession']>,
  'commitTransaction' | 'endSession' | 'inTransaction'
>

/** How often a commit is asked for again whose answer was lost, and milliseconds of rest before that. */
const COMMITS = 5
const REST = 200

/** Commits, and asks again where the answer was lost: a server that has done it says so, and does it once. */
async function commitKnown(session: Session): Promise<void> {
  for (let left = COMMITS; ; left -= 1)
    try {
      return await session.commitTransaction()
    } catch (error) {
      const { hasErrorLabel } = error as { hasErrorLabel?: (label: string) => boolean }
      const unknown = hasErrorLabel?.call(error, 'UnknownTransactionCommitResult') ?? false
      if (left <= 1 || !unknown) throw error
      await wait(REST)
    }
}

/**
 * Aborts a transaction over two collections and looks what remains: the one proof that a server has them.
 * @throws {DatabaseUnusable} when something remains, or when the server refuses.
 */
async function proveTransactions(adapter: MongooseAdapter): Promise<void> {
  const advice =
    'Recourse needs transactions: use a MongoDB replica set (one node is enough) and name it in DATABASE_URL with replicaSet=….'
  if (!adapter.connection.getClient().options.replicaSet)
    throw new DatabaseUnusable(
      `DATABASE_URL names no replica set, so writes would not be transactions. ${advice}`,
    )
  const client = adapter.connection.getClient()
  const names = ['recourse-proof-a', 'recourse-proof-b']
  const database = adapter.connection.db
  if (!database)
    throw new DatabaseUnusable('The connection to MongoDB has no database: name one in DATABASE_URL.')
  const session = client.startSession()
  const token = new Date().toISOString()
  try {
    const existing = new Set((await database.listCollections().toArray()).map(({ name }) => name))
    for (const name of names) if (!existing.has(name)) await database.createCollection(name)
    session.startTransaction(DURABLE)
    for (const name of names) await database.collection(name).insertOne({ token }, { session })
    await session.abortTransaction()
    for (const name of names)
      if (await database.collection(name).findOne({ token }))
        throw new DatabaseUnusable(`The server kept what an aborted transaction wrote. ${advice}`)
  } catch (error) {
    if (error instanceof DatabaseUnusable) throw error
    throw new DatabaseUnusable(`The server refused a transaction (${(error as Error).message}). ${advice}`)
  } finally {
    await session.endSession()
    for (const name of names)
      await database
        .collection(name)
        .deleteMany({ token })
        .catch(() => undefined)
  }
}
