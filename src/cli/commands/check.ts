import { Argument, type Command } from 'commander'
import { printDate } from '#domain/dates.ts'
import { FLAG_KINDS } from '#domain/desk/flags.ts'
import { DUE_LEVELS } from '#domain/content/freshness.ts'
import { counted } from '#domain/desk/impact.ts'
import { LINK_VERDICTS } from '#domain/watch/link-checks.ts'
import { QUOTE_VERDICTS } from '#domain/watch/quote-findings.ts'
import { EXIT, UsageProblem } from '../exit-codes.ts'
import { run } from '../run.ts'
import { progressTo } from '../terminal.ts'
import type { CheckResult } from '../work/check.ts'

interface Options {
  source: string[]
  json: boolean
}

const WHAT = ['links', 'quotes', 'freshness'] as const
type What = (typeof WHAT)[number]

/** `recourse check` */
export function checkCommand(program: Command): void {
  program
    .command('check')
    .description('Look at sources or dates now: what stands, and what needs a person.')
    .addArgument(new Argument('<what>', 'what to look at').choices(WHAT))
    .option(
      '--source <key>',
      'only this source, by its key or address; may be given again',
      (key: string, before: string[]) => [...before, key],
      [],
    )
    .option('--json', 'print the answer as JSON', false)
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing needs a person, 5 something does, 2 there is no such source.',
    )
    .action(async (what: What, options: Options) => {
      if (what === 'freshness' && options.source.length > 0)
        throw new UsageProblem('Dates are of entries, not of sources: leave --source out.')
      const report = progressTo(process.stderr, { json: options.json })
      const needed =
        what === 'freshness' ? await dates(options, report) : await sources(what, options, report)
      process.exitCode = needed ? EXIT.attention : EXIT.ok
    })
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)

const WORDS: Record<string, string> = { ...LINK_VERDICTS, ...QUOTE_VERDICTS }

async function sources(
  what: 'links' | 'quotes',
  { source, json }: Options,
  report: ReturnType<typeof progressTo>,
): Promise<boolean> {
  const { pass: watchRun, flags }: CheckResult = await run(`check-${what}`, { sources: source }, report)
  report.end()
  if (json) print(JSON.stringify({ pass: watchRun, flags }))
  else {
    print(`${counted(watchRun.total, 'source')} looked at.`)
    for (const [verdict, n] of Object.entries(watchRun.found)) print(`  ${WORDS[verdict] ?? verdict}: ${n}`)
    for (const { kind, detail } of flags) print(`${FLAG_KINDS[kind]}. ${detail}`)
    if (flags.length === 0) print('Nothing needs a person.')
  }
  return flags.length > 0
}

async function dates({ json }: Options, report: ReturnType<typeof progressTo>): Promise<boolean> {
  const found = await run('check-freshness', { sources: [] }, report)
  report.end()
  const { pass: watchRun, due } = found
  if (json) print(JSON.stringify(found))
  else {
    print(`${counted(watchRun.total, 'live entry', 'live entries')} looked at.`)
    for (const { entry, dueOn, level } of due) print(`${DUE_LEVELS[level]}, ${printDate(dueOn)}: ${entry}`)
    if (due.length === 0) print('Nothing is due in the next 30 days.')
  }
  return due.some(({ level }) => level !== 'soon')
}
