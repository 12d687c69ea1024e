import { APIError, type Endpoint, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { whyNotConfirm, type AccountStatus } from '#domain/desk/accounts.ts'
import { mayAdminister, type Actor } from '#domain/desk/actors.ts'
import { textOf } from '#domain/values.ts'
import { decideRoles, readAccountEvents, readRolesAwaited } from '#desk/desk/accounts.ts'
import { actorOf } from '#lib/actor.ts'
import { readStaff } from '#store/desk/staff.ts'
import { deskOf } from '../shared/desk-of.ts'
import { acting, reading } from '../shared/respond.ts'

/** @throws {APIError} for anyone but administrators. */
function administrator(req: PayloadRequest): Actor {
  const actor = actorOf(req)
  if (!actor || !mayAdminister(actor))
    throw new APIError('Only administrators look after accounts.', 403, { because: 'role' }, true)
  return actor
}

/** Maximum number of an account's events shown, newest first. */
const SHOWN = 20

async function accountStatusOf(req: PayloadRequest, actor: Actor, account: string): Promise<AccountStatus> {
  const administrators = (await readStaff(req)).filter(mayAdminister)
  return {
    awaited: (await readRolesAwaited(req))
      .filter((each) => each.account === account)
      .map((requested) => ({ ...requested, whyNot: whyNotConfirm(actor, requested) })),
    alone: administrators.length < 2,
    events: (await readAccountEvents(req))
      .filter(({ details }) => details.account === account)
      .slice(-SHOWN)
      .reverse()
      .map(({ n, at, actor: { name }, action, details }) => ({ n, at, by: name, action, details })),
  }
}

const path = '/:id/roles'
const accountOf = (req: PayloadRequest): string => textOf(req.routeParams?.id)

/** Role requests that await a second administrator, and the decision on them. */
export const rolesEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path,
    method: 'get',
    handler: (req) => reading(req, () => accountStatusOf(req, administrator(req), accountOf(req))),
  },
  {
    path,
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ asked: z.number().int().positive(), confirm: z.boolean() }),
        async (mine, asked) => {
          await decideRoles(deskOf(mine), { account: accountOf(req), ...asked })
          return accountStatusOf(mine, administrator(mine), accountOf(req))
        },
        mayAdminister,
        { lately: true },
      ),
  },
]
