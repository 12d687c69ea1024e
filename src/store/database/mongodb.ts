import { mongooseAdapter, type MongooseAdapter } from '@payloadcms/db-mongodb'
import type { DatabaseAdapterObj } from 'payload'

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
      serverSelectionTimeoutMS: 10_000,
    },
    transactionOptions: transactions ? DURABLE : false,
    bulkOperationsSingleTransaction: true,
    useJoinAggregations: false,
    usePipelineInSortLookup: false,
  })
  return { ...base, init: (args) => ready(base.init(args) as unknown as MongooseAdapter, transactions) }
}

/** An adapter that is connected only when its unique indexes stand and its transactions are proven. */
function ready(adapter: MongooseAdapter, transactions: boolean): MongooseAdapter {
  const { connect } = adapter
  adapter.connect = async function (this: MongooseAdapter, args) {
    await connect?.call(this, args)
    if (transactions) await proveTransactions(this)
    // One after the other: a server may refuse to build two at once.
    for (const model of [...Object.values(this.collections), ...Object.values(this.versions), this.globals])
      await model?.createIndexes()
  }
  return adapter
}

export class NoTransactions extends Error {
  override name = 'NoTransactions'
}

/**
 * Aborts a transaction over two collections and looks what remains: the one proof that a server has them.
 * @throws {NoTransactions} when something remains, or when the server refuses.
 */
async function proveTransactions(adapter: MongooseAdapter): Promise<void> {
  const advice =
    'Recourse needs transactions: use a MongoDB replica set (one node is enough) and name it in DATABASE_URL with replicaSet=….'
  if (!adapter.connection.getClient().options.replicaSet)
    throw new NoTransactions(
      `DATABASE_URL names no replica set, so writes would not be transactions. ${advice}`,
    )
  const client = adapter.connection.getClient()
  const names = ['recourse-proof-a', 'recourse-proof-b']
  const database = adapter.connection.db
  if (!database)
    throw new NoTransactions('The connection to MongoDB has no database: name one in DATABASE_URL.')
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
        throw new NoTransactions(`The server kept what an aborted transaction wrote. ${advice}`)
  } catch (error) {
    if (error instanceof NoTransactions) throw error
    throw new NoTransactions(`The server refused a transaction (${(error as Error).message}). ${advice}`)
  } finally {
    await session.endSession()
    for (const name of names)
      await database
        .collection(name)
        .deleteMany({ token })
        .catch(() => undefined)
  }
}
