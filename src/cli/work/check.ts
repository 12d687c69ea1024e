import { randomUUID } from 'node:crypto'
import { dayIn } from '#domain/dates.ts'
import type { DueEntry } from '#domain/desk/due.ts'
import type { Flag } from '#domain/desk/flags.ts'
import { LINK_FLAGS } from '#domain/watch/source-states.ts'
import type { WatchRun } from '#domain/watch/watch.ts'
import { WORD_FLAGS } from '#desk/watch/settle-unused.ts'
import { readOpenFlags } from '#store/desk/flags.ts'
import { readSources } from '#store/content/sources.ts'
import { checkDates, readDue } from '#worker/watch/freshness.ts'
import { checkLinkRun } from '#worker/watch/links.ts'
import { checkQuoteRun } from '#worker/watch/quotes.ts'
import type { Context } from '#worker/context.ts'
import { UsageProblem } from '../exit-codes.ts'
import type { Report } from './report.ts'

interface CheckArgs {
  /** Keys, ids or URLs of sources; empty for all. */
  sources: string[]
}

export interface CheckResult {
  pass: WatchRun
  /** Flags that need a person, about what was checked. */
  flags: Pick<Flag, 'kind' | 'about' | 'detail' | 'at'>[]
}

/** @throws {UsageProblem} for an unknown source. */
async function idsOf({ payload }: Context, names: readonly string[]): Promise<string[] | undefined> {
  if (names.length === 0) return undefined
  const all = await readSources({ payload })
  return names.map((name) => {
    const found = all.find(({ id, key, url }) => id === name || key === name || url === name)
    if (!found) throw new UsageProblem(`There is no source “${name}”: give its key or its address.`)
    return found.id
  })
}

const check =
  (step: 'links' | 'quotes', over: typeof checkLinkRun, kinds: Parameters<typeof readOpenFlags>[1]) =>
  async (context: Context, { sources: names }: CheckArgs, report: Report): Promise<CheckResult> => {
    const sources = await idsOf(context, names)
    const run = await over(context, {
      slot: `now/${randomUUID()}`,
      ...(sources ? { sources } : {}),
      report: (done, total) => report(step, done, total),
    })
    if (!run) throw new Error('The check was stopped.')
    const flags = (await readOpenFlags({ payload: context.payload }, kinds)).filter(
      ({ about }) => !sources || sources.some((id) => about.startsWith(`sources/${id}`)),
    )
    return { pass: run, flags: flags.map(({ kind, about, detail, at }) => ({ kind, about, detail, at })) }
  }

/** Checks links now. Each check counts: a source is broken by three failures over at least three days. */
export const checkLinksWork = check('links', checkLinkRun, [...LINK_FLAGS, 'host-down'])

/** Checks now whether quotes and values are still in their sources. */
export const checkQuotesWork = check('quotes', checkQuoteRun, WORD_FLAGS)

/** Checks dates now, and returns what is due or will be within a month, most dangerous first. */
export async function checkFreshnessWork(
  context: Context,
  _args: CheckArgs,
  report: Report,
): Promise<{ pass: WatchRun; due: DueEntry[] }> {
  const day = dayIn(context.env.siteTimeZone, context.clock.now())
  const run = await checkDates(context, {
    slot: `now/${day}/${randomUUID()}`,
    report: (done, total) => report('dates', done, total),
  })
  if (!run) throw new Error('The check was stopped.')
  return { pass: run, due: await readDue(context) }
}
