import type { PayloadRequest } from 'payload'
import type { Work } from '#domain/work.ts'
import { Locked } from '#lib/lock.ts'
import { endAndForgetWork, noteWork } from '#store/work.ts'
import { isStopped, type Claimed } from './claim.ts'
import type { RequestJob } from './job.ts'
import type { Answer, Note } from './note.ts'
import { writing } from './writing.ts'

export type Policy = Pick<RequestJob, 'tries' | 'backOff' | 'problem'> & { ends: RequestJob['ends'] }

const TOO_OFTEN = 'It failed too often.'

/**
 * Answers requests and records the outcome. If the work is stopped early or another process is in its way, the
 * requests wait again; if another worker has taken over, the outcome is that worker's to record.
 * @returns whether they were answered.
 * @throws what the work throws; the error is recorded and the work retried after a back-off.
 */
export async function answer(
  context: Claimed,
  requests: readonly Work[],
  policy: Policy,
  work: (note: Note) => Promise<Answer | null>,
): Promise<boolean> {
  const forgets = policy.ends === 'request forgotten'
  const each = (write: (req: PayloadRequest, request: Work) => Promise<void>): Promise<void> =>
    writing(context, async (req) => {
      for (const request of requests) await write(req, request)
    })
  const note: Note = (what) => each((req, { key }) => noteWork(req, key, what))
  const at = (milliseconds = 0): Date => new Date(context.clock.now().getTime() + milliseconds)
  let ended = false
  try {
    if (!forgets) await note({ state: 'running', notBefore: null })
    const found = await work(note)
    if (!found) return false
    await writing(context, async (req) => {
      await found.write?.(req)
      for (const { key } of requests)
        if (forgets) await endAndForgetWork(req, key, at(), found.note?.problem ?? undefined)
        else await noteWork(req, key, { state: 'done', endedAt: at().toISOString(), ...found.note })
    })
    ended = true
    return true
  } catch (error) {
    if (isStopped(error, context) || error instanceof Locked) throw error
    const problem = policy.problem?.(error) ?? (error as Error).message
    await each(async (req, { key, tries: before }) => {
      const tries = before + 1
      if (tries < policy.tries)
        await noteWork(req, key, {
          state: 'failed',
          tries,
          ...(forgets ? {} : { problem }),
          notBefore: at(policy.backOff(tries)).toISOString(),
        })
      else if (forgets) await endAndForgetWork(req, key, at(), TOO_OFTEN)
      else
        await noteWork(req, key, {
          state: 'done',
          tries,
          problem,
          notBefore: null,
          endedAt: at().toISOString(),
        })
    })
    ended = true
    throw error
  } finally {
    if (!ended && !forgets)
      await note({ state: 'waiting', step: null, notBefore: null }).catch(() => undefined)
  }
}
