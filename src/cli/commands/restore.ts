import type { Command } from 'commander'
import { givenPath } from '../given-path.ts'

/** `recourse restore` */
export function restoreCommand(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'a backup, as “recourse backup” made it', givenPath)
    .description(
      'Restore a backup into an empty data folder and an empty database of either kind, and prove that it is the same. Stop every server and worker first.',
    )
    .option('--identity <file>', 'file of the private key', givenPath)
    .option('--passphrase-file <file>', 'file of the passphrase', givenPath)
    .option(
      '--opt-outs <file>',
      'list of those who have left since: opt-outs.ndjson of the data folder (default: those of the site and of this name beside the backup)',
      givenPath,
    )
    .option('--json', 'print the outcome as JSON', false)
    .action(
      async (
        file: string,
        options: { identity?: string; passphraseFile?: string; optOuts?: string; json: boolean },
      ) => (await import('../restore.ts')).restore(file, options),
    )
}
