import type { Context } from '../context.ts'
import type { SlotJob } from './job.ts'

/** Lease key of the slot that is due now. */
export const slotKey = (context: Context, job: SlotJob): string => `${job.name}/${job.slot(context)}`
