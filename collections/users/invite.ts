import { randomBytes } from 'node:crypto'
import type { CollectionAfterChangeHook, CollectionBeforeValidateHook, PayloadRequest } from 'payload'
import { recordAccount } from '#desk/desk/accounts.ts'
import { sendInvitation } from '#desk/mail/ask-password-link.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { deskOf } from '../shared/desk-of.ts'

/** Sends somebody a link with which they set their own password. */
export async function invite(
  req: PayloadRequest,
  { account, name }: { account: string; name: string },
): Promise<void> {
  const { hostname: host } = new URL(env().publicUrl)
  const by = actorOf(req)?.name ?? ''
  await sendInvitation({ req, clock: systemClock, host }, { account, by })
  await recordAccount(deskOf(req), 'invited', { account, name })
}

/**
 * An account that an administrator creates has a password that nobody knows, whatever was sent: one that somebody else
 * chose is known to two people.
 */
export const unknownPassword: CollectionBeforeValidateHook = ({ data, operation, req }) =>
  operation === 'create' && req.user ? { ...data, password: randomBytes(32).toString('base64url') } : data

export const inviteOwner: CollectionAfterChangeHook = async ({ doc, operation, req }) => {
  const { id, name } = doc as { id: string; name?: string }
  if (operation === 'create' && req.user) await invite(req, { account: String(id), name: name ?? '' })
  return doc as Record<string, unknown>
}
