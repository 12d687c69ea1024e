import type { Command } from 'commander'

/** `recourse doctor` */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'Check an installation, before and after an upgrade: settings, data folder, database, clock, mail server, browser, release. Sends and changes nothing. Exit code 5 where something is wrong.',
    )
    .option('--json', 'print it as JSON', false)
    .action(async (options: { json: boolean }) => (await import('../doctor/doctor.ts')).doctor(options))
}
