import { LineCounter, parseDocument, type Document } from 'yaml'
import { storedTexts } from '#domain/texts.ts'
import { corpusFile, type CorpusFile } from './schema.ts'
import type { CorpusProblem } from './corpus.ts'

type Path = readonly (string | number)[]

/** A parsed corpus file: its content, and the line of each value. */
export interface ReadFile {
  file: string
  content: CorpusFile
  lineOf: (path: Path) => number
}

const MAX_FILE = 2_000_000

function lineFinder(document: Document, lines: LineCounter): ReadFile['lineOf'] {
  return (path) => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true) as
        { range?: [number, number, number] } | undefined
      if (node?.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
}

/** Refuses a file that is longer than any that is read; null if it is not. */
export const tooLong = (file: string, text: string): CorpusProblem | null =>
  text.length > MAX_FILE
    ? {
        file,
        line: 1,
        message: `The file has ${text.length} characters; at most ${MAX_FILE} are read. Split it.`,
      }
    : null

/** Parses one corpus file: its content, or every error in its form. */
export function readCorpusFile(
  file: string,
  text: string,
): { read: ReadFile; problems: [] } | { read: null; problems: CorpusProblem[] } {
  const long = tooLong(file, text)
  if (long) return { read: null, problems: [long] }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  if (document.errors.length > 0)
    return {
      read: null,
      problems: document.errors.map((error) => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        message: `This is not YAML that can be read: ${error.message}`,
      })),
    }
  const lineOf = lineFinder(document, lines)
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch (error) {
    return {
      read: null,
      problems: [
        { file, line: 1, message: `This is not YAML that can be read: ${(error as Error).message}` },
      ],
    }
  }
  const refused = (
    problems: readonly { path: readonly PropertyKey[]; message: string }[],
  ): { read: null; problems: CorpusProblem[] } => ({
    read: null,
    problems: problems.map((problem) => {
      const path = problem.path.map((part) => (typeof part === 'number' ? part : String(part)))
      return { file, line: lineOf(path), message: `${path.join('.') || 'file'}: ${problem.message}` }
    }),
  })
  const { problems } = storedTexts(content)
  if (problems.length > 0) return refused(problems)
  const parsed = corpusFile.safeParse(content)
  if (!parsed.success) return refused(parsed.error.issues)
  return { read: { file, content: parsed.data, lineOf }, problems: [] }
}
