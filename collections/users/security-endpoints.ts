import { APIError, type Endpoint, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayAdminister } from '#domain/desk/actors.ts'
import { LONGEST_NAME, maySetUp, type Security } from '#domain/desk/second-factor.ts'
import { textOf } from '#domain/values.ts'
import { recordAccount } from '#desk/desk/accounts.ts'
import { nameOfSession, securityOf } from '#desk/desk/second-factor/security-of.ts'
import {
  addPasskey,
  confirmTotp,
  offerNewPasskey,
  offerTotp,
  removeOwnFactor,
  renewRecoveryCodes,
} from '#desk/desk/second-factor/set-up.ts'
import { unlink } from '#desk/desk/single-sign-on.ts'
import { takeOffSecondFactor } from '#desk/desk/second-factor/take-off.ts'
import { rolesOf, sessionIn, standingIn } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { endSessions } from '#store/desk/sessions.ts'
import { findStaffMember, type StaffMember } from '#store/desk/staff.ts'
import { deskOf } from '../shared/desk-of.ts'
import { acting, reading } from '../shared/respond.ts'
import { invite } from './invite.ts'
import { ownOf } from './own.ts'
import { codeCameOff, countTry } from './sign-in.ts'

type Routes = Omit<Endpoint, 'root'>[]
type Schema<T> = z.ZodType<T>

const refuse = (status: number, message: string, because: string): never => {
  throw new APIError(message, status, { because }, true)
}

/** @throws {APIError} unless the session was proved, or signed in to, a short while ago. */
function assertMaySetUp(req: PayloadRequest): void {
  const standing = standingIn(req)
  if (!standing || maySetUp(standing, systemClock.now())) return
  if (standing.has)
    refuse(403, 'Prove again that it is you, with your second factor. Then try again.', 'proof')
  refuse(
    403,
    'You signed in too long ago for this. Log out, sign in again with your password, and set it up then.',
    'state',
  )
}

/** A route by which people change how they themselves sign in. */
const own = <T>(
  path: string,
  schema: Schema<T>,
  work: (req: PayloadRequest, asked: T) => Promise<unknown>,
  { counted = false } = {},
): Routes[number] => ({
  path,
  method: 'post',
  handler: async (req) => {
    if (counted && req.user) await countTry(req, 'code', req.user.email ?? '')
    const answer = (mine: PayloadRequest, asked: T): Promise<unknown> => {
      assertMaySetUp(req)
      return work(mine, asked)
    }
    const response = await acting(req, schema, answer, () => true, { whoever: true })
    if (counted && response.ok) await codeCameOff(req, req.user?.email ?? '')
    return response
  },
})

const nothing = z.strictObject({})
const done = { done: true }

/** The request of a transaction, with the account that the address names. */
const about = (mine: PayloadRequest, { routeParams }: PayloadRequest): PayloadRequest =>
  Object.assign(mine, { routeParams })

/** @throws {APIError} for anybody but the account's owner, signed in in full, and administrators. */
async function concerned(req: PayloadRequest): Promise<StaffMember> {
  const id = textOf(req.routeParams?.id)
  const roles = rolesOf(req)
  const isOwn = String(req.user?.id) === id
  if (!isOwn && !mayAdminister({ roles }))
    refuse(403, 'Only administrators look after the accounts of others.', 'role')
  const account = await findStaffMember(req, { id })
  return account ?? refuse(404, 'There is no such account.', 'state')
}

const shown = async (req: PayloadRequest): Promise<Security> => {
  const { secondFactor: rule, publicUrl, singleSignOn } = env()
  return securityOf(
    {
      req,
      clock: systemClock,
      rule,
      publicUrl,
      provider: singleSignOn?.name ?? null,
      session: sessionIn(req),
    },
    await concerned(req),
  )
}

/** Setting up and removing one's own second factors. */
const ofOwner: Routes = [
  own('/second-factor/app', nothing, (req) => offerTotp(ownOf(req))),
  own(
    '/second-factor/app/confirm',
    z.strictObject({ code: z.string().trim().min(1, 'type the code').max(20) }),
    (req, { code }) => confirmTotp(ownOf(req), code),
    { counted: true },
  ),
  own('/second-factor/passkey-options', nothing, (req) => offerNewPasskey(ownOf(req))),
  own(
    '/second-factor/passkey',
    z.strictObject({
      name: z.string().trim().min(1, 'give it a name').max(LONGEST_NAME),
      response: z.looseObject({}),
    }),
    (req, asked) => addPasskey(ownOf(req), asked),
  ),
  own('/second-factor/recovery', nothing, async (req) => ({ codes: await renewRecoveryCodes(ownOf(req)) })),
  own('/second-factor/remove', z.strictObject({ factor: z.string().max(100) }), async (req, { factor }) => {
    await removeOwnFactor(ownOf(req), factor, standingIn(req)?.required ?? false)
    return done
  }),
]

/** Sessions of an account, for its owner and for administrators, and the second factor of somebody who lost it. */
const ofAccount: Routes = [
  { path: '/:id/security', method: 'get', handler: (req) => reading(req, () => shown(req)) },
  {
    path: '/:id/security/end',
    method: 'post',
    handler: (req) =>
      acting(req, z.strictObject({ session: z.string().max(40).nullable() }), async (mine, { session }) => {
        const { id, name } = await concerned(about(mine, req))
        const current = sessionIn(req)
        const count = await endSessions(mine, id, (each) =>
          session === null ? each !== current : nameOfSession(each) === session,
        )
        if (count > 0) await recordAccount(deskOf(mine), 'sessions-ended', { account: id, name, count })
        return shown(mine)
      }),
  },
  {
    path: '/:id/security/unlink',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        nothing,
        async (mine) => {
          const person = await concerned(about(mine, req))
          if (String(req.user?.id) === person.id) assertMaySetUp(req)
          await unlink(deskOf(mine), person)
          return shown(mine)
        },
        () => true,
        { lately: true },
      ),
  },
  {
    path: '/:id/security/invite',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        nothing,
        async (mine) => {
          const { id: account, name } = await concerned(about(mine, req))
          if (!mayAdminister({ roles: rolesOf(mine) }))
            refuse(403, 'Only administrators send links to others.', 'role')
          await invite(mine, { account, name })
          return { sent: env().smtpUrl !== null }
        },
        mayAdminister,
        { lately: true },
      ),
  },
  {
    path: '/:id/security/take-off',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        nothing,
        async (mine) => {
          const { id: account, name } = await concerned(about(mine, req))
          await takeOffSecondFactor(deskOf(mine), { account, name })
          return shown(mine)
        },
        mayAdminister,
        { lately: true },
      ),
  },
]

export const securityEndpoints: Routes = [...ofOwner, ...ofAccount]
