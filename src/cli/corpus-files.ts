import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { Corpus, CorpusProblem } from '#corpus/corpus.ts'
import type { WrittenFile } from '#corpus/write.ts'
import { isCorpusFile, readFiles } from '#exchange/read-files.ts'
import { unzipped, ZipProblem } from '#exchange/zip.ts'

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

const refuse = (file: string, message: string): never => {
  throw new CorpusRefused([{ file, line: 1, message }])
}

async function inFolder(folder: string): Promise<WrittenFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = found
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .filter((path) => isCorpusFile(relative(folder, path)))
    .sort()
  return Promise.all(
    paths.map(async (path) => ({ path: relative(folder, path), text: await readFile(path, 'utf8') })),
  )
}

/**
 * The files of a corpus: of a folder with all below it, of a ZIP file, or one file.
 * @throws {CorpusRefused} if there is none.
 */
export async function corpusFiles(path: string): Promise<WrittenFile[]> {
  const there = await stat(path).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? refuse(path, 'There is no such file or folder.') : Promise.reject(error),
  )
  const files = there.isDirectory() ? await inFolder(path) : await inFile(path)
  if (files.length === 0) refuse(path, 'There is no .yaml, .json or .csv file in this folder.')
  return files
}

async function inFile(path: string): Promise<WrittenFile[]> {
  if (!path.endsWith('.zip')) return [{ path: basename(path), text: await readFile(path, 'utf8') }]
  try {
    return unzipped(await readFile(path), isCorpusFile)
  } catch (error) {
    if (!(error instanceof ZipProblem)) throw error
    return refuse(basename(path), error.message)
  }
}

/**
 * Reads and checks a corpus that is to be loaded into an empty database.
 * @throws {CorpusRefused} with file and line of each problem.
 */
export async function readCorpus(path: string, today: Date): Promise<Corpus> {
  const { checked, problems } = readFiles(await corpusFiles(path), today, null)
  if (!checked || problems.length > 0) throw new CorpusRefused(problems)
  return checked.corpus
}
