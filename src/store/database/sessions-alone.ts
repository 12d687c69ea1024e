import type { DatabaseAdapterObj } from 'payload'
import { isPlain } from '#domain/texts.ts'

interface Update {
  collection: string
  data: unknown
}
type UpdateOne = (args: Update) => Promise<unknown>

/**
 * The fields that a write of sessions means. Signing in, staying signed in and signing out read an account, take their
 * time, and write back the whole of it, with `updatedAt` null.
 */
const meant = ({ collection, data }: Update): unknown =>
  collection === 'users' && isPlain(data) && data.updatedAt === null && 'sessions' in data
    ? { sessions: data.sessions, updatedAt: null }
    : data

/**
 * Writes nothing of an account but its sessions where these are what is written: roles, a deactivation or a password
 * that somebody changed meanwhile would be undone.
 */
export const sessionsAlone = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (args) => {
    const adapter = database.init(args)
    const write = Reflect.get(adapter, 'updateOne') as UpdateOne
    const updateOne: UpdateOne = async function (this: unknown, update) {
      return write.call(this, { ...update, data: meant(update) })
    }
    return Object.assign(adapter, { updateOne })
  },
})
