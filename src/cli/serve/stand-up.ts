import type { Payload } from 'payload'
import { makeBearers } from '#lib/bearer.ts'
import type { Logger } from '#lib/log.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { noteClock } from '#store/database/clock.ts'
import { checkCurrent } from '#worker/publish/check-release.ts'
import type { Context } from '#worker/context.ts'
import { startWorker } from '#worker/jobs/start.ts'
import type { Opened, Start } from './start.ts'
import { openContext } from '../context.ts'
import { progressTo } from '../terminal.ts'
import type { Report } from '../work/report.ts'
import { publishWork } from '../work/publish.ts'
import type { NewAccount } from '../work/users.ts'
import { firstRun, passwordsShown } from './first-run.ts'
import { metricsHandler } from './metrics.ts'
import { startNext } from './next.ts'
import type { Handler } from './server.ts'

interface Started {
  /** Handles admin and API requests. */
  admin: Handler
  metrics: Handler
  /** Announces that the server is ready, and its URL. */
  greet(url: string): void
}

/** Starts what a server needs besides the files of the site: database, admin, worker. */
export async function standUp(
  { settings, log, sample, ownership }: Start,
  opened: Pick<Opened, 'context' | 'worker'>,
): Promise<Started> {
  const report = progressTo(process.stderr, { json: false })
  const context = await openContext()
  opened.context = context
  makeBearers(settings.dataDir)
  const admin = await startNext(process.cwd())
  const accounts = sample ? await firstRun(context, report) : []
  const unpublished =
    sample && !(await readCurrent(settings.dataDir)) ? await firstRelease(context, report) : null
  report.end()
  ownership?.serve(context)
  // A shared database has worker processes of its own.
  if (settings.database.kind === 'sqlite') {
    opened.worker = startWorker(context, log)
  } else {
    checkInPassing(context, log)
    noteClockEachMinute(context.payload)
  }
  return {
    admin,
    metrics: metricsHandler(context),
    greet: (url) => {
      greet(url, accounts, unpublished)
      if (accounts.length > 0) passwordsShown(settings.dataDir)
    },
  }
}

/** Runs in the background. */
const checkInPassing = (context: Context, log: Logger): void =>
  void checkCurrent(context, log).catch((err: unknown) =>
    log.error({ err }, 'the release could not be checked'),
  )

const MINUTE = 60_000

/** For the worker that looks at the clocks of all machines. Where the database is away, others say so. */
function noteClockEachMinute(payload: Payload): void {
  const note = (): void => void noteClock(payload).catch(() => undefined)
  note()
  setInterval(note, MINUTE).unref()
}

/**
 * Publishes the sample content. On failure the admin remains usable and the worker retries.
 * @returns the failure message; null on success.
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
