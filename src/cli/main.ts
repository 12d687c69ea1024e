import { Command, CommanderError } from 'commander'
import { EXIT, exitCodeOf, isPlain } from './exit-codes.ts'
import { digestCommand } from './commands/digest.ts'
import { bounceCommand } from './commands/bounce.ts'
import { checkCommand } from './commands/check.ts'
import { importCommand } from './commands/import.ts'
import { publishCommand } from './commands/publish.ts'
import { serveCommand } from './commands/serve.ts'
import { statusCommand } from './commands/status.ts'
import { userCommand } from './commands/user.ts'
import { verifyCommand } from './commands/verify.ts'
import { workerCommand } from './commands/worker.ts'

const COMMANDS = [
  serveCommand,
  workerCommand,
  publishCommand,
  verifyCommand,
  digestCommand,
  checkCommand,
  importCommand,
  userCommand,
  statusCommand,
  bounceCommand,
]

/** Milliseconds in which a command that failed may still write what it has to say. */
const ENDS_WITHIN = 1_000

/** Runs the `recourse` command; sets the exit code of the process. */
export async function main(argv: string[]): Promise<void> {
  const program = new Command('recourse')
    .description('Editorial CMS and publishing pipeline for legal self-help guides.')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 asked wrongly, 3 refused, 4 something needed is missing or taken, 5 a person is needed.',
    )
    .exitOverride()
  for (const add of COMMANDS) add(program)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    process.exitCode = explain(error as Error)
    // What failed may have left a connection or a timer open, which would keep the process for ever.
    setTimeout(() => process.exit(), ENDS_WITHIN).unref()
  }
}

/** Says what went wrong, and gives the exit code. */
function explain(error: Error): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: { name: error.name, message: error.message } })}\n`)
  else process.stderr.write(`${isPlain(error) ? error.message : (error.stack ?? error.message)}\n`)
  return exitCodeOf(error)
}
