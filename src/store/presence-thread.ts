// Says for a process that it lives: in a thread with a connection of its own, so that neither a busy event loop nor a
// long write holds it up. It ends with the process, and stops where the event loop stands still for too long.
import { parentPort, workerData } from 'node:worker_threads'
import { MongoClient } from 'mongodb'

/** What the thread says: that it does so now; or that it does no more, and why. */
export type PresenceNews = 'beating' | { lost: string }

/** A process that shares the database with others. */
export interface ProcessRow {
  _id: string
  /** Counted up as long as it lives. */
  beats: number
  /** Where it runs. */
  where: string
  /** When others took it for dead, ISO 8601; null while nobody has. */
  endedAt: string | null
}

export interface PresenceThread {
  url: string
  database: string
  collection: string
  /** The process, and where it runs. */
  id: string
  where: string
  /** Counted up by the event loop. */
  loop: Int32Array
  /** Milliseconds between two beats, after which it is taken for dead, and for which the event loop may stand still. */
  beat: number
  deadAfter: number
  standstill: number
}

const { url, database, collection, id, where, loop, beat, deadAfter, standstill } =
  workerData as PresenceThread
const client = new MongoClient(url, {
  appName: 'recourse-presence',
  maxPoolSize: 1,
  serverSelectionTimeoutMS: deadAfter,
  socketTimeoutMS: deadAfter,
})
const processes = client.db(database).collection<ProcessRow>(collection)
let said = false
let problem = 'others took it for dead'
let sure = performance.now()
let turn = { count: Atomics.load(loop, 0), at: performance.now() }
const isLost = async (): Promise<boolean> => {
  const begun = performance.now()
  const count = Atomics.load(loop, 0)
  if (count !== turn.count) turn = { count, at: begun }
  if (begun - turn.at > standstill) {
    problem = 'its event loop stood still'
    return true
  }
  try {
    await processes.updateOne(
      { _id: id, endedAt: null },
      { $inc: { beats: 1 }, $setOnInsert: { where } },
      { upsert: true },
    )
    sure = begun
    if (!said) parentPort?.postMessage('beating')
    said = true
    return false
  } catch (error) {
    // Its key is taken: others have written down that it is dead. Or they may have, while nothing could be said.
    if ((error as { code?: unknown }).code === 11_000) return true
    problem = (error as Error).message
    return performance.now() - sure > deadAfter
  }
}
while (!(await isLost())) await new Promise((resolve) => setTimeout(resolve, beat))
parentPort?.postMessage({ lost: problem })
await client.close().catch(() => undefined)
