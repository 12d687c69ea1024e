import type { Command } from 'commander'
import { EXIT, UsageProblem } from '../exit-codes.ts'
import { run } from '../run.ts'
import { progressTo } from '../terminal.ts'

/** `recourse verify events` */
export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .argument('[what]', 'events: the editorial record, against itself and what releases kept', 'events')
    .description('Check that what was recorded is still as it was made. Exit code 1 where it is not.')
    .option('--json', 'print what was found as JSON', false)
    .action(async (what: string, { json }: { json: boolean }) => {
      if (what !== 'events')
        throw new UsageProblem(`“${what}” cannot be verified. Say “recourse verify events”.`)
      const receipt = await run('verify-events', {}, progressTo(process.stderr, { json }))
      const { entries, events, editions, changes, releases, problems } = receipt
      if (problems.length > 0) process.exitCode = EXIT.failed
      if (json) return void process.stdout.write(`${JSON.stringify(receipt)}\n`)
      const counted = `${events} events of ${entries} entries, ${editions} editions, ${changes} changes, and the heads that ${releases} releases kept`
      process.stdout.write(
        problems.length === 0
          ? `Whole: ${counted}.\n`
          : `${problems.map(({ about, problem }) => `${about}: ${problem}`).join('\n')}\nNot whole: ${problems.length} found in ${counted}. Compare with a backup.\n`,
      )
    })
}
