import type { PayloadRequest } from 'payload'
import type { z } from 'zod'
import type { Actor } from '#domain/desk/actors.ts'
import { storedTexts } from '#domain/texts.ts'
import { rolesOf } from '#lib/actor.ts'
import { NestedTooDeep, parseSent } from '#lib/sent-json.ts'
import { HeadMoved } from '#store/desk/heads.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { isTransient } from '#store/transaction.ts'
import { answering } from './answer.ts'

/** Whether somebody of these roles may do something. */
type May = (actor: Pick<Actor, 'roles'>) => boolean

/** Answers a request of the staff for something to read, in JSON; refuses nobody's with 401. */
export async function reading(req: PayloadRequest, work: () => Promise<unknown>): Promise<Response> {
  if (rolesOf(req).length === 0)
    return Response.json(
      { errors: [{ message: 'Sign in first: your session may have ended. What you typed is still here.' }] },
      { status: 401 },
    )
  const result = await answering(work)
  return result instanceof Response ? result : Response.json(result)
}

/**
 * Answers a request of the staff for an action: reads what it asks by a schema, and does it in a transaction of its
 * own, again where two actions met, which neither of them can help.
 * @param may Who may ask for it. The action itself refuses the others in its own words; what is wrong with a request
 *   they are not told.
 */
export function acting<T>(
  req: PayloadRequest,
  schema: z.ZodType<T>,
  work: (req: PayloadRequest, asked: T) => Promise<unknown>,
  may: May = () => true,
): Promise<Response> {
  return reading(req, async () => {
    const unfit = (problems: Parameters<typeof unfitAnswer>[0], status = 422): Response =>
      may({ roles: rolesOf(req) }) ? unfitAnswer(problems, status) : NOT_YOURS()
    // A page elsewhere can have a browser send a form or plain text, but not JSON, without asking first.
    if (!/^application\/json\b/i.test(req.headers.get('content-type') ?? ''))
      return unfit([{ message: 'Send this as JSON, with the content type application/json.' }], 415)
    const sent = await body(req)
    if (sent instanceof NestedTooDeep) return unfit([{ message: sent.message }], 400)
    const { value, problems } = storedTexts(sent)
    if (problems.length > 0) return unfit(problems)
    const asked = schema.safeParse(value)
    if (!asked.success) return unfit(asked.error.issues)
    return afresh(req, (mine) => work(mine, asked.data))
  })
}

/** Refuses what was asked, with what is wrong and where. */
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

/** What was sent; nothing where it is no JSON. */
async function body(req: PayloadRequest): Promise<unknown> {
  try {
    return parseSent((await req.text?.()) ?? '')
  } catch (error) {
    return error instanceof NestedTooDeep ? error : null
  }
}

/** A request of the same person with a transaction of its own, so that a failed attempt leaves nothing behind. */
const afresh = <T>(req: PayloadRequest, work: (req: PayloadRequest) => Promise<T>): Promise<T> =>
  inOwnTransaction(req, work, {
    name: `${req.method} ${req.pathname}`,
    again: (error) => error instanceof HeadMoved || isTransient(error),
  })
