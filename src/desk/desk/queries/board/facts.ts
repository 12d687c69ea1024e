import type { Actor } from '#domain/desk/actors.ts'
import type { BoardRow, BoardSection } from '#domain/desk/board.ts'
import { isLateTask } from '#domain/desk/assignees.ts'
import { printDate, type LegalDate } from '#domain/dates.ts'
import type { HeadOnBoard } from '#store/desk/board/heads.ts'
import type { WorkingCopyRef } from '#store/desk/working-copies.ts'
import type { StoreRequest } from '#store/rows.ts'

/** The person viewing a board, and the time. */
export interface Onlooker {
  actor: Actor
  now: Date
  today: LegalDate
}

/** The facts about one entry of a list, before its label is looked up. */
export type RowFacts = Pick<BoardRow, 'verb' | 'words' | 'late' | 'others' | 'edition'> & { review: boolean }

/** Finds the facts about a list's entries, by their keys. */
export type Tell = (
  req: StoreRequest,
  onlooker: Onlooker,
  heads: readonly HeadOnBoard[],
) => Promise<Map<string, RowFacts>>

export const facts = (of: Partial<RowFacts> & Pick<RowFacts, 'verb' | 'words'>): RowFacts => ({
  late: false,
  others: null,
  review: false,
  ...of,
})

/** For lists whose facts are all in the heads. */
export const each =
  (tell: (head: HeadOnBoard, onlooker: Onlooker) => RowFacts): Tell =>
  async (_req, onlooker, heads) =>
    new Map(heads.map((head) => [head.entry, tell(head, onlooker)]))

/** The entries read for a list, their facts, and the total number. */
export interface Found {
  heads: readonly HeadOnBoard[]
  total: number
  facts: ReadonlyMap<string, RowFacts>
}

export const NOTHING: Found = { heads: [], facts: new Map(), total: 0 }

/** Whose task each entry is: names by id, entries whose person cannot do it any more, and the day; and the number of open questions by entry. */
export interface Tasks {
  names: ReadonlyMap<string, string>
  left: ReadonlySet<string>
  questions: ReadonlyMap<string, number>
  today: LegalDate
}

function taskOf(
  { entry, assignedTo, assignedDue }: HeadOnBoard,
  { names, left, today }: Tasks,
): string | null {
  if (assignedTo === null) return null
  const name = names.get(assignedTo)
  const whose = !left.has(entry)
    ? `assigned to ${name}`
    : `nobody’s: ${name === undefined ? 'the account that had it is gone' : `${name} cannot do it any more`}`
  if (assignedDue === null) return whose
  return `${whose}, ${isLateTask(assignedDue, today) ? 'overdue since' : 'due on'} ${printDate(assignedDue)}`
}

const toRow = (
  entry: string,
  facts: RowFacts,
  copy: WorkingCopyRef | undefined,
  { task, questions }: { task: string | null; questions: number | undefined },
): BoardRow => ({
  entry,
  label: copy?.label ?? entry,
  at: copy ? { collection: copy.collection, id: copy.id, review: facts.review } : null,
  verb: facts.verb,
  words: facts.words,
  late: facts.late,
  others: facts.others,
  task,
  ...(questions === undefined ? {} : { questions }),
  ...(facts.edition === undefined ? {} : { edition: facts.edition }),
})

/** A list in its displayed form. */
export const sectionOf = (
  { heads, facts, total }: Found,
  copies: ReadonlyMap<string, WorkingCopyRef>,
  tasks: Tasks,
): BoardSection => ({
  rows: heads.flatMap((head) => {
    const words = facts.get(head.entry)
    if (!words) return []
    const beside = { task: taskOf(head, tasks), questions: tasks.questions.get(head.entry) }
    return [toRow(head.entry, words, copies.get(head.entry), beside)]
  }),
  total,
})
