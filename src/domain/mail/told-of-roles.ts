import { assignmentOf, whyNotTheirs } from '../desk/assignees.ts'
import type { Actor } from '../desk/actors.ts'
import type { EditorialEvent } from '../desk/events.ts'
import type { Head } from '../desk/heads.ts'
import { isSameId } from '../portable-ids.ts'

/**
 * Who is told of a task that is nobody's any more: those who could do it, and whoever assigned it. Whoever took the role
 * is told, too: an account does not show whose tasks rest on it.
 */
export function toldOfNobodys<Person extends Actor>(
  { head, events }: { head: Head; events: readonly EditorialEvent[] },
  staff: readonly Person[],
): Person[] {
  const assigner = assignmentOf(events)?.actor.id ?? null
  return staff.filter(
    (each) =>
      each.roles.length > 0 &&
      !isSameId(each.id, head.assigned?.to ?? null) &&
      (isSameId(each.id, assigner) || whyNotTheirs(each, head, events) === null),
  )
}
