import { releaseBackOff, type Work } from '#domain/work.ts'
import { FOLLOWED_WITHIN } from '#pipelines/release/current.ts'
import { diskProblem } from '#lib/disk-problem.ts'
import type { Logger } from '#lib/log.ts'
import { askPublish, readDueWork } from '#store/work.ts'
import type { Context } from '../context.ts'
import { answer, type Policy } from '../jobs/answer.ts'
import type { Note } from '../jobs/note.ts'
import { isStopped, type Claimed } from '../jobs/claim.ts'
import { pruneAndLog } from './prune.ts'
import { publish, type PublishOptions, type PublishReceipt, type PublishStep } from './publish.ts'
import { tellNews } from './tell-news.ts'

/** Lease key for going live and publishing: one worker at a time does both. */
export const PUBLISHING = 'round'

const POLICY: Policy = {
  tries: Infinity,
  backOff: releaseBackOff,
  ends: 'request done',
  problem: (error) =>
    (error as Error).name === 'ReleaseFailed'
      ? (error as Error).message
      : (diskProblem(error) ?? (error as Error)).message,
}

/** Step of a request that was answered while publishing is held. */
const HELD = 'Publishing is held'

const STEPS: Record<PublishStep['step'], string> = {
  snapshot: 'Reading what is live',
  print: 'Printing PDFs',
  render: 'Rendering pages',
  done: 'Readable',
}

/** Every unanswered request to publish, including those backing off. */
export const readPublishRequests = ({ payload }: Context): Promise<Work[]> =>
  readDueWork({ payload }, 'publish', new Date(8.64e15))

/** Publishes for the due requests and logs the outcome. */
export async function publishAndLog(context: Claimed, log: Logger, requests: readonly Work[]): Promise<void> {
  const receipt = await publishRequested(context, requests)
  tellNews(log, receipt)
  if (receipt.held)
    log.info(
      { release: receipt.name, changed: receipt.changed, hold: receipt.held },
      'publishing is held: readers keep the earlier release',
    )
  else if (receipt.changed)
    log.info({ release: receipt.name, ms: receipt.milliseconds.total }, 'the site was published')
  if (receipt.changed) await pruneAndLog(context, log)
}

/** Publishes once a day without a request: whether a verification is overdue depends on the day. */
export async function publishDaily(context: Claimed, log: Logger): Promise<'done'> {
  tellNews(log, await publishRequested(context, await readPublishRequests(context)))
  await pruneAndLog(context, log, { everything: true })
  return 'done'
}

/**
 * Publishes once for all requests, and records each step for the desk to show.
 * @throws what publishing throws; the error is recorded, the current release stays, and it is retried after a
 *   back-off.
 */
export async function publishRequested(
  context: Claimed,
  requests: readonly Work[],
  options: PublishOptions = {},
): Promise<PublishReceipt> {
  const { payload, clock, claim } = context
  let receipt: PublishReceipt | undefined
  try {
    await answer(context, requests, POLICY, async (note) => {
      await note({ step: STEPS.snapshot, done: 0, total: 1, problem: null })
      const steps = noteSteps(note)
      try {
        receipt = await publish(context, {
          ...options,
          progress: (step) => {
            // Once readers see the release, progress is reported to the end.
            if (step.step !== 'done') claim.signal.throwIfAborted()
            options.progress?.(step)
            steps.take(step)
          },
        })
      } finally {
        await steps.end()
      }
      // Reported only once every reader gets the release.
      await new Promise((resolve) => setTimeout(resolve, receipt?.changed ? FOLLOWED_WITHIN : 0))
      return {
        note: {
          step: receipt.held ? HELD : STEPS.done,
          done: 1,
          total: 1,
          problem: null,
          notBefore: null,
          result: { release: receipt.name },
        },
      }
    })
  } catch (error) {
    // If another worker published meanwhile, readers may have got this release after a newer one.
    if (receipt?.changed && isStopped(error, context))
      await askPublish({ payload }, { entry: null, by: 'worker', at: clock.now() })
    throw error
  }
  if (!receipt) throw new Error('Nothing was published, and nothing failed.')
  return receipt
}

/** Records every step, but only some of the many files within one; sequentially. */
function noteSteps(note: Note): { take(step: PublishStep): void; end(): Promise<void> } {
  let tail: Promise<void> = Promise.resolve()
  let last = ''
  return {
    take: ({ step, done, total }) => {
      const seen = `${step} ${Math.floor((10 * done) / Math.max(1, total))}`
      if (seen === last) return
      last = seen
      tail = tail.then(() => note({ step: STEPS[step], done, total })).catch(() => undefined)
    },
    end: () => tail,
  }
}
