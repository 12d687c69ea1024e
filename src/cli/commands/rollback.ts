import type { Command } from 'commander'
import { UsageProblem } from '../exit-codes.ts'
import { run } from '../run.ts'
import { shown } from '../shown.ts'
import { progressTo, seconds } from '../terminal.ts'

interface RollbackOptions {
  to?: string
  reason: string
  carryOver: boolean
  json: boolean
}

/** `recourse rollback` */
export function rollbackCommand(program: Command): void {
  program
    .command('rollback')
    .description(
      'Give readers an earlier release back, as a new release, and hold publishing until “recourse resume”. What was withdrawn, corrected or made safe since does not come back.',
    )
    .requiredOption('--reason <text>', 'why: it stands in the record')
    .option('--to <number>', 'number of the earlier release (default: the one before the current one)')
    .option('--carry-over', 'show what must not come back as it is today, and give back the rest', false)
    .option('--json', 'print the receipt as JSON', false)
    .action(async ({ to, reason, carryOver, json }: RollbackOptions) => {
      if (to !== undefined && !/^\d{1,15}$/.test(to))
        throw new UsageProblem(`“${to}” is no number of a release: “recourse status” shows the current one.`)
      const report = progressTo(process.stderr, { json })
      const receipt = await run(
        'roll-back',
        { to: to === undefined ? null : Number(to), reason, carryOver },
        report,
      )
      report.end()
      if (json) return void process.stdout.write(`${JSON.stringify(receipt)}\n`)
      const { name, back, carried, files, milliseconds } = receipt
      const lines = [
        `Readers see ${name}: what ${back} showed, ${files} files, in ${seconds(milliseconds.total)}.`,
        ...(carried.length > 0 ? [`Carried over as they are today: ${carried.join(', ')}.`] : []),
        'Publishing is held until “recourse resume --reason …”.',
      ]
      process.stdout.write(`${lines.map(shown).join('\n')}\n`)
    })
}

/** `recourse resume` */
export function resumeCommand(program: Command): void {
  program
    .command('resume')
    .description('End the hold of a rollback: what is live is published again.')
    .requiredOption('--reason <text>', 'why: it stands in the record')
    .option('--json', 'print the receipt as JSON', false)
    .action(async ({ reason, json }: { reason: string; json: boolean }) => {
      const report = progressTo(process.stderr, { json })
      const receipt = await run('resume', { reason }, report)
      report.end()
      process.stdout.write(
        json
          ? `${JSON.stringify(receipt)}\n`
          : `Publishing is resumed: readers see ${receipt.name}, with what is live.\n`,
      )
    })
}
