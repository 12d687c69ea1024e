import type { Command } from 'commander'

/** `recourse status` */
export function statusCommand(program: Command): void {
  program
    .command('status')
    .description(
      'Say on one screen which release readers see, whether it is as it was written, what of it could not be published as it is, which guides are not whole, and how targets, mail, scheduled work and the disk stand. Says so where the database does not answer. Exit code 5 where a person is needed.',
    )
    .option('--json', 'print it as JSON', false)
    .action(async (options: { json: boolean }) => (await import('../status.ts')).status(options))
}
