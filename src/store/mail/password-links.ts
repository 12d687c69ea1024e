import type { StoreRequest } from '../rows.ts'

/** Lifetime of a set-password link, in milliseconds. */
export const PASSWORD_LINK = 60 * 60_000

/**
 * Lets an account set a new password by one link only: the newest.
 * @param hash of the token of that link.
 */
export async function keepPasswordLink(
  req: StoreRequest,
  { user, hash, at }: { user: string; hash: string; at: Date },
): Promise<void> {
  await req.payload.db.updateOne({
    collection: 'users',
    id: user,
    data: {
      resetPasswordToken: hash,
      resetPasswordExpiration: new Date(at.getTime() + PASSWORD_LINK).toISOString(),
    },
    req,
    returning: false,
  })
}
