import type { Command } from 'commander'
import { run } from '../run.ts'
import { progressTo, seconds } from '../terminal.ts'

interface Options {
  full: boolean
  json: boolean
}

/** `recourse publish` */
export function publishCommand(program: Command): void {
  program
    .command('publish')
    .description('Publish what is live as a new release: pages and PDFs.')
    .option('--full', 'make every file anew, even those that did not change', false)
    .option('--json', 'print the receipt as JSON', false)
    .action(async ({ full, json }: Options) => {
      const report = progressTo(process.stderr, { json })
      const receipt = await run('publish', { full }, report)
      report.end()
      if (json) return void process.stdout.write(`${JSON.stringify(receipt)}\n`)
      const { name, changed, files, rendered, printed, milliseconds, missing } = receipt
      const lines = changed
        ? [
            `Published ${name}: ${files} files, ${rendered} pages rendered, ${printed} PDFs printed, the rest unchanged.`,
            `Took ${seconds(milliseconds.total)}: PDFs ${seconds(milliseconds.print)}, pages ${seconds(milliseconds.render)}.`,
          ]
        : [`Nothing has changed: ${name} stays current.`]
      process.stdout.write(`${[...lines, ...missing].join('\n')}\n`)
    })
}
