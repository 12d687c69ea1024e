import { hostname } from 'node:os'
import type { Payload } from 'payload'
import { isMongo } from './drivers.ts'

/** Clocks of machines, below Payload: not shown to anybody. */
const CLOCKS = 'recourse-clocks'

/** Milliseconds for which a note counts: each machine makes one a minute. */
const COUNTS_FOR = 180_000

/** How far a machine's clock was ahead of the database's, and when, by the database's. */
interface ClockRow {
  _id: string
  ahead: number
  at: Date
}

interface Database {
  command(command: object): Promise<unknown>
  collection(name: string): {
    updateOne(which: object, change: object, options: object): Promise<unknown>
    find(which: object): { toArray(): Promise<ClockRow[]> }
    deleteMany(which: object): Promise<unknown>
  }
}

interface Connected {
  connection: { db?: Database }
}

const sharedDatabase = ({ db }: Payload): Database | null =>
  isMongo<Connected>(db) ? (db.connection.db ?? null) : null

const timeOf = async (db: Database): Promise<Date | undefined> =>
  ((await db.command({ hello: 1 })) as { localTime?: Date }).localTime

async function compared(db: Database, now: () => number): Promise<{ ahead: number; at: Date } | null> {
  const asked = now()
  const at = await timeOf(db)
  const answered = now()
  return at ? { ahead: (asked + answered) / 2 - at.getTime(), at } : null
}

/**
 * Milliseconds that this machine's clock is ahead of the database's, by half a round trip at most; null for the
 * embedded database, which has no other clock.
 */
export async function clockAhead(payload: Payload): Promise<number | null> {
  const db = sharedDatabase(payload)
  return db && ((await compared(db, Date.now))?.ahead ?? null)
}

/** Notes how this machine's clock stands, for whoever looks at all of them. */
export async function noteClock(
  payload: Payload,
  { machine, now }: { machine: string; now: () => number } = { machine: hostname(), now: Date.now },
): Promise<void> {
  const db = sharedDatabase(payload)
  const clock = db && (await compared(db, now))
  if (clock) await db.collection(CLOCKS).updateOne({ _id: machine }, { $set: clock }, { upsert: true })
}

/** How the clocks of all machines stand that run a server or a worker; none for the embedded database. */
export async function readClocks(payload: Payload): Promise<{ machine: string; ahead: number }[]> {
  const db = sharedDatabase(payload)
  const now = db && (await timeOf(db))
  if (!now) return []
  const clocks = db.collection(CLOCKS)
  const [counting, old] = [[] as ClockRow[], [] as string[]]
  for (const row of await clocks.find({}).toArray())
    if (now.getTime() - row.at.getTime() < COUNTS_FOR) counting.push(row)
    else old.push(row._id)
  if (old.length > 0)
    await clocks.deleteMany({ _id: { $in: old }, at: { $lt: new Date(now.getTime() - COUNTS_FOR) } })
  return counting.map(({ _id: machine, ahead }) => ({ machine, ahead }))
}
