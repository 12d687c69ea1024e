/** What an import does, or would do, to each record of its files. */
export const IMPORT_STATUSES = {
  added: 'Added',
  changed: 'Changed',
  same: 'Same',
  refused: 'Refused',
} as const
export type ImportStatus = keyof typeof IMPORT_STATUSES

export interface ImportRow {
  status: ImportStatus
  /** Where it stands: the file, and its line (1 for the first). */
  file: string
  line: number
  /** The record: `offences`, and its key. Empty for what is wrong with a file as a whole. */
  list: string
  key: string
  /** What it is called in lists: “Stalking · Scotland”. Empty where the key is. */
  label: string
  /** Names of the fields that change. */
  fields: string[]
  /** Why it is refused, and what would allow it; null if it is not. */
  reason: string | null
}

/** A piece of a guide page that stands in no draft, or that somebody must look at. */
export interface UnplacedPiece {
  line: number
  text: string
  why: string
}

export interface ImportReport {
  rows: ImportRow[]
  /** Of a guide page only. It stops no import: the drafts go through review. */
  unplaced: UnplacedPiece[]
  /** Whether it was carried out. One refused record, and nothing is. */
  written: boolean
  /** Names exactly this plan, on exactly this state: a later request can ask for it and no other. */
  plan: string
}

export type ImportCounts = Record<ImportStatus, number>

export function countsOf({ rows }: Pick<ImportReport, 'rows'>): ImportCounts {
  const counts: ImportCounts = { added: 0, changed: 0, same: 0, refused: 0 }
  for (const { status } of rows) counts[status] += 1
  return counts
}

/** What the admin is told of an import: its report, without a row for each record that is the same. */
export interface ImportAnswer extends Omit<ImportReport, 'rows'> {
  counts: ImportCounts
  rows: ImportRow[]
  /** The content has changed since the report that was confirmed: this is a new one, and nothing was imported. */
  moved: boolean
}

export const importAnswer = (report: ImportReport, moved = false): ImportAnswer => ({
  ...report,
  counts: countsOf(report),
  rows: report.rows.filter(({ status }) => status !== 'same'),
  moved,
})
