import type { TargetState } from '#domain/publish/targets.ts'
import { currentName } from '#lib/release-names.ts'
import type { Context } from '#worker/context.ts'
import { withClaim } from '#worker/jobs/claim.ts'
import { push, readStates } from '#worker/publish/push.ts'
import { NotReady, UsageProblem } from '../exit-codes.ts'
import type { Report } from './report.ts'

interface PushArgs {
  /** Address of the one target; null for all. */
  target: string | null
}

/** Milliseconds between attempts to claim a target that a worker is pushing to, and their number: ten minutes. */
const PAUSE = 500
const TURNS = 1_200

async function pushNow(context: Context, address: string): Promise<void> {
  for (let left = TURNS; left > 0; left -= 1) {
    const done = await withClaim(context, `push/${address}`, (claimed) => push(claimed, { address }))
    if (done) return
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  throw new Error(`A worker has been pushing to ${address} for long. Look at its log.`)
}

/** Pushes to targets now, at once, whatever their back-off. @returns how each stands then. */
export async function pushWork(
  context: Context,
  { target }: PushArgs,
  report: Report,
): Promise<TargetState[]> {
  const all = context.env.publishTo.map(({ address }) => address)
  if (all.length === 0)
    throw new UsageProblem('There is no target: set PUBLISH_TO, for example PUBLISH_TO=/srv/www.')
  if (target !== null && !all.includes(target))
    throw new UsageProblem(`“${target}” is no target. PUBLISH_TO has ${all.join(', ')}.`)
  if ((await currentName(context.env.dataDir)) === null)
    throw new NotReady('Nothing has been published yet. Run “recourse publish” first.')
  const wanted = target === null ? all : [target]
  let done = 0
  report('push', done, wanted.length)
  const ends = await Promise.allSettled(
    wanted.map(async (address) => {
      try {
        await pushNow(context, address)
      } finally {
        report('push', ++done, wanted.length)
      }
    }),
  )
  const states = await readStates(context)
  return wanted.map((address, at) => {
    const state = states.find((each) => each.address === address)
    const end = ends[at]
    // A push that failed has recorded why, unless that was what failed.
    if (!state || (end?.status === 'rejected' && state.problem === null))
      throw (end as PromiseRejectedResult).reason
    return state
  })
}
