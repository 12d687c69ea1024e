import { getPayload } from 'payload'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { bringUpToDate } from '#store/database/up-to-date.ts'
import type { Context } from '#worker/context.ts'
import { takeOverStructure } from './take-over.ts'

/** Opens the database and migrates it. */
export async function openContext(): Promise<Context> {
  const { default: config } = await import('#config')
  const payload = await getPayload({ config })
  await bringUpToDate(payload)
  const context = { payload, env: env(), clock: systemClock }
  await takeOverStructure(context)
  return context
}
