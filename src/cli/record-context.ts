import { buildConfig, getPayload } from 'payload'
import { accountEvents, chainEnds, editorialEvents, sharedEvents } from '#collections/record/desk/events.ts'
import { changes } from '#collections/record/publish/changes.ts'
import { editions } from '#collections/record/desk/editions.ts'
import { heads } from '#collections/record/desk/heads.ts'
import { STRUCTURE_KINDS } from '#domain/keys.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { mailAdapter } from '#lib/mail.ts'
import { needsNoMigration, onlyDatabase } from '#store/database/only.ts'
import { readHeads } from '#store/desk/heads.ts'
import type { Context } from '#worker/context.ts'

/**
 * Opens the record of the desk alone: neither what editors write with nor the admin is loaded.
 * @returns null where the database is of an earlier version: it is brought up to date first, which takes all of it.
 */
export async function openRecord(): Promise<Context | null> {
  const settings = env()
  if (!(await needsNoMigration(settings.database))) return null
  const config = await buildConfig({
    collections: [heads, editions, editorialEvents, sharedEvents, accountEvents, chainEnds, changes],
    db: await onlyDatabase(settings.database),
    email: mailAdapter(settings),
    // Nobody signs in here.
    secret: 'none',
    telemetry: false,
    graphQL: { disable: true },
    logger: createLog(settings.logLevel),
    typescript: { autoGenerate: false },
  })
  const payload = await getPayload({ config })
  if ((await readHeads({ payload }, { kind: { in: [...STRUCTURE_KINDS] } })).length > 0)
    return { payload, env: settings, clock: systemClock }
  await payload.destroy()
  return null
}
