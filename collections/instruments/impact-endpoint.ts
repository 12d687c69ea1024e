import type { Endpoint } from 'payload'
import { rolesOf } from '#lib/actor.ts'
import { textOf } from '#domain/values.ts'
import { impactOfInstrument } from '#store/impact.ts'

/** What rests on an instrument, for staff. */
export const impactEndpoint: Omit<Endpoint, 'root'> = {
  path: '/:id/impact',
  method: 'get',
  handler: async (req) => {
    if (rolesOf(req).length === 0)
      return Response.json({ errors: [{ message: 'Sign in first.' }] }, { status: 401 })
    return Response.json({ impact: await impactOfInstrument(req, textOf(req.routeParams?.id)) })
  },
}
