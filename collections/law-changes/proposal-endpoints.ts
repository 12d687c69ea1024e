import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayEdit } from '#domain/desk/actors.ts'
import { acceptProposals } from '#desk/watch/accept-proposals.ts'
import { dismissProposals } from '#desk/watch/dismiss-proposals.ts'
import { proposalsDesk } from '#desk/watch/queries/proposals-desk.ts'
import { deskOf } from '../shared/desk-of.ts'
import { note } from '../shared/note.ts'
import { acting, reading } from '../shared/respond.ts'

const keys = z.array(z.string().min(1).max(600)).min(1).max(500)

/** The registers' proposals, and an editor's decisions on them. */
export const proposalEndpoints: Omit<Endpoint, 'root'>[] = [
  { path: '/desk', method: 'get', handler: (req) => reading(req, () => proposalsDesk(deskOf(req))) },
  {
    path: '/accept',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ keys, effectiveOn: z.string().max(10).nullable() }),
        async (mine, body) => ({
          lawChange: await acceptProposals(deskOf(mine), body),
        }),
        mayEdit,
      ),
  },
  {
    path: '/dismiss',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ keys, reason: note }),
        async (mine, body) => {
          await dismissProposals(deskOf(mine), body)
          return proposalsDesk(deskOf(mine))
        },
        mayEdit,
      ),
  },
]
