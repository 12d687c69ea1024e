import { Command, CommanderError } from 'commander'
import { EXIT, exitCodeOf, isPlain } from './exit-codes.ts'
import { calledIn } from './given-path.ts'
import { plainly } from './plainly.ts'

/** Each command loads only its own modules: readers are waiting for a starting server. */
const COMMANDS: Record<string, () => Promise<(program: Command) => void>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  worker: async () => (await import('./commands/worker.ts')).workerCommand,
  publish: async () => (await import('./commands/publish.ts')).publishCommand,
  push: async () => (await import('./commands/push.ts')).pushCommand,
  rollback: async () => (await import('./commands/rollback.ts')).rollbackCommand,
  resume: async () => (await import('./commands/rollback.ts')).resumeCommand,
  preview: async () => (await import('./commands/preview.ts')).previewCommand,
  hosts: async () => (await import('./commands/hosts.ts')).hostsCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  key: async () => (await import('./commands/key.ts')).keyCommand,
  digest: async () => (await import('./commands/digest.ts')).digestCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  user: async () => (await import('./commands/user.ts')).userCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  copy: async () => (await import('./commands/copy.ts')).copyCommand,
  status: async () => (await import('./commands/status.ts')).statusCommand,
  bounce: async () => (await import('./commands/bounce.ts')).bounceCommand,
}

/** Milliseconds a failed command has to flush its output. */
const ENDS_WITHIN = 1_000

/**
 * Runs the `recourse` command; sets the exit code of the process.
 * @param folder where it was called: paths in its arguments are relative to it.
 */
export async function main(argv: string[], folder: string): Promise<void> {
  calledIn(folder)
  const program = new Command('recourse')
    .description('Editorial CMS and publishing pipeline for legal self-help guides.')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 asked wrongly, 3 refused, 4 something needed is missing or taken, 5 a person is needed.',
    )
    .exitOverride()
  const asked = argv[2] ?? ''
  const load = Object.hasOwn(COMMANDS, asked) ? [COMMANDS[asked]] : Object.values(COMMANDS)
  for (const command of load) (await command?.())?.(program)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    process.exitCode = explain(plainly(error as Error))
    // A failure may leave a connection or a timer open, which would keep the process alive forever.
    setTimeout(() => process.exit(), ENDS_WITHIN).unref()
  }
}

/** Prints the error and returns the exit code. */
function explain(error: Error): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: { name: error.name, message: error.message } })}\n`)
  else process.stderr.write(`${isPlain(error) ? error.message : (error.stack ?? error.message)}\n`)
  return exitCodeOf(error)
}
