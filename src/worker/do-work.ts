import type { Work } from '#domain/work.ts'
import { ONCE } from '#store/leases.ts'
import { noteWork, readWork } from '#store/work.ts'
import type { Context } from './context.ts'
import { LeaseLost, takeHold, type Held } from './hold.ts'
import { writing } from './writing.ts'

/** Writes down how far it is, as long as it is held. */
export type Note = (what: Parameters<typeof noteWork>[2]) => Promise<void>

/**
 * Does one piece of work that was asked for, unless another worker does. Where it stops before it has noted an end, the
 * work waits again; where another has taken it over, that is the other's to say.
 * @returns whether it was this worker's.
 * @throws what the work throws.
 */
export async function doWork(
  context: Context,
  { key }: Pick<Work, 'key'>,
  work: (held: Held, note: Note) => Promise<void>,
): Promise<boolean> {
  const { payload } = context
  const hold = await takeHold(context, `${ONCE}${key}`)
  if (!hold) return false
  let ended = false
  const note: Note = async (what) => {
    await writing(hold.context, (req) => noteWork(req, key, what))
    if (what.state) ended = what.state !== 'running'
  }
  try {
    // It may have been done between reading and taking it.
    const now = await readWork({ payload }, key)
    if (!now || now.state === 'done') return false
    await note({ state: 'running', notBefore: null })
    await work(hold.context, note)
    return true
  } catch (error) {
    if (error instanceof LeaseLost || hold.signal.aborted) return false
    throw error
  } finally {
    if (!ended) await note({ state: 'waiting', step: null }).catch(() => undefined)
    await hold.forget()
  }
}
