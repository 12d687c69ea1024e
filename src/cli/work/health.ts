import type { Alarm, Health } from '#domain/health.ts'
import { readAlarms } from '#store/alarms.ts'
import type { Context } from '#worker/context.ts'
import { readHealth } from '#worker/health/read-health.ts'
import { SLOT_JOBS } from '#worker/jobs/list.ts'

export interface HealthReceipt {
  health: Health
  /** What has lasted long enough for administrators to be told. */
  alarms: Alarm[]
}

/** Reads how the installation runs. Nothing is written. */
export async function healthWork(context: Context, _args: object): Promise<HealthReceipt> {
  const [health, alarms] = await Promise.all([
    readHealth(context, SLOT_JOBS),
    readAlarms({ payload: context.payload }),
  ])
  return { health, alarms: alarms.filter(({ toldAt }) => toldAt !== null) }
}
