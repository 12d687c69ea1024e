import { resolve } from 'node:path'
import type { Command } from 'commander'
import { UsageProblem } from '../exit-codes.ts'
import { run } from '../run.ts'

interface Options {
  to?: string
  place?: string
  entry?: string
  live: boolean
  withRecord: boolean
  json: boolean
}

/** How an export is written: by the ending of its path. */
function formOf(to: string): 'folder' | 'zip' | 'yaml' | 'json' {
  const ending = /\.(zip|ya?ml|json)$/.exec(to)?.[1]
  return ending === undefined ? 'folder' : ending === 'zip' || ending === 'json' ? ending : 'yaml'
}

/** `recourse export` */
export function exportCommand(program: Command): void {
  program
    .command('export')
    .description(
      'Write content in the form that “recourse import” reads. The same content gives the same bytes.',
    )
    .option('--to <path>', 'new folder; or one file: .yaml, .json or .zip')
    .option('--place <slug>', 'only the entries of this place, with what they refer to')
    .option('--entry <key>', 'only this entry, with what it refers to')
    .option('--live', 'what readers see, instead of the working copies', false)
    .option('--with-record', 'also every edition, event and public change (folder or .zip)', false)
    .option('--json', 'print the result as JSON', false)
    .action(async ({ to, place, entry, live, withRecord, json }: Options) => {
      if (to === undefined)
        throw new UsageProblem('Say where the export goes: recourse export --to <folder or file>')
      if (place !== undefined && entry !== undefined)
        throw new UsageProblem('Give either --place or --entry: an entry names its place already.')
      const form = formOf(to)
      if (withRecord && form !== 'folder' && form !== 'zip')
        throw new UsageProblem('The record is a file for each entry: export it to a folder or a .zip file.')
      const path = resolve(to)
      const { assertFree, writeExport } = await import('../write-export.ts')
      await assertFree(path)
      const scope = place !== undefined ? { place } : entry !== undefined ? { entry } : null
      const { files, counts } = await run(
        'export',
        { scope, live, record: withRecord, form: form === 'zip' ? 'folder' : form },
        () => undefined,
      )
      await writeExport(path, form, files)
      const told = Object.entries(counts).filter(([, count]) => count > 0)
      process.stdout.write(
        json
          ? `${JSON.stringify({ path, files: files.length, counts })}\n`
          : `Exported to ${path}: ${told.map(([list, count]) => `${count} ${list}`).join(', ')}.\n`,
      )
    })
}
