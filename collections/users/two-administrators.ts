import {
  ValidationError,
  type CollectionAfterChangeHook,
  type CollectionBeforeChangeHook,
  type CollectionBeforeDeleteHook,
  type CollectionBeforeValidateHook,
  type PayloadRequest,
} from 'payload'
import { CORPUS_EDITOR, CORPUS_REVIEWER, PUBLISHER, UPGRADE, WATCH, type Role } from '#domain/desk/actors.ts'
import { COMMAND } from '#domain/desk/accounts.ts'
import { lookAlikeProblem } from '#domain/desk/look-alikes.ts'
import { textOf } from '#domain/values.ts'
import { askRoles, recordAccount, tellOfRoles } from '#desk/desk/accounts.ts'
import type { Desk } from '#desk/desk.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { findStaffMember, readStaff, type StaffMember } from '#store/desk/staff.ts'
import { answering } from '../shared/answer.ts'
import { NOBODY } from '../shared/nobody.ts'

/** Names of system actors in the record, which no account may have. */
const SYSTEM = [CORPUS_EDITOR, CORPUS_REVIEWER, PUBLISHER, UPGRADE, WATCH, NOBODY, COMMAND].map(
  ({ name }) => name,
)

type Account = Partial<StaffMember> & { password?: unknown }

const deskFor = (req: PayloadRequest): Desk => ({
  req,
  actor: actorOf(req) ?? NOBODY,
  clock: systemClock,
  timeZone: env().siteTimeZone,
})

/** Roles held back by a save, for the hook after it. No route can set it. */
const HELD = 'recourse:roles-held'

const rolesOf = (account: Account | undefined): Role[] => account?.roles ?? []

/** A password reset: Payload passes the account as stored, and skips every other hook. */
const isReset = ({ operation, originalDoc }: { operation: string; originalDoc?: unknown }): boolean =>
  operation === 'update' && originalDoc === undefined

/** Rejects accounts that could be mistaken for another, by name in the record or by address. */
export const refuseLookAlikes: CollectionBeforeValidateHook = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (isReset({ operation, originalDoc })) return data
  const after = (data ?? {}) as Account
  const before = originalDoc as Account | undefined
  const changed = (field: 'name' | 'email'): string | undefined =>
    typeof after[field] === 'string' && after[field] !== before?.[field] ? after[field] : undefined
  const wanted = { name: changed('name'), email: changed('email') }
  if (wanted.name === undefined && wanted.email === undefined) return data
  const others = (await readStaff(req)).filter(({ id }) => id !== before?.id)
  const problem = lookAlikeProblem(wanted, others, SYSTEM)
  if (problem)
    throw new ValidationError({
      collection: 'users',
      errors: [{ path: problem.field, message: problem.message }],
      req,
    })
  return data
}

/**
 * No administrator can grant a role alone: the request waits until another confirms it. Removing a role takes
 * effect at once. The server itself, by command and at the first start, needs no confirmation.
 */
export const holdRoles: CollectionBeforeChangeHook = ({ data, originalDoc, req }) => {
  const { roles: asked } = data as Account
  if (!req.user || !Array.isArray(asked)) return data
  const has = rolesOf(originalDoc as Account | undefined)
  const gained = asked.filter((role) => !has.includes(role))
  if (gained.length === 0) return data
  req.context[HELD] = gained
  return { ...data, roles: asked.filter((role) => has.includes(role)) }
}

interface Edit {
  field: string
  before: unknown
  after: unknown
}

const editsOf = (before: Account, after: Account): Edit[] =>
  (['name', 'email', 'roles'] as const)
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((edit) => JSON.stringify(edit.before) !== JSON.stringify(edit.after))

const readAccount = async (req: PayloadRequest, id: string): Promise<Account> =>
  (await findStaffMember(req, { id })) ?? {}

/** Notes that this save sets a password, which is removed from the data before the save completes. */
const PASSWORD = 'recourse:password-set'
export const notePassword: CollectionBeforeValidateHook = async ({ data, operation, originalDoc, req }) => {
  const account = (data ?? {}) as Account
  if (isReset({ operation, originalDoc })) {
    const { id = '', name = '' } = account
    const actor = { id: `user:${id}`, name, roles: [] }
    await answering(() =>
      recordAccount({ ...deskFor(req), actor }, 'password', { account: String(id), name, how: 'link' }),
    )
  } else if (operation === 'update' && textOf(account.password) !== '') req.context[PASSWORD] = true
  return data
}

/** Records every change to an account as an event, in the save's own transaction. */
export const recordSave: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req }) => {
  const id = String((doc as { id: unknown }).id)
  const held = (req.context[HELD] ?? []) as Role[]
  const password = req.context[PASSWORD] === true
  delete req.context[HELD]
  delete req.context[PASSWORD]
  await answering(async () => {
    const desk = deskFor(req)
    const account = await readAccount(req, id)
    const about = { account: id, name: account.name ?? '' }
    if (operation === 'create')
      await recordAccount(desk, 'made', { ...about, email: account.email ?? '', roles: rolesOf(account) })
    else {
      const changed = editsOf(previousDoc as Account, account)
      if (changed.length > 0) await recordAccount(desk, 'changed', { ...about, changed })
      const before = rolesOf(previousDoc as Account)
      await tellOfRoles(desk, { account: id, before, after: rolesOf(account) })
      if (password) await recordAccount(desk, 'password', about)
    }
    if (held.length > 0) await askRoles(desk, { ...about, roles: held })
  })
  return doc as Record<string, unknown>
}

export const recordRemoval: CollectionBeforeDeleteHook = async ({ id, req }) =>
  answering(async () => {
    const { name = '', email = '', roles = [] } = await readAccount(req, String(id))
    const desk = deskFor(req)
    await recordAccount(desk, 'removed', { account: String(id), name, email, roles })
    await tellOfRoles(desk, { account: String(id), before: roles, after: [] })
  })
