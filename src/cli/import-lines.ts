import {
  countsOf,
  IMPORT_STATUSES,
  type ImportReport,
  type ImportRow,
} from '#domain/content/import-report.ts'

/** Maximum number of added and changed records that are named. Every refusal is. */
const NAMED = 100

const rowLine = ({ status, file, line, list, key, fields, reason }: ImportRow): string =>
  [
    `  ${file}:${line}`,
    IMPORT_STATUSES[status].toLowerCase(),
    [list, key].filter((part) => part !== '').join(' '),
    status === 'changed' ? `(${fields.join(', ')})` : '',
    reason ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ')

/** Pieces of a guide page that stand in no draft. */
const unplacedLines = ({ unplaced }: ImportReport): string[] =>
  unplaced.length === 0
    ? []
    : [
        `${unplaced.length} ${unplaced.length === 1 ? 'piece' : 'pieces'} of the page to look at:`,
        ...unplaced.map(({ line, text, why }) => `  line ${line}  ${why}  “${text}”`),
      ]

/** An import's report for a terminal: its counts, what it changes, and every refusal. */
export function importLines(report: ImportReport, dryRun: boolean): string[] {
  const { added, changed, same, refused } = countsOf(report)
  const moved = report.rows.filter(({ status }) => status === 'added' || status === 'changed')
  const refusals = report.rows.filter(({ status }) => status === 'refused')
  const outcome = report.written
    ? 'Imported as working copies: submit them for review to bring them to readers.'
    : refused > 0
      ? 'Nothing was imported: one refused record stops the whole.'
      : 'A dry run: nothing was imported.'
  return [
    `${added} added, ${changed} changed, ${same} same, ${refused} refused.`,
    ...moved.slice(0, NAMED).map(rowLine),
    ...(moved.length > NAMED ? [`  … and ${moved.length - NAMED} more.`] : []),
    ...refusals.map(rowLine),
    ...unplacedLines(report),
    added + changed + refused === 0 && !dryRun
      ? 'Everything is there already: nothing was to be done.'
      : outcome,
  ]
}
