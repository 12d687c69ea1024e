import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayEdit } from '#domain/desk/actors.ts'
import { textOf } from '#domain/values.ts'
import { guideChecklist } from '#desk/desk/queries/guide-checklist.ts'
import { submitGuide } from '#desk/desk/submit-guide.ts'
import { day } from '../shared/day.ts'
import { deskOf } from '../shared/desk-of.ts'
import { acting, reading } from '../shared/respond.ts'

const GONE = { errors: [{ message: 'This place has no guide of its own, or is not there any more.' }] }

/** Entries to submit at once, each with the revision that the person looked at. */
const ofGuide = z.strictObject({
  entries: z
    .array(z.strictObject({ entry: z.string().min(1).max(300), revision: z.number().int().nonnegative() }))
    .min(1, 'names no entry: choose at least one')
    .max(200),
  checkedOn: day.nullable(),
})

/** How far the guide of a place is, and submitting what is ready of it. */
export const guideEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/:id/guide',
    method: 'get',
    handler: (req) =>
      reading(
        req,
        async () =>
          (await guideChecklist(req, textOf(req.routeParams?.id))) ?? Response.json(GONE, { status: 404 }),
      ),
  },
  {
    path: '/:id/submit-guide',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        ofGuide,
        async (mine, asked) => {
          const id = textOf(req.routeParams?.id)
          await submitGuide(deskOf(mine), id, asked)
          return guideChecklist(mine, id)
        },
        mayEdit,
        { long: true },
      ),
  },
]
