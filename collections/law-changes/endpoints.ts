import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayEdit, mayReview, type Actor } from '#domain/desk/actors.ts'
import { textOf } from '#domain/values.ts'
import type { Desk } from '#desk/desk.ts'
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

/** A route by which somebody does something about one law change, and sees how it stands then. */
const doing = <T>(
  path: string,
  schema: z.ZodType<T>,
  work: (desk: Desk, id: string, asked: T) => Promise<unknown>,
  may: (actor: Pick<Actor, 'roles'>) => boolean,
): Omit<Endpoint, 'root'> => ({
  path: `/:id${path}`,
  method: 'post',
  handler: (req) =>
    acting(
      req,
      schema,
      async (mine, asked) => {
        const id = textOf(req.routeParams?.id)
        await work(deskOf(mine), id, asked)
        return lawChangeOf(deskOf(mine), id)
      },
      may,
    ),
})

/** A law change's impact and progress, and what is done with the entries that it touches. */
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
  doing(
    '/flag',
    z.strictObject({ entries: entries.optional() }),
    (desk, id, { entries: chosen }) => flagLawChange(desk, id, chosen),
    mayEdit,
  ),
  doing('/leave-out', z.strictObject({ entries, reason: note }), leaveOut, mayEdit),
  doing('/submit-together', together, submitTogether, mayEdit),
  doing('/part', z.strictObject({ entry: z.string().min(1).max(300), reason: note }), part, mayReview),
]
