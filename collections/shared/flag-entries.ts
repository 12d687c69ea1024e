import type { CollectionAfterChangeHook } from 'payload'
import { flagShared } from '#desk/desk/flag-shared.ts'
import type { FrozenCollection } from '#domain/content/shared-parts.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { NOBODY } from './nobody.ts'

/**
 * An edition freezes what it prints of a shared record, so entries whose live edition now differs are flagged.
 */
export const flagEntries =
  (collection: FrozenCollection): CollectionAfterChangeHook =>
  async ({ doc, operation, req }) => {
    const { id } = doc as { id: string }
    if (operation === 'update')
      await flagShared(
        { req, actor: actorOf(req) ?? NOBODY, clock: systemClock, timeZone: env().siteTimeZone },
        { collection, id: String(id) },
      )
    return doc as Record<string, unknown>
  }
