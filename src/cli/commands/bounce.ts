import type { Command } from 'commander'
import { UsageProblem } from '../exit-codes.ts'
import { run } from '../run.ts'
import type { BounceReceipt } from '../work/bounce.ts'

/** Maximum bytes read of a message: what matters is at the beginning. */
const LONGEST = 2_000_000

const WORDS: Record<BounceReceipt['outcome'], string> = {
  nothing: 'This message speaks of no mail that came back.',
  unknown: 'No mail of that Message-ID was sent from here.',
  noted: 'Noted. The address is kept.',
  suppressed: 'Noted. Nothing more is sent to this subscriber.',
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= LONGEST) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('latin1')
}

/** `recourse bounce` */
export function bounceCommand(program: Command): void {
  program
    .command('bounce')
    .description(
      'Read a mail that came back, or a complaint, from standard input: for a pipe of your mail server.',
    )
    .option('--json', 'print what became of it as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      if (process.stdin.isTTY)
        throw new UsageProblem('Give the message on standard input: recourse bounce < message.eml')
      const receipt = await run('bounce', { message: await readAll(process.stdin) }, () => undefined)
      process.stdout.write(`${json ? JSON.stringify(receipt) : WORDS[receipt.outcome]}\n`)
    })
}
