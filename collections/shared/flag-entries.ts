import type { CollectionAfterChangeHook } from 'payload'
import { flagShared } from '#desk/flag-shared.ts'
import type { FrozenCollection } from '#domain/shared-parts.ts'
import { textOf } from '#domain/values.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { NOBODY } from './nobody.ts'

/** An edition has frozen what it prints of a shared record: entries that now read otherwise than live are flagged. */
export const flagEntries =
  (collection: FrozenCollection): CollectionAfterChangeHook =>
  async ({ doc, operation, req }) => {
    const { id, label } = doc as { id: string; label?: string }
    if (operation === 'update')
      await flagShared(
        { req, actor: actorOf(req) ?? NOBODY, clock: systemClock, timeZone: env().siteTimeZone },
        { collection, id: String(id), name: textOf(label) },
      )
    return doc as Record<string, unknown>
  }
