import type { Command } from 'commander'
import { isLegalDate } from '#domain/dates.ts'
import { holdWords } from '#domain/desk/hold.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { EXIT, UsageProblem } from '../exit-codes.ts'
import { run } from '../run.ts'
import { madeAgainLines, problemLines } from '../problem-lines.ts'
import { shown } from '../shown.ts'
import { progressTo, seconds } from '../terminal.ts'

interface Options {
  full: boolean
  asOf?: string
  json: boolean
}

/** `recourse publish` */
export function publishCommand(program: Command): void {
  program
    .command('publish')
    .description(
      'Make live what is approved and due, and publish it as a new release: pages, feeds and PDFs. Exit code 5 where something could not be published as it is.',
    )
    .option('--full', 'make every file anew, even those that did not change', false)
    .option('--as-of <date>', 'write the site of that day (YYYY-MM-DD) into a folder of its own instead')
    .option('--json', 'print the receipt as JSON', false)
    .action(({ full, asOf, json }: Options) =>
      asOf === undefined ? publish(full, json) : writeAsOf(asOf, json),
    )
}

/** Published, but not every entry in its current form. */
function needsPerson({ problems }: { problems: readonly PublishProblem[] }): void {
  if (problems.length > 0) process.exitCode = EXIT.attention
}

async function publish(full: boolean, json: boolean): Promise<void> {
  const report = progressTo(process.stderr, { json })
  const receipt = await run('publish', { full }, report)
  report.end()
  needsPerson(receipt)
  if (json) return void process.stdout.write(`${JSON.stringify(receipt)}\n`)
  const { name, changed, files, rendered, printed, milliseconds, missing, problems, madeAgain, held } =
    receipt
  const lines = held
    ? [shown(holdWords(held)), `Readers see ${name}. “recourse resume” ends the hold.`]
    : changed
      ? [
          `Published ${name}: ${files} files, ${rendered} pages rendered, ${printed} PDFs printed, the rest unchanged.`,
          `Took ${seconds(milliseconds.total)}: PDFs ${seconds(milliseconds.print)}, pages ${seconds(milliseconds.render)}.`,
        ]
      : [`Nothing has changed: ${name} stays current.`]
  process.stdout.write(
    `${[...lines, ...madeAgainLines(madeAgain), ...missing, ...problemLines(problems)].join('\n')}\n`,
  )
}

async function writeAsOf(asOf: string, json: boolean): Promise<void> {
  if (!isLegalDate(asOf))
    throw new UsageProblem(`“${asOf}” is not a date: write it as YYYY-MM-DD, for example 2026-12-01.`)
  const report = progressTo(process.stderr, { json })
  const receipt = await run('publish-as-of', { asOf }, report)
  report.end()
  needsPerson(receipt)
  if (json) return void process.stdout.write(`${JSON.stringify(receipt)}\n`)
  process.stdout.write(
    `${[`The site as of ${asOf} is in ${receipt.folder}: ${receipt.files} files. Readers see the current release as before.`, ...receipt.missing, ...problemLines(receipt.problems)].join('\n')}\n`,
  )
}
