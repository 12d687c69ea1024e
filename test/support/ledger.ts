import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

const FILE = 'docs/faults.md'

const HEAD = `# What was broken on purpose

Written by \`npm run faults\`, which runs the tests of faults in full; \`npm test\` runs a sample of each. A row stays until
the same test is run in full again. Counts and seeds stand in the tests themselves.

`

/** Suites of a database in which something is broken, too. */
const OF_A_DATABASE = new Set(
  [
    'collections/entries',
    'desk/crowd',
    'desk/four-eyes-attempts',
    'desk/kills',
    'features/backup/load',
    'store/leases',
    'store/lost-leases',
  ].map((name) => `test/${name}.test.ts`),
)

interface Row {
  file: string
  test: string
  result: string
  seconds: string
  /** Day, and the number of cores. */
  when: string
}

const COLUMNS: readonly (keyof Row)[] = ['test', 'result', 'seconds', 'when']

const keyOf = ({ file, test }: Row): string => `${file} ${test}`

/** The rows of a ledger as it was written. */
export function readLedger(text: string): Row[] {
  const rows: Row[] = []
  let file = ''
  for (const line of text.split('\n')) {
    file = /^## \`(.+)\`$/.exec(line)?.[1] ?? file
    const cells = /^\| (?!test |-)(.+) \|$/
      .exec(line)?.[1]
      ?.split(' | ')
      .map((cell) => cell.trim())
    if (!cells) continue
    const [test = '', result = '', seconds = '', when = ''] = cells
    rows.push({ file, test, result, seconds, when })
  }
  return rows
}

/** Rows as a page of the documentation, by file and in the order of their tests. */
export function ledgerText(rows: readonly Row[]): string {
  const files = Map.groupBy(rows, ({ file }) => file)
  const parts = [...files.keys()].sort().map((file) => {
    const lines = (files.get(file) ?? []).map((row) => `| ${COLUMNS.map((name) => row[name]).join(' | ')} |`)
    return [
      `## \`${file}\``,
      '',
      `| ${COLUMNS.join(' | ')} |`,
      `| ${COLUMNS.map(() => '---').join(' | ')} |`,
      ...lines,
      '',
    ].join('\n')
  })
  return HEAD + parts.join('\n')
}

const fileOf = ({ module }: TestCase): string => module.relativeModuleId.replaceAll('\\', '/')

const isRecorded = (test: TestCase): boolean =>
  ['passed', 'failed'].includes(test.result().state) &&
  (test.project.name === 'faults' || OF_A_DATABASE.has(fileOf(test)))

const titleOf = ({ project, fullName }: TestCase): string =>
  (project.name === 'faults' ? fullName : `${project.name}: ${fullName}`)
    .replaceAll('|', '/')
    .replace(/\s+/g, ' ')

const rowOf = (test: TestCase, when: string): Row => ({
  file: fileOf(test),
  test: titleOf(test),
  result: test.result().state,
  seconds: ((test.diagnostic()?.duration ?? 0) / 1000).toFixed(1),
  when,
})

/** After a run in full: writes what it did into the ledger, beside what other runs did. */
export class Ledger implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const when = `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores`
    const ran = modules
      .flatMap((module) => [...module.children.allTests()])
      .filter(isRecorded)
      .map((test) => rowOf(test, when))
    if (ran.length === 0) return
    let before: Row[] = []
    try {
      before = readLedger(readFileSync(FILE, 'utf8'))
    } catch {
      // The first run.
    }
    const fresh = new Set(ran.map(keyOf))
    const text = ledgerText([...before.filter((row) => !fresh.has(keyOf(row))), ...ran])
    const { format, resolveConfig } = await import('prettier')
    writeFileSync(FILE, await format(text, { ...(await resolveConfig(FILE)), filepath: FILE }))
  }
}
