import { LineCounter, parseDocument, type Document } from 'yaml'
import { corpusFile, type CorpusFile } from './schema.ts'
import type { CorpusProblem } from './corpus.ts'

type Path = readonly (string | number)[]

/** A corpus file that was read: its content, and the line of anything in it. */
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

/** Reads one corpus file: its content, or everything that is wrong with its form. */
export function readCorpusFile(
  file: string,
  text: string,
): { read: ReadFile; problems: [] } | { read: null; problems: CorpusProblem[] } {
  if (text.length > MAX_FILE)
    return {
      read: null,
      problems: [
        {
          file,
          line: 1,
          message: `The file has ${text.length} characters; at most ${MAX_FILE} are read. Split it.`,
        },
      ],
    }
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
  const parsed = corpusFile.safeParse(content)
  if (!parsed.success)
    return {
      read: null,
      problems: parsed.error.issues.map((issue) => {
        const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
        return { file, line: lineOf(path), message: `${path.join('.') || 'file'}: ${issue.message}` }
      }),
    }
  return { read: { file, content: parsed.data, lineOf }, problems: [] }
}
