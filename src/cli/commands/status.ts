import type { Command } from 'commander'
import { env } from '#lib/env.ts'
import { readCurrent } from '#pipelines/release/current.ts'

/** `recourse status` */
export function statusCommand(program: Command): void {
  program
    .command('status')
    .description('Say which release readers see. Asks the data folder only.')
    .option('--json', 'print it as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const { dataDir } = env()
      const current = await readCurrent(dataDir)
      const status = current
        ? {
            release: current.name,
            day: current.manifest.day,
            time: current.manifest.time,
            files: current.manifest.files.length,
          }
        : { release: null }
      if (json) return void process.stdout.write(`${JSON.stringify(status)}\n`)
      process.stdout.write(
        current
          ? `Readers see release ${current.name} of ${current.manifest.time}: ${current.manifest.files.length} files.\n`
          : `Nothing has been published yet. Run “recourse publish”.\n`,
      )
    })
}
