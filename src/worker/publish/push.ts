import { newTarget, type Target, type TargetState } from '#domain/publish/targets.ts'
import { isBackOffOver, releaseBackOff } from '#domain/work.ts'
import { join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { diskProblem } from '#lib/disk-problem.ts'
import type { Logger } from '#lib/log.ts'
import { whilePushing } from '#lib/pushed-now.ts'
import { currentName } from '#lib/release-names.ts'
import { forgetTargetFiles, writeTargetFile } from '#lib/targets-state.ts'
import { pushToFolder } from '#pipelines/push/folder.ts'
import { pushOverSsh } from '#pipelines/push/ssh.ts'
import type { Pushing, PushReceipt, PushStep } from '#pipelines/push/release.ts'
import { noteTarget, readTargets } from '#store/publish/targets.ts'
import type { Context } from '../context.ts'
import { isStopped, type Claimed } from '../jobs/claim.ts'
import { writing } from '../jobs/writing.ts'
import { releaseToPush } from './release-to-push.ts'

const addresses = ({ env }: Pick<Context, 'env'>): string[] => env.publishTo.map(({ address }) => address)

/** States of all targets in the setting. */
export const readStates = (context: Context): Promise<TargetState[]> =>
  readTargets({ payload: context.payload }, addresses(context))

/** Addresses of the targets that lack the current release, or are asked for, and may be tried now. */
export async function targetsDue(context: Context): Promise<string[]> {
  const { clock, env } = context
  if (env.publishTo.length === 0) return []
  const name = await currentName(env.dataDir)
  if (name === null) return []
  return (await readStates(context))
    .filter(
      ({ release, askedAt, notBefore }) =>
        (release !== name || askedAt !== null) && isBackOffOver(notBefore, clock.now()),
    )
    .map(({ address }) => address)
}

/** Records how a target stands: in the database, and in the data folder for when that is down. */
async function note(
  context: Context,
  address: string,
  what: Partial<Omit<TargetState, 'address'>>,
): Promise<TargetState> {
  const state = await writing(context, (req) => noteTarget(req, address, what))
  await writeTargetFile(context.env.dataDir, state)
  return state
}

/** What went wrong, in words that hold nothing secret. */
const problemOf = (error: unknown): string =>
  ['PushFailed', 'DiskUnusable'].includes((error as Error).name)
    ? (error as Error).message
    : (diskProblem(error)?.message ??
      `The push failed: ${(error as Error).name}. The log of the server says more.`)

/** The SDK for buckets is large: it is loaded where one is pushed to. */
async function sent(env: Context['env'], target: Target, pushing: Pushing): Promise<PushReceipt> {
  if (target.kind === 'folder') return pushToFolder(target.path, pushing)
  if (target.kind === 'ssh') {
    if (!env.ssh) throw new Error('A target over SSH is read with its key.')
    const staging = join(env.dataDir, 'push', sha256(target.address).slice(0, 16))
    return pushOverSsh(target, pushing, { ...env.ssh, searchPath: env.searchPath, staging })
  }
  const { pushToBucket } = await import('#pipelines/push/bucket.ts')
  return pushToBucket(target, pushing)
}

interface Push {
  address: string
  /** Called after each step. */
  reached?: (step: PushStep) => void
}

export interface PushOutcome extends PushReceipt {
  address: string
  release: string
}

/**
 * Pushes the current release to a target, and records the outcome.
 * @throws what pushing throws; it is recorded, and tried again after a back-off.
 */
export async function push(context: Claimed, { address, reached }: Push): Promise<PushOutcome> {
  const { clock, env, claim, payload } = context
  const target = env.publishTo.find((each) => each.address === address)
  if (!target) throw new Error(`${address} is no target.`)
  const [before = newTarget(address)] = await readTargets({ payload }, [address])
  try {
    const { release, time } = await releaseToPush(context)
    if (before.behindSince === null && before.release !== release.name)
      await note(context, address, { behindSince: time })
    const pushing = {
      release,
      signal: claim.signal,
      mayGoOut: () => claim.check(),
      ...(reached && { reached }),
    }
    const receipt = await whilePushing(env.dataDir, { address, release: release.name }, () =>
      sent(env, target, pushing),
    )
    const done = {
      behindSince: null,
      tries: 0,
      problem: null,
      notBefore: null,
      // What was asked for meanwhile is done next.
      ...(before.askedAt !== null && { askedAt: null }),
      ...receipt,
    }
    await note(context, address, { ...done, release: release.name, pushedAt: clock.now().toISOString() })
    await forgetTargetFiles(env.dataDir, addresses(context))
    return { address, release: release.name, ...receipt }
  } catch (error) {
    if (isStopped(error, context)) throw error
    const tries = before.tries + 1
    const notBefore = new Date(clock.now().getTime() + releaseBackOff(tries)).toISOString()
    await note(context, address, { tries, problem: problemOf(error), notBefore })
    throw error
  }
}

/** Pushes to a target that is due, and logs a problem when it begins and when it ends. */
export async function pushTo(context: Claimed, log: Logger, address: string): Promise<void> {
  const [before] = await readTargets({ payload: context.payload }, [address])
  try {
    // Another worker may have been faster.
    if (!(await targetsDue(context)).includes(address)) return
    const { release, sentFiles, sentBytes } = await push(context, { address })
    log.info({ target: address, release, files: sentFiles, bytes: sentBytes }, 'a release was pushed')
    if (before?.problem) log.info({ target: address }, 'a target that could not be pushed to works again')
  } catch (error) {
    if (isStopped(error, context)) throw error
    const problem = problemOf(error)
    if (before?.problem === problem) return
    const isKnown = (error as Error).name === 'PushFailed'
    log.error(
      { target: address, problem, ...(isKnown ? {} : { err: error as Error }) },
      'a release could not be pushed: it is tried again',
    )
  }
}
