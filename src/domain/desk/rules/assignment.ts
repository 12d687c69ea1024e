import { isStructureKind } from '../../keys.ts'
import { mayAdminister, mayEdit } from '../actors.ts'
import { first, no } from '../decision.ts'
import type { Rules } from './rule.ts'

/** Whose task an entry is. */
export const assignment: Rules<'assign'> = {
  assign: (actor, { to }, head) =>
    first(
      () =>
        mayEdit(actor) || (isStructureKind(head.kind) && mayAdminister(actor))
          ? null
          : no('role', 'Only editors and reviewers assign entries. Ask an administrator for the role.'),
      () =>
        head.assigned === null && to === null
          ? no('state', 'It is assigned to nobody: there is nothing to take back.')
          : null,
    ),
}
