import type { Command } from 'commander'
import { EXIT } from '../exit-codes.ts'
import { run } from '../run.ts'
import { progressTo } from '../terminal.ts'

/** `recourse push` */
export function pushCommand(program: Command): void {
  program
    .command('push')
    .argument('[target]', 'a target as PUBLISH_TO names it; without it, all of them')
    .description(
      'Push the current release to the targets in PUBLISH_TO, and compare every file there. Exit code 1 where a target could not be pushed to; the others were.',
    )
    .option('--json', 'print the outcomes as JSON', false)
    .action((target: string | undefined, { json }: { json: boolean }) => push(target ?? null, json))
}

async function push(target: string | null, json: boolean): Promise<void> {
  const report = progressTo(process.stderr, { json })
  const outcomes = await run('push', { target }, report)
  report.end()
  if (outcomes.some(({ problem }) => problem !== null)) process.exitCode = EXIT.failed
  if (json) return void process.stdout.write(`${JSON.stringify(outcomes)}\n`)
  const lines = outcomes.map(({ address, release, problem, sentFiles, sentBytes }) =>
    problem !== null
      ? `${address}: ${problem} ${release === null ? 'Nothing of ours is there yet.' : `Readers there get ${release}.`}`
      : `${address}: ${release}, whole; ${sentFiles} files sent (${sentBytes} bytes), the rest was there.`,
  )
  process.stdout.write(`${lines.join('\n')}\n`)
}
