import { resetPasswordOperation, type PayloadRequest } from 'payload'
import type { User } from '#payload-types'
import { inTransaction } from '../transaction.ts'
import type { StoreRequest } from '../rows.ts'

/** The account a valid set-password link belongs to. */
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
  // Includes password hashing, which is slow by design.
  inTransaction(req, () => resetPasswordOperation({ collection: req.payload.collections.users, data, req }), {
    name: 'a new password is set by a link',
    long: true,
  })

/** Whether an account has this address. The query takes the same time whether or not one does. */
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
  // Payload reads the whole account if it exists.
  await req.payload.db.findOne({
    collection: 'users',
    where: found ? { email: { equals: '' } } : {},
    req: req,
  })
  return found
}

/** What is kept of the password of an account. */
export async function findPasswordHash(
  req: StoreRequest,
  id: string,
): Promise<{ hash?: string | null; salt?: string | null }> {
  const found = await req.payload.db.findOne<User>({
    collection: 'users',
    where: { id: { equals: id } },
    req: req,
  })
  return found ?? {}
}
