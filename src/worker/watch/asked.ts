import { randomUUID } from 'node:crypto'
import { textOf } from '#domain/values.ts'
import type { Work } from '#domain/work.ts'
import type { Logger } from '#lib/log.ts'
import { readDueWork } from '#store/work.ts'
import type { Context } from '../context.ts'
import { doWork, type Note } from '../do-work.ts'
import type { Held } from '../hold.ts'
import { checkLinkRun } from './links.ts'
import { checkQuoteRun } from './quotes.ts'

/** Milliseconds of rest after a failure, and how often it is tried. */
const REST = 30_000
const TRIES = 3

/** Checks the sources that somebody wants looked at now: their links, then the words that are quoted from them. */
export async function checkAsked(context: Context, log: Logger): Promise<void> {
  const { payload, clock } = context
  for (const work of await readDueWork({ payload }, 'check-source', clock.now(), 20)) {
    if (context.stop?.aborted) return
    await doWork(context, work, (held, note) => checkOne(held, work, note, log))
  }
}

async function checkOne(context: Held, { key, args, tries }: Work, note: Note, log: Logger): Promise<void> {
  const {
    clock,
    hold: { signal },
  } = context
  const sources = Array.isArray(args.sources) ? args.sources.map(textOf) : []
  // A try has a slot of its own: what an earlier one asked and did not hear, also where it was killed, is asked again.
  const slot = `now/${key}/${randomUUID()}`
  const step = (name: string, from: number) => (done: number, total: number) =>
    void note({ step: name, done: from * total + done, total: 2 * total }).catch((error: unknown) =>
      log.warn({ err: error as Error }, 'progress of a check could not be noted'),
    )
  try {
    const links = await checkLinkRun(context, { slot, sources, signal, report: step('links', 0) })
    const words = links && (await checkQuoteRun(context, { slot, sources, signal }))
    if (!words) return
    await note({
      state: 'done',
      step: null,
      done: 2 * sources.length,
      total: 2 * sources.length,
      endedAt: clock.now().toISOString(),
      result: { links: links.found, quotes: words.found },
    })
  } catch (error) {
    if (signal.aborted) throw error
    log.error({ work: key, err: error as Error }, 'sources could not be checked')
    const over = tries + 1 >= TRIES
    await note({
      state: over ? 'done' : 'failed',
      tries: tries + 1,
      problem: 'The check failed. The log of the server says why.',
      notBefore: over ? null : new Date(clock.now().getTime() + REST).toISOString(),
      endedAt: over ? clock.now().toISOString() : null,
    })
  }
}
