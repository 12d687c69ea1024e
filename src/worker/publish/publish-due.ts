import type { Work } from '#domain/work.ts'
import { FOLLOWED_WITHIN } from '#pipelines/release/current.ts'
import { diskProblem } from '#lib/disk-problem.ts'
import { Locked } from '#lib/lock.ts'
import { askPublish, noteWork, readDueWork } from '#store/work.ts'
import type { Context } from '../context.ts'
import { LeaseLost } from '../hold.ts'
import type { PublishReceipt, PublishStep } from './publish.ts'
import { publishNow } from './publish-now.ts'
import { writing } from '../writing.ts'

/** One worker at a time makes live and publishes, however many there are: who does holds this. */
export const PUBLISHING = 'round'

const SECOND = 1000
const LONGEST_REST = 600 * SECOND
/** Milliseconds before what failed so many times is tried again: 5 s, 10 s, 20 s … at most ten minutes. */
export const restAfter = (tries: number): number => Math.min(LONGEST_REST, 5 * SECOND * 2 ** (tries - 1))

const STEPS: Record<PublishStep['step'], string> = {
  snapshot: 'Reading what is live',
  print: 'Printing PDFs',
  render: 'Rendering pages',
  done: 'Readable',
}

/**
 * Publishes once for everything that has asked for it so far, and notes each step where the desk looks for it.
 * @returns null where nothing has asked.
 * @throws what publishing throws; it is noted, the current release stays, and it is tried again after a rest.
 */
export async function publishDue(context: Context): Promise<PublishReceipt | null> {
  const { payload, clock } = context
  const due = await readDueWork({ payload }, 'publish', clock.now())
  return due.length === 0 ? null : publishFor(context, due)
}

/** Publishes, and answers all that have asked for it until now. */
export async function publishAsked(
  context: Context,
  options: Parameters<typeof publishNow>[1] = {},
): Promise<PublishReceipt> {
  const all = await readDueWork({ payload: context.payload }, 'publish', new Date(8.64e15))
  return publishFor(context, all, options)
}

async function publishFor(
  context: Context,
  due: readonly Work[],
  options: Parameters<typeof publishNow>[1] = {},
): Promise<PublishReceipt> {
  const { payload, clock, hold } = context
  const note = (what: Parameters<typeof noteWork>[2]): Promise<void> =>
    writing(context, async (req) => {
      for (const { key } of due) await noteWork(req, key, what)
    })
  await note({
    state: 'running',
    step: STEPS.snapshot,
    done: 0,
    total: 1,
    problem: null,
    notBefore: null,
  })
  /** Readers got a release: where another publishes meanwhile, they may have it after one that is newer. */
  let outdated = false
  let told = Promise.resolve()
  let last = ''
  const progress = (step: PublishStep): void => {
    // What readers see already is told to the end.
    if (step.step !== 'done') hold?.signal.throwIfAborted()
    options.progress?.(step)
    // Every step is noted, and of the many files of one step only some.
    const seen = `${step.step} ${Math.floor((10 * step.done) / Math.max(1, step.total))}`
    if (seen === last) return
    last = seen
    told = told
      .then(() => note({ step: STEPS[step.step], done: step.done, total: step.total }))
      .catch(() => undefined)
  }
  try {
    const receipt = await publishNow(context, { ...options, progress })
    outdated = receipt.changed
    await told
    // Said only once every reader gets it.
    await new Promise((resolve) => setTimeout(resolve, receipt.changed ? FOLLOWED_WITHIN : 0))
    await note({
      state: 'done',
      step: STEPS.done,
      done: 1,
      total: 1,
      problem: null,
      notBefore: null,
      endedAt: clock.now().toISOString(),
      result: { release: receipt.name },
    })
    return receipt
  } catch (error) {
    await told
    if (error instanceof LeaseLost || hold?.signal.aborted) {
      // It was stopped, and is done from the beginning; where another does so already, nothing is noted.
      await note({ state: 'waiting', step: null, notBefore: null }).catch(() => undefined)
      if (outdated) await askPublish({ payload }, { entry: null, by: 'worker', at: clock.now() })
      throw error
    }
    if (error instanceof Locked) {
      // Somebody is publishing by hand: that is no failure, and it is this one's turn next.
      await note({ state: 'waiting', step: null, notBefore: null })
      throw error
    }
    const { message: problem } =
      (error as Error).name === 'ReleaseFailed' ? (error as Error) : (diskProblem(error) ?? (error as Error))
    await writing(context, async (req) => {
      for (const { key, tries } of due)
        await noteWork(req, key, {
          state: 'failed',
          problem,
          tries: tries + 1,
          notBefore: new Date(clock.now().getTime() + restAfter(tries + 1)).toISOString(),
        })
    })
    throw error
  }
}
