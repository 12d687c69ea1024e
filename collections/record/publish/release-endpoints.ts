import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayAdminister } from '#domain/desk/actors.ts'
import { revivedLinesOf, rollBackChoiceOf } from '#desk/publish/earlier-releases.ts'
import { resumePublishing, rollBack } from '#desk/publish/roll-back.ts'
import { env } from '#lib/env.ts'
import { deskOf } from '../../shared/desk-of.ts'
import { note } from '../../shared/note.ts'
import { acting, reading } from '../../shared/respond.ts'

const publishingDeskOf = (req: PayloadRequest) => ({ ...deskOf(req), dataDir: env().dataDir })

/** Number of a release in a query; 0, which no release has, where there is none. */
const numberOf = (text: string | null): number => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : 0)

const seen = z.number().int().nonnegative()

/** Giving readers an earlier release back, and resuming publishing: for administrators. */
export const releaseEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/earlier',
    method: 'get',
    handler: (req) => reading(req, () => rollBackChoiceOf(publishingDeskOf(req))),
  },
  {
    path: '/revived',
    method: 'get',
    handler: (req) =>
      reading(req, async () => ({
        revived: await revivedLinesOf(publishingDeskOf(req), numberOf(req.searchParams.get('to'))),
      })),
  },
  {
    path: '/roll-back',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ to: z.number().int().positive(), reason: note, carryOver: z.boolean(), seen }),
        (mine, asked) => rollBack(publishingDeskOf(mine), asked),
        mayAdminister,
        { long: true, lately: true },
      ),
  },
  {
    path: '/resume',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ reason: note, seen }),
        async (mine, asked) => {
          await resumePublishing(deskOf(mine), asked)
          return { resumed: true }
        },
        mayAdminister,
        { lately: true },
      ),
  },
]
