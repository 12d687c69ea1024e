import {
  APIError,
  Forbidden,
  type CollectionBeforeOperationHook,
  type CollectionBeforeValidateHook,
  type PayloadRequest,
} from 'payload'
import { env } from '#lib/env.ts'
import { passwordProblem, type Owner } from '#lib/passwords.ts'
import { findByPasswordLink } from '#store/desk/sign-in.ts'
import { readLiveStructure } from '#store/desk/structure.ts'
import { UnfitAccount } from './unfit.ts'
import { sentIn } from './sent-in.ts'

/** The name of the site, and its host. */
async function siteWords(req: PayloadRequest): Promise<string[]> {
  const { site } = await readLiveStructure(req)
  return [new URL(env().publicUrl).hostname, ...(site ? [site.brand] : [])]
}

async function assertGood(req: PayloadRequest, password: string, owner: Owner): Promise<void> {
  const message = await passwordProblem(password, owner, await siteWords(req))
  if (message !== null) throw new UnfitAccount('password', message)
}

/**
 * A password must be strong, and may be set only by its owner: one set by someone else is known to two people.
 */
export const goodPasswords: CollectionBeforeValidateHook = async ({ data, operation, originalDoc, req }) => {
  const password = (data as { password?: unknown } | undefined)?.password
  if (password === undefined || password === null || password === '') return data
  const before = originalDoc as (Owner & { id?: unknown }) | undefined
  if (operation === 'update' && req.user && String(req.user.id) !== String(before?.id))
    throw new APIError(
      'Nobody sets the password of somebody else. They ask for a link under “Forgot password?”, or are given a new password by “recourse user password” on the server.',
      403,
      undefined,
      true,
    )
  if (typeof password !== 'string') throw new Forbidden(req.t)
  await assertGood(req, password, { ...before, ...data })
  return data
}

/** A password set through a reset link must be strong, too. An invalid link is reported first. */
export const goodAtReset: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'resetPassword') return args
  const { token, password } = sentIn(args)
  const owner = await findByPasswordLink(req, token, new Date())
  if (owner) await assertGood(req, typeof password === 'string' ? password : '', owner)
  return args
}
