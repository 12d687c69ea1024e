import { randomBytes } from 'node:crypto'
import { APIError, createLocalReq, ValidationError } from 'payload'
import { COMMAND } from '#domain/desk/accounts.ts'
import { ROLE_NAMES, type Role } from '#domain/desk/actors.ts'
import { takeOffSecondFactor } from '#desk/desk/second-factor/take-off.ts'
import { actingAs } from '#lib/actor.ts'
import { createRecord, updateRecord } from '#store/content/records.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { findStaffMember, readStaff, type StaffMember } from '#store/desk/staff.ts'
import { UsageProblem } from '../exit-codes.ts'
import type { Context } from '#worker/context.ts'

export interface NewAccount {
  email: string
  /** Shown once and stored nowhere. */
  password: string
}

/** Can be read aloud, without similar-looking letters; 100 bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const newPassword = (): string =>
  [...randomBytes(25)]
    .map((byte, index) => (index % 5 === 4 ? '-' : ALPHABET[byte % ALPHABET.length]))
    .join('')
    .replace(/-$/, '')

function readRoles(roles: readonly string[]): Role[] {
  const unknown = roles.find((role) => !(role in ROLE_NAMES))
  if (unknown !== undefined)
    throw new UsageProblem(`“${unknown}” is not a role. Roles are: ${Object.keys(ROLE_NAMES).join(', ')}.`)
  if (roles.length === 0)
    throw new UsageProblem(`Give at least one role: ${Object.keys(ROLE_NAMES).join(', ')}.`)
  return roles as Role[]
}

/** Creates an account with a password that is shown once. */
export async function userAddWork(
  { payload }: Context,
  { name, email, roles }: { name: string; email: string; roles: string[] },
): Promise<NewAccount> {
  const req = await createLocalReq({ context: actingAs(COMMAND) }, payload)
  if (await findStaffMember(req, { email }))
    throw new UsageProblem(`There is already an account for ${email}.`)
  const password = newPassword()
  const data = { name, email, password, roles: readRoles(roles) }
  try {
    await createRecord(req, 'users', data)
  } catch (error) {
    throw asUsage(error)
  }
  return { email, password }
}

export const userListWork = async ({ payload }: Context): Promise<StaffMember[]> => readStaff({ payload })

/** Gives an account a new password. */
export async function userPasswordWork(
  { payload }: Context,
  { email }: { email: string },
): Promise<NewAccount> {
  const req = await createLocalReq({ context: actingAs(COMMAND) }, payload)
  const user = await findStaffMember(req, { email })
  if (!user) throw new UsageProblem(`There is no account for ${email}.`)
  const password = newPassword()
  await updateRecord(req, 'users', user.id, { password })
  return { email, password }
}

/** Sets the exact roles of an account without a second administrator: for when there is none. */
export async function userRolesWork(
  { payload }: Context,
  { email, roles }: { email: string; roles: string[] },
): Promise<StaffMember> {
  const given = readRoles(roles)
  return change(payload, email, { roles: given })
}

/** Changes the sign-in address of an account. */
export const userEmailWork = (
  { payload }: Context,
  { email, to }: { email: string; to: string },
): Promise<StaffMember> => change(payload, email, { email: to })

/** Takes the second factor off an account: for when its owner has lost it and there is no other administrator. */
export async function userSecondFactorWork(
  { payload, clock }: Context,
  { email }: { email: string },
): Promise<StaffMember> {
  const user = await findStaffMember({ payload }, { email })
  if (!user) throw new UsageProblem(`There is no account for ${email}.`)
  await inOwnTransaction({ payload }, (req) =>
    takeOffSecondFactor({ req, actor: COMMAND, clock }, { account: user.id, name: user.name }),
  )
  return user
}

async function change(
  payload: Context['payload'],
  email: string,
  data: Record<string, unknown>,
): Promise<StaffMember> {
  const req = await createLocalReq({ context: actingAs(COMMAND) }, payload)
  const user = await findStaffMember(req, { email })
  if (!user) throw new UsageProblem(`There is no account for ${email}.`)
  try {
    await updateRecord(req, 'users', user.id, data)
  } catch (error) {
    throw asUsage(error)
  }
  return (await findStaffMember({ payload }, { id: user.id })) ?? user
}

/** Reports the collection's validation errors as usage errors, in its own words. */
function asUsage(error: unknown): unknown {
  if (error instanceof ValidationError)
    return new UsageProblem(error.data.errors.map(({ message }) => message).join(' '))
  return error instanceof APIError && error.isPublic ? new UsageProblem(error.message) : error
}
