import type { Command } from 'commander'
import type { Server } from 'node:http'
import { env, type Env } from '#lib/env.ts'
import { createLog, type Logger } from '#lib/log.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { giveBackLeases } from '#store/leases.ts'
import { giveBackMails } from '#store/outbox/left-behind.ts'
import { giveBackWork } from '#store/work.ts'
import type { Context } from '#worker/context.ts'
import { startWorker, type Worker } from '#worker/worker.ts'
import { openContext } from '../context.ts'
import { takeOwnership, type Ownership } from '../owner.ts'
import { firstRun } from '../serve/first-run.ts'
import { startNext } from '../serve/next.ts'
import { createHttpServer, drain, listen } from '../serve/server.ts'
import { SiteFiles } from '../serve/site.ts'
import { PATIENCE, stopSignal, within } from '../stop-signal.ts'
import { progressTo } from '../terminal.ts'
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

async function serve({ sample }: { sample: boolean }): Promise<void> {
  const settings = env()
  const log = createLog(settings.logLevel)
  const stop = stopSignal()
  const ownership = settings.database.kind === 'sqlite' ? await takeOwnership(settings.dataDir) : null
  try {
    const started = await Promise.race([start({ settings, log, sample, ownership }), stop])
    if (typeof started === 'object') {
      const signal = await stop
      log.info({ signal }, 'stopping')
      await Promise.all([
        drain(started.server, PATIENCE),
        within(started.worker?.stop() ?? Promise.resolve()),
      ])
      await started.context.payload.destroy()
    }
  } finally {
    await ownership?.release()
  }
  process.exit(0)
}

interface Start {
  settings: Env
  log: Logger
  sample: boolean
  ownership: Ownership | null
}

/** Everything up to the moment in which people can use it. */
async function start({
  settings,
  log,
  sample,
  ownership,
}: Start): Promise<{ server: Server; context: Context; worker: Worker | null }> {
  const report = progressTo(process.stderr, { json: false })
  const context = await openContext()
  const site = new SiteFiles(settings.dataDir)
  const next = await startNext(process.cwd())
  const server = createHttpServer({ env: settings, log, site, next })
  const port = await listen(server, settings)
  const accounts = sample ? await firstRun(context, report) : []
  if (sample && !(await readCurrent(settings.dataDir))) await publishWork(context, { full: false }, report)
  report.end()
  ownership?.serve(context)
  greet(settings.port === 0 ? `http://${settings.host}:${port}` : settings.publicUrl, accounts)
  // Its own process does the scheduled work where any number may share the database.
  if (settings.database.kind === 'sqlite') {
    await giveBackWork({ payload: context.payload })
    await giveBackLeases({ payload: context.payload }, context.clock.now())
    await giveBackMails(context.payload, context.clock.now())
  }
  return { server, context, worker: settings.database.kind === 'sqlite' ? startWorker(context, log) : null }
}

function greet(url: string, accounts: readonly NewAccount[]): void {
  const lines = [``, `Recourse is ready.`, `  Site   ${url}/`, `  Admin  ${url}/admin`]
  if (accounts.length > 0)
    lines.push(
      '',
      'First accounts. The passwords are shown only now:',
      ...accounts.map(({ email, password }) => `  ${email}  ${password}`),
    )
  process.stdout.write(`${lines.join('\n')}\n\n`)
}
