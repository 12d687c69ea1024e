import type { Command } from 'commander'
import type { Server } from 'node:http'
import { removeLeftBrowsers } from '#lib/browser-folders.ts'
import { env, type Env } from '#lib/env.ts'
import { endOnUncaught } from '#lib/fatal.ts'
import { createLog, type Logger } from '#lib/log.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { giveBackMails } from '#store/outbox/left-behind.ts'
import { checkCurrent, mendAndSay } from '#worker/check-release.ts'
import type { Context } from '#worker/context.ts'
import { startWorker, type Worker } from '#worker/worker.ts'
import { openContext } from '../context.ts'
import { takeOwnership, type Ownership } from '../owner.ts'
import { firstRun, passwordsShown } from '../serve/first-run.ts'
import { startNext } from '../serve/next.ts'
import { createHttpServer, drain, listen } from '../serve/server.ts'
import { SiteFiles } from '../serve/site.ts'
import { PATIENCE, stopSignal, within } from '../stop-signal.ts'
import { progressTo } from '../terminal.ts'
import type { Report } from '../work/index.ts'
import { publishWork } from '../work/publish.ts'
import type { NewAccount } from '../work/users.ts'

/** `recourse serve` */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('Serve the site, the admin and the API.')
    .option('--sample', 'fill an empty installation with sample content and accounts, and publish it', false)
    .action(async ({ sample }: { sample: boolean }) => serve({ sample }))
}

/** What is open while a server runs, in the order in which it was opened. */
interface Opened {
  server: Server | null
  context: Context | null
  worker: Worker | null
}

/** Milliseconds that closing may take where the start failed. */
const CLOSED_WITHIN = 5_000

async function serve({ sample }: { sample: boolean }): Promise<void> {
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
    // Until then nobody else may take the data: what did not close in time still has them.
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

interface Start {
  settings: Env
  log: Logger
  sample: boolean
  ownership: Ownership | null
}

/**
 * Everything up to the moment in which people can use it. Readers have the site from the first moment on; admin and API
 * answer once all of it stands.
 */
async function start({ settings, log, sample, ownership }: Start, opened: Opened): Promise<void> {
  const report = progressTo(process.stderr, { json: false })
  const site = new SiteFiles(settings.dataDir)
  let next: Awaited<ReturnType<typeof startNext>> | null = null
  opened.server = createHttpServer({ env: settings, log, site, next: () => next })
  const port = await listen(opened.server, settings)
  await Promise.all([mendAndSay(settings.dataDir, log), removeLeftBrowsers()])
  const context = await openContext()
  opened.context = context
  const admin = await startNext(process.cwd())
  const accounts = sample ? await firstRun(context, report) : []
  const unpublished =
    sample && !(await readCurrent(settings.dataDir)) ? await firstRelease(context, report) : null
  report.end()
  ownership?.serve(context)
  // Its own process does the scheduled work where any number may share the database.
  if (settings.database.kind === 'sqlite') {
    await giveBackMails(context.payload, context.clock.now())
    opened.worker = startWorker(context, log)
  } else
    void checkCurrent(context, log).catch((err: unknown) =>
      log.error({ err }, 'the release could not be checked'),
    )
  next = admin
  greet(settings.port === 0 ? `http://${settings.host}:${port}` : settings.publicUrl, accounts, unpublished)
  if (accounts.length > 0) passwordsShown(settings.dataDir)
}

/**
 * Publishes what the sample is. Where that fails the admin is of use all the same, and the worker tries again.
 * @returns why it failed; null where it did not.
 */
async function firstRelease(context: Context, report: Report): Promise<string | null> {
  try {
    await publishWork(context, { full: false }, report)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

function greet(url: string, accounts: readonly NewAccount[], unpublished: string | null): void {
  const lines = [``, `Recourse is ready.`, `  Site   ${url}/`, `  Admin  ${url}/admin`]
  if (unpublished !== null)
    lines.push('', `Nothing is published yet: ${unpublished}`, 'It is tried again by itself.')
  if (accounts.length > 0)
    lines.push(
      '',
      'First accounts. The passwords are shown only now:',
      ...accounts.map(({ email, password }) => `  ${email}  ${password}`),
    )
  process.stdout.write(`${lines.join('\n')}\n\n`)
}
