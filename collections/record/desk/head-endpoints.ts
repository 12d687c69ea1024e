import { APIError, type Endpoint, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayReview } from '#domain/desk/actors.ts'
import { REVIEWED_KINDS } from '#domain/keys.ts'
import { approve } from '#desk/desk/approve.ts'
import { nextOf } from '#desk/desk/queries/board/next-of.ts'
import { openQuestions } from '#desk/desk/queries/open-questions.ts'
import { Refused } from '#desk/desk.ts'
import { isReceiptOf } from '#lib/opened.ts'
import { asAnswer } from '../../shared/answer.ts'
import { deskOf } from '../../shared/desk-of.ts'
import { seenQuestions } from '../../shared/event-numbers.ts'
import { acting, afresh, reading } from '../../shared/respond.ts'
import { copyEndpoints } from './copy-endpoints.ts'
import { findEndpoint } from './find-endpoint.ts'

/** Most editions that one request approves: each was read, one by one. */
const AT_ONCE = 50

const approvals = z
  .array(
    z.strictObject({
      kind: z.enum(REVIEWED_KINDS),
      id: z.string().max(100),
      hash: z.string().regex(/^[0-9a-f]{64}$/, 'must name an edition by its hash'),
      receipt: z.string().max(100),
      seen: seenQuestions,
    }),
  )
  .min(1, 'names no edition: choose at least one')
  .max(AT_ONCE, `has more than ${AT_ONCE} editions: approve the others after them`)

type Approval = z.infer<typeof approvals>[number]

/** What became of one approval: why it was refused; null where it was not. */
interface Outcome {
  kind: Approval['kind']
  id: string
  refused: string | null
}

const NOT_OPENED = 'You have not opened this very edition. Open it, look at its changes, and approve it then.'

const NOT_THEIRS = {
  allowed: false,
  because: 'role',
  message: 'Only a reviewer approves. Ask an administrator for the role.',
} as const

/** The reason for a refusal in words. */
function reasonOf(req: PayloadRequest, error: unknown): string {
  const answer = asAnswer(error)
  if (answer instanceof APIError && answer.isPublic) return answer.message
  req.payload.logger.error({ err: error, msg: 'An edition could not be approved from the list.' })
  return 'The server could not do this. Try again in a moment.'
}

/** Approves one of several editions, in its own transaction: a refusal is an outcome, and the others go on. */
async function approveOne(
  req: PayloadRequest,
  { kind, id, hash, receipt, seen }: Approval,
): Promise<Outcome> {
  const { actor } = deskOf(req)
  if (!isReceiptOf(req.payload.secret, { person: actor.id, edition: hash }, receipt))
    return { kind, id, refused: NOT_OPENED }
  try {
    await afresh(req, (mine) => approve(deskOf(mine), { kind, id, hash, seen }))
    return { kind, id, refused: null }
  } catch (error) {
    return { kind, id, refused: reasonOf(req, error) }
  }
}

/** What waits for a person next, where questions are open, and approving several of the editions they have opened. */
export const headEndpoints: Omit<Endpoint, 'root'>[] = [
  findEndpoint,
  ...copyEndpoints,
  {
    path: '/next',
    method: 'get',
    handler: (req) =>
      reading(req, async () => ({
        next: await nextOf(deskOf(req), req.searchParams.get('together')?.slice(0, 100) || null),
      })),
  },
  {
    path: '/questions',
    method: 'get',
    handler: (req) => reading(req, async () => ({ open: await openQuestions(req) })),
  },
  {
    path: '/approve',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ approvals }),
        async (mine, asked) => {
          if (!mayReview(deskOf(mine).actor)) throw new Refused(NOT_THEIRS)
          const outcomes: Outcome[] = []
          for (const each of asked.approvals) outcomes.push(await approveOne(mine, each))
          return { outcomes }
        },
        mayReview,
        { lately: true, apart: true },
      ),
  },
]
