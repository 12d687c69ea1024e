import { BasePayload, type Payload, type SanitizedConfig } from 'payload'
import type { Env } from '#lib/env.ts'
import { database } from '../database/index.ts'
import { bringUpToDate } from '../database/up-to-date.ts'

/**
 * Opens a database with these collections, beside the one that the environment names.
 * @param config what `payload.config.ts` exports: callers hand it over.
 */
export async function openAt(
  config: SanitizedConfig | Promise<SanitizedConfig>,
  settings: Env['database'],
): Promise<Payload> {
  const built = { ...(await config), db: (await database(settings)) as SanitizedConfig['db'] }
  const payload = await new BasePayload().init({ config: built, disableOnInit: true })
  await bringUpToDate(payload)
  return payload
}
