import type { Command } from 'commander'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { openContext } from '../context.ts'
import { takeOwnership } from '../owner.ts'
import { firstRun } from '../serve/first-run.ts'
import { startNext } from '../serve/next.ts'
import { createHttpServer, drain, listen } from '../serve/server.ts'
import { SiteFiles } from '../serve/site.ts'
import { progressTo } from '../terminal.ts'
import { publishWork } from '../work/publish.ts'
import type { NewAccount } from '../work/users.ts'

/** How long what is under way may take after SIGTERM, in milliseconds. */
const PATIENCE = 30_000

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
  const report = progressTo(process.stderr, { json: false })
  const ownership = settings.database.kind === 'sqlite' ? await takeOwnership(settings.dataDir) : null
  try {
    const context = await openContext()
    const site = new SiteFiles(settings.dataDir)
    const server = createHttpServer({ env: settings, log, site, next: await startNext(process.cwd()) })
    const port = await listen(server, settings)
    const accounts = sample ? await firstRun(context, report) : []
    if (sample && !(await readCurrent(settings.dataDir))) await publishWork(context, { full: false }, report)
    report.end()
    ownership?.serve(context)
    greet(settings.port === 0 ? `http://${settings.host}:${port}` : settings.publicUrl, accounts)
    const signal = await stopSignal()
    log.info({ signal }, 'stopping')
    await drain(server, PATIENCE)
    await context.payload.destroy()
  } finally {
    await ownership?.release()
  }
  process.exit(0)
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

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
  })
}
