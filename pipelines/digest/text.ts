import { isolated } from '#domain/content/direction.ts'
import type { ProseBlock } from '#domain/content/prose.ts'
import { withoutControls } from '#domain/text-rules.ts'
import type { ChangeSource } from '#templates/views/change-sources.ts'
import type { NetChangeView } from '#templates/views/digest.ts'
import type { Piece } from '#templates/views/shortened.ts'
import { rowsOf, type Block, type Row, type WasNow } from '#templates/views/was-now.ts'
import { catalogue } from '#templates/words/index.ts'

/** Maximum characters of a line, where words allow. */
const WIDTH = 72

/** Wraps text at 72 characters; a longer word gets its own line. Line ends in the text are kept. */
export function wrapped(text: string, first = '', rest = first): string[] {
  const lines: string[] = []
  for (const paragraph of text.split(/\r\n|\r|\n/).map(withoutControls)) {
    let line = lines.length === 0 ? first : rest
    let empty = true
    for (const word of paragraph.split(/[ \t]+/).filter(Boolean)) {
      if (!empty && line.length + 1 + word.length > WIDTH) {
        lines.push(line)
        line = rest
        empty = true
      }
      line += empty ? word : ` ${word}`
      empty = false
    }
    if (!empty) lines.push(line)
  }
  return lines
}

const proseLines = (blocks: readonly ProseBlock[]): string[] =>
  blocks.flatMap((block) =>
    block.type === 'list' ? block.items.flatMap((item) => wrapped(item, '- ', '  ')) : wrapped(block.text),
  )

/** A line of one side; where the sides share text, differences are between asterisks. */
function rowText({ pieces, moved }: Row, starred: boolean): string {
  const words = pieces.map(({ mark, text }) => {
    if (mark === 'gap') return ' … '
    return mark === 'same' || !starred ? text : text.replace(/\S(?:.*\S)?/s, '*$&*')
  })
  return [isolated(words.join('')), ...(moved ? [moved] : [])].join(' ')
}

/** One side of a comparison: in a line where it is one, else below its word. */
function sideLines(word: string, blocks: readonly Block[]): string[] {
  const isMarked = ({ mark }: Piece): boolean => mark === 'del' || mark === 'ins'
  const pieces = rowsOf(blocks).flatMap((row) => row.pieces)
  const starred = pieces.some(isMarked) && pieces.some(({ mark }) => mark === 'same')
  const [only, ...more] = blocks
  if (only?.type === 'text' && more.length === 0)
    return wrapped(`${word}: ${rowText(only.row, starred)}`, '  ', '    ')
  return [
    `  ${word}:`,
    ...blocks.flatMap((block) =>
      block.type === 'text'
        ? wrapped(rowText(block.row, starred), '    ')
        : block.rows.flatMap((row, index) => {
            const mark = block.ordered ? `${index + 1}. ` : '- '
            return wrapped(rowText(row, starred), `    ${mark}`, `    ${' '.repeat(mark.length)}`)
          }),
    ),
  ]
}

function fieldLines({ label, was, now, remark }: WasNow, gone: boolean): string[] {
  const { isNow, was: before, notStated } = catalogue.changes
  const side = (word: string, blocks: readonly Block[] | null): string[] =>
    blocks ? sideLines(word, blocks) : [`  ${word}: ${notStated}`]
  return [
    '',
    ...wrapped(label),
    ...(remark ? wrapped(remark, '  ') : []),
    ...(now || !(gone || remark) ? side(isNow, now) : []),
    ...(was || !remark ? side(before, was) : []),
  ]
}

const sourceLines = ({ title, href, where }: ChangeSource): string[] => [
  ...wrapped(`${isolated(title)}, ${isolated(where)}`, '- ', '  '),
  ...(href ? [`  ${href}`] : []),
]

/** All lines of a mail about one entry, below its title. */
export function netChangeLines(view: NetChangeView): string[] {
  const { word, force, guide, href, correction, note, noteCorrectedOn, fields, others, gone } = view
  return [
    ...wrapped(`${word}.${force ? ` ${force}.` : ''}`),
    ...(correction ? ['', ...wrapped(correction)] : []),
    ...(note.length > 0 ? ['', ...proseLines(note)] : []),
    ...(noteCorrectedOn ? wrapped(catalogue.changes.noteCorrected({ day: noteCorrectedOn })) : []),
    ...fields.flatMap((field) => fieldLines(field, gone)),
    ...(others
      ? [
          '',
          ...wrapped(
            `${gone ? catalogue.changes.alsoStated : catalogue.changes.alsoChanged} ${isolated(others)}.`,
          ),
        ]
      : []),
    ...(view.sourcesOnly ? ['', ...wrapped(catalogue.changes.sourcesOnly)] : []),
    ...(view.sources.length > 0
      ? [
          '',
          `${view.sourcesOnly ? catalogue.changes.sourcesNow : catalogue.changes.sources}:`,
          ...view.sources.flatMap(sourceLines),
          ...(view.moreSources > 0
            ? [`- ${catalogue.changes.moreSources({ count: view.moreSources })}`]
            : []),
        ]
      : []),
    ...(href
      ? ['', `${guide ? catalogue.mail.onThePageOfGuide({ guide }) : catalogue.mail.onThePage}:`, href]
      : []),
  ]
}
