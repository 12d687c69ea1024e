import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { askForPasskey, proveByCode, proveByPasskey } from '#desk/desk/second-factor/prove.ts'
import type { Own } from '#desk/desk/second-factor/about.ts'
import { acting } from '../shared/respond.ts'
import { ownOf } from './own.ts'
import { codeCameOff, countTry, knowAgain } from './sign-in.ts'

type Routes = Omit<Endpoint, 'root'>[]

/** An answer with the headers that were set on its request. */
function withHeaders(response: Response, { responseHeaders }: PayloadRequest): Response {
  responseHeaders?.forEach((value, name) => response.headers.append(name, value))
  return response
}

/**
 * Proves a second factor. Attempts are counted before it, outside its transaction: a wrong one is rolled back, its
 * count is not.
 */
async function proving<T>(
  req: PayloadRequest,
  schema: z.ZodType<T>,
  prove: (own: Own, asked: T) => Promise<void>,
): Promise<Response> {
  const email = req.user?.email ?? ''
  if (req.user) await countTry(req, 'code', email)
  const response = await acting(
    req,
    schema,
    async (mine, asked) => {
      await prove(ownOf(mine), asked)
      return { proved: true }
    },
    () => true,
    { whoever: true },
  )
  if (!response.ok) return withHeaders(response, req)
  await codeCameOff(req, email)
  await knowAgain(req, email)
  return withHeaders(response, req)
}

/** Proving a second factor, which is all that a session can do before. */
export const proofEndpoints: Routes = [
  {
    path: '/proof',
    method: 'post',
    handler: (req) =>
      proving(
        req,
        z.strictObject({ code: z.string().trim().min(1, 'type the code').max(40) }),
        (own, { code }) => proveByCode(own, code),
      ),
  },
  {
    path: '/proof/passkey-options',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({}),
        (mine) => askForPasskey(ownOf(mine)),
        () => true,
        { whoever: true },
      ),
  },
  {
    path: '/proof/passkey',
    method: 'post',
    handler: (req) =>
      proving(req, z.strictObject({ response: z.looseObject({}) }), (own, { response }) =>
        proveByPasskey(own, response),
      ),
  },
]
