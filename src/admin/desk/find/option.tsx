'use client'
import type { Excerpt, Piece } from '#domain/desk/find/excerpt.ts'
import { isNamed, type FindAction } from '#domain/desk/find/actions.ts'
import type { FindAnswer, FoundRecord, FoundTask } from '#domain/desk/find/answer.ts'
import type { Line } from '#admin/use-pointed.ts'

/** One line of the list: a task, something to do, or a record; and the heading under which it stands. */
export type Choice = { id: string; path: string; group: string } & (
  | { what: 'task'; task: FoundTask }
  | { what: 'action'; action: FindAction }
  | { what: 'record'; record: FoundRecord }
)

/** The lines of an answer, in the order in which the arrow keys go through them. */
export function choicesOf(answer: FindAnswer | null, text: string): Choice[] {
  if (!answer) return []
  const actions = answer.actions.map((action): Choice => ({
    id: `find-${action.id}`,
    path: action.path,
    group: 'Go to',
    what: 'action',
    action,
  }))
  const records = answer.records.map((record): Choice => ({
    id: `find-${record.id.replaceAll('/', '-')}`,
    path: record.path,
    group: 'Written',
    what: 'record',
    record,
  }))
  const tasks = answer.people.flatMap(({ of, tasks: found }) =>
    found.map((task): Choice => ({
      id: `find-${task.id}`,
      path: task.path,
      group: of === null ? 'Your tasks' : `Tasks of ${of}`,
      what: 'task',
      task,
    })),
  )
  // Whoever types a name means the person. Then a search is for what is written; actions come before that where nothing
  // is, or where they are named.
  return [...tasks, ...(actsFirst(text, answer) ? [...actions, ...records] : [...records, ...actions])]
}

/** True where what is typed names an action rather than a record. */
const actsFirst = (text: string, { actions, records }: FindAnswer): boolean =>
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

const TaskLine = ({ task: { title, words, late } }: { task: FoundTask }) => (
  <>
    <span className="find__line">
      <span className="find__title">{title}</span>
      {late ? <span className="find__late">Late</span> : null}
    </span>
    <span className="find__where">{words}</span>
  </>
)

const LineOf = ({ choice }: { choice: Choice }) => {
  if (choice.what === 'record') return <RecordLine record={choice.record} />
  if (choice.what === 'task') return <TaskLine task={choice.task} />
  return (
    <span className="find__line">
      <span className="find__title">{choice.action.words}</span>
    </span>
  )
}

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
    <LineOf choice={choice} />
  </div>
)
