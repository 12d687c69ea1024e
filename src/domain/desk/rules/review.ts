import { isSameId } from '../../portable-ids.ts'
import type { Edition } from '../../content/editions.ts'
import { printDate, type LegalDate } from '../../dates.ts'
import { authorsOf, partakersOf } from '../authors.ts'
import { submitterOf } from '../submitters.ts'
import { first, no, type Refusal } from '../decision.ts'
import { loneDecisionsOf } from '../lone-decisions.ts'
import { sharedChangesOf } from '../shared-changes.ts'
import { needsReviewer } from './roles.ts'
import type { Rules } from './rule.ts'
import { aboutOpen, gone, isThere, unsaved, waitingFix } from './state.ts'
import { staleness } from './staleness.ts'

/** Reviewers' decisions on an edition before it goes live, and on what one of them decided alone. */
export const review: Rules<'approve' | 'request-changes' | 'safety-fix' | 'second-review'> = {
  approve: (actor, { hash }, head, edition, events) =>
    first(
      () => needsReviewer(actor, 'approves'),
      () => aboutOpen(hash, head),
      () =>
        head.open?.state === 'in-review'
          ? null
          : head.open?.state === 'approved'
            ? no('state', 'This edition is approved already.')
            : no('state', 'Changes were requested in this edition. It must be submitted again first.'),
      () => {
        if (!isThere(hash, edition)) return gone()
        if (authorsOf(edition, head.live, events).has(actor.id))
          return no('role', 'You saved part of what is in this edition. Somebody else must approve it.')
        const mine = sharedChangesOf(hash, events).find(({ by }) =>
          by.some(({ id }) => isSameId(id, actor.id)),
        )
        if (mine)
          return no(
            'role',
            `You changed “${mine.name}”, which this edition prints. Somebody else must approve it.`,
          )
        return isSameId(submitterOf(edition.hash, events), actor.id)
          ? no('role', 'You submitted this edition, and its note is yours. Somebody else must approve it.')
          : null
      },
    ),

  'request-changes': (actor, { hash }, head) =>
    first(
      () => needsReviewer(actor, 'requests changes'),
      () => aboutOpen(hash, head),
      () =>
        head.open?.state === 'changes-requested'
          ? no('state', 'Changes have been requested in this edition already.')
          : null,
    ),

  'safety-fix': (actor, { hash, from, today }, head, edition, events) =>
    first(
      () => needsReviewer(actor, 'approves alone'),
      () => waitingFix(head),
      () => {
        if (hash === null) return staleness(from, head, events) ?? unsaved(head, edition)
        return (
          aboutOpen(hash, head) ??
          (head.open?.state === 'changes-requested'
            ? no('state', 'Changes were requested in this edition. Submit it again first.')
            : null) ??
          notInForce(edition, today)
        )
      },
    ),

  'second-review': (actor, { decision }, head, _edition, events) =>
    first(
      () => needsReviewer(actor, 'does the second review'),
      () => (head.secondReviewDue ? null : no('state', 'No second review of this entry is due.')),
      () =>
        partakersOf(events).has(actor.id)
          ? no('role', 'You took part in what is to be reviewed. Somebody else must do it.')
          : null,
      () =>
        loneDecisionsOf(events).at(-1)?.n === decision
          ? null
          : no(
              'stale',
              'Something else was decided alone since you looked, or this decision was reviewed already. Reload, and look at what is due now.',
            ),
    ),
}

/** A change that takes force later must not be published as current law, however urgent it is. */
function notInForce(edition: Edition | null, today: LegalDate): Refusal | null {
  const day = edition?.submission.effectiveOn
  return day && day > today
    ? no(
        'state',
        `This edition takes force on ${printDate(day)}: before that day readers would be told of it as the law. It goes live then, once it is approved.`,
      )
    : null
}
