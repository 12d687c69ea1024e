import type { PayloadRequest } from 'payload'
import type { z } from 'zod'
import type { Actor } from '#domain/desk/actors.ts'
import { storedTexts } from '#domain/texts.ts'
import { rolesOf } from '#lib/actor.ts'
import { UnfitShape, parseSent } from '#lib/sent-json.ts'
import { HeadMoved } from '#store/desk/heads.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { isTransient } from '#store/transaction.ts'
import { answering } from './answer.ts'
import { assertProvedLately } from './proved-lately.ts'

/** Whether someone with these roles may do something. */
type May = (actor: Pick<Actor, 'roles'>) => boolean

interface Who {
  /** Anybody with an account, also if its session can do nothing but prove a second factor. */
  whoever?: boolean
}

/** Answers a staff request to read something, in JSON; anonymous requests get 401. */
export async function reading(
  req: PayloadRequest,
  work: () => Promise<unknown>,
  { whoever = false }: Who = {},
): Promise<Response> {
  if (whoever ? !req.user : rolesOf(req).length === 0)
    return Response.json(
      { errors: [{ message: 'Sign in first: your session may have ended. What you typed is still here.' }] },
      { status: 401 },
    )
  const result = await answering(work)
  return result instanceof Response ? result : Response.json(result)
}

/**
 * Answers a staff request for an action: validates its body against a schema and runs it in its own
 * transaction, with a retry if it conflicts with another action.
 * @param may Who may request it. The action refuses everyone else in its own words, without details about
 *   what is wrong with the request.
 * @param long It may take a while: nobody is warned of it.
 * @param lately It needs a recent proof of the second factor, where the account has one.
 * @param apart It consists of several actions, each in a transaction of its own: `work` calls `afresh`.
 */
export function acting<T>(
  req: PayloadRequest,
  schema: z.ZodType<T>,
  work: (req: PayloadRequest, asked: T) => Promise<unknown>,
  may: May = () => true,
  {
    long = false,
    lately = false,
    apart = false,
    whoever = false,
  }: { long?: boolean; lately?: boolean; apart?: boolean } & Who = {},
): Promise<Response> {
  const answer = async (): Promise<unknown> => {
    if (lately && may({ roles: rolesOf(req) })) assertProvedLately(req)
    const unfit = (problems: Parameters<typeof unfitAnswer>[0], status = 422): Response =>
      may({ roles: rolesOf(req) }) ? unfitAnswer(problems, status) : NOT_YOURS()
    // Another site's page can make a browser send a form or plain text, but not JSON, without a preflight.
    if (!/^application\/json\b/i.test(req.headers.get('content-type') ?? ''))
      return unfit([{ message: 'Send this as JSON, with the content type application/json.' }], 415)
    const sent = await body(req)
    if (sent instanceof UnfitShape) return unfit([{ message: sent.message }], 400)
    const { value, problems } = storedTexts(sent)
    if (problems.length > 0) return unfit(problems)
    const asked = schema.safeParse(value)
    if (!asked.success) return unfit(asked.error.issues)
    return apart ? work(req, asked.data) : afresh(req, (mine) => work(mine, asked.data), long)
  }
  return reading(req, answer, { whoever })
}

/** Rejects a request, naming each problem and its field. */
const unfitAnswer = (
  problems: readonly { path?: readonly PropertyKey[]; message: string }[],
  status: number,
): Response =>
  Response.json(
    {
      errors: problems.map(({ path, message }) => ({
        message: path ? `${path.map(String).join('.') || 'The request'}: ${message}` : message,
      })),
    },
    { status },
  )

const NOT_YOURS = (): Response =>
  Response.json(
    { errors: [{ message: 'You may not do this. Ask an administrator for the role.' }], because: 'role' },
    { status: 403 },
  )

/** The request's body; null if it is not JSON, the error if it nests too deep or has too many values. */
async function body(req: PayloadRequest): Promise<unknown> {
  try {
    return parseSent((await req.text?.()) ?? '')
  } catch (error) {
    return error instanceof UnfitShape ? error : null
  }
}

/**
 * A copy of the request, by the same user, with its own transaction, so that a failed attempt leaves nothing
 * behind.
 */
export const afresh = <T>(
  req: PayloadRequest,
  work: (req: PayloadRequest) => Promise<T>,
  long = false,
): Promise<T> =>
  inOwnTransaction(req, work, {
    name: `${req.method} ${req.pathname}`,
    long,
    again: (error) => error instanceof HeadMoved || isTransient(error),
  })
