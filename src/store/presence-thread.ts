// Sends a process's heartbeat from a thread with its own connection, so that neither a busy event loop nor a long
// write delays it. It ends with the process, and stops if the event loop is blocked for too long.
import { parentPort, workerData } from 'node:worker_threads'
import { MongoClient } from 'mongodb'

/** What the thread reports: that the heartbeat has started, or that it has stopped and why. */
export type PresenceNews = 'beating' | { lost: string }

/** A process that shares the database with others. */
export interface ProcessRow {
  _id: string
  /** Incremented as long as it lives. */
  beats: number
  /** Where it runs. */
  where: string
  /** When others declared it dead, ISO 8601; null if they haven't. */
  endedAt: string | null
}

export interface PresenceThread {
  url: string
  database: string
  collection: string
  /** Id of the process, and where it runs. */
  id: string
  where: string
  /** Counter incremented by the event loop. */
  loop: Int32Array
  /** Milliseconds: heartbeat interval, silence after which it is declared dead, and longest block of the event loop. */
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
    // Duplicate key: others have declared it dead. After any other error they may have, once no heartbeat got
    // through for long enough.
    if ((error as { code?: unknown }).code === 11_000) return true
    problem = (error as Error).message
    return performance.now() - sure > deadAfter
  }
}
while (!(await isLost())) await new Promise((resolve) => setTimeout(resolve, beat))
parentPort?.postMessage({ lost: problem })
await client.close().catch(() => undefined)
