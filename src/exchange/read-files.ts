import { checkCorpus, type Checked } from '#corpus/check.ts'
import type { Corpus, CorpusProblem } from '#corpus/corpus.ts'
import { readCsvFile } from '#corpus/csv/read.ts'
import { readGuidePage } from '#corpus/guide-page/read-page.ts'
import { readCorpusFile, type ReadFile } from '#corpus/read.ts'
import type { UnplacedPiece } from '#domain/content/import-report.ts'
import type { WrittenFile } from '#corpus/write.ts'
import { RECORD_FOLDER } from './export.ts'

/** Whether a file of a folder, or of a ZIP file, is part of a corpus. */
export const isCorpusFile = (path: string): boolean =>
  /\.(ya?ml|json|csv)$/.test(path) && !path.split(/[\\/]/).slice(0, -1).includes(RECORD_FOLDER)

/**
 * Reads and checks the files of a corpus.
 * @param beside the content that they are added to; without it they must be complete.
 */
export function readFiles(
  files: readonly WrittenFile[],
  today: Date,
  beside: Corpus | null,
): { checked: Checked | null; problems: CorpusProblem[] } {
  const reads: ReadFile[] = []
  const problems: CorpusProblem[] = []
  for (const { path, text } of files) {
    const result = path.endsWith('.csv') ? readCsvFile(path, text, beside) : readCorpusFile(path, text)
    if (result.read) reads.push(result.read)
    problems.push(...result.problems)
  }
  if (problems.length > 0) return { checked: null, problems }
  const checked = checkCorpus(reads, today, beside)
  return { checked, problems: checked.problems }
}

/** Reads guide pages of a place into drafts. */
export function readGuidePages(
  files: readonly WrittenFile[],
  slug: string,
  today: Date,
  beside: Corpus,
): { checked: Checked | null; problems: CorpusProblem[]; unplaced: UnplacedPiece[] } {
  const place = beside.jurisdictions.find((each) => each.slug === slug)
  if (!place) {
    const message = `There is no jurisdiction “${slug}”. Make it first: a page says nothing of its code, its kind or its parent.`
    const problems = files.map(({ path }) => ({ file: path, line: 1, message }))
    return { checked: null, problems, unplaced: [] }
  }
  const pages = files.map(({ path, text }) => readGuidePage(path, text, { place, beside }))
  const unplaced = pages.flatMap((page) => page.unplaced)
  const problems = pages.flatMap((page) => page.problems)
  if (problems.length > 0) return { checked: null, problems, unplaced }
  const checked = checkCorpus(
    pages.flatMap(({ read }) => read ?? []),
    today,
    beside,
  )
  return { checked, problems: checked.problems, unplaced }
}
