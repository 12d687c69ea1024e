import type { Endpoint } from 'payload'
import { z } from 'zod'
import { readCited } from '#domain/content/cited.ts'
import { mayEdit } from '#domain/desk/actors.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { textOf } from '#domain/values.ts'
import { citeSource } from '#desk/desk/cite-source.ts'
import { sourcesNear } from '#desk/desk/queries/sources-near.ts'
import { AT_ONCE, checkNow } from '#desk/watch/check-now.ts'
import { moveSource } from '#desk/watch/move-source.ts'
import { sourceDeskOf } from '#desk/watch/queries/source-desk-of.ts'
import { env } from '#lib/env.ts'
import { readWork } from '#store/work.ts'
import { deskOf } from '../shared/desk-of.ts'
import { acting, reading } from '../shared/respond.ts'

const GONE = { errors: [{ message: 'This source is not there any more: somebody deleted it.' }] }

const id = z.string().min(1).max(64)
const address = z.url({ protocol: /^https?$/ }).max(2000)

/** Characters of an address or title that is looked for. */
const LONGEST = 3000

const url = z
  .string()
  .max(LONGEST)
  .transform((text, context) => {
    const { url: read, problem } = readCited(text)
    if (read) return read
    context.addIssue({ code: 'custom', message: problem ?? 'is not a full address: start it with https://.' })
    return z.NEVER
  })

/** What is near an address or title, and the source that has it. */
const citing: Omit<Endpoint, 'root'>[] = [
  {
    path: '/near',
    method: 'get',
    handler: (req) => reading(req, () => sourcesNear(req, textOf(req.query.q).slice(0, LONGEST))),
  },
  {
    path: '/cite',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ url, title: z.string().trim().max(LIMITS.line).default('') }),
        (mine, asked) => citeSource(deskOf(mine), asked),
        mayEdit,
      ),
  },
]

/** A source's state according to the watch, checking it now, accepting the address it has moved to, and citing it. */
export const sourceEndpoints: Omit<Endpoint, 'root'>[] = [
  ...citing,
  {
    path: '/:id/watch',
    method: 'get',
    handler: (req) =>
      reading(
        req,
        async () =>
          (await sourceDeskOf(deskOf(req), textOf(req.routeParams?.id), { scheduled: env().watch })) ??
          Response.json(GONE, { status: 404 }),
      ),
  },
  {
    path: '/check',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ sources: z.array(id).min(1).max(AT_ONCE) }),
        async (mine, { sources }) => readWork(mine, await checkNow(deskOf(mine), sources)),
        mayEdit,
      ),
  },
  {
    path: '/move',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({
          sources: z
            .array(z.strictObject({ id, to: address }))
            .min(1)
            .max(AT_ONCE),
        }),
        async (mine, { sources }) => {
          for (const { id: source, to } of sources) await moveSource(deskOf(mine), source, to)
          return { moved: sources.length }
        },
        mayEdit,
      ),
  },
]
