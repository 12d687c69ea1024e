import type { Command } from 'commander'
import { guideProblemWords } from '#domain/guide-parts.ts'
import { env } from '#lib/env.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { EXIT } from '../exit-codes.ts'
import { problemLines } from '../problem-lines.ts'

/** `recourse status` */
export function statusCommand(program: Command): void {
  program
    .command('status')
    .description(
      'Say which release readers see, what of it could not be published as it is, and which guides are not whole. Asks the data folder only. Exit code 5 where something could not be published as it is.',
    )
    .option('--json', 'print it as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const { dataDir } = env()
      const current = await readCurrent(dataDir)
      const { problems = [], guides = [] } = (await readPublishingState(dataDir)) ?? {}
      const status = current
        ? {
            release: current.name,
            day: current.manifest.day,
            time: current.manifest.time,
            files: current.manifest.files.length,
            problems,
            guides: guides.map((guide) => ({ ...guide, problem: guideProblemWords(guide) })),
          }
        : { release: null, problems, guides: [] }
      if (problems.length > 0) process.exitCode = EXIT.attention
      if (json) return void process.stdout.write(`${JSON.stringify(status)}\n`)
      const lines = current
        ? [
            `Readers see release ${current.name} of ${current.manifest.time}: ${current.manifest.files.length} files.`,
            ...guides.map(guideProblemWords),
            ...problemLines(problems),
          ]
        : ['Nothing has been published yet. Run “recourse publish”.']
      process.stdout.write(`${lines.join('\n')}\n`)
    })
}
