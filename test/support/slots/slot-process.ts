// A worker in its own process that wants every slot of a job, one after the other, as all others do at once. What it
// does is a line at the end of a file.
import { appendFileSync } from 'node:fs'
import { leases } from '#collections/record/leases.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { EACH_SECOND } from '#worker/jobs/claim.ts'
import { SLOT, type SlotJob } from '#worker/jobs/job.ts'
import { runSlot } from '#worker/jobs/run.ts'
import { openWith } from '../few-collections.ts'

export interface Order {
  /** Names of slots, in the order in which they are wanted. */
  slots: string[]
  /** Takes a line per slot that was done. */
  file: string
}
/** How many slots it was told that it had done itself, or that it listens. */
export type Said = 'ready' | { done: number }

const context = { payload: await openWith([leases]), env: env(), clock: systemClock }
const log = createLog('silent')

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
  work: (claimed) => {
    appendFileSync(file, `${slot}\n`)
    return claimed.claim.check().then(() => 'done' as const)
  },
})

process.on('message', ({ slots, file }: Order) => {
  void (async () => {
    let done = 0
    for (const slot of slots) if ((await runSlot(context, jobFor(slot, file), log)) === 'done') done += 1
    process.send?.({ done } satisfies Said)
  })()
})
process.once('disconnect', () => process.exit())
process.send?.('ready' satisfies Said)
