import { textOf } from '#domain/values.ts'
import type { Logger } from '#lib/log.ts'
import { claimWork, noteWork, readDueWork } from '#store/work.ts'
import type { Context } from '../context.ts'
import { passOverLinks } from './links.ts'
import { passOverQuotes } from './quotes.ts'

/** How long one may take before another worker takes it up, in milliseconds. */
const TAKEN_FOR = 10 * 60_000
/** Milliseconds of rest after a failure, and how often it is tried. */
const REST = 30_000
const TRIES = 3

/** Checks the sources that somebody wants looked at now: their links, then the words that are quoted from them. */
export async function checkAsked(context: Context, log: Logger, signal: AbortSignal): Promise<void> {
  const { payload, clock } = context
  for (const work of await readDueWork({ payload }, 'check-source', clock.now(), 20)) {
    if (signal.aborted) return
    const { key, args, tries } = work
    if (!(await claimWork({ payload }, work, new Date(clock.now().getTime() + TAKEN_FOR)))) continue
    const sources = Array.isArray(args.sources) ? args.sources.map(textOf) : []
    // A try has a slot of its own: what an earlier one was asked and did not hear is asked again.
    const slot = `now/${key}/${tries}`
    const step = (name: string, from: number) => (done: number, total: number) =>
      void noteWork({ payload }, key, { step: name, done: from * total + done, total: 2 * total }).catch(
        (error: unknown) => log.warn({ err: error as Error }, 'progress of a check could not be noted'),
      )
    try {
      const links = await passOverLinks(context, { slot, sources, signal, report: step('links', 0) })
      const words = links && (await passOverQuotes(context, { slot, sources, signal }))
      await noteWork(
        { payload },
        key,
        words
          ? {
              state: 'done',
              step: null,
              done: 2 * sources.length,
              total: 2 * sources.length,
              endedAt: clock.now().toISOString(),
              result: { links: links.found, quotes: words.found },
            }
          : { state: 'waiting', notBefore: null },
      )
    } catch (error) {
      log.error({ work: key, err: error as Error }, 'sources could not be checked')
      const over = tries + 1 >= TRIES
      await noteWork({ payload }, key, {
        state: over ? 'done' : 'failed',
        tries: tries + 1,
        problem: 'The check failed. The log of the server says why.',
        notBefore: over ? null : new Date(clock.now().getTime() + REST).toISOString(),
        endedAt: over ? clock.now().toISOString() : null,
      })
    }
  }
}
