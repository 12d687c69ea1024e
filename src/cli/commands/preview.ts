import { InvalidArgumentError, type Command } from 'commander'
import { isLegalDate, type LegalDate } from '#domain/dates.ts'

interface Options {
  asOf?: LegalDate
  workingCopies: boolean
  port: number
}

function dayOf(text: string): LegalDate {
  if (isLegalDate(text)) return text
  throw new InvalidArgumentError('Write a date as YYYY-MM-DD, for example 2026-12-01.')
}

function portOf(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}

/** `recourse preview` */
export function previewCommand(program: Command): void {
  program
    .command('preview')
    .description(
      'Show the site to a browser on this machine, and load its pages again when templates, styles, words or what is shown change. Nothing is published or written.',
    )
    .option('--as-of <date>', 'show the site of that day (YYYY-MM-DD)', dayOf)
    .option('--working-copies', 'show everything as it is saved, approved or not', false)
    .option('--port <number>', 'port on 127.0.0.1', portOf, 3100)
    .action(async ({ asOf, workingCopies, port }: Options) =>
      (await import('../preview/preview.ts')).preview({ asOf: asOf ?? null, workingCopies, port }),
    )
}
