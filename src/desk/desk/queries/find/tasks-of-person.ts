import { screenOf } from '#domain/content/collections.ts'
import { printDate } from '#domain/dates.ts'
import { mayAdminister, mayEdit } from '#domain/desk/actors.ts'
import { asksOf, hasNobody, isLateTask } from '#domain/desk/assignees.ts'
import type { FoundTask, FoundTasks } from '#domain/desk/find/answer.ts'
import { FLAG_KINDS, type Flag } from '#domain/desk/flags.ts'
import { concerning } from '#domain/desk/keepers.ts'
import { hasId, isSameId } from '#domain/portable-ids.ts'
import { firstHeads, type HeadOnBoard } from '#store/desk/board/heads.ts'
import { readOpenFlags } from '#store/desk/flags.ts'
import { readHeads } from '#store/desk/heads.ts'
import { readKeepers } from '#store/desk/keepers.ts'
import { readActors } from '#store/desk/staff.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { pagesOf } from '#store/publish/reported.ts'
import type { StoreRequest } from '#store/rows.ts'
import type { Onlooker } from '../board/facts.ts'
import { TELL } from '../board/lists.ts'

/** Tasks told in full, and entries of a list that are looked at for them. */
const SHOWN = 6
const LOOK = 40

/** The lists of the board that hold one person's tasks, with what is to be done. */
const LISTS = {
  assigned: 'Assigned',
  'second-review': 'Second review',
  changes: 'Changes requested',
} as const
type List = keyof typeof LISTS

/** What a task is called that is about no entry. */
const A_PAGE = 'A page of the site'

/** A task before its entry's name is looked up. */
interface Task {
  key: string
  /** Empty if it is about a page. */
  entry: string
  words: string
  late: boolean
  /** Where it is done: on the entry's form, where it is reviewed, or at the watch. */
  at: 'form' | 'review' | 'watch'
}

function due({ assignedDue }: HeadOnBoard, { today }: Onlooker): string {
  if (assignedDue === null) return ''
  return `, ${isLateTask(assignedDue, today) ? 'overdue since' : 'due on'} ${printDate(assignedDue)}`
}

interface Listed {
  tasks: Task[]
  /** How many more there are that were not looked at. */
  more: number
}

/** What stands in a list of the board and this person may do. */
async function listed(req: StoreRequest, onlooker: Onlooker, list: List): Promise<Listed> {
  const { actor, today } = onlooker
  if (list === 'changes' && !mayEdit(actor) && !mayAdminister(actor)) return { tasks: [], more: 0 }
  const { heads, total } = await firstHeads(req, { person: actor.id, today }, { list, limit: LOOK })
  const told = await TELL[list](req, onlooker, heads)
  const tasks = heads.flatMap((head): Task[] => {
    const facts = told.get(head.entry)
    if (!facts || facts.others !== null) return []
    return [
      {
        key: `${list}-${head.entry}`,
        entry: head.entry,
        words: `${LISTS[list]}: ${facts.words}${list === 'assigned' ? due(head, onlooker) : ''}`,
        late: facts.late,
        at: facts.review ? 'review' : 'form',
      },
    ]
  })
  // Of second reviews, those not looked at may be others' to do.
  return { tasks, more: list === 'second-review' ? 0 : total - heads.length }
}

/** The flags that are one person's: of entries assigned to them, and else those of which they are told. */
async function flagsOf(req: StoreRequest, { actor, today }: Onlooker): Promise<Flag[]> {
  const flags = await readOpenFlags(req, ['law-change', 'reported'])
  if (flags.length === 0) return []
  const entries = [...new Set(flags.flatMap(({ entry }) => entry || []))]
  const heads = entries.length > 0 ? await readHeads(req, { entry: { in: entries } }) : []
  const staff = await readActors(req)
  const assigned = new Map(
    heads.map((head) => {
      const asks = asksOf(head)
      return [head.entry, hasNobody(asks, staff) ? null : asks.to]
    }),
  )
  const pages = new Map((await pagesOf(req, flags)).map(({ flag, concerned }) => [flag.key, concerned]))
  const keepers = await readKeepers(
    req,
    flags.map(({ key, entry }) => pages.get(key) ?? concerning([entry])),
    { today },
  )
  return flags.filter(({ entry }, index) => {
    const to = assigned.get(entry) ?? null
    return to === null ? hasId(keepers[index] ?? [], actor.id) : isSameId(to, actor.id)
  })
}

const flagged = ({ key, kind, entry, detail }: Flag): Task => ({
  key,
  entry,
  words: `${FLAG_KINDS[kind]}: ${detail}`,
  late: false,
  at: kind === 'reported' ? 'watch' : 'form',
})

const PATHS: Record<Task['at'], (screen: string) => string> = {
  form: (screen) => screen,
  review: (screen) => `${screen}/review`,
  watch: () => '/watch?kind=reported',
}

/** The open tasks of one person, the late ones first. */
export async function tasksOfPerson(req: StoreRequest, onlooker: Onlooker): Promise<Omit<FoundTasks, 'of'>> {
  const lists = Object.keys(LISTS) as List[]
  const found = await Promise.all(lists.map((list) => listed(req, onlooker, list)))
  const tasks = [...found.flatMap((each) => each.tasks), ...(await flagsOf(req, onlooker)).map(flagged)]
  const more = found.reduce((sum, each) => sum + each.more, 0)
  const sorted = tasks.sort((a, b) => Number(b.late) - Number(a.late))
  const copies = await findWorkingCopies(req, [...new Set(sorted.flatMap(({ entry }) => entry || []))])
  const told = sorted.flatMap(({ key, entry, words, late, at }): FoundTask[] => {
    const copy = copies.get(entry)
    if (!copy && entry !== '') return []
    const path = PATHS[at](copy ? screenOf(copy.collection, copy.id) : '')
    return [{ id: key.replace(/[^\w-]+/g, '-'), path, title: copy?.label ?? A_PAGE, words, late }]
  })
  return { tasks: told.slice(0, SHOWN), total: told.length + more }
}
