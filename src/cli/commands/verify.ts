import type { Command } from 'commander'
import { EXIT } from '../exit-codes.ts'
import { run } from '../run.ts'
import { progressTo } from '../terminal.ts'

interface Options {
  key: string[]
  earlier?: string
  json: boolean
}

/** `recourse verify events`, `recourse verify <folder or URL>` */
export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .argument(
      '[what]',
      'events: the editorial record, against itself and what releases kept; or a release, by its folder or the URL of its site',
      'events',
    )
    .description(
      'Check that what was recorded or published is still as it was made. Exit code 1 where it is not.',
    )
    .option(
      '--key <file or text>',
      'public key that must have signed the release, or one that it was rotated from; may be given several times (default: the keys of the data folder)',
      (key: string, keys: string[]) => [...keys, key],
      [],
    )
    .option(
      '--earlier <release>',
      'a release seen before: its folder, manifest or number. The one verified must not be older',
    )
    .option('--json', 'print what was found as JSON', false)
    .action(async (what: string, { key, earlier, json }: Options) => {
      if (what === 'events') return verifyEvents(json)
      const { verifyPublished } = await import('../verify-release.ts')
      return verifyPublished(what, { keys: key, earlier: earlier ?? null, json })
    })
}

async function verifyEvents(json: boolean): Promise<void> {
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
}
