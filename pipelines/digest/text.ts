import { isolated } from '#domain/content/direction.ts'
import type { ProseBlock } from '#domain/content/prose.ts'
import { withoutControls } from '#domain/text-rules.ts'
import type { NetChangeSource, NetChangeView, LinedPiece } from '#templates/views/digest.ts'
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

/** One side of a comparison; where the sides share text, differences are between asterisks. */
function sideText(pieces: readonly LinedPiece[]): string {
  const whole = pieces.every(({ mark }) => mark !== 'same')
  return pieces
    .map(({ mark, text, lines }) => {
      if (mark === 'gap') return ' … '
      return mark === 'same' || whole
        ? text
        : lines.map((line) => line.replace(/\S(?:.*\S)?/s, '*$&*')).join('\n')
    })
    .join('')
}

function fieldLines({ label, was, now }: NetChangeView['fields'][number], gone: boolean): string[] {
  const side = (word: string, pieces: readonly LinedPiece[] | null): string[] =>
    wrapped(`${word}: ${pieces ? isolated(sideText(pieces)) : catalogue.changes.notStated}`, '  ', '    ')
  return [
    '',
    ...wrapped(label),
    ...side(catalogue.changes.was, was),
    ...(gone && !now ? [] : side(catalogue.changes.isNow, now)),
  ]
}

const sourceLines = ({ title, href, where }: NetChangeSource): string[] => [
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
