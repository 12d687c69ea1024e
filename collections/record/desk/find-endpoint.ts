import type { Endpoint } from 'payload'
import { findOf } from '#desk/desk/queries/find/find-of.ts'
import { deskOf } from '../../shared/desk-of.ts'
import { reading } from '../../shared/respond.ts'

/** Characters of a search that are looked at. */
const LONGEST = 200

/** One search over everything that staff read: `/api/heads/find?q=`. */
export const findEndpoint: Omit<Endpoint, 'root'> = {
  path: '/find',
  method: 'get',
  handler: (req) =>
    reading(req, () => {
      const { q } = req.query
      return findOf(deskOf(req), typeof q === 'string' ? q.slice(0, LONGEST) : '')
    }),
}
