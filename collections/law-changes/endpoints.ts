import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayEdit, mayReview } from '#domain/desk/actors.ts'
import { textOf } from '#domain/values.ts'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { part } from '#desk/desk/part.ts'
import { submitTogether } from '#desk/desk/submit-together.ts'
import { leaveOut } from '#desk/desk/leave-out.ts'
import { lawChangeOf } from '#desk/desk/queries/law-change-of.ts'
import { day } from '../shared/day.ts'
import { deskOf } from '../shared/desk-of.ts'
import { note } from '../shared/note.ts'
import { acting, reading } from '../shared/respond.ts'

const GONE = { errors: [{ message: 'This law change is not there any more: somebody deleted it.' }] }

/** Keys of entries that a person chose. */
const entries = z.array(z.string().min(1).max(300)).min(1, 'names no entry: choose at least one').max(500)

/** Entries to submit together, each with the revision that the person looked at. */
const together = z.strictObject({
  entries: z
    .array(z.strictObject({ entry: z.string().min(1).max(300), revision: z.number().int().nonnegative() }))
    .min(1, 'names no entry: choose at least one')
    .max(50),
  changeNote: note,
  checkedOn: day.nullable(),
})

/** A law change's impact and progress, and flagging everything that depends on its instrument. */
export const lawChangeEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/:id/desk',
    method: 'get',
    handler: (req) =>
      reading(
        req,
        async () =>
          (await lawChangeOf(deskOf(req), textOf(req.routeParams?.id))) ??
          Response.json(GONE, { status: 404 }),
      ),
  },
  {
    path: '/:id/submit-together',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        together,
        async (mine, asked) => {
          const id = textOf(req.routeParams?.id)
          await submitTogether(deskOf(mine), id, asked)
          return lawChangeOf(deskOf(mine), id)
        },
        mayEdit,
      ),
  },
  {
    path: '/:id/part',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ entry: z.string().min(1).max(300), reason: note }),
        async (mine, asked) => {
          const id = textOf(req.routeParams?.id)
          await part(deskOf(mine), id, asked)
          return lawChangeOf(deskOf(mine), id)
        },
        mayReview,
      ),
  },
  {
    path: '/:id/leave-out',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ entries, reason: note }),
        async (mine, asked) => {
          const id = textOf(req.routeParams?.id)
          await leaveOut(deskOf(mine), id, asked)
          return lawChangeOf(deskOf(mine), id)
        },
        mayEdit,
      ),
  },
  {
    path: '/:id/flag',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ entries: entries.optional() }),
        async (mine, { entries: chosen }) => {
          const id = textOf(req.routeParams?.id)
          await flagLawChange(deskOf(mine), id, chosen)
          return lawChangeOf(deskOf(mine), id)
        },
        mayEdit,
      ),
  },
  {
    path: '/:id/part',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ entry: z.string().min(1).max(300), reason: note }),
        async (mine, asked) => {
          const id = textOf(req.routeParams?.id)
          await part(deskOf(mine), id, asked)
          return lawChangeOf(deskOf(mine), id)
        },
        mayReview,
      ),
  },
  {
    path: '/:id/leave-out',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ entries, reason: note }),
        async (mine, asked) => {
          const id = textOf(req.routeParams?.id)
          await leaveOut(deskOf(mine), id, asked)
          return lawChangeOf(deskOf(mine), id)
        },
        mayEdit,
      ),
  },
]
