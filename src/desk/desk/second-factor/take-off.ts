import { mayAdminister } from '#domain/desk/actors.ts'
import { COMMAND } from '#domain/desk/accounts.ts'
import { no } from '#domain/desk/decision.ts'
import { removeFactors } from '#store/desk/second-factors.ts'
import { endSessions } from '#store/desk/sessions.ts'
import { Refused, type Desk } from '../../desk.ts'
import { recordAccount } from '../accounts.ts'

/**
 * Takes the second factor off an account whose owner has lost it, and ends all its sessions. They sign in with their
 * password, and set up another.
 * @throws {Refused} for anybody but another administrator, or the command on the server.
 */
export async function takeOffSecondFactor(
  desk: Pick<Desk, 'req' | 'actor' | 'clock'>,
  { account, name }: { account: string; name: string },
): Promise<void> {
  const { req, actor } = desk
  if (actor.id !== COMMAND.id && (!mayAdminister(actor) || actor.id === `user:${account}`))
    throw new Refused(no('role', 'Another administrator takes the second factor off an account.'))
  await removeFactors(req, account)
  await endSessions(req, account, () => true)
  await recordAccount(desk, 'second-factor-reset', { account, name })
}
