import { createLocalReq, type Endpoint, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { dayIn, isLegalDate } from '#domain/dates.ts'
import type { Kind } from '#domain/keys.ts'
import { LIMITS, textProblem } from '#domain/text-rules.ts'
import { makeLive } from '#desk/make-live.ts'
import { standingOf } from '#desk/standing-of.ts'
import { env } from '#lib/env.ts'
import { textOf } from '#domain/values.ts'
import { HeadMoved } from '#store/heads.ts'
import { inTransaction, isWriteConflict } from '#store/transaction.ts'
import { answering } from './answer.ts'
import { deskOf } from './hooks.ts'

const day = z.string().refine(isLegalDate, 'is not a date: write it as YYYY-MM-DD').nullish()

const submission = z.strictObject({
  revision: z.number().int('must be a whole number'),
  changeNote: z
    .string()
    .superRefine((text, context) => {
      const problem = textProblem(text, LIMITS.note)
      if (problem) context.addIssue({ code: 'custom', message: problem })
    })
    .nullish(),
  changeKind: z.enum(['urgent', 'change', 'correction', 'typo']).default('change'),
  effectiveOn: day,
  corrects: z.number().int().positive().nullish(),
})

const TRIES = 5

/** What the desk can do with entries of a kind, as routes under its collection. */
export const deskEndpoints = (kind: Kind): Omit<Endpoint, 'root'>[] => [
  {
    path: '/:id/desk',
    method: 'get',
    handler: (req) =>
      respond(req, async () =>
        standingOf(deskOf(req), { kind, id: idOf(req), today: dayIn(env().siteTimeZone, new Date()) }),
      ),
  },
  {
    path: '/:id/make-live',
    method: 'post',
    handler: (req) =>
      respond(req, async () => {
        const asked = submission.safeParse(await body(req))
        if (!asked.success)
          return Response.json(
            {
              errors: asked.error.issues.map((issue) => ({
                message: `${issue.path.join('.') || 'The request'}: ${issue.message}`,
              })),
            },
            { status: 422 },
          )
        const { revision, changeNote, changeKind, effectiveOn, corrects } = asked.data
        const live = await attempts(() =>
          afresh(req, (mine) =>
            makeLive(deskOf(mine), {
              kind,
              id: idOf(req),
              from: revision,
              submission: {
                changeNote: changeNote?.trim() || null,
                changeKind,
                effectiveOn: effectiveOn ?? null,
                goesLiveOn: null,
                corrects: corrects ?? null,
              },
              timeZone: env().siteTimeZone,
            }),
          ),
        )
        return { seq: live.change.seq, edition: live.head.live?.n, since: live.head.live?.since }
      }),
  },
]

const idOf = (req: PayloadRequest): string => textOf(req.routeParams?.id)

async function body(req: PayloadRequest): Promise<unknown> {
  try {
    return await req.json?.()
  } catch {
    return null
  }
}

async function respond(req: PayloadRequest, work: () => Promise<unknown>): Promise<Response> {
  if (!req.user)
    return Response.json(
      { errors: [{ message: 'Sign in first: your session may have ended.' }] },
      { status: 401 },
    )
  const result = await answering(work)
  return result instanceof Response ? result : Response.json(result)
}

/** A request of the same person with a transaction of its own, so that a failed attempt leaves nothing behind. */
async function afresh<T>(req: PayloadRequest, work: (req: PayloadRequest) => Promise<T>): Promise<T> {
  const mine = await createLocalReq({ user: req.user ?? undefined, context: { ...req.context } }, req.payload)
  return inTransaction(mine, () => work(mine))
}

/** Tries again where two actions met, which neither of them can help. */
async function attempts<T>(work: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1)
    try {
      return await work()
    } catch (error) {
      if (left <= 1 || !(error instanceof HeadMoved || isWriteConflict(error))) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80))
    }
}
