// A nightly run in its own process, which tests kill: `node watch-process.ts <slot> <port of the watched sites>`.
import { buildConfig, getPayload } from 'payload'
import { pino } from 'pino'
import { flags } from '#collections/record/watch/flags.ts'
import { hostStates } from '#collections/record/watch/host-states.ts'
import { sourceChecks } from '#collections/record/watch/source-checks.ts'
import { sourceStates } from '#collections/record/watch/source-states.ts'
import { watchPasses } from '#collections/record/watch/watch-passes.ts'
import { sources } from '#collections/sources.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { checkLinkRun } from '#worker/watch/links.ts'
import { wayTo } from './watched-site.ts'

const [slot = '', port = ''] = process.argv.slice(2)
const settings = env()
if (settings.database.kind !== 'sqlite') throw new Error('This process is for the embedded database.')
const { sqlite } = await import('#store/database/sqlite.ts')
// Only what a link run needs: loading everything takes seconds.
const payload = await getPayload({
  config: buildConfig({
    collections: [
      { ...sources, endpoints: [], hooks: {} },
      sourceChecks,
      sourceStates,
      hostStates,
      watchPasses,
      { ...flags, endpoints: [] },
    ],
    db: sqlite(settings.database.url),
    secret: 'of a test',
    telemetry: false,
    logger: pino({ level: 'silent' }),
    typescript: { autoGenerate: false },
  }),
  disableOnInit: true,
})
const outbound = wayTo(Number(port))
process.send?.('ready')
const run = await checkLinkRun({ payload, env: settings, clock: systemClock, outbound }, { slot })
await outbound.close()
await payload.destroy()
process.send?.(run ? 'done' : 'stopped')
process.exit(0)
