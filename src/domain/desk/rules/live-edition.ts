import { isSameId } from '../../portable-ids.ts'
import { mayEdit } from '../actors.ts'
import { changeSeqsOf } from '../change-seqs.ts'
import { first, no } from '../decision.ts'
import { needsEditor, needsReviewer } from './roles.ts'
import type { Rules } from './rule.ts'
import {
  aboutLive,
  gone,
  isThere,
  NOT_WITHDRAWN,
  onlyEntries,
  pendingWithdrawal,
  waitingFix,
} from './state.ts'

/** Actions on what readers see. */
export const liveEdition: Rules<
  | 'verify'
  | 'ask-withdrawal'
  | 'confirm-withdrawal'
  | 'decline-withdrawal'
  | 'safety-withdrawal'
  | 'correct-note'
  | 'flag'
> = {
  verify: (actor, { hash }, head, edition) =>
    first(
      () => onlyEntries(head, 'This rests on no source: there is nothing to verify.'),
      () => needsReviewer(actor, 'verifies'),
      () => aboutLive(hash, head),
      () => (isThere(hash, edition) ? null : gone()),
    ),

  'ask-withdrawal': (actor, { hash }, head) =>
    first(
      () => onlyEntries(head, NOT_WITHDRAWN),
      () => needsEditor(actor, 'ask for a withdrawal'),
      () => aboutLive(hash, head),
      () => (head.withdrawal ? no('state', 'A withdrawal has been asked for already.') : null),
    ),

  'confirm-withdrawal': (actor, { hash }, head, _edition, events) =>
    first(
      () => needsReviewer(actor, 'confirms a withdrawal'),
      () => waitingFix(head),
      () => aboutLive(hash, head),
      () => pendingWithdrawal(head),
      () =>
        events.findLast(({ action }) => action === 'ask-withdrawal')?.edition === hash
          ? null
          : no(
              'state',
              'This withdrawal was asked for before the edition that is live now. Decline it, and ask again if this edition must go, too.',
            ),
      () =>
        isSameId(head.withdrawal?.by ?? null, actor.id)
          ? no('role', 'You asked for this withdrawal. Another reviewer must confirm it.')
          : null,
    ),

  'decline-withdrawal': (actor, { hash }, head) =>
    first(
      () =>
        isSameId(head.withdrawal?.by ?? null, actor.id) && mayEdit(actor)
          ? null
          : needsReviewer(actor, 'declines a withdrawal that somebody else asked for'),
      () => aboutLive(hash, head),
      () => pendingWithdrawal(head),
    ),

  'safety-withdrawal': (actor, { hash }, head) =>
    first(
      () => onlyEntries(head, NOT_WITHDRAWN),
      () => needsReviewer(actor, 'withdraws alone'),
      () => waitingFix(head),
      () => aboutLive(hash, head),
      () => (head.withdrawal?.state === 'confirmed' ? no('state', 'It is being withdrawn already.') : null),
    ),

  'correct-note': (actor, { seq }, _head, _edition, events) =>
    first(
      () => needsReviewer(actor, 'corrects the note of a change'),
      () =>
        changeSeqsOf(events).includes(seq)
          ? null
          : no('state', `Change ${seq} is not a change of this entry.`),
    ),

  flag: (actor) => needsEditor(actor, 'flag entries'),
}
