'use client'
import type { Excerpt, Piece } from '#domain/desk/find/excerpt.ts'
import { isNamed, type FindAction } from '#domain/desk/find/actions.ts'
import type { FindAnswer, FoundRecord } from '#domain/desk/find/answer.ts'
import type { Line } from '#admin/use-pointed.ts'

/** One line of the list: something to do, or a record. */
export type Choice =
  | { id: string; path: string; what: 'action'; action: FindAction }
  | { id: string; path: string; what: 'record'; record: FoundRecord }

/** The lines of an answer, in the order in which the arrow keys go through them. */
export function choicesOf(answer: FindAnswer | null, text: string): Choice[] {
  if (!answer) return []
  const actions = answer.actions.map((action): Choice => ({
    id: `find-${action.id}`,
    path: action.path,
    what: 'action',
    action,
  }))
  const records = answer.records.map((record): Choice => ({
    id: `find-${record.id.replaceAll('/', '-')}`,
    path: record.path,
    what: 'record',
    record,
  }))
  // A search is for what is written first; actions come first where nothing is, or where they are named.
  return actsFirst(text, answer) ? [...actions, ...records] : [...records, ...actions]
}

/** True where what is typed names an action rather than a record. */
export const actsFirst = (text: string, { actions, records }: FindAnswer): boolean =>
  records.length === 0 || actions.some(({ words }) => isNamed(words, text))

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) =>
  pieces.map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>))

const Where = ({ excerpt }: { excerpt: Excerpt }) => (
  <span className="find__where">
    <span className="find__field">{excerpt.label}:</span> <Pieces pieces={excerpt.pieces} />
  </span>
)

const RecordLine = ({ record: { kind, title, place, state, excerpt } }: { record: FoundRecord }) => (
  <>
    <span className="find__line">
      <span className="find__title">
        <Pieces pieces={title} />
      </span>
      <span className="find__facts">{[kind, place, state].filter(Boolean).join(' · ')}</span>
    </span>
    {excerpt ? <Where excerpt={excerpt} /> : null}
  </>
)

interface OptionProps {
  choice: Choice
  line: ReturnType<Line>
  onChoose: (aside: boolean) => void
}

/** A line of the list. The focus stays in the field: the line is pointed at by its id. */
export const Option = ({ choice, line, onChoose }: OptionProps) => (
  <div
    {...line}
    className="find__option"
    onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
    onAuxClick={(event) => {
      if (event.button === 1) onChoose(true)
    }}
  >
    {choice.what === 'record' ? (
      <RecordLine record={choice.record} />
    ) : (
      <span className="find__line">
        <span className="find__title">{choice.action.words}</span>
      </span>
    )}
  </div>
)
