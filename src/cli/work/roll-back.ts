import { COMMAND } from '#domain/desk/accounts.ts'
import type { Actor } from '#domain/desk/actors.ts'
import { resumePublishing, rollBack, type RollBackRequest } from '#desk/publish/roll-back.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import type { Context } from '#worker/context.ts'
import type { PublishReceipt } from '#worker/publish/publish.ts'
import { publishWork } from './publish.ts'
import type { Report } from './report.ts'

/** Anyone who can run a command on the server already has the data. */
const ADMINISTRATOR: Actor = { ...COMMAND, roles: ['administrator'] }

const deskOf = ({ clock, env }: Context) => ({
  actor: ADMINISTRATOR,
  clock,
  timeZone: env.siteTimeZone,
  dataDir: env.dataDir,
})

/** Records the rollback, then gives readers the earlier release. After a kill in between, the worker does. */
export async function rollBackWork(
  context: Context,
  request: Omit<RollBackRequest, 'seen'>,
  report: Report,
): Promise<PublishReceipt & { back: string; carried: string[] }> {
  const { payload } = context
  const { release, carried } = await inOwnTransaction(
    { payload },
    (req) => rollBack({ ...deskOf(context), req }, request),
    { name: 'a rollback', long: true },
  )
  return { ...(await publishWork(context, { full: false }, report)), back: release, carried }
}

/** Ends the hold and publishes what is live. */
export async function resumeWork(
  context: Context,
  { reason }: { reason: string },
  report: Report,
): Promise<PublishReceipt> {
  const { payload } = context
  await inOwnTransaction({ payload }, (req) => resumePublishing({ ...deskOf(context), req }, { reason }))
  return publishWork(context, { full: false }, report)
}
