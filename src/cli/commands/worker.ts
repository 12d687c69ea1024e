import type { Command } from 'commander'

/** `recourse worker` */
export function workerCommand(program: Command): void {
  program
    .command('worker')
    .description(
      'Do scheduled work alone, beside servers. With the embedded database the server does it itself.',
    )
    .action(async () => (await import('../serve/work.ts')).work())
}
