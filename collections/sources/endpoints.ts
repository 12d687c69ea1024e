import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayEdit } from '#domain/desk/actors.ts'
import { textOf } from '#domain/values.ts'
import { AT_ONCE, checkNow } from '#desk/watch/check-now.ts'
import { moveSource } from '#desk/watch/move-source.ts'
import { sourceDeskOf } from '#desk/watch/queries/source-desk-of.ts'
import { readWork } from '#store/work.ts'
import { deskOf } from '../shared/desk-of.ts'
import { acting, reading } from '../shared/respond.ts'

const GONE = { errors: [{ message: 'This source is not there any more: somebody deleted it.' }] }

const id = z.string().min(1).max(64)
const address = z.url({ protocol: /^https?$/ }).max(2000)

/** A source's state according to the watch, checking it now, and accepting the address it has moved to. */
export const sourceEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/:id/watch',
    method: 'get',
    handler: (req) =>
      reading(
        req,
        async () =>
          (await sourceDeskOf(deskOf(req), textOf(req.routeParams?.id))) ??
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
