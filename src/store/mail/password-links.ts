import type { StoreRequest } from '../rows.ts'

/** Lifetime of a set-password link, in milliseconds, and of one that an administrator sends. */
export const PASSWORD_LINK = 60 * 60_000
export const INVITATION_LINK = 3 * 24 * 60 * 60_000

/**
 * Lets an account set a new password by one link only: the newest.
 * @param hash of the token of that link.
 */
export async function keepPasswordLink(
  req: StoreRequest,
  { user, hash, at, lasts = PASSWORD_LINK }: { user: string; hash: string; at: Date; lasts?: number },
): Promise<void> {
  await req.payload.db.updateOne({
    collection: 'users',
    id: user,
    data: {
      resetPasswordToken: hash,
      resetPasswordExpiration: new Date(at.getTime() + lasts).toISOString(),
      // No change by a person: a form that is open stays as new as it was.
      updatedAt: null,
    },
    req,
    returning: false,
  })
}

/** Ends all links: after a restore, one that was used since would work again. */
export async function endPasswordLinks(req: StoreRequest): Promise<void> {
  const { db } = req.payload
  const { docs } = await db.find<{ id: string }>({
    collection: 'users',
    where: { resetPasswordToken: { exists: true } },
    limit: 0,
    pagination: false,
    req,
  })
  for (const { id } of docs)
    await db.updateOne({
      collection: 'users',
      id,
      data: { resetPasswordToken: null, resetPasswordExpiration: null, updatedAt: null },
      req,
      returning: false,
    })
}
