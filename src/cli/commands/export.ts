import type { Command } from 'commander'
import { SHEETS, type SheetName } from '#corpus/csv/sheets.ts'
import { UsageProblem } from '../exit-codes.ts'
import { givenPath } from '../given-path.ts'
import { run } from '../run.ts'
import type { ExportForm } from '../write-export.ts'

interface Options {
  to?: string
  place?: string
  entry?: string
  live: boolean
  withRecord: boolean
  csv?: string
  json: boolean
}

/** How an export is written: by the ending of its path. */
function formOf(to: string): ExportForm {
  const ending = /\.(zip|ya?ml|json|csv)$/.exec(to)?.[1]
  if (ending === undefined) return 'folder'
  return ending === 'zip' || ending === 'json' || ending === 'csv' ? ending : 'yaml'
}

/** The list that is written as a sheet; null for another form. */
function sheetOf(csv: string | undefined, form: ExportForm): SheetName | null {
  const sheet = SHEETS.find((list) => list === csv) ?? null
  if ((csv !== undefined && !sheet) || (sheet !== null) !== (form === 'csv'))
    throw new UsageProblem(
      `A sheet holds ${SHEETS.join(' or ')}, in a .csv file: recourse export --csv offences --to offences.csv`,
    )
  return sheet
}

/** `recourse export` */
export function exportCommand(program: Command): void {
  program
    .command('export')
    .description(
      'Write content in the form that “recourse import” reads. The same content gives the same bytes.',
    )
    .option('--to <path>', 'new folder; or one file: .yaml, .json, .zip, or .csv with --csv')
    .option('--place <slug>', 'only the entries of this place, with what they refer to')
    .option('--entry <key>', 'only this entry, with what it refers to')
    .option('--csv <list>', 'only these entries, as a sheet (.csv) for spreadsheets: offences or channels')
    .option('--live', 'what readers see, instead of the working copies', false)
    .option('--with-record', 'also every edition, event and public change (folder or .zip)', false)
    .option('--json', 'print the result as JSON', false)
    .action(async ({ to, place, entry, live, withRecord, csv, json }: Options) => {
      if (to === undefined)
        throw new UsageProblem('Say where the export goes: recourse export --to <folder or file>')
      if (place !== undefined && entry !== undefined)
        throw new UsageProblem('Give either --place or --entry: an entry names its place already.')
      const form = formOf(to)
      const sheet = sheetOf(csv, form)
      if (sheet && entry !== undefined)
        throw new UsageProblem('A sheet holds the entries of all places, or of one: leave --entry out.')
      if (withRecord && form !== 'folder' && form !== 'zip')
        throw new UsageProblem('The record is a file for each entry: export it to a folder or a .zip file.')
      const path = givenPath(to)
      const { assertFree, writeExport } = await import('../write-export.ts')
      await assertFree(path)
      const scope = place !== undefined ? { place } : entry !== undefined ? { entry } : null
      const { files, counts } = await run(
        'export',
        { scope, live, record: withRecord, form: form === 'zip' || form === 'csv' ? 'folder' : form, sheet },
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
