import type { Logger } from '#lib/log.ts'
import type { Context } from '#worker/context.ts'
import type { Job, SlotJob } from '#worker/jobs/job.ts'
import { JOBS } from '#worker/jobs/list.ts'
import { runSlot, ticksOf } from '#worker/jobs/run.ts'

/** The job with that name. */
export function jobNamed(name: string): Job {
  const found = JOBS.find((job) => job.name === name)
  if (!found) throw new Error(`There is no job “${name}”.`)
  return found
}

/** The slot job with that name. */
export function slotJob(name: string): SlotJob {
  const job = jobNamed(name)
  if (!('cron' in job)) throw new Error(`“${name}” has no slots.`)
  return job
}

/** Runs a job once, as a worker does on a tick or hourly. Errors are logged. */
export async function runJob(name: string, context: Context, log: Logger): Promise<void> {
  const job = jobNamed(name)
  await ('cron' in job ? runSlot(context, job, log) : ticksOf(job, context, log)())
}
