import { isSameId } from '../../portable-ids.ts'
import { editionHash, type Edition } from '../../content/editions.ts'
import { isStructureKind } from '../../keys.ts'
import type { Actor } from '../actors.ts'
import { submitterOf } from '../submitters.ts'
import { first, no } from '../decision.ts'
import type { EditorialEvent } from '../events.ts'
import type { Head } from '../heads.ts'
import { isSaidOf } from '../law-answers.ts'
import type { Answers } from '../request.ts'
import { needsKeeper, needsSubmitter } from './roles.ts'
import type { Rules } from './rule.ts'
import { staleness } from './staleness.ts'
import { unsaved, waitingFix } from './state.ts'

/** Actions on a working copy, up to its submission. */
export const workingCopy: Rules<'create' | 'save' | 'delete' | 'submit'> = {
  create: (actor, _request, head) =>
    first(
      () => needsKeeper(actor, head, 'create'),
      () =>
        head.revision > 0
          ? no(
              'state',
              `There is already an entry with the key “${head.entry}”. Open it, or choose another key.`,
            )
          : null,
    ),

  save: (actor, { from }, head, _edition, events) =>
    first(
      () => needsKeeper(actor, head, 'change'),
      () => staleness(from, head, events),
    ),

  delete: (actor, _request, head) =>
    first(
      () => needsKeeper(actor, head, 'delete'),
      () =>
        head.editions > 0
          ? no(
              'state',
              isStructureKind(head.kind)
                ? 'This has editions, which are kept for ever: it cannot be deleted.'
                : 'This entry has editions, which are kept for ever. Withdraw it instead of deleting it.',
            )
          : null,
    ),

  submit: (actor, request, head, edition, events) =>
    first(
      () => needsSubmitter(actor, head),
      () => waitingFix(head),
      () => staleness(request.from, head, events),
      () => unsaved(head, edition),
      () =>
        isSentTwice(actor, head, edition, events, request)
          ? no('state', 'You submitted exactly this already, with the same note. It is open.')
          : null,
    ),
}

/** True for a repeated request by the same person, which must not reopen an edition that has been approved. */
const isSentTwice = (
  actor: Actor,
  { open }: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
  { answering }: Answers,
): boolean =>
  open !== null &&
  edition !== null &&
  open.state !== 'changes-requested' &&
  editionHash({ ...edition, n: open.n }) === open.hash &&
  isSameId(submitterOf(open.hash, events), actor.id) &&
  isSaidOf(open.hash, answering?.answers ?? [], events)
