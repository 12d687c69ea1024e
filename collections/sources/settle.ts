import type { CollectionAfterChangeHook } from 'payload'
import { settleLink } from '#desk/watch/settle-link.ts'
import { textOf } from '#domain/values.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readSource } from '#store/content/sources.ts'
import { NOBODY } from '../shared/nobody.ts'

/** When a source's address changes, the watch's flags about the old address are settled. */
export const settleFormerAddress: CollectionAfterChangeHook = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  const { id } = doc as { id: string }
  const former = previousDoc as { url?: unknown } | undefined
  // Not from `doc`: a request may select only some of its fields.
  if (operation === 'update' && textOf(former?.url) !== (await readSource(req, String(id)))?.url)
    await settleLink(
      { req, actor: actorOf(req) ?? NOBODY, clock: systemClock, timeZone: env().siteTimeZone },
      String(id),
    )
  return doc as Record<string, unknown>
}
