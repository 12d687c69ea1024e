import { APIError, addDataAndFileToRequest, generatePayloadCookie, type Endpoint } from 'payload'
import { tokenHash } from '#lib/addresses.ts'
import { setPasswordByLink } from '#store/desk/sign-in.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Explains what to do if the link is invalid; Payload's message mentions a token. */
function spent(error: unknown): never {
  if (error instanceof APIError && error.status === 403)
    throw new APIError(
      'This link does not work any more: it was used, is older than an hour, or there is a newer one. Ask for another under “Forgot password?”.',
      403,
      undefined,
      true,
    )
  throw error
}

/**
 * Sets a new password through a reset link, and signs in. Payload's own route stores the token itself; this one
 * stores its hash.
 */
export const resetPassword: Omit<Endpoint, 'root'> = {
  path: '/reset-password',
  method: 'post',
  handler: async (req) => {
    await addDataAndFileToRequest(req)
    const { token, password } = (req.data ?? {}) as { token?: unknown; password?: unknown }
    const data = { token: tokenHash(textOf(token)), password: textOf(password) }
    const result = await setPasswordByLink(req, data).catch(spent)
    const { collections, config } = req.payload
    const cookie = generatePayloadCookie({
      collectionAuthConfig: collections.users.config.auth,
      cookiePrefix: config.cookiePrefix,
      token: result.token ?? '',
    })
    return Response.json(
      { message: req.t('authentication:passwordResetSuccessfully'), ...result },
      { headers: { 'Set-Cookie': cookie } },
    )
  },
}
