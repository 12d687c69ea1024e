import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayEdit } from '#domain/desk/actors.ts'
import { KINDS } from '#domain/keys.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { textOf } from '#domain/values.ts'
import { copyEntries } from '#desk/desk/copy-entries.ts'
import { copyableOf } from '#desk/desk/queries/copyable-of.ts'
import { deskOf } from '../../shared/desk-of.ts'
import { acting, reading } from '../../shared/respond.ts'

/** Most entries that are copied at once: a guide has fewer. */
const AT_ONCE = 200

const id = z.string().regex(/^[\w-]{1,64}$/, 'must name a record')

const asked = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        kind: z.enum(KINDS),
        id,
        title: z.string().trim().min(1).max(LIMITS.line).optional(),
      }),
    )
    .min(1, 'names no entry: choose at least one')
    .max(AT_ONCE, `has more than ${AT_ONCE} entries: copy the others after them`),
  to: id,
})

/** Entries as new working copies of their own place or another, all or none. */
export const copyEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/copyable',
    method: 'get',
    handler: (req) =>
      reading(req, () => copyableOf(req, { from: textOf(req.query.from), to: textOf(req.query.to) })),
  },
  {
    path: '/copy',
    method: 'post',
    handler: (req) =>
      acting(req, asked, async (mine, body) => ({ copied: await copyEntries(deskOf(mine), body) }), mayEdit, {
        long: true,
      }),
  },
]
