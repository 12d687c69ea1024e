// A worker in its own process that wants every slot of a job, a few at a time, as all others do at once. What it
// does is a line at the end of a file.
import { appendFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { leases } from '#collections/record/leases.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { EACH_SECOND } from '#worker/jobs/claim.ts'
import { SLOT, type SlotJob } from '#worker/jobs/job.ts'
import { runSlot } from '#worker/jobs/run.ts'
import { openWith } from '../few-collections.ts'
import { seeded } from '../random.ts'

export interface Order {
  /** Names of slots. */
  slots: string[]
  /** Takes a line per slot that was done. */
  file: string
}
/** What it was told of its slots, or that it listens. */
export type Said =
  | 'ready'
  | {
      /** How many it did. */
      done: number
      /** How often the database refused a look. */
      refused: number
      /** Those that failed, because the database refused a write, and were tried again. */
      failed: string[]
    }

/** How often one slot is looked at while the database refuses. */
const LOOKS = 100

const context = { payload: await openWith([leases]), env: env(), clock: systemClock }
const log = createLog('silent')
/** Those that were refused together do not come back together: the refused wait longer than the refusing takes. */
const chance = seeded(process.pid)

/** How many slots all processes want at about the same time. */
const BLOCK = 10

/** Block after block as the others, each block in an order of this process. */
function inBlocks(slots: readonly string[]): string[] {
  const order = new Map(slots.map((slot, index) => [slot, Math.floor(index / BLOCK) + chance()]))
  return slots.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
}

const jobFor = (slot: string, file: string): SlotJob => ({
  name: 'counted',
  cron: '* * * * *',
  slot: () => slot,
  queue: 'main',
  lease: [SLOT],
  renewal: EACH_SECOND,
  tries: Infinity,
  backOff: () => 0,
  ends: 'slot done',
  work: async (claimed) => {
    await claimed.claim.check()
    appendFileSync(file, `${slot}\n`)
    return 'done'
  },
})

process.on('message', ({ slots, file }: Order) => {
  void (async () => {
    let done = 0
    let refused = 0
    // A look that fails is made again later, as the worker does: PostgreSQL behind the protocol ends one of two that wait
    // for each other.
    const failed: string[] = []
    const look = async (slot: string): Promise<string> => {
      for (let looks = 1; ; looks += 1) {
        try {
          const result = await runSlot(context, jobFor(slot, file), log)
          if (result !== 'failed' || looks === LOOKS) return result
          failed.push(slot)
        } catch (error) {
          if (looks === LOOKS) throw error
          refused += 1
        }
        await wait(3_000 * chance())
      }
    }
    for (const slot of inBlocks(slots)) if ((await look(slot)) === 'done') done += 1
    process.send?.({ done, refused, failed } satisfies Said)
  })()
})
process.once('disconnect', () => process.exit())
process.send?.('ready' satisfies Said)
