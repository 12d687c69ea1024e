import type { DatabaseAdapterObj, Payload } from 'payload'
import { isPlain } from '#domain/texts.ts'
import { isMongo, type Documents } from './drivers.ts'
import { readSessions, type Change, type Session } from './sessions-read.ts'

interface Request {
  transactionID?: unknown
}
interface Update {
  collection: string
  id?: string
  data: unknown
  req?: Request
}
interface Find {
  collection: string
  where?: object
  req?: Request
}
type Adapter = ReturnType<DatabaseAdapterObj['init']>
type UpdateOne = (args: Update) => Promise<unknown>
type FindOne = (args: Find) => Promise<unknown>
type Account = { sessions: Session[]; updatedAt: null }

/** Signing in, staying signed in and signing out write back an account with `updatedAt` null. */
const writesSessions = ({ collection, data }: Update): boolean =>
  collection === 'users' && isPlain(data) && data.updatedAt === null && Array.isArray(data.sessions)

/**
 * Writes nothing of an account but the sessions that were added, prolonged or removed: Payload reads an account, takes
 * its time, and writes back the whole of it. Roles, a deactivation, a password or a session that somebody changed
 * meanwhile would be undone.
 */
export const sessionsAlone = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (args) => {
    const adapter = database.init(args)
    const write = Reflect.get(adapter, 'updateOne') as UpdateOne
    const find = Reflect.get(adapter, 'findOne') as FindOne
    const read = readSessions()
    // Payload types all adapters as a generic database.
    const db = adapter as unknown as Payload['db']
    const findOne: FindOne = async function (this: unknown, query) {
      const found = await find.call(this, query)
      if (query.collection === 'users') read.remember(found)
      return found
    }
    const updateOne: UpdateOne = async function (this: unknown, update) {
      if (!writesSessions(update)) return write.call(this, update)
      const data = update.data as Account
      const change = read.changeOf(data)
      const { id } = update
      if (!change || id === undefined)
        return write.call(this, { ...update, data: { sessions: data.sessions, updatedAt: null } })
      if (isMongo<Documents>(db)) await inDocument(db, id, change, update.req)
      else
        await within(adapter, update.req, async (req) => {
          const now = await find.call(this, { collection: 'users', where: { id: { equals: id } }, req })
          if (!isPlain(now)) return
          const sessions = applied((now.sessions ?? []) as Session[], change)
          await write.call(this, { ...update, req, data: { sessions, updatedAt: null } })
        })
      read.remember(data)
      return null
    }
    return Object.assign(adapter, { findOne, updateOne })
  },
})

/** A session that somebody ended meanwhile is not brought back by prolonging it. */
const applied = (now: readonly Session[], { added, removed, prolonged }: Change): Session[] => [
  ...now
    .filter(({ id }) => !removed.includes(id))
    .map((session) => prolonged.find(({ id }) => id === session.id) ?? session),
  ...added,
]

/** Runs in the request's transaction, or in one of its own: nobody writes between its reading and its writing. */
async function within(
  adapter: Adapter,
  req: Request | undefined,
  run: (req: Request) => Promise<void>,
): Promise<void> {
  if (req?.transactionID) return run(req)
  const transactionID = await adapter.beginTransaction()
  if (transactionID === null) return run({})
  try {
    await run({ transactionID })
  } catch (error) {
    await adapter.rollbackTransaction(transactionID)
    throw error
  }
  await adapter.commitTransaction(transactionID)
}

/** MongoDB changes the elements of a list in place. */
async function inDocument(
  { collections, sessions }: Documents,
  id: string,
  { added, removed, prolonged }: Change,
  req?: Request,
): Promise<void> {
  const updateOne = (update: object, filter = {}): object => ({
    updateOne: { filter: { _id: id, ...filter }, update, timestamps: false },
  })
  const operations = [
    ...(removed.length > 0 ? [updateOne({ $pull: { sessions: { id: { $in: removed } } } })] : []),
    ...prolonged.map((session) =>
      updateOne(
        { $set: { 'sessions.$.expiresAt': new Date(session.expiresAt) } },
        { 'sessions.id': session.id },
      ),
    ),
    ...(added.length > 0 ? [updateOne({ $push: { sessions: { $each: added } } })] : []),
  ]
  if (operations.length === 0) return
  const session = sessions?.[String(await req?.transactionID)]
  await collections.users?.bulkWrite(operations, { ordered: false, ...(session ? { session } : {}) })
}
