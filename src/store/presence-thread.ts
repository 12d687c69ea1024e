// Says for a process that it lives: in a thread with a connection of its own, so that neither a busy event loop nor a
// long write holds it up. It ends with the process, and stops where the event loop stands still for too long.
import { parentPort, workerData } from 'node:worker_threads'
import { MongoClient } from 'mongodb'

export interface PresenceThread {
  url: string
  database: string
  collection: string
  key: string
  /** Counted up by the event loop. */
  loop: Int32Array
  /** Milliseconds between two beats, after which it is taken for dead, and for which the event loop may stand still. */
  beat: number
  deadAfter: number
  standstill: number
}

const { url, database, collection, key, loop, beat, deadAfter, standstill } = workerData as PresenceThread
const client = new MongoClient(url, {
  appName: 'recourse-presence',
  maxPoolSize: 1,
  serverSelectionTimeoutMS: deadAfter,
  socketTimeoutMS: deadAfter,
})
const leases = client.db(database).collection(collection)
let said = false
let sure = performance.now()
let turn = { count: Atomics.load(loop, 0), at: performance.now() }
const isLost = async (): Promise<boolean> => {
  const begun = performance.now()
  const count = Atomics.load(loop, 0)
  if (count !== turn.count) turn = { count, at: begun }
  if (begun - turn.at > standstill) return true
  try {
    const { matchedCount } = await leases.updateOne({ key }, { $inc: { token: 1 } })
    if (matchedCount === 0) return true
    sure = begun
    if (!said) parentPort?.postMessage('beating')
    said = true
    return false
  } catch {
    // Others may have taken it for dead.
    return performance.now() - sure > deadAfter
  }
}
while (!(await isLost())) await new Promise((resolve) => setTimeout(resolve, beat))
parentPort?.postMessage('lost')
await client.close().catch(() => undefined)
