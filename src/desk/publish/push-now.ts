import { mayAdminister } from '#domain/desk/actors.ts'
import { no } from '#domain/desk/decision.ts'
import type { Target } from '#domain/publish/targets.ts'
import { noteTarget } from '#store/publish/targets.ts'
import { Refused, type Desk } from '../desk.ts'

/**
 * Asks the worker to push the current release to a target now, whatever its back-off, and to compare every file there.
 * @throws {Refused}
 */
export async function pushNow(
  { req, actor, clock, targets }: Desk & { targets: readonly Target[] },
  address: string,
): Promise<void> {
  if (!mayAdminister(actor)) throw new Refused(no('role', 'Only administrators push.'))
  if (!targets.some((target) => target.address === address))
    throw new Refused(no('state', 'Nothing is pushed there any more. Reload.'))
  // The last problem goes: the desk then shows that the worker is at it.
  await noteTarget(req, address, { askedAt: clock.now().toISOString(), notBefore: null, problem: null })
}
