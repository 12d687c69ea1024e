import { buildConfig, getPayload } from 'payload'
import { accountEvents, chainEnds, editorialEvents, sharedEvents } from '#collections/record/desk/events.ts'
import { changes } from '#collections/record/publish/changes.ts'
import { editions } from '#collections/record/desk/editions.ts'
import { heads } from '#collections/record/desk/heads.ts'
import { STRUCTURE_KINDS } from '#domain/keys.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { assertWholeFolder } from '#lib/half-restored.ts'
import { createLog } from '#lib/log.ts'
import { mailAdapter } from '#lib/mail.ts'
import { database } from '#store/database/index.ts'
import { needsNoMigration } from '#store/database/pending.ts'
import { readHeads } from '#store/desk/heads.ts'
import type { Context } from '#worker/context.ts'

/**
 * Opens the editorial record alone, without loading the editing stack or the admin.
 * @returns null if the database is of an earlier version: it is migrated first, which needs the full stack.
 */
export async function openRecord(): Promise<Context | null> {
  const settings = env()
  assertWholeFolder(settings.dataDir)
  if (!(await needsNoMigration(settings.database))) return null
  const config = await buildConfig({
    collections: [heads, editions, editorialEvents, sharedEvents, accountEvents, chainEnds, changes],
    db: await database(settings.database),
    email: mailAdapter(settings),
    // Nobody signs in here.
    secret: 'none',
    telemetry: false,
    graphQL: { disable: true },
    logger: createLog(settings.logLevel),
    typescript: { autoGenerate: false },
  })
  // Under a name of its own: where this is not enough, the full stack is opened in its place.
  const payload = await getPayload({ config, key: 'record' })
  if ((await readHeads({ payload }, { kind: { in: [...STRUCTURE_KINDS] } })).length > 0)
    return { payload, env: settings, clock: systemClock }
  await payload.destroy()
  return null
}
