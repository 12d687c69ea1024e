import { isRecord } from '../checks.ts'
import type { Kind } from '../keys.ts'
import { idOf, textOf } from '../values.ts'
import { filledIn } from './cited-as.ts'
import { CLAIM_LISTS, ROW_CLAIMS } from './fields.ts'

/**
 * A source of the entry from which another was copied, as the editors' note of the copy names it. Nobody has checked it for
 * the copy.
 */
export interface OriginalSource {
  title: string
  url: string
  pinpoint: string | null
  /** Labels of what it was cited for there. */
  supports: string[]
}

type Data = Record<string, unknown>

const rowsIn = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isRecord) : [])

/** What a claim is called in the form of an entry: a step by its title, a section by its heading. */
function labelOf(kind: Kind, doc: Data, claim: string): string {
  const rows = ROW_CLAIMS[kind]
  const row = rowsIn(rows && doc[rows]).find(({ key }) => `${rows}.${textOf(key)}` === claim)
  return (
    CLAIM_LISTS[kind].find(({ id }) => id === claim)?.label ?? (textOf(row?.title ?? row?.heading) || claim)
  )
}

/**
 * The citations of an entry, with their sources.
 * @param doc as it is saved, with relationships as ids.
 * @param sources by id.
 */
export function originalSourcesOf(
  kind: Kind,
  doc: Data,
  sources: ReadonlyMap<string, Pick<OriginalSource, 'title' | 'url'>>,
): OriginalSource[] {
  const fills = filledIn(kind)
  return rowsIn(doc.citations).flatMap((citation) => {
    const id = idOf(citation.source) ?? ''
    const source = sources.get(id)
    if (!source) return []
    const claims = Array.isArray(citation.supports) ? citation.supports.map(textOf) : []
    const filled = fills && [id, source.url].includes(idOf(doc[fills.field]) ?? textOf(doc[fills.field]))
    return [
      {
        title: source.title,
        url: source.url,
        pinpoint: textOf(citation.pinpoint) || null,
        supports: [...claims.map((claim) => labelOf(kind, doc, claim)), ...(filled ? [fills.label] : [])],
      },
    ]
  })
}

/** One source as a line of the note. */
export const lineOfSource = ({ title, url, pinpoint, supports }: OriginalSource): string =>
  `- ${title}, ${url} (${pinpoint === null ? '' : `${pinpoint}, `}for ${supports.join('; ')})`

const LINE = /^- (.+), (https?:\/\/\S+) \((?:(.+), )?for (.+)\)$/

/** The sources that a note names, each with its line. */
export const originalSourcesIn = (note: string): (OriginalSource & { line: string })[] =>
  note.split('\n').flatMap((line) => {
    const [, title = '', url = '', pinpoint, supports = ''] = LINE.exec(line) ?? []
    return title === ''
      ? []
      : [{ line, title, url, pinpoint: pinpoint ?? null, supports: supports.split('; ') }]
  })

/** What stands above the sources in a note. */
export const SOURCES_HEAD = 'Sources of the original, none of them checked for this entry:'

/** The note without a source that was cited; without its heading if it was the last. */
export function withoutSourceLine(note: string, line: string): string {
  const lines = note.split('\n')
  const left = lines.toSpliced(lines.indexOf(line), lines.includes(line) ? 1 : 0)
  const isEmpty = originalSourcesIn(left.join('\n')).length === 0
  return left
    .filter((each) => !isEmpty || each !== SOURCES_HEAD)
    .join('\n')
    .trim()
}
