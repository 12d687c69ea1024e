import { FindIndex } from './find-index.ts'
import { termsOf } from './words.ts'

/** Words that ask for one's own tasks, by themselves or with others of these. */
const OWN = new Set(['mine', 'my', 'task', 'tasks', 'todo', 'todos'])
/** Words beside a name, or beside those, that name nobody. */
const BESIDE = new Set(['task', 'tasks', 'todo', 'todos', 'open', 'due', 'of', 'for', 'me', 'do', 'to'])

/** Letters from which on a text may be somebody's name. */
const NAME = 3

/** People told of in one answer: a first name may be that of several. */
const MOST = 3

/** Whose tasks a text asks for: one's own, those of whoever has this name, or nobody's. */
export type AskedTasks = 'own' | { name: string } | null

/** `mine`, `my tasks`; `Ben`, `tasks of ben`, `ben’s tasks`. */
export function askedTasks(text: string): AskedTasks {
  const terms = termsOf(text.replace(/['’ʼ]s(?!\p{L})/gu, ''))
  if (terms.some((term) => OWN.has(term)) && terms.every((term) => OWN.has(term) || BESIDE.has(term)))
    return 'own'
  const name = terms.filter((term) => !BESIDE.has(term)).join(' ')
  return name.length >= NAME ? { name } : null
}

interface Named {
  id: string
  name: string
}

/** The people with this name, whole or begun, with the slips that the search forgives elsewhere. */
export function peopleNamed<P extends Named>(name: string, people: readonly P[]): P[] {
  const index = new FindIndex()
  const known = new Map(people.map((each) => [each.id, each]))
  for (const { id, name: title } of people)
    index.put({
      id,
      collection: 'users',
      record: id,
      entry: null,
      kind: '',
      title,
      place: null,
      names: [],
      texts: [],
    })
  const { found, some } = index.find(name, MOST)
  return some ? [] : found.flatMap(({ record }) => known.get(record.id) ?? [])
}
