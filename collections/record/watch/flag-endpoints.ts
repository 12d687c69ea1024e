import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayEdit } from '#domain/desk/actors.ts'
import { isFlagKind } from '#domain/desk/flags.ts'
import { pageOf } from '#domain/values.ts'
import { dismissFlags } from '#desk/watch/dismiss-flags.ts'
import { watchBoardOf } from '#desk/watch/queries/watch-board-of.ts'
import { deskOf } from '../../shared/desk-of.ts'
import { note } from '../../shared/note.ts'
import { acting, reading } from '../../shared/respond.ts'

/** Maximum number of flags that one request may settle. */
const AT_ONCE = 200

/** The watch's flags, and dismissing those a person has checked. */
export const flagEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/watch',
    method: 'get',
    handler: (req) =>
      reading(req, () => {
        const kind = req.searchParams.get('kind')
        return watchBoardOf(deskOf(req), {
          ...(isFlagKind(kind) ? { kind } : {}),
          page: pageOf(req.searchParams.get('page')),
        })
      }),
  },
  {
    path: '/dismiss',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ flags: z.array(z.string().max(3000)).min(1).max(AT_ONCE), reason: note }),
        async (mine, { flags, reason: why }) => {
          await dismissFlags(deskOf(mine), flags, why)
          return { dismissed: flags.length }
        },
        mayEdit,
      ),
  },
]
