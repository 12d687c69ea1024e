import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayAdminister } from '#domain/desk/actors.ts'
import { pushNow } from '#desk/publish/push-now.ts'
import { env } from '#lib/env.ts'
import { deskOf } from '../../shared/desk-of.ts'
import { acting } from '../../shared/respond.ts'

/** What administrators do with targets. */
export const targetEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/push',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ address: z.string().max(2_000) }),
        async (mine, { address }) => {
          await pushNow({ ...deskOf(mine), targets: env().publishTo }, address)
          return { address }
        },
        mayAdminister,
      ),
  },
]
