import { first, no } from '../decision.ts'
import { needsReviewer } from './roles.ts'
import type { Rules } from './rule.ts'

/** Editions that go live together under a law change. */
export const together: Rules<'part'> = {
  part: (actor, _ask, { open }) =>
    first(
      () => needsReviewer(actor, 'takes an edition out of those that go live together'),
      () =>
        open === null || open.together === null
          ? no('state', 'This entry does not go live together with others. Reload the law change.')
          : null,
    ),
}
