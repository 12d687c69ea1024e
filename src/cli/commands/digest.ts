import { InvalidArgumentError, type Command } from 'commander'
import { RUN_STATES, type RunKind } from '#domain/mail/digests.ts'
import { counted } from '#domain/desk/impact.ts'
import { RUN_NAMES } from '#domain/mail/mailing.ts'
import { EVERYTHING } from '#domain/mail/subscribers.ts'
import { NotReady, UsageProblem } from '../exit-codes.ts'
import { run } from '../run.ts'

interface Options {
  dryRun: boolean
  preview?: RunKind
  run?: RunKind
  place: string
  json: boolean
}

const KINDS = Object.keys(RUN_NAMES).join(', ')

function runKind(text: string): RunKind {
  if (Object.hasOwn(RUN_NAMES, text)) return text as RunKind
  throw new InvalidArgumentError(`Use one of ${KINDS}.`)
}

/** `recourse digest` */
export function digestCommand(program: Command): void {
  program
    .command('digest')
    .description('Mail to subscribers: what would go out now, how it reads, or the digest that is due.')
    .option('--dry-run', 'say what would go out now; nothing is written', false)
    .option('--preview <kind>', `print a digest as text (${KINDS}); nothing is written`, runKind)
    .option('--place <key>', 'with --preview: for a follower of this place', EVERYTHING)
    .option('--run <kind>', `write the mails of the digest that is due to the outbox (${KINDS})`, runKind)
    .option('--json', 'print the answer as JSON', false)
    .action(async (options: Options) => {
      const asked = [options.dryRun, options.preview !== undefined, options.run !== undefined]
      if (asked.filter(Boolean).length !== 1)
        throw new UsageProblem('Say one of --dry-run, --preview <kind> and --run <kind>.')
      if (options.preview) return preview(options.preview, options)
      if (options.run) return send(options.run, options)
      return dryRun(options)
    })
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const quiet = (): undefined => undefined

async function dryRun({ json }: Options): Promise<void> {
  const outlook = await run('digest-outlook', {}, quiet)
  if (json) return print(JSON.stringify(outlook))
  for (const { kind, mails, letters, seqs } of outlook.runs)
    print(
      mails === 0
        ? `${RUN_NAMES[kind]}: nothing to say to anybody.`
        : `${RUN_NAMES[kind]}: ${counted(mails, 'mail')}, ${counted(letters, 'different letter')}, about changes ${seqs.join(', ')}.`,
    )
}

async function preview(kind: RunKind, { place, json }: Options): Promise<void> {
  const found = await run('digest-preview', { kind, place }, quiet)
  if (!found) throw new NotReady('Nothing has changed yet, so there is no digest to show.')
  if (json) return print(JSON.stringify(found))
  print(`Subject: ${found.subject}\n\n${found.text}`)
}

async function send(kind: RunKind, { json }: Options): Promise<void> {
  const runs = await run('digest-run', { kind }, quiet)
  if (json) return print(JSON.stringify(runs))
  if (runs.length === 0)
    print(
      kind === 'at-once'
        ? 'Nothing is urgent, and nothing corrects.'
        : 'Readers do not see yet what it would tell, or a worker is at it. Try again in a moment.',
    )
  for (const { key, fromSeq, toSeq, state, mails } of runs)
    print(`${key}: changes ${fromSeq + 1} to ${toSeq}, ${counted(mails, 'mail')}. ${RUN_STATES[state]}.`)
}
