import { alarmChanges } from '#domain/health.ts'
import type { Logger } from '#lib/log.ts'
import { endAlarm, putAlarm, readAlarms } from '#store/alarms.ts'
import { readAdministrators } from '#store/desk/staff.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import type { Context } from '../context.ts'
import { withClaim } from '../jobs/claim.ts'
import type { SlotJob } from '../jobs/job.ts'
import { writing } from '../jobs/writing.ts'
import { alarmMails } from './alarm-mails.ts'
import { readHealth } from './read-health.ts'

/** Lease of the one worker that looks. */
const LEASE = 'alarms'

/**
 * Reads how the installation runs, records what is wrong, and writes to the administrators once it has lasted, and
 * again when it is over.
 */
export async function lookForTrouble(
  context: Context,
  slots: readonly SlotJob[],
  log: Logger,
): Promise<void> {
  await withClaim(context, LEASE, async (claimed) => {
    const { payload, clock, env } = claimed
    const health = await readHealth(claimed, slots)
    const { put, told, over } = alarmChanges(health, await readAlarms({ payload }))
    if (put.length + told.length + over.length === 0) return
    const to = { people: await readAdministrators(claimed), at: clock.now() }
    const mails = [
      ...told.flatMap((alarm) => alarmMails(alarm, 'begins', to)),
      ...over.filter(({ toldAt }) => toldAt !== null).flatMap((alarm) => alarmMails(alarm, 'over', to)),
    ]
    await writing(claimed, async (req) => {
      for (const alarm of [...put, ...told]) await putAlarm(req, alarm)
      for (const alarm of over) await endAlarm(req, alarm)
      await putMails(req, mails, { at: to.at, host: new URL(env.publicUrl).hostname })
    })
    for (const { name, since, words } of told) log.error({ alarm: name, since }, words)
    for (const { name, toldAt } of over) if (toldAt !== null) log.info({ alarm: name }, 'an alarm is over')
  })
}
