import { hasNobody } from '#domain/desk/assignees.ts'
import { readActors } from '#store/desk/staff.ts'
import { boardAsksOf, type HeadOnBoard } from '#store/desk/board/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { openQuestionsOf } from '../open-questions.ts'
import type { Onlooker, Tasks } from './facts.ts'

/** The names behind tasks, those that nobody can do any more, and the open questions; nobody is looked up if nothing is assigned. */
export async function tasksOf(
  req: StoreRequest,
  { today }: Pick<Onlooker, 'today'>,
  heads: readonly HeadOnBoard[],
): Promise<Tasks> {
  const some = heads.some(({ assignedTo }) => assignedTo !== null)
  const staff = some ? await readActors(req) : []
  const questions = await openQuestionsOf(req, [...new Set(heads.map(({ entry }) => entry))])
  const left = heads.filter((head) => hasNobody(boardAsksOf(head), staff)).map(({ entry }) => entry)
  return { today, questions, left: new Set(left), names: new Map(staff.map(({ id, name }) => [id, name])) }
}
