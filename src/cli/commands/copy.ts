import type { Command } from 'commander'

/** `recourse copy` */
export function copyCommand(program: Command): void {
  program
    .command('copy')
    .description(
      'Copy everything from one database into an empty one of either kind, and prove that it is the same. Stop every server and worker first. The data folder stays as it is.',
    )
    .requiredOption('--from <url>', 'the database to copy, as DATABASE_URL names it')
    .requiredOption('--to <url>', 'the empty one')
    .option('--json', 'print the outcome as JSON', false)
    .action(async (options: { from: string; to: string; json: boolean }) =>
      (await import('../copy.ts')).copy(options),
    )
}
