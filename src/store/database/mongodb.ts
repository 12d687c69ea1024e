import { setTimeout as wait } from 'node:timers/promises'
import { mongooseAdapter, type MongooseAdapter } from '@payloadcms/db-mongodb'
import type { DatabaseAdapterObj } from 'payload'
import { databaseProblem, DatabaseUnusable } from './problem.ts'

/** Milliseconds after which an unresponsive server counts as unreachable. */
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
      // Also for a server that accepts connections but does not respond: callers get an error within seconds.
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
  // Payload types all adapters as a generic database.
  return { ...base, init: (args) => ready(base.init(args) as unknown as MongooseAdapter, url, transactions) }
}

/** An adapter whose connect succeeds only once its unique indexes exist and transactions are proven to work. */
function ready(adapter: MongooseAdapter, url: string, transactions: boolean): MongooseAdapter {
  const { connect } = adapter
  adapter.connect = async function (this: MongooseAdapter, args) {
    await inWords(this, url, (adapter) => connect?.call(adapter, args))
    if (transactions) await proveTransactions(this)
    // Sequentially: a server may refuse to build two at once.
    for (const model of [...Object.values(this.collections), ...Object.values(this.versions), this.globals])
      if (model) await createIndexes(model)
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

/** Attempts to create the indexes of a collection, and milliseconds between them. */
const ATTEMPTS = 5
const PAUSE = 200

/**
 * Creates the indexes of a collection that are missing. Two processes that start at once may be in each other's way:
 * a server that gives up one of them is asked again.
 * @throws the last refusal, such as that of a unique index over values that are not.
 */
export async function createIndexes(model: { createIndexes(): Promise<unknown> }): Promise<void> {
  for (let left = ATTEMPTS; ; left -= 1)
    try {
      await model.createIndexes()
      return
    } catch (error) {
      if (left <= 1) throw error
      await wait(PAUSE)
    }
}

/** The host part of a URL, without account and password. */
const hostsOf = (url: string): string => /^[^:]+:\/\/(?:[^@]*@)?([^/?]*)/.exec(url)?.[1] ?? ''

/**
 * Connects. Payload would log a failure with a stack, and hide the reason from its caller.
 * @throws {DatabaseUnusable} if the server can't be reached, with what to do.
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

/** Retries of a commit whose response was lost, and milliseconds between them. */
const COMMITS = 5
const REST = 200

/** Commits, and retries if the response was lost: a server that has already committed says so and doesn't repeat it. */
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
 * Aborts a transaction over two collections and checks that nothing remains: the only proof that the server has
 * transactions.
 * @throws {DatabaseUnusable} if something remains or the server refuses.
 */
async function proveTransactions(adapter: MongooseAdapter): Promise<void> {
  const advice =
    "Recourse needs transactions: use a MongoDB replica set (one node is enough). To make one of a single server, start it with “mongod --replSet rs0”, run “mongosh --eval 'rs.initiate()'” once, and add ?replicaSet=rs0 to DATABASE_URL."
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
