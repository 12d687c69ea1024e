import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { checkCorpus } from '#corpus/check.ts'
import type { Corpus, CorpusProblem } from '#corpus/corpus.ts'
import { readCorpusFile, type ReadFile } from '#corpus/read.ts'

/** The corpus can't be loaded; lists every problem. Nothing was loaded. */
export class CorpusRefused extends Error {
  override name = 'CorpusRefused'
  readonly problems: readonly CorpusProblem[]

  constructor(problems: readonly CorpusProblem[]) {
    const lines = problems.map(({ file, line, message }) => `  ${file}:${line}  ${message}`)
    super(
      `The corpus has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; nothing was loaded.\n${lines.join('\n')}`,
    )
    this.problems = problems
  }
}

async function corpusFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((each) => each.isFile() && /\.ya?ml$/.test(each.name))
    .map((each) => join(each.parentPath, each.name))
    .sort()
}

/**
 * Reads and checks all corpus files below a folder.
 * @throws {CorpusRefused} with file and line of each problem.
 */
export async function readCorpus(folder: string, today: Date): Promise<Corpus> {
  const paths = await corpusFiles(folder)
  if (paths.length === 0)
    throw new CorpusRefused([{ file: folder, line: 1, message: 'There is no .yaml file in this folder.' }])
  const reads: ReadFile[] = []
  const problems: CorpusProblem[] = []
  for (const path of paths) {
    const result = readCorpusFile(relative(folder, path), await readFile(path, 'utf8'))
    if (result.read) reads.push(result.read)
    problems.push(...result.problems)
  }
  if (problems.length > 0) throw new CorpusRefused(problems)
  const { corpus, problems: found } = checkCorpus(reads, today)
  if (found.length > 0) throw new CorpusRefused(found)
  return corpus
}
