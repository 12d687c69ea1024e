import { setTimeout as wait } from 'node:timers/promises'
import { removeLeftBrowsers } from '#lib/browser-folders.ts'
import { env, type Env } from '#lib/env.ts'
import { endOnUncaught } from '#lib/fatal.ts'
import { createLog } from '#lib/log.ts'
import { loadDriver } from '#store/database/load.ts'
import { mendAndSay } from '#worker/publish/check-release.ts'
import { takeOwnership } from '../owner.ts'
import type { Opened, Start } from './start.ts'
import { createHttpServer, drain, listen, type Handler } from './server.ts'
import { SiteFiles } from './site.ts'
import type { standUp as StandUp } from './stand-up.ts'
import { PATIENCE, stopSignal, within } from '../stop-signal.ts'

/** Milliseconds allowed for closing after a failed start. */
const CLOSED_WITHIN = 5_000

/** Serves until told to stop. */
export async function serve({ sample }: { sample: boolean }): Promise<void> {
  const settings = env()
  const log = createLog(settings.logLevel)
  endOnUncaught(log)
  const stop = stopSignal()
  const ownership = settings.database.kind === 'sqlite' ? await takeOwnership(settings.dataDir) : null
  const opened: Opened = { server: null, context: null, worker: null }
  try {
    await Promise.race([start({ settings, log, sample, ownership }, opened), stop])
    const signal = await stop
    log.info({ signal }, 'stopping')
    await close(opened, PATIENCE)
  } catch (error) {
    await close(opened, 0)
    throw error
  } finally {
    // Ownership ends only at exit: anything that did not close in time is still using the data.
    process.once('exit', () => ownership?.abandon())
  }
  process.exit(0)
}

/** Closes what was opened: readers first, then the work, then the database. */
async function close({ server, context, worker }: Opened, patience: number): Promise<void> {
  await Promise.all([
    server && drain(server, patience),
    within(worker?.stop() ?? Promise.resolve(), patience || CLOSED_WITHIN),
  ])
  if (context) await within(context.payload.destroy(), CLOSED_WITHIN)
}

/** Starts everything. Readers get the site from the first moment; admin and API answer once startup is complete. */
async function start({ settings, log, sample, ownership }: Start, opened: Opened): Promise<void> {
  const site = new SiteFiles(settings.dataDir)
  let next: Handler | null = null
  let metrics: Handler | null = null
  opened.server = createHttpServer({ env: settings, log, site, next: () => next, metrics: () => metrics })
  const port = await listen(opened.server, settings)
  await Promise.all([mendAndSay(settings.dataDir, log), removeLeftBrowsers()])
  const standUp = await loadRest(settings)
  const started = await standUp({ settings, log, sample, ownership }, opened)
  next = started.admin
  metrics = started.metrics
  started.greet(settings.port === 0 ? `http://${settings.host}:${port}` : settings.publicUrl)
}

/** Milliseconds given to readers between two modules: loading one blocks the event loop. */
const BREATH = 20

/** Loads the remaining modules, which takes seconds, one by one, serving readers in between. */
async function loadRest({ database }: Pick<Env, 'database'>): Promise<typeof StandUp> {
  const parts = [
    () => import('payload'),
    () => loadDriver(database),
    () => import('@payloadcms/richtext-lexical'),
    () => import('next'),
    () => import('#lib/browser.ts'),
    () => import('#templates/engine.ts'),
    () => import('#worker/jobs/start.ts'),
  ]
  for (const load of parts) {
    await wait(BREATH)
    await load()
  }
  await wait(BREATH)
  return (await import('./stand-up.ts')).standUp
}
