import {
  addDataAndFileToRequest,
  generatePayloadCookie,
  resetPasswordOperation,
  type Endpoint,
} from 'payload'
import { tokenHash } from '#lib/addresses.ts'
import { inTransaction } from '#store/transaction.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Sets a new password by a link, and signs in: as Payload does, which keeps the token itself. Here its hash is kept. */
export const resetPassword: Omit<Endpoint, 'root'> = {
  path: '/reset-password',
  method: 'post',
  handler: async (req) => {
    await addDataAndFileToRequest(req)
    const { token, password } = (req.data ?? {}) as { token?: unknown; password?: unknown }
    const collection = req.payload.collections.users
    const data = { token: tokenHash(textOf(token)), password: textOf(password) }
    // A password is hashed in it, which takes long on purpose.
    const result = await inTransaction(req, () => resetPasswordOperation({ collection, data, req }), {
      name: 'a new password is set by a link',
      long: true,
    })
    const { cookiePrefix } = req.payload.config
    const cookie = generatePayloadCookie({
      collectionAuthConfig: collection.config.auth,
      cookiePrefix,
      token: result.token ?? '',
    })
    return Response.json(
      { message: req.t('authentication:passwordResetSuccessfully'), ...result },
      { headers: { 'Set-Cookie': cookie } },
    )
  },
}
