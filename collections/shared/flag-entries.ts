import type { CollectionAfterChangeHook } from 'payload'
import type { Actor } from '#domain/actors.ts'
import { flagShared } from '#desk/flag-shared.ts'
import type { FrozenCollection } from '#store/shared-parts.ts'
import { textOf } from '#domain/values.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'

/** A call of the server itself, under no name. */
export const NOBODY: Actor = { id: 'system:server', name: 'The server', roles: [] }

/** An edition has frozen what it prints of a shared record: entries that now read otherwise than live are flagged. */
export const flagEntries =
  (collection: FrozenCollection): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    const { id, label } = doc as { id: string; label?: string }
    const former = previousDoc as { key?: unknown } | undefined
    if (operation === 'update')
      await flagShared(
        { req, actor: actorOf(req) ?? NOBODY, clock: systemClock, timeZone: env().siteTimeZone },
        { collection, id: String(id), name: textOf(label), formerKey: textOf(former?.key) },
      )
    return doc as Record<string, unknown>
  }
