import { randomUUID } from 'node:crypto'
import { textOf } from '#domain/values.ts'
import type { Work } from '#domain/work.ts'
import type { Logger } from '#lib/log.ts'
import type { Answer, Note } from '../jobs/note.ts'
import type { Claimed } from '../jobs/claim.ts'
import { checkLinkRun } from './links.ts'
import { checkQuoteRun } from './quotes.ts'

/** The message shown when a requested check fails. */
export const checkProblem = (): string => 'The check failed. The log of the server says why.'

/** Runs a check of sources requested by an editor: first their links, then the quotes taken from them. */
export async function checkRequested(
  context: Claimed,
  { key, args }: Work,
  { note, log }: { note: Note; log: Logger },
): Promise<Answer | null> {
  const { signal } = context.claim
  const sources = Array.isArray(args.sources) ? args.sources.map(textOf) : []
  // Each attempt has its own slot, so that it repeats requests an earlier, possibly killed attempt got no response
  // to.
  const slot = `now/${key}/${randomUUID()}`
  const step = (name: string, from: number) => (done: number, total: number) =>
    void note({ step: name, done: from * total + done, total: 2 * total }).catch((error: unknown) =>
      log.warn({ err: error as Error }, 'progress of a check could not be noted'),
    )
  const links = await checkLinkRun(context, { slot, sources, signal, report: step('links', 0) })
  const words = links && (await checkQuoteRun(context, { slot, sources, signal }))
  if (!words) return null
  const total = 2 * sources.length
  return { note: { step: null, done: total, total, result: { links: links.found, quotes: words.found } } }
}
