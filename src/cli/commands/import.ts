import type { Command } from 'commander'
import type { ImportReport } from '#domain/content/import-report.ts'
import { EXIT, UsageProblem } from '../exit-codes.ts'
import { givenPath } from '../given-path.ts'
import { importLines } from '../import-lines.ts'
import { run } from '../run.ts'
import { shown } from '../shown.ts'
import { progressTo } from '../terminal.ts'

interface Options {
  check: boolean
  schema: boolean
  json: boolean
  dryRun: boolean
  overwrite: boolean
  drafts: boolean
  guidePage?: string
  place?: string
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** `recourse import` */
export function importCommand(program: Command): void {
  program
    .command('import')
    .argument('[path]', 'folder, ZIP file or single file with the corpus (.yaml, .json), or a sheet (.csv)')
    .description(
      'Load a corpus into an empty database and make every entry live; or bring it into one that holds content, as working copies that go through review. One refused record, and nothing is imported.',
    )
    .option('--dry-run', 'only report what would be added, changed, left the same or refused', false)
    .option('--overwrite', 'replace changes that somebody saved and has not submitted', false)
    .option('--drafts', 'import as working copies, also into an empty database', false)
    .option(
      '--guide-page <file>',
      'make drafts of a guide page of which only the text (.txt) or HTML is left',
    )
    .option('--place <slug>', 'the place that the guide page is about')
    .option('--check', 'only check the files; touch no database', false)
    .option('--schema', 'print the JSON Schema of corpus files', false)
    .option('--json', 'print the result as JSON', false)
    .action(async (path: string | undefined, options: Options) => {
      if (options.schema) {
        const { corpusJsonSchema } = await import('#corpus/schema.ts')
        return print(JSON.stringify(corpusJsonSchema(), null, 2))
      }
      if (options.guidePage !== undefined) return importNow(givenPath(options.guidePage), options)
      if (path === undefined)
        throw new UsageProblem('Name the folder with the corpus files: recourse import src/corpus/sample')
      await (options.check ? checkOnly : importNow)(givenPath(path), options)
    })
}

async function checkOnly(path: string, { json }: Options): Promise<void> {
  const { readCorpus } = await import('../corpus-files.ts')
  const corpus = await readCorpus(path, new Date())
  const counts = Object.fromEntries(
    Object.entries(corpus).map(([list, value]) => [
      list,
      Array.isArray(value) ? value.length : value ? 1 : 0,
    ]),
  )
  print(
    json
      ? JSON.stringify(counts)
      : `The corpus is sound: ${Object.entries(counts)
          .map(([list, count]) => `${count} ${list}`)
          .join(', ')}.`,
  )
}

async function importNow(path: string, options: Options): Promise<void> {
  const { json, dryRun, overwrite, drafts, guidePage, place } = options
  if ((guidePage === undefined) !== (place === undefined))
    throw new UsageProblem(
      'A guide page goes with its place: recourse import --guide-page page.txt --place scotland',
    )
  const progress = progressTo(process.stderr, { json })
  const result = await run('import', { path, dryRun, overwrite, drafts, guidePage: place ?? null }, progress)
  progress.end()
  if ('loaded' in result)
    return print(
      json
        ? JSON.stringify({ records: result.loaded })
        : `Loaded ${result.loaded} records. Run “recourse publish” to put them on the site.`,
    )
  print(json ? JSON.stringify(result.report) : importLines(result.report, dryRun).map(shown).join('\n'))
  if (isRefused(result.report)) process.exitCode = EXIT.refused
}

const isRefused = ({ rows }: ImportReport): boolean => rows.some(({ status }) => status === 'refused')
