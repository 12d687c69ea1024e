import { getPayload } from 'payload'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { assertWholeFolder } from '#lib/half-restored.ts'
import { assertWholeDatabase } from '#store/transfer/mark.ts'
import { bringUpToDate } from '#store/database/up-to-date.ts'
import type { Context } from '#worker/context.ts'
import { takeOverStructure } from './take-over.ts'

/** Opens the database and migrates it. */
export async function openContext(): Promise<Context> {
  const settings = env()
  assertWholeFolder(settings.dataDir)
  const { default: config } = await import('#config')
  const payload = await getPayload({ config })
  await assertWholeDatabase(payload)
  await bringUpToDate(payload)
  const context = { payload, env: settings, clock: systemClock }
  await takeOverStructure(context)
  return context
}
