import { stringify } from 'csv-stringify/sync'
import { isRecord } from '#domain/checks.ts'
import { parseEntryKey } from '#domain/keys.ts'
import type { Corpus } from '../corpus.ts'
import { tidy } from '../tidy.ts'
import { inOrder } from '../write.ts'
import { cellOf } from './cells.ts'
import { columnsOf } from './columns.ts'
import type { SheetName } from './sheets.ts'

/** Without it, Excel reads a file in the code page of its machine. */
export const BOM = '\ufeff'

const at = (record: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), record)

/**
 * Entries as a sheet: a field a column, an entry a row; place by place, as guides print them.
 * @param without fields that have no column: an import leaves them as they are, and would empty them by empty cells.
 */
export function toCsv(list: SheetName, corpus: Corpus, without: readonly string[] = []): string {
  const columns = columnsOf(list).filter(({ path }) => !without.includes(path.join('.')))
  const placeOf = ({ key }: { key: string }): string => parseEntryKey(key)?.place ?? ''
  const records = inOrder<Corpus[SheetName][number]>(corpus[list]).sort((a, b) =>
    placeOf(a) === placeOf(b) ? 0 : placeOf(a) < placeOf(b) ? -1 : 1,
  )
  const rows = records.map((record) => {
    const fields = tidy(list, record)
    return columns.map(({ path, form }) => cellOf(form, at(fields, path)))
  })
  const heads = columns.map(({ head }) => head)
  return BOM + stringify([heads, ...rows], { record_delimiter: 'windows', quoted_match: /[\r\n]/ })
}
