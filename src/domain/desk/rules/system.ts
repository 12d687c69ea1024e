import { thaw } from '../../content/editions.ts'
import { isStructureKind } from '../../keys.ts'
import { UPGRADE } from '../actors.ts'
import { first, no } from '../decision.ts'
import { onlyPublisher } from './roles.ts'
import type { Rules } from './rule.ts'
import { waitingFix } from './state.ts'

/** Actions of the publisher and of an upgrade. */
export const system: Rules<'take-over' | 'go-live' | 'withdraw'> = {
  'take-over': (actor, _request, head) =>
    first(
      () => (actor.id === UPGRADE.id ? null : no('role', 'Only an upgrade takes over what nobody reviewed.')),
      () =>
        isStructureKind(head.kind) && head.chain.n === 0
          ? null
          : no('state', 'This is known to the desk already: it is reviewed like everything else.'),
    ),

  'go-live': (actor, { today }, head, edition) =>
    first(
      () => onlyPublisher(actor, 'makes editions live'),
      // The withdrawal was confirmed for the live edition and must not hit another.
      () =>
        head.withdrawal?.state === 'confirmed'
          ? no('state', 'This entry is about to be withdrawn. Wait until it has been.')
          : null,
      () =>
        edition && thaw(edition).inForceAsOf === null
          ? no('content', `Edition ${edition.n} of ${head.entry} has no “in force as of”.`)
          : null,
      () => {
        if (edition && head.fix?.hash === edition.hash) return null
        if (head.fix) return waitingFix(head)
        if (!edition || head.open?.hash !== edition.hash)
          return no('state', 'This is not the open edition of the entry.')
        if (head.open.state !== 'approved') return no('state', 'This edition is not approved.')
        if (head.open.goesLiveOn && head.open.goesLiveOn > today)
          return no('state', `This edition goes live on ${head.open.goesLiveOn}, not before.`)
        return null
      },
    ),

  withdraw: (actor, _request, head) =>
    first(
      () => onlyPublisher(actor, 'withdraws editions'),
      () => (head.live ? null : no('state', 'Nothing of this entry is live.')),
      () =>
        head.withdrawal?.state === 'confirmed' ? null : no('state', 'This withdrawal is not confirmed.'),
    ),
}
