import { removeLeftBrowsers } from '#lib/browser-folders.ts'
import { makeBearers } from '#lib/bearer.ts'
import { env } from '#lib/env.ts'
import { endOnUncaught } from '#lib/fatal.ts'
import { createLog } from '#lib/log.ts'
import { startWorker } from '#worker/jobs/start.ts'
import { openContext } from '../context.ts'
import { NotReady } from '../exit-codes.ts'
import { listenForHealth } from './worker-health.ts'
import { stopSignal, within } from '../stop-signal.ts'

/** Runs a worker without a server until told to stop. */
export async function work(): Promise<void> {
  const settings = env()
  if (settings.database.kind === 'sqlite')
    throw new NotReady(
      'With the embedded database one process does everything: run “recourse serve”. A worker of its own needs DATABASE_URL=mongodb://….',
    )
  const stop = stopSignal()
  const log = createLog(settings.logLevel)
  endOnUncaught(log)
  await removeLeftBrowsers()
  const context = await Promise.race([openContext(), stop.then(() => null)])
  // Stopped while still waiting for the database.
  if (!context) process.exit(0)
  makeBearers(settings.dataDir)
  const worker = startWorker(context, log)
  const health =
    settings.workerPort === null ? null : await listenForHealth(context, settings.workerPort, log)
  log.info('the worker is at work')
  const signal = await stop
  log.info({ signal }, 'stopping')
  health?.close()
  await within(worker.stop())
  await context.payload.destroy()
  process.exit(0)
}
