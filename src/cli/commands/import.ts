import { resolve } from 'node:path'
import type { Command } from 'commander'
import { UsageProblem } from '../exit-codes.ts'
import { run } from '../run.ts'
import { progressTo } from '../terminal.ts'

interface Options {
  check: boolean
  schema: boolean
  json: boolean
}

/** `recourse import` */
export function importCommand(program: Command): void {
  program
    .command('import')
    .argument('[folder]', 'folder with the corpus files (.yaml)')
    .description('Load a corpus into an empty database and make every entry live.')
    .option('--check', 'only check the files; touch no database', false)
    .option('--schema', 'print the JSON Schema of corpus files', false)
    .option('--json', 'print the result as JSON', false)
    .action(async (folder: string | undefined, { check, schema, json }: Options) => {
      if (schema) {
        const { corpusJsonSchema } = await import('#corpus/schema.ts')
        return void process.stdout.write(`${JSON.stringify(corpusJsonSchema(), null, 2)}\n`)
      }
      if (folder === undefined)
        throw new UsageProblem('Name the folder with the corpus files: recourse import src/corpus/sample')
      if (check) {
        const { readCorpus } = await import('../corpus-files.ts')
        const corpus = await readCorpus(resolve(folder), new Date())
        const counts = Object.fromEntries(
          Object.entries(corpus).map(([list, value]) => [
            list,
            Array.isArray(value) ? value.length : value ? 1 : 0,
          ]),
        )
        return void process.stdout.write(
          json
            ? `${JSON.stringify(counts)}\n`
            : `The corpus is sound: ${Object.entries(counts)
                .map(([list, count]) => `${count} ${list}`)
                .join(', ')}.\n`,
        )
      }
      const report = progressTo(process.stderr, { json })
      const result = await run('import', { folder: resolve(folder) }, report)
      report.end()
      process.stdout.write(
        json
          ? `${JSON.stringify(result)}\n`
          : `Loaded ${result.records} records. Run “recourse publish” to put them on the site.\n`,
      )
    })
}
