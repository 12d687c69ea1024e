import { checkCorpus, type Checked } from '#corpus/check.ts'
import type { Corpus, CorpusProblem } from '#corpus/corpus.ts'
import { readCorpusFile, type ReadFile } from '#corpus/read.ts'
import type { WrittenFile } from '#corpus/write.ts'
import { RECORD_FOLDER } from './export.ts'

/** Whether a file of a folder, or of a ZIP file, is part of a corpus. */
export const isCorpusFile = (path: string): boolean =>
  /\.(ya?ml|json)$/.test(path) && !path.split(/[\\/]/).slice(0, -1).includes(RECORD_FOLDER)

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
    const result = readCorpusFile(path, text)
    if (result.read) reads.push(result.read)
    problems.push(...result.problems)
  }
  if (problems.length > 0) return { checked: null, problems }
  const checked = checkCorpus(reads, today, beside)
  return { checked, problems: checked.problems }
}
