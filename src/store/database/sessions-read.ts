import { isPlain } from '#domain/texts.ts'

/** A session of an account. */
export interface Session {
  id: string
  createdAt: Date | string
  expiresAt: Date | string
}

/** What a write means to do with the sessions of an account. */
export interface Change {
  added: Session[]
  removed: string[]
  prolonged: Session[]
}

/** Ends of the sessions of an account as it was read, by id. */
type Read = ReadonlyMap<string, number>

const end = ({ expiresAt }: Session): number => new Date(expiresAt).getTime()

/**
 * Remembers the sessions of accounts as they were read, for as long as what was read is in use. Payload copies an
 * account, or its list of sessions, but not the sessions in it.
 */
export function readSessions(): {
  remember: (account: unknown) => void
  changeOf: (account: { sessions: Session[] }) => Change | null
} {
  const reads = new WeakMap<object, Read>()
  return {
    remember(account) {
      if (!isPlain(account) || !Array.isArray(account.sessions)) return
      const sessions = account.sessions as Session[]
      const read = new Map(sessions.map((session) => [session.id, end(session)]))
      for (const each of [account, ...sessions]) reads.set(each, read)
    },

    /** Null if it is unknown what was read, and no session is left: all of them are meant. */
    changeOf(account) {
      const { sessions } = account
      const known = sessions.find((session) => reads.has(session))
      const read = reads.get(account) ?? (known && reads.get(known))
      if (!read && sessions.length === 0) return null
      const kept = new Set(sessions.map(({ id }) => id))
      return {
        added: sessions.filter(({ id }) => !read?.has(id)),
        removed: [...(read?.keys() ?? [])].filter((id) => !kept.has(id)),
        prolonged: sessions.filter(
          (session) => read?.has(session.id) && read.get(session.id) !== end(session),
        ),
      }
    },
  }
}
