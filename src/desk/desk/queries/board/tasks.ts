import { readStaff } from '#store/desk/staff.ts'
import type { HeadOnBoard } from '#store/desk/board/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { openQuestionsOf } from '../open-questions.ts'
import type { Onlooker, Tasks } from './facts.ts'

/** The names behind tasks, and the open questions; nobody is looked up if nothing is assigned. */
export async function tasksOf(
  req: StoreRequest,
  { today }: Pick<Onlooker, 'today'>,
  heads: readonly HeadOnBoard[],
): Promise<Tasks> {
  const some = heads.some(({ assignedTo }) => assignedTo !== null)
  const staff = some ? await readStaff(req) : []
  const questions = await openQuestionsOf(req, [...new Set(heads.map(({ entry }) => entry))])
  return { today, questions, names: new Map(staff.map(({ id, name }) => [`user:${id}`, name])) }
}
