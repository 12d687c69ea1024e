import type { FoundTasks } from '#domain/desk/find/answer.ts'
import { askedTasks, peopleNamed } from '#domain/desk/find/people.ts'
import { readStaff, type StaffMember } from '#store/desk/staff.ts'
import type { Desk } from '../../../desk.ts'
import { onlookerOf } from '../board/onlooker-of.ts'
import { tasksOfPerson } from './tasks-of-person.ts'

/** The open tasks of those whom a search names. Whoever has no role has none. */
export async function tasksFor(desk: Desk, text: string): Promise<FoundTasks[]> {
  const asked = askedTasks(text)
  if (asked === null) return []
  const told = async (of: StaffMember | null): Promise<FoundTasks> => {
    const actor = of ? { id: `user:${of.id}`, name: of.name, roles: of.roles } : desk.actor
    const self = actor.id === desk.actor.id
    return {
      of: self ? null : actor.name,
      ...(await tasksOfPerson(desk.req, onlookerOf({ ...desk, actor }))),
    }
  }
  if (asked === 'own') return [await told(null)]
  const staff = (await readStaff(desk.req)).filter(({ roles }) => roles.length > 0)
  const found: FoundTasks[] = []
  for (const each of peopleNamed(asked.name, staff)) found.push(await told(each))
  return found
}
