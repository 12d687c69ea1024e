import { resetPasswordOperation, type PayloadRequest } from 'payload'
import type { User } from '#payload-types'
import { inTransaction } from '../transaction.ts'
import type { StoreRequest } from '../rows.ts'

/** Whose link to set a password this is, as long as it works. */
export const findByPasswordLink = (req: StoreRequest, token: unknown, now: Date): Promise<User | null> =>
  req.payload.db.findOne<User>({
    collection: 'users',
    where: {
      and: [
        { resetPasswordToken: { equals: token } },
        { resetPasswordExpiration: { greater_than: now.toISOString() } },
      ],
    },
    req: req,
  })

/** Sets a new password by a link, and signs in. */
export const setPasswordByLink = (
  req: PayloadRequest,
  data: { token: string; password: string },
): ReturnType<typeof resetPasswordOperation> =>
  // A password is hashed in it, which takes long on purpose.
  inTransaction(req, () => resetPasswordOperation({ collection: req.payload.collections.users, data, req }), {
    name: 'a new password is set by a link',
    long: true,
  })

/** Whether somebody has this address. The database works as long for one that nobody has as for one that somebody has. */
export async function hasAccount(req: StoreRequest, email: string): Promise<boolean> {
  const { docs } = await req.payload.db.find({
    collection: 'users',
    where: { email: { equals: email } },
    select: {},
    limit: 1,
    pagination: false,
    req: req,
  })
  const found = docs.length > 0
  // Payload reads the account that is there, whole.
  await req.payload.db.findOne({
    collection: 'users',
    where: found ? { email: { equals: '' } } : {},
    req: req,
  })
  return found
}
