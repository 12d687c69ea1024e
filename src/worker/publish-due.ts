import type { Work } from '#domain/work.ts'
import { FOLLOWED_WITHIN } from '#pipelines/release/current.ts'
import { Locked } from '#lib/lock.ts'
import { noteWork, readDueWork } from '#store/work.ts'
import type { Context } from './context.ts'
import type { PublishReceipt, PublishStep } from './publish.ts'
import { publishNow } from './publish-now.ts'

const SECOND = 1000
const LONGEST_REST = 600 * SECOND
/** How long a worker may be silent before another takes its work up. */
const TAKEN_FOR = 600 * SECOND

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
  const { payload, clock } = context
  const note = async (what: Parameters<typeof noteWork>[2]): Promise<void> => {
    for (const { key } of due) await noteWork({ payload }, key, what)
  }
  await note({
    state: 'running',
    step: STEPS.snapshot,
    done: 0,
    total: 1,
    problem: null,
    notBefore: new Date(clock.now().getTime() + TAKEN_FOR).toISOString(),
  })
  let told = Promise.resolve()
  let last = ''
  const progress = (step: PublishStep): void => {
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
    if (error instanceof Locked) {
      // Somebody is publishing by hand: that is no failure, and it is this one's turn next.
      await note({ state: 'waiting', step: null, notBefore: null })
      throw error
    }
    for (const { key, tries } of due)
      await noteWork({ payload }, key, {
        state: 'failed',
        problem: (error as Error).message,
        tries: tries + 1,
        notBefore: new Date(clock.now().getTime() + restAfter(tries + 1)).toISOString(),
      })
    throw error
  }
}
